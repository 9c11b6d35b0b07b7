// What a letter needs to know: its form. Only the fields of the letter that is open are shown.

import { fieldsOf, find, findAll } from "../lib/dom.js";
import { moment, today } from "../lib/today.js";

/** @typedef {import("../form/ask_form.js").Request} Request */
/** @typedef {import("./letter_text.js").Letter} Letter */

const TYPING_PAUSE = 150; // milliseconds without a keystroke

/** @param {{onInput: () => void, onForm: () => void}} context  a fact changed; the other form of the letter was chosen */
export function openFacts({ onInput, onForm }) {
  const form = find("form[data-facts]", HTMLFormElement);
  /** @type {Request} */
  let request = {};
  let display = "";
  let about = ""; // the message that the dates in the form are about
  let typing = 0;

  /** The case that letters are about, true where it is another; a date that the same one does not tell stays as the
   * person wrote it. @param {Request} asks @param {string} shown */
  function setCase(asks, shown) {
    request = asks;
    display = shown;
    const told = JSON.stringify([asks.sender, asks.text, asks.country]);
    const [day = "", time = ""] = String(asks.received ?? "").split("T");
    const isOther = told !== about;
    put({ fact_received: day, fact_time: time.slice(0, 5), fact_stop_sent: asks.stop_sent, fact_letter_sent: asks.letter_sent }, isOther);
    if (!input("phone").value) put({ phone: asks.own_number }, false);
    about = told;
    return isOther;
  }

  /** @param {Record<string, unknown>} values @param {boolean} isNew  what is empty counts too */
  function put(values, isNew) {
    for (const [name, value] of Object.entries(values)) if (value || isNew) input(name).value = String(value ?? "");
  }

  /** @param {string} name @returns {HTMLInputElement} */
  const input = (name) => find(`form[data-facts] input[name=${name}]`, HTMLInputElement);

  /** All that is known for a letter: the person's details and the case. */
  function known() {
    const { fact_received: day = "", fact_time: time = "", fact_stop_sent: stop = "", fact_letter_sent: letter = "", ...said } = fieldsOf(form);
    const days = { received: moment(day, time), stop_sent: moment(stop, ""), letter_sent: moment(letter, ""), date: today() };
    return { ...said, ...days, sender: display, text: request.text };
  }

  /** Show what this letter can take; nothing came or went on a day that is still to come. @param {Letter} letter */
  function ask({ fields, has_short: hasShort }) {
    for (const date of form.querySelectorAll("input[type=date]")) date.setAttribute("max", today());
    for (const field of findAll("form[data-facts] [data-fact]")) field.hidden = !fields.includes(field.dataset.fact ?? "");
    for (const step of findAll("form[data-facts] fieldset")) step.hidden = !step.querySelector("[data-fact]:not([hidden])");
    find("[data-letter-form]", HTMLElement).hidden = !hasShort;
  }

  /** What a blank is called in the reader's language: "votre nom". @param {string} fact */
  function nameOf(fact) {
    const blank = form.querySelector(`[data-fact=${fact}], [data-blank-only=${fact}]`)?.getAttribute("data-blank") ?? "";
    return blank.replace(/^\[[^:]*:\s*|\]$/gu, "");
  }

  /** The cursor to where a fact is told; false where it has no field here. @param {string} fact */
  function leadTo(fact) {
    const field = form.querySelector(`[data-fact=${fact}]:not([hidden]) :is(input, textarea)`);
    if (!(field instanceof HTMLElement && field.getClientRects().length)) return false;
    field.focus();
    field.scrollIntoView({ block: "center" });
    return true;
  }

  /** @param {string} value  "complete" or "short" */
  function choose(value) {
    const choice = form.elements.namedItem("form");
    if (choice instanceof RadioNodeList) choice.value = value;
  }

  function clear() {
    form.reset();
    about = "";
  }

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", ({ target }) => {
    clearTimeout(typing);
    if (target instanceof HTMLInputElement && target.name === "form") return onForm();
    typing = setTimeout(onInput, TYPING_PAUSE);
  });
  return { form, setCase, known, ask, nameOf, leadTo, choose, chosen: () => fieldsOf(form).form ?? "", request: () => request, clear };
}
