// Where the browser can install the site, and a finger is what one points with, the first answer says what for: an SMS is
// then shared to STOP SMS from the app it came in. It stands below the answer, and whoever says no is not asked again.

import { find } from "../lib/dom.js";

/** @typedef {Event & {prompt: () => Promise<void>}} Offer  https://developer.mozilla.org/docs/Web/API/BeforeInstallPromptEvent */

export function openInstallHint() {
  const hint = find("[data-install]", HTMLElement);
  /** @type {Offer | undefined} */
  let offer;

  /** @param {Event} event */
  function keep(event) {
    event.preventDefault(); // the browser's own bar would lie over the page
    if ("prompt" in event) offer = /** @type {Offer} */ (event);
  }

  function forget() {
    hint.hidden = true;
    offer = undefined;
    removeEventListener("beforeinstallprompt", keep); // once: the browser offers again when it was refused
  }

  /** An answer stands. */
  function show() {
    hint.hidden = !offer || !matchMedia("(pointer: coarse)").matches;
  }

  addEventListener("beforeinstallprompt", keep);
  addEventListener("appinstalled", forget);
  find("[data-install-no]", HTMLElement).addEventListener("click", forget);
  find("[data-install-yes]", HTMLElement).addEventListener("click", () => {
    void offer?.prompt();
    forget();
  });
  return { show };
}
