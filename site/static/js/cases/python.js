// Python for the page of cases: started when there is a case, told how far it is, asked, and kept for when there is no network.

import { isKept, keepRuntime } from "../offline/client.js";
import { find } from "../lib/dom.js";
import { today } from "../lib/today.js";
import { trustUrl } from "../lib/trusted_types.js";
import { failureOf, progressOf } from "../form/status_words.js";
import { packsOf, reasonOf, startEngine } from "../python/engine.js";
import { distanceOf } from "../python/when_to_load.js";

/**
 * @typedef {object} Context
 * @property {string} runtime  the folder of Python's worker; "" where there is none
 * @property {string} language
 * @property {Record<string, string>} words
 * @property {() => void} retry
 */

/** @param {Context} context */
export function openPython({ runtime, language, words, retry }) {
  const progress = find("[data-progress]", HTMLElement);
  const failed = find("[data-failed]", HTMLElement);
  const again = find("[data-retry]", HTMLButtonElement);
  const kept = isKept(new URL(runtime || ".", location.href).pathname);
  /** @type {import("../python/engine.js").Engine | undefined} */
  let engine;
  /** What its rules are about. @type {string[]} */
  let packs = [];
  let began = 0;

  /** @param {string[]} countries @returns {import("../python/engine.js").Engine} */
  function start(countries) {
    const wanted = packsOf(language, ...countries);
    if (engine && wanted.every((pack) => packs.includes(pack))) return engine;
    if (!runtime) throw new Error("no runtime");
    engine?.stop();
    packs = wanted;
    began = performance.now();
    engine = startEngine(runtime, { onChange: tell, trustUrl, packs, distance: distanceOf(kept) });
    return engine;
  }

  /** @param {import("../python/engine.js").Status} status */
  function tell(status) {
    progress.textContent = status.state === "loading" ? progressOf(status, words, performance.now() - began) : "";
    if (status.state === "ready") void keepRuntime(packs);
  }

  /** Ask the package's worker. @param {object} call  its operation and what that needs @param {string[]} countries @returns {Promise<any>} */
  async function ask(call, countries) {
    const response = JSON.parse(await start(countries).ask(JSON.stringify({ today: today(), language, ...call })));
    if (response.error) throw new Error(response.error.message ?? response.error.code ?? "error");
    return response;
  }

  /** Say why the page cannot do what it should. @param {string} text */
  function complain(text) {
    progress.textContent = "";
    find("[data-failed-text]", HTMLElement).textContent = text;
    failed.hidden = false;
  }

  again.addEventListener("click", () => {
    if (engine?.status().state === "failed") engine = undefined;
    failed.hidden = true;
    retry();
  });
  return {
    ask,
    complain,
    forgive: () => void (failed.hidden = true),
    /** Say that Python did not answer. @param {unknown} error */
    fail: (error) => complain(failureOf(engine?.status(), words, reasonOf(error))),
  };
}
