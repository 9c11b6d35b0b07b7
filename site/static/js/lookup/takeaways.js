// What a person takes along from an answer: the date for the calendar, the evidence sheet, the code for the phone.

import { fieldsOf, find } from "../lib/dom.js";
import { pageAddress, saveFile } from "../lib/save.js";
import { moment } from "../lib/today.js";
import { setHtml } from "../lib/trusted_types.js";
import { words } from "./early.js";

/** @typedef {import("../form/ask_form.js").Request} Request */

const WIDE = "(min-width: 60rem)"; // a code to scan is of no use on the phone itself

/** @param {import("./answer.js").Context} context */
export function openTakeaways({ ask, onFailure }) {
  const panel = find("[data-evidence-panel]", HTMLElement);
  const sheet = find("[data-evidence-sheet]", HTMLElement);
  const when = find("form[data-evidence-when]", HTMLFormElement);
  const statusLine = find("[data-evidence-status]", HTMLElement);
  const hash = find("[data-evidence-hash]", HTMLElement);
  const experts = find("details.evidence-experts", HTMLDetailsElement);
  /** @type {Request} */
  let request = {}; // what the answer that stands was asked with
  let made = { text: "", json: "" };

  /** @param {Request} asks */
  function setCase(asks) {
    request = asks;
    panel.hidden = true;
    when.reset();
  }

  async function saveDate() {
    const file = await ask({ op: "calendar", request, page: pageAddress() });
    if (file.text) saveFile(file.name, file.text, file.type);
  }

  /** The day, with the hour where it is known. */
  function received() {
    const { evidence_day: day = "", evidence_time: time = "" } = fieldsOf(when);
    return moment(day, time);
  }

  /** The sheet, with the day that the person tells where the case does not. */
  async function write() {
    const response = await ask({ op: "evidence", request: { ...request, received: request.received || received() } });
    if (response.error) return false;
    made = response;
    setHtml(sheet, response.html);
    hash.textContent = JSON.parse(response.json).sha256 ?? "-";
    return true;
  }

  async function open() {
    when.hidden = Boolean(request.received);
    statusLine.textContent = "";
    if (!(await write())) return;
    panel.hidden = false;
    find("#evidence-title", HTMLElement).focus();
  }

  /** @param {string} name @param {string} text @param {string} type */
  function save(name, text, type) {
    saveFile(name, text, type);
    statusLine.textContent = words.saved ?? "";
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
    hash.replaceChildren();
    experts.open = false;
  }

  when.addEventListener("submit", (event) => event.preventDefault());
  when.addEventListener("change", () => void write().catch(onFailure));
  find("[data-evidence-text]", HTMLElement).addEventListener("click", () => save("stop-sms.txt", made.text, "text/plain"));
  find("[data-evidence-json]", HTMLElement).addEventListener("click", () => save("stop-sms.json", made.json, "application/json"));
  find("[data-evidence-print]", HTMLElement).addEventListener("click", () => print());
  find("[data-evidence-close]", HTMLElement).addEventListener("click", close);
  return { setCase, open, close, saveDate, showCode, clear };
}
