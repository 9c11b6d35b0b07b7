// The letter under the answer: fill in, edit, copy, mail, save, print. Nothing here is stored.

import { fieldsOf, find } from "../lib/dom.js";
import { today } from "../lib/today.js";
import { setHtml } from "../lib/trusted_types.js";
import { openCompanies } from "./companies.js";
import { form, words } from "./early.js";
import { fileAddress } from "./takeaways.js";

/** @typedef {{id: string, language: string, subject: string, recipient: string, body: string, text: string, missing: string[], expects_answer: boolean, top: [string, string][], asked: string[], has_short: boolean}} Letter */
/** @typedef {import("../form/ask_form.js").Request} Request */

const MAIL_LENGTH = 1800; // characters of a mailto address that every mail program takes

/** @param {import("./answer.js").Context} context */
export function openLetters({ ask, onFailure }) {
  const panel = find("[data-letter-panel]", HTMLElement);
  const facts = find("form[data-facts]", HTMLFormElement);
  const body = find("textarea[name=letter]", HTMLTextAreaElement);
  const mail = find("[data-letter-mail]", HTMLAnchorElement);
  const save = find("[data-letter-save]", HTMLAnchorElement);
  const statusLine = find("[data-letter-status]", HTMLElement);
  const recipient = find("[data-letter-recipient]", HTMLElement);
  const subject = find("[data-letter-subject]", HTMLElement);
  const printed = find("[data-letter-print]", HTMLElement);
  const sheet = find("[data-letter-evidence]", HTMLElement);
  const companies = openCompanies(facts);
  /** @type {Request} */
  let request = {};
  let display = "";
  let id = "";
  let filled = "";
  let chosen = "complete"; // the form of the letter that is shown
  /** @type {Letter | undefined} */
  let letter;

  /** @param {Request} asks @param {string} shown */
  function setCase(asks, shown) {
    request = asks;
    display = shown;
  }

  /** All that is known for a letter: the person's details and the case. */
  function known() {
    const { text, received, stop_sent: stopSent, letter_sent: letterSent } = request;
    return { ...fieldsOf(facts), sender: display, text, received, stop_sent: stopSent, letter_sent: letterSent, date: today() };
  }

  /** @param {string} wanted */
  async function open(wanted) {
    void companies.offer(wanted, { sender: display, text: String(request.text ?? "") });
    await fill(wanted);
    panel.hidden = false;
    find("#letter-title", HTMLElement).focus();
  }

  /** @param {string} wanted  an edited letter that the person keeps stays the one that is filled in */
  async function fill(wanted = id) {
    if (filled && body.value !== filled && !confirm(words.edited)) return void choose(chosen);
    const response = await ask({ op: "letter", id: wanted, country: form.country.value, facts: known() });
    if (response.error) return void (statusLine.textContent = response.error.message);
    id = wanted;
    letter = response;
    chosen = fieldsOf(facts).form;
    body.value = filled = response.body;
    recipient.textContent = response.recipient;
    subject.textContent = response.subject;
    for (const element of [body, recipient, subject, printed, sheet]) element.lang = response.language;
    showWhatFits(response);
    update();
    await enclose(response);
    return true;
  }

  /** What only some letters have: a short form, an addressee, a fact of their own, an answer to wait for. @param {Letter} written */
  function showWhatFits(written) {
    find("[data-letter-form]", HTMLElement).hidden = !written.has_short;
    find("[data-letter-to]", HTMLElement).hidden = !written.recipient;
    const after = find("[data-letter-asks]", HTMLElement);
    after.hidden = !written.asked.includes(after.dataset.letterAsks ?? "");
    find("[data-letter-calendar]", HTMLElement).hidden = !written.expects_answer;
  }

  /** @param {string} value  "complete" or "short" */
  function choose(value) {
    const choice = facts.elements.namedItem("form");
    if (choice instanceof RadioNodeList) choice.value = value;
  }

  /** The evidence sheet is printed with the letter, in the language of those who get it. @param {Letter} written */
  async function enclose(written) {
    const response = await ask({ op: "evidence", request, language: written.language });
    if (written === letter && !response.error) setHtml(sheet, response.html);
  }

  /** What is copied and saved: what stands above the text (nothing, for the box of a form), and the text as edited. */
  function whole() {
    return letter ? `${[...letter.top.map(([, text]) => text), body.value].join("\n\n")}\n` : "";
  }

  /** The same, each part above the text as an element, so that the date can stand on the right. @param {Letter} written */
  function parts(written) {
    const above = written.top.flatMap(([name, text]) => [
      Object.assign(document.createElement("span"), { className: `letter-part letter-${name}`, textContent: `${text}\n` }),
      "\n",
    ]);
    return [...above, `${body.value}\n`];
  }

  /** Keep the mail link, the file and the print sheet in step with the edited text. */
  function update() {
    if (!letter) return;
    printed.replaceChildren(...parts(letter));
    const short = `mailto:${companies.emailFor(letter.recipient)}?subject=${encodeURIComponent(letter.subject)}`;
    const address = `${short}&body=${encodeURIComponent(body.value.replaceAll("\n", "\r\n"))}`;
    mail.href = address.length <= MAIL_LENGTH ? address : short;
    mail.dataset.long = String(address.length > MAIL_LENGTH);
  }

  /** @param {string} done */
  async function copy(done) {
    try {
      await navigator.clipboard.writeText(whole());
      statusLine.textContent = done;
    } catch {
      body.select();
    }
  }

  function close() {
    panel.hidden = true;
    statusLine.textContent = "";
  }

  function clear() {
    close();
    facts.reset();
    body.value = filled = "";
    chosen = "complete";
    letter = undefined;
    for (const element of [recipient, subject, printed, sheet]) element.replaceChildren();
    mail.href = save.href = "#letter";
  }

  facts.addEventListener("submit", (event) => {
    event.preventDefault();
    fill().then((done) => done && (statusLine.textContent = words.filled), onFailure);
  });
  facts.addEventListener("change", ({ target }) => {
    if (target instanceof HTMLInputElement && target.name === "form" && letter) fill().catch(onFailure);
  });
  body.addEventListener("input", update);
  mail.addEventListener("click", () => {
    if (mail.dataset.long === "true") void copy(words.long);
  });
  save.addEventListener("click", () => (save.href = fileAddress(whole(), "text/plain")));
  find("[data-letter-copy]", HTMLElement).addEventListener("click", () => void copy(words.copied));
  find("[data-letter-print-button]", HTMLElement).addEventListener("click", () => print());
  find("[data-letter-close]", HTMLElement).addEventListener("click", close);
  return { open, close, clear, setCase };
}
