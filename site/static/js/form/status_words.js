// What is said of Python's start: how far it is, and why it failed.

/** @typedef {import("../python/engine.js").Status} Status */

/** How far Python's start is. A share, not bytes: those counted are unpacked, fewer are fetched.
 * @param {Status} status @param {Record<string, string>} words */
export function progressOf({ stage, done, total }, words) {
  if (stage !== "download" || !total) return words.starting;
  return words.progress.replace("{percent}", String(Math.floor((100 * done) / total)));
}

/** Why Python does not come. @param {Status | undefined} status @param {Record<string, string>} words @param {string} reason */
export function failureOf(status, words, reason) {
  return (status?.isCutOff ? words.cutOff : words.failed).replace("{reason}", reason);
}
