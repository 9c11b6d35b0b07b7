// Several messages at once: the list of them, and all that it needs, comes when there is something to list.

import { anew } from "../lib/anew.js";

/** @typedef {ReturnType<typeof import("./several.js").openSeveral>} Several */

/** @param {import("./several.js").Context} context */
export function openSeveralLate(context) {
  /** @type {Promise<Several> | undefined} */
  let coming;
  /** @type {Several | undefined} */
  let several;

  function fetchIt() {
    coming ??= import("./several.js").catch(anew("./several.js", import.meta.url)).then(({ openSeveral }) => (several = openSeveral(context)));
    coming.catch(() => (coming = undefined)); // the next one who asks tries again
    return coming;
  }

  return {
    /** @param {import("./several.js").Call} call @param {import("./several.js").Context["choose"]} [onChoose] */
    list: async (call, onChoose) => (await fetchIt()).list(call, onChoose),
    /** @param {File | string} file */
    takeText: async (file) => (await fetchIt()).takeText(file),
    /** @param {import("../form/ask_form.js").Request} request */
    asked: (request) => several?.asked(request),
    clear: () => several?.clear(),
  };
}
