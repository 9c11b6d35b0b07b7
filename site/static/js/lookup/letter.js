// The letter under the answer: filled in while the person types, changed by them, sent. Nothing here is stored.

import { bringToTop, find } from "../lib/dom.js";
import { setHtml } from "../lib/trusted_types.js";
import { openCompanies } from "./companies.js";
import { form, words } from "./early.js";
import { openBlanks } from "./letter_blanks.js";
import { openFacts } from "./letter_facts.js";
import { openSending } from "./letter_sending.js";
import { openSent } from "./letter_sent.js";
import { openText } from "./letter_text.js";

/** @typedef {import("./letter_text.js").Letter} Letter */
/** @typedef {import("../form/ask_form.js").Request} Request */

/** @param {import("./answer.js").Context} context */
export function openLetters({ ask, onFailure, onSent, onLetter }) {
  const panel = find("[data-letter-panel]", HTMLElement);
  const recipient = find("[data-letter-recipient]", HTMLElement);
  const subject = find("[data-letter-subject]", HTMLElement);
  const sheet = find("[data-letter-evidence]", HTMLElement);
  const enclose = find("[data-letter-enclose]", HTMLInputElement);
  const changed = find("[data-letter-changed]", HTMLElement);
  const fillAgain = () => void fill().catch(onFailure);
  const facts = openFacts({ onInput: fillAgain, onForm: () => void chooseForm().catch(onFailure) });
  const companies = openCompanies(facts.form, fillAgain);
  const text = openText(update);
  const blanks = openBlanks({ facts, text, letter: () => letter });
  const sending = openSending({ text, letter: () => letter, emailFor: companies.emailFor, blanksLeft: blanks.sentence });
  const sent = openSent({ ask, onFailure, request: facts.request, letter: () => letter, onSent, onLetter, blanksLeft: blanks.sentence });
  let display = "";
  let chosen = facts.chosen(); // the form of the letter that is shown
  let turn = 0;
  let isOtherCase = true; // than the letter that stands there is about
  /** @type {Letter | undefined} */
  let letter;
  let coming = ""; // the letter that was chosen, until it stands there: what is typed meanwhile goes into it

  /** @param {Request} asks @param {string} shown */
  function setCase(asks, shown) {
    display = shown;
    isOtherCase = facts.setCase(asks, shown) || isOtherCase;
  }

  /** @param {string} wanted */
  async function open(wanted) {
    void companies.offer(wanted, { sender: display, text: String(facts.request().text ?? "") });
    if (isOtherCase || wanted !== letter?.id || !text.isChanged()) await replace(wanted);
    else if (coming) {
      coming = ""; // back to the one that stands there
      await fill();
    }
    panel.hidden = false;
    find("#letter-title", HTMLElement).focus({ preventScroll: true });
    bringToTop(panel);
  }

  /** Another text; one that was changed is only given up where the person agrees. @param {string} wanted */
  async function replace(wanted) {
    if (letter && text.isChanged() && !confirm(words.edited)) return facts.choose(chosen);
    coming = wanted;
    await bring();
  }

  /** The letter that was chosen, with what is known now. */
  async function bring() {
    const response = await write(coming);
    if (!response) return;
    coming = "";
    chosen = facts.chosen();
    if (isOtherCase || letter?.id !== response.id) {
      sent.offer(response);
      enclose.checked = !response.expects_answer; // a complaint needs its proofs
    }
    isOtherCase = false;
    letter = response;
    show(response);
    text.write(response);
    await attach();
  }

  async function chooseForm() {
    if (letter) await replace(letter.id);
  }

  /** What is known now goes into the letter; a text that was changed keeps all but its facts. */
  async function fill() {
    if (coming) return bring();
    if (!letter) return;
    const response = await write(letter.id);
    if (!response) return;
    const isChanged = text.isChanged();
    letter = response;
    show(response);
    if (isChanged) text.refill(response);
    else text.write(response);
    if (enclose.checked) await attach();
  }

  /** Python's letter, where nothing was asked since. @param {string} wanted @returns {Promise<Letter | undefined>} */
  async function write(wanted) {
    const mine = ++turn;
    const response = await ask({ op: "letter", id: wanted, country: form.country.value, facts: facts.known() });
    return mine === turn && !response.error ? response : undefined;
  }

  /** All but the text. @param {Letter} written */
  function show(written) {
    const { says, language } = written;
    const isForeign = language !== form.dataset.language;
    find("[data-letter-foreign]", HTMLElement).hidden = !isForeign;
    find("[data-letter-says]", HTMLElement).textContent = isForeign ? says : says.slice(0, says.indexOf(". ") + 1);
    recipient.textContent = written.recipient;
    subject.textContent = written.subject;
    find("[data-letter-to]", HTMLElement).hidden = !written.top.some(([name]) => name === "recipient"); // an e-mail has a field for that
    for (const element of [text.body, text.marks, recipient, subject, sending.printed, sheet]) element.lang = language;
    facts.ask(written);
    sending.lead(facts.chosen() === "complete" && written.has_short);
    companies.show();
  }

  /** The evidence sheet is printed with the letter where the person says so, in the language of those who get it. */
  async function attach() {
    sheet.hidden = !enclose.checked;
    const { received, stop_sent, letter_sent } = facts.known();
    const request = { ...facts.request(), received, stop_sent, letter_sent };
    const about = letter;
    const response = await ask({ op: "evidence", request, language: about?.language });
    if (about === letter && !response.error) setHtml(sheet, response.html);
  }

  function update() {
    changed.hidden = !letter || !text.isChanged();
    sending.hush();
    sending.update();
    blanks.update();
  }

  function close() {
    panel.hidden = true;
    sending.hush();
  }

  function clear() {
    close();
    turn += 1; // what is being written is about what was cleared
    letter = undefined;
    coming = "";
    isOtherCase = true;
    for (const part of [facts, text, sending, blanks]) part.clear();
    chosen = facts.chosen();
    sent.offer();
    for (const element of [recipient, subject, sheet]) element.replaceChildren();
    changed.hidden = true;
  }

  enclose.addEventListener("change", () => void attach().catch(onFailure));
  find("[data-letter-refill]", HTMLElement).addEventListener("click", () => {
    if (letter) text.write(letter);
    text.body.focus();
  });
  find("[data-letter-close]", HTMLElement).addEventListener("click", close);
  return { open, close, clear, setCase };
}
