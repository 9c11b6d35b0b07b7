// The letters, and all that they need, come once an answer stands: the first answer does not wait for them.

import { anew } from "../lib/anew.js";

/** @typedef {import("../form/ask_form.js").Request} Request */
/** @typedef {ReturnType<typeof import("./letter.js").openLetters>} Letters */

/** @param {import("./answer.js").Context} context */
export function openLettersLate(context) {
  /** @type {Promise<Letters> | undefined} */
  let coming;
  /** @type {Letters | undefined} */
  let letters;
  /** @type {[Request, string]} */
  let about = [{}, ""];

  function fetchThem() {
    coming ??= import("./letter.js").catch(anew("./letter.js", import.meta.url)).then(({ openLetters }) => {
      letters = openLetters(context);
      letters.setCase(...about);
      return letters;
    });
    coming.catch(() => (coming = undefined)); // the next one who asks tries again
    return coming;
  }

  /** @param {Request} asked @param {string} shown */
  function setCase(asked, shown) {
    about = [asked, shown];
    letters?.setCase(asked, shown);
  }

  return {
    fetch: () => void fetchThem().catch(() => {}),
    setCase,
    /** @param {string} id */
    open: async (id) => (await fetchThem()).open(id),
    close: () => letters?.close(),
    clear: () => letters?.clear(),
  };
}
