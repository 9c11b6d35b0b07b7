// What a person takes along from an answer: the date for the calendar, the evidence sheet, the code for the phone.

import { find } from "../lib/dom.js";
import { today } from "../lib/today.js";
import { setHtml } from "../lib/trusted_types.js";

/** @typedef {import("../form/ask_form.js").Request} Request */

const WIDE = "(min-width: 60rem)"; // a code to scan is of no use on the phone itself

/** The address of a file made here; it lives only while the file is saved. @param {string} text @param {string} type */
export function fileAddress(text, type) {
  const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
  return url;
}

/** Save a text as a file. @param {string} name @param {string} text @param {string} type */
function saveFile(name, text, type) {
  Object.assign(document.createElement("a"), { href: fileAddress(text, type), download: name }).click();
}

/** @param {import("./answer.js").Context} context */
export function openTakeaways({ ask, onFailure }) {
  const panel = find("[data-evidence-panel]", HTMLElement);
  const sheet = find("[data-evidence-sheet]", HTMLElement);
  /** @type {Request} */
  let request = {}; // what the answer that stands was asked with
  let made = { text: "", json: "" };

  /** @param {Request} asks */
  function setCase(asks) {
    request = asks;
    panel.hidden = true;
  }

  /** @param {Request} [more]  what is known beside the request */
  async function saveDate(more = {}) {
    const page = document.querySelector("link[rel=canonical]")?.getAttribute("href") ?? "";
    const file = await ask({ op: "calendar", request: { ...request, ...more }, page });
    if (file.text) saveFile(file.name, file.text, file.type);
  }

  async function open() {
    const response = await ask({ op: "evidence", request });
    if (response.error) return;
    made = response;
    setHtml(sheet, response.html);
    panel.hidden = false;
    find("#evidence-title", HTMLElement).focus();
  }

  /** The code of the first step's `sms:` link, on screens that are no phone. @param {HTMLElement} answer */
  async function showCode(answer) {
    const link = answer.querySelector("[data-first-step] > .step-actions a[href^='sms:']");
    if (!link || !matchMedia(WIDE).matches) return;
    const response = await ask({ op: "qr", uri: link.getAttribute("href") });
    if (!response.html || !link.isConnected) return;
    const place = Object.assign(document.createElement("div"), { className: "qr-place" });
    setHtml(place, response.html);
    link.closest("[data-first-step]")?.append(place);
  }

  function close() {
    panel.hidden = true;
  }

  function clear() {
    setCase({});
    made = { text: "", json: "" };
    sheet.replaceChildren();
  }

  find("[data-evidence-text]", HTMLElement).addEventListener("click", () => saveFile("stop-sms.txt", made.text, "text/plain"));
  find("[data-evidence-json]", HTMLElement).addEventListener("click", () => saveFile("stop-sms.json", made.json, "application/json"));
  find("[data-evidence-print]", HTMLElement).addEventListener("click", () => print());
  find("[data-evidence-close]", HTMLElement).addEventListener("click", close);
  find("[data-letter-calendar]", HTMLElement).addEventListener("click", () => void saveDate({ letter_sent: today() }).catch(onFailure));
  return { setCase, open, close, saveDate, showCode, clear };
}
