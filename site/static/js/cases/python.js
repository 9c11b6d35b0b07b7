// Python for the page of cases: started when there is a case, and what is said of it on the way and where it fails.

import { find } from "../lib/dom.js";
import { openPython } from "../form/python.js";
import { failureOf, progressOf } from "../form/status_words.js";
import { reasonOf } from "../python/engine.js";

/**
 * @typedef {object} Context
 * @property {string} runtime  the folder of Python's worker; "" where there is none
 * @property {string} language
 * @property {Record<string, string>} words
 * @property {() => string[]} countries  of the cases
 * @property {() => void} retry
 */

/** @param {Context} context */
export function openPythonOfCases({ runtime, language, words, countries, retry }) {
  const progress = find("[data-progress]", HTMLElement);
  const failed = find("[data-failed]", HTMLElement);
  const again = find("[data-retry]", HTMLButtonElement);
  const packs = () => ["cases", ...countries().flatMap((code) => (words[`packs.${code}`] ?? code.toLowerCase()).split(" "))];
  const python = openPython({ runtime, language, packs, onChange: tell });
  let began = 0;

  /** @param {import("../python/engine.js").Status} status */
  function tell(status) {
    began ||= performance.now();
    progress.textContent = status.state === "loading" ? progressOf(status, words, performance.now() - began) : "";
    if (status.state === "ready") python.keep();
  }

  /** Ask the package's worker. @param {object} call  its operation and what that needs @returns {Promise<any>} */
  async function ask(call) {
    const response = await python.ask(call);
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
    if (python.status()?.state === "failed") python.drop();
    failed.hidden = true;
    retry();
  });
  return {
    ask,
    complain,
    forgive: () => void (failed.hidden = true),
    /** Say that Python did not answer. @param {unknown} error */
    fail: (error) => complain(failureOf(python.status(), words, reasonOf(error))),
  };
}
