// Small helpers that the page's modules share.

/** The one element for a selector. @template {Element} T @param {string} selector @param {new () => T} kind @returns {T} */
export function find(selector, kind) {
  const element = document.querySelector(selector);
  if (!(element instanceof kind)) throw new Error(`${selector} is not on this page`);
  return element;
}

/** The address of a file made here; it lives only while the file is saved. @param {string} text @param {string} type */
export function fileAddress(text, type) {
  const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
  return url;
}

/** What an error says. @param {unknown} error */
export function reasonOf(error) {
  return error instanceof Error ? error.message : String(error);
}

/** The day here, as the reader's calendar has it: 2026-11-24. */
export function today() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((n) => String(n).padStart(2, "0")).join("-");
}

/** How far Python's start is, in words. A share, not bytes: those counted are unpacked, fewer are fetched.
 * @param {import("./engine.js").Status} status @param {Record<string, string>} words */
export function progressOf({ stage, done, total }, words) {
  if (stage !== "download" || !total) return words.starting;
  return words.progress.replace("{percent}", String(Math.floor((100 * done) / total)));
}

/** Why Python does not come, in words. @param {import("./engine.js").Status | undefined} status @param {Record<string, string>} words
 * @param {string} reason */
export function failureOf(status, words, reason) {
  return (status?.isCutOff ? words.cutOff : words.failed).replace("{reason}", reason);
}

/** The state of an answer's region; what stood in its data before goes. @param {HTMLElement} region @param {string} state
 * @param {Record<string, string>} data */
export function setStateOf(region, state, data) {
  for (const name of ["source", "verdict", "kind"]) delete region.dataset[name];
  region.classList.remove("stale");
  Object.assign(region.dataset, { state, ...data });
}
