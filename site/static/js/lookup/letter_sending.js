// How a finished letter goes out: mail, copy, print, file. What is still blank is said once, beside what was pressed.

import { find } from "../lib/dom.js";
import { words } from "./early.js";
import { fileAddress } from "../lib/save.js";

/** @typedef {import("./letter_text.js").Letter} Letter */
/** @typedef {import("./letter_text.js").Place} Place */
/**
 * @typedef {object} Context
 * @property {ReturnType<typeof import("./letter_text.js").openText>} text
 * @property {() => Letter | undefined} letter  the one that is open
 * @property {(recipient: string) => string} emailFor
 * @property {() => string} blanksLeft  in a sentence; "" where none is
 */

const MAIL_LENGTH = 1800; // characters of a mailto address that every mail program takes

/** @param {Context} context */
export function openSending({ text, letter, emailFor, blanksLeft }) {
  const mail = find("[data-letter-mail]", HTMLAnchorElement);
  const printButton = find("[data-letter-print-button]", HTMLElement);
  const save = find("[data-letter-save]", HTMLAnchorElement);
  const printed = find("[data-letter-print]", HTMLElement);
  const statusLine = find("[data-letter-status]", HTMLElement);

  /** @param {string} done */
  function say(done) {
    statusLine.textContent = [done && done.replace(/([^.])$/u, "$1."), blanksLeft()].filter(Boolean).join(" ");
  }

  /** What is copied and saved: what stands above the text (nothing, for the box of a form), and the text as edited. */
  function whole() {
    const above = letter()?.top.map(([, part]) => part) ?? [];
    return `${[...above, text.body.value].join("\n\n")}\n`;
  }

  /** The same on paper: blanks are lines to fill in by hand, what one had to choose and did not is left out.
   * @param {Letter} written */
  function parts(written) {
    const above = written.top.flatMap(([name, part]) => [marked(name, part, written), "\n"]);
    return [...above, ...text.shown((blank, { what }) => span(what === "choose" ? "letter-choose" : "letter-blank", blank)), "\n"];
  }

  /** A part above the text, an element of its own so that the date can stand on the right.
   * @param {string} name @param {string} part @param {Letter} written */
  function marked(name, part, { missing, placeholders }) {
    const element = span(`letter-part letter-${name}`, "");
    const blanks = missing.map((fact) => placeholders[fact]).filter((blank) => blank !== undefined && part.includes(blank));
    const pieces = blanks.length ? part.split(new RegExp(`(${blanks.map(escaped).join("|")})`, "u")) : [part];
    element.append(...pieces.map((piece) => (blanks.includes(piece) ? span("letter-blank", piece) : piece)), "\n");
    return element;
  }

  /** Keep the mail link and the print sheet in step with the text. */
  function update() {
    const written = letter();
    if (!written) return;
    printed.replaceChildren(...parts(written));
    const short = `mailto:${encodeURIComponent(emailFor(written.recipient)).replace("%40", "@")}?subject=${encodeURIComponent(written.subject)}`;
    const address = `${short}&body=${encodeURIComponent(text.body.value.replaceAll("\n", "\r\n"))}`;
    const isLong = address.length > MAIL_LENGTH;
    mail.href = isLong ? short : address;
    mail.dataset.long = String(isLong);
  }

  /** @param {string} done */
  async function copy(done) {
    try {
      await navigator.clipboard.writeText(whole());
      say(done);
    } catch {
      text.body.select();
    }
  }

  /** A text that does not fit is in the clipboard, and that is said, before the mail program covers the page.
   * @param {MouseEvent} event */
  async function send(event) {
    if (mail.dataset.long !== "true") return say("");
    event.preventDefault();
    await copy(words.long);
    location.assign(mail.href);
  }

  function clear() {
    statusLine.textContent = "";
    printed.replaceChildren();
    mail.href = save.href = "#letter";
  }

  /** The first way to send it is the one that was chosen. @param {boolean} byPost */
  function lead(byPost) {
    mail.classList.toggle("quiet", byPost);
    printButton.classList.toggle("quiet", !byPost);
  }

  mail.addEventListener("click", (event) => void send(event));
  save.addEventListener("click", () => {
    save.href = fileAddress(whole(), "text/plain");
    say(words.saved);
  });
  find("[data-letter-copy]", HTMLElement).addEventListener("click", () => void copy(words.copied));
  printButton.addEventListener("click", () => {
    say("");
    print();
  });
  return { update, clear, lead, printed, hush: () => (statusLine.textContent = "") };
}

/** @param {string} className @param {string} textContent */
const span = (className, textContent) => Object.assign(document.createElement("span"), { className, textContent });

/** For a pattern with the flag `u`, where a hyphen may not be escaped. @param {string} text */
const escaped = (text) => text.replace(/[\\^$.*+?()[\]{}|/]/gu, "\\$&");
