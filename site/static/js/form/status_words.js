// What is said of Python's start: how far it is, and why it failed.

/** @typedef {import("../python/engine.js").Status} Status */

const SETTLED = 4000; // milliseconds after which the speed so far tells the time that is left

/** How far Python's start is. A share, not bytes: those counted are unpacked, fewer are fetched. On a slow line, about
 * how many minutes are left. @param {Status} status @param {Record<string, string>} words @param {number} elapsed  ms */
export function progressOf({ stage, done, total }, words, elapsed) {
  if (stage !== "download" || !total) return words.starting;
  const share = words.progress.replace("{percent}", String(Math.floor((100 * done) / total)));
  const minutes = Math.round((elapsed * (total - done)) / done / 60_000);
  if (elapsed < SETTLED || !minutes || !Number.isFinite(minutes)) return share;
  return `${share} · ${minutes === 1 ? words.minuteLeft : words.minutesLeft.replace("{minutes}", String(minutes))}`;
}

/** Why Python does not come. @param {Status | undefined} status @param {Record<string, string>} words @param {string} reason */
export function failureOf(status, words, reason) {
  return (status?.isCutOff ? words.cutOff : words.failed).replace("{reason}", reason);
}
