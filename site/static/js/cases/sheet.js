// The whole file of a case, to read and to print: Python's sheet with the pictures.

import { find } from "../lib/dom.js";
import { setHtml } from "../lib/trusted_types.js";
import { drawn } from "./pictures.js";

const LARGE = 1600; // pixels of a printed picture

export function openSheet() {
  const panel = find("[data-case-file]", HTMLElement);
  const sheet = find("[data-file-sheet]", HTMLElement);
  /** @type {HTMLElement | undefined} */
  let back; // where the person came from
  let shown = ""; // the case

  function close() {
    panel.hidden = true;
    shown = "";
    sheet.replaceChildren();
    back?.focus();
  }

  /** @param {string} id @param {string} html @param {import("./kept.js").Whole["pictures"]} pictures @param {HTMLElement} from */
  async function show(id, html, pictures, from) {
    [back, shown] = [from, id];
    setHtml(sheet, html);
    const drawings = await Promise.all(pictures.map(({ blob, name }) => drawn(blob, name, LARGE)));
    (sheet.querySelector("[data-case-pictures]") ?? sheet).append(...drawings);
    if (shown !== id) return; // closed meanwhile
    panel.hidden = false;
    find("#case-file-title", HTMLElement).focus();
    print();
  }

  find("[data-file-print]", HTMLButtonElement).addEventListener("click", () => print());
  find("[data-file-close]", HTMLButtonElement).addEventListener("click", close);
  /** @param {(id: string) => boolean} isThere */
  const closeUnless = (isThere) => shown && !isThere(shown) && close();
  return { show, closeUnless };
}
