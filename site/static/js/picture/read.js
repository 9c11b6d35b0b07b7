// The page's side of reading pictures: one worker that reads them one after another, kept for the next and ended after a
// while without any.
//
//   const { page } = await readPicture(blob, { base, language, country, trustUrl, onProgress, signal });
//
// Whatever goes wrong is a PictureError with a code; a worker that has failed is ended, and the next picture gets another.

import { modelsFor } from "./models.js";
import { PictureError } from "./fault.js";

export { PictureError };

/** @typedef {import("./fault.js").Code} Code */
/** @typedef {import("./page.js").Page} Page */
/** @typedef {{stage: "download" | "start" | "read", done: number, total: number}} Progress */
/**
 * @typedef {object} Options
 * @property {string} base  the folder of the list of files, as the form names it
 * @property {string} language  of the page
 * @property {string} country
 * @property {(url: string) => unknown} [trustUrl]  the page's Trusted Types policy, where there is one
 * @property {(progress: Progress) => void} [onProgress]
 * @property {AbortSignal} [signal]
 */

const KEPT_FOR = 180_000; // milliseconds without a picture; the engine holds some 50 MB
const PATIENCE = 45_000; // milliseconds in which nothing happens at all: a slow phone says a hundred times how far it is

/** @type {Worker | undefined} */
let worker;
let asked = 0;
let hasFailed = false; // since a picture was read: the HTTP cache may hold the fault
let ending = 0; // the timer
/** @type {Promise<unknown>} */
let last = Promise.resolve();

/** Give the engine's memory back; the next picture starts it again. */
export function endReading() {
  clearTimeout(ending);
  worker?.terminate();
  worker = undefined;
}

/** @param {Blob} blob  any file @param {Options} options @returns {Promise<{page: Page, width: number, height: number}>} */
export function readPicture(blob, options) {
  const read = last.then(() => readNow(blob, options));
  last = read.catch(() => {});
  return read;
}

/** @param {Options} options */
function workerFor({ trustUrl = String }) {
  clearTimeout(ending);
  const url = new URL("reader.js", import.meta.url).href;
  worker ??= new Worker(/** @type {string} */ (trustUrl(url)), { type: "module" });
  return worker;
}

/** @param {Blob} blob @param {Options} options @returns {Promise<{page: Page, width: number, height: number}>} */
function readNow(blob, options) {
  const { base, language, country, onProgress, signal } = options;
  asked += 1;
  const id = asked;
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(new PictureError("aborted"));
    const mine = workerFor(options);
    const listening = new AbortController();
    let stage = "download";
    let timer = 0;

    /** @param {Code} code @param {string} reason @param {boolean} isLost  whether another worker is needed */
    function fail(code, reason, isLost) {
      settle(isLost);
      hasFailed ||= isLost && code !== "aborted";
      reject(new PictureError(code, reason));
    }

    /** @param {boolean} isLost */
    function settle(isLost) {
      clearTimeout(timer);
      listening.abort();
      if (isLost) endReading();
      else ending = setTimeout(endReading, KEPT_FOR);
    }

    function rearm() {
      clearTimeout(timer);
      timer = setTimeout(() => fail(stage === "download" ? "download" : "engine", "nothing happens", true), PATIENCE);
    }

    /** @param {MessageEvent<any>} event  see reader.js */
    function receive({ data }) {
      if (data.id !== id) return;
      if (data.page) {
        settle(false);
        hasFailed = false;
        resolve({ page: data.page, width: data.page.width, height: data.page.height });
      } else if (data.code) {
        fail(data.code, data.reason, data.code === "download" || data.code === "engine");
      } else {
        rearm();
        ({ stage } = data);
        onProgress?.({ stage: data.stage, done: data.done, total: data.total });
      }
    }

    rearm();
    mine.addEventListener("message", receive, { signal: listening.signal });
    // Its own script cannot be fetched or read; errors inside it come as messages.
    mine.addEventListener("error", (event) => fail("download", event.message || "the worker did not start", true), { signal: listening.signal });
    signal?.addEventListener("abort", () => fail("aborted", "aborted", true), { signal: listening.signal });
    mine.postMessage({ id, blob, base: new URL(base, document.baseURI).href, models: modelsFor(language, country), isFurther: hasFailed });
  });
}
