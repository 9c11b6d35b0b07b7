// "Is this answer wrong?": a text without what is private, made here by Python, to change, copy or print. Nothing is sent.

import { find } from "../lib/dom.js";
import { words } from "./early.js";

/** @typedef {import("../form/ask_form.js").Request} Request */

/** @param {import("./answer.js").Context} context */
export function openWrongAnswer({ ask }) {
  const panel = find("[data-wrong-panel]", HTMLElement);
  const text = find("textarea[name=wrong]", HTMLTextAreaElement);
  const printed = find("[data-wrong-print]", HTMLElement);
  const statusLine = find("[data-wrong-status]", HTMLElement);
  /** @type {Request} */
  let request = {}; // what the answer that stands was asked with

  /** @param {Request} asks */
  function setCase(asks) {
    request = asks;
    close();
  }

  async function open() {
    const response = await ask({ op: "wrong", request, revision: panel.dataset.revision });
    if (response.error) return;
    text.value = response.text;
    update();
    panel.hidden = false;
    find("#wrong-title", HTMLElement).focus();
  }

  /** Paper shows what stands in the field, however long it is. */
  function update() {
    printed.textContent = text.value;
  }

  async function copy() {
    try {
      await navigator.clipboard.writeText(text.value);
      statusLine.textContent = words.copied;
    } catch {
      text.select();
    }
  }

  function close() {
    panel.hidden = true;
    statusLine.textContent = text.value = "";
    update();
  }

  text.addEventListener("input", update);
  find("[data-wrong-copy]", HTMLElement).addEventListener("click", () => void copy());
  find("[data-wrong-print-button]", HTMLElement).addEventListener("click", () => print());
  find("[data-wrong-close]", HTMLElement).addEventListener("click", close);
  return { setCase, open, close };
}
