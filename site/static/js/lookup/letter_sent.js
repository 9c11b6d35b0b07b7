// "I sent it today": who has until when to answer, where one goes next, and the day in the calendar.

import { find } from "../lib/dom.js";
import { pageAddress, saveFile } from "../lib/save.js";
import { today } from "../lib/today.js";
import { words } from "./early.js";

/** @typedef {import("../form/ask_form.js").Request} Request */
/** @typedef {import("./letter_text.js").Letter} Letter */
/**
 * @typedef {object} Context
 * @property {(call: object) => Promise<any>} ask
 * @property {(error: unknown) => void} onFailure
 * @property {() => Request} request  the case
 * @property {() => Letter | undefined} letter  the one that is open
 * @property {(day: string) => void} onSent
 * @property {(letter: string, day: string) => void} onLetter
 * @property {() => string} blanksLeft  what is missing, in a sentence
 */

const REMINDER = "company_reminder"; // the month runs from the letter before it: only its own term is new

/** @param {Context} context */
export function openSent({ ask, onFailure, request, letter, onSent, onLetter, blanksLeft }) {
  const place = find("[data-letter-sent]", HTMLElement);
  const statusLine = find("[data-sent-status]", HTMLElement);
  const reminder = find("[data-sent-reminder]", HTMLElement);
  const saved = find("[data-calendar-status]", HTMLElement);
  let file = { name: "", text: "", type: "" };
  let warned = ""; // of blanks: a letter on paper has them filled in by hand

  async function tell() {
    const left = blanksLeft();
    if (left && left !== warned) {
      warned = left;
      return void (statusLine.textContent = `${left} ${words.sentAgain}`);
    }
    const id = letter()?.id ?? "";
    const day = today();
    const made = await ask({ op: "calendar", letter: id, request: { ...request(), letter_sent: day }, page: pageAddress() });
    if (!made.text) return;
    file = made;
    statusLine.textContent = made.says;
    reminder.hidden = false;
    onLetter(id, day);
    if (id !== REMINDER) onSent(day);
  }

  function save() {
    saveFile(file.name, file.text, file.type);
    saved.textContent = words.dated;
  }

  /** As it was before anything was sent; nobody waits for an answer to a complaint here. @param {Letter} [written] */
  function offer(written) {
    place.hidden = !written?.expects_answer;
    warned = "";
    reminder.hidden = true;
    statusLine.textContent = saved.textContent = "";
  }

  find("[data-letter-sent-today]", HTMLElement).addEventListener("click", () => void tell().catch(onFailure));
  find("[data-letter-calendar]", HTMLElement).addEventListener("click", save);
  return { offer };
}
