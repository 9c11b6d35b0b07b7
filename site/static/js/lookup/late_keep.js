// "Keep this case on this device": what does it comes when somebody presses the button, or comes back to a case.

import { anew } from "../lib/anew.js";
import { find } from "../lib/dom.js";
import { words } from "./early.js";

/** @typedef {import("../form/ask_form.js").Request} Request */
/** @typedef {Awaited<ReturnType<typeof import("./keep.js").openKeep>>} Keep */

const ADDRESS = /^#case-([a-z0-9]{12})$/; // of this page, for a case that was kept

/** @param {import("./keep.js").Context} context */
export function openKeepLate(context) {
  /** @type {Promise<Keep> | undefined} */
  let coming;
  /** @type {Keep | undefined} */
  let keep;
  /** @type {Request} */
  let asked = {};

  /** @param {(keep: Keep) => unknown} act */
  async function withIt(act) {
    coming ??= import("./keep.js").catch(anew("./keep.js", import.meta.url)).then(({ openKeep }) => openKeep(context));
    try {
      keep = await coming;
      await act(keep);
    } catch {
      coming = undefined; // the next one who asks tries again
      find("[data-status]", HTMLElement).textContent = words.keepUnloaded ?? "";
    }
  }

  /** Whoever comes from the page of cases; the address is as it was without it. */
  function openOfAddress() {
    const id = ADDRESS.exec(location.hash)?.[1];
    if (!id) return;
    history.replaceState(history.state, "", location.pathname);
    void withIt((it) => it.open(id));
  }

  addEventListener("hashchange", openOfAddress);
  addEventListener("pageshow", ({ persisted }) => persisted && void keep?.recheck());
  return {
    openOfAddress,
    press: () => void withIt((it) => it.keep(asked)),
    /** The answer that stands is about that. @param {Request} request */
    setCase(request) {
      asked = request;
      keep?.follow(request);
    },
    /** A letter went out. @param {string} letter @param {string} day */
    letterSent: (letter, day) => keep?.letterSent(letter, day),
    clear: () => keep?.clear(),
  };
}
