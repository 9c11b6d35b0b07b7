// What an answer offers to somebody who typed no sender: the number that was meant, the field to go back to, the guide.

import { findAll } from "../lib/dom.js";
import { addressOf } from "./early.js";
import { sender, text } from "./form.js";

/** Buttons of the answer: `data-suggest` asks again with that number, `data-correct` goes to the field of that name.
 * @param {() => void} ask  what the form says now */
export function openCorrections(ask) {
  document.addEventListener("click", ({ target }) => {
    const button = target instanceof Element && target.closest("button");
    if (!button) return;
    const { suggest, correct } = button.dataset;
    if (suggest !== undefined) {
      sender.value = suggest;
      ask();
    }
    if (correct !== undefined) (correct === "text" ? text : sender).focus();
  });
}

/** Give the links to guides their addresses. */
export function linkGuides() {
  for (const link of findAll("a[data-guide]")) {
    const address = addressOf(link.dataset.guide ?? "");
    if (!address) link.remove();
    else link.setAttribute("href", address);
    if (top !== self) link.setAttribute("target", "_blank"); // out of another site's frame
  }
}
