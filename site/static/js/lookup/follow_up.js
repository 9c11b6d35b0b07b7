// What is asked below an answer because it would change the advice: the core's question, what has happened, and when
// something was sent.

import { fieldsOf, find, findAll } from "../lib/dom.js";
import { words } from "./early.js";

/** @typedef {{happened: string[], answers: Record<string, string>, stop_sent: string, letter_sent: string}} Told */
/**
 * @typedef {object} Context
 * @property {() => Partial<Told>} lastAsked  the request that was asked last
 * @property {() => void} onTold  something else is told now
 */

const ASKS_STOP = ["stop", "check_first", "premium"]; // verdicts after which somebody may have sent STOP or a letter

/** The parts of a hidden field that holds several ("clicked paid"). @param {string} value */
const listed = (value) => value.split(" ").filter(Boolean);

/** @param {Context} context */
export function openFollowUp({ lastAsked, onTold }) {
  const form = find("[data-follow-up]", HTMLFormElement);
  const ask = find("[data-ask=question]", HTMLFieldSetElement);
  const happened = find("[name=happened]", HTMLInputElement);
  const answers = find("[name=answers]", HTMLInputElement);
  const region = find("[data-answer]", HTMLElement);
  const choices = findAll("[data-follow-up] [data-happened]");

  /** What was told so far. @returns {Told} */
  function told() {
    const { stop_sent, letter_sent } = fieldsOf(form);
    const pairs = listed(answers.value).map((pair) => pair.split("="));
    return { stop_sent, letter_sent, happened: listed(happened.value), answers: Object.fromEntries(pairs) };
  }

  /** Ask what the answer leaves open. @param {string} verdict @param {{id: string} | null} question */
  function show(verdict, question) {
    const stands = question?.id === "knows_number" && region.querySelector("[data-door]"); // asked in the answer itself
    ask.hidden = !question || Boolean(stands);
    ask.dataset.question = question?.id ?? "";
    if (question) find("[data-question-text]", HTMLElement).textContent = words[`question.${question.id}`] ?? "";
    for (const name of ["stop_sent", "letter_sent"]) find(`[data-ask=${name}]`, HTMLElement).hidden = !ASKS_STOP.includes(verdict);
    form.hidden = false;
  }

  /** One of two buttons under the question: a number that is saved or not stands in the main form as well. @param {string} reply */
  function answer(reply) {
    const { question = "" } = ask.dataset;
    if (question === "knows_number") return know(reply);
    answers.value = [...listed(answers.value).filter((pair) => !pair.startsWith(`${question}=`)), `${question}=${reply}`].join(" ");
    onTold();
  }

  /** Whether the sender is somebody whom one knows: it stands in the main form as well. @param {string} reply */
  function know(reply) {
    find("#knows_sender", HTMLSelectElement).value = reply;
    onTold();
  }

  /** @param {string} what  has happened, or has not after all */
  function toggle(what) {
    const all = new Set(listed(happened.value));
    if (!all.delete(what)) all.add(what);
    happened.value = [...all].join(" ");
    showPressed();
    onTold();
  }

  /** The buttons show what the hidden field holds. */
  function showPressed() {
    const all = listed(happened.value);
    for (const button of choices) button.setAttribute("aria-pressed", String(all.includes(button.dataset.happened ?? "")));
  }

  /** What was told about one message is not about the next. */
  function clear() {
    form.reset();
    happened.value = answers.value = ""; // a reset leaves hidden fields
    showPressed();
    form.hidden = true;
  }

  /** `change` comes with every digit of a year that is typed: a typed date acts when it is left, a picked one at once.
   * @param {"stop_sent" | "letter_sent"} name */
  function watchDate(name) {
    const field = find(`#${name}`, HTMLInputElement);
    let isTyped = false;
    const act = () => field.value !== (lastAsked()[name] ?? "") && onTold();
    field.addEventListener("keydown", ({ key }) => (isTyped = true) && key === "Enter" && act());
    field.addEventListener("change", () => isTyped || act());
    field.addEventListener("blur", () => ((isTyped = false), act()));
  }

  watchDate("stop_sent");
  watchDate("letter_sent");
  for (const button of choices) button.addEventListener("click", () => toggle(button.dataset.happened ?? ""));
  for (const button of findAll("[data-reply]")) button.addEventListener("click", () => answer(button.dataset.reply ?? ""));
  region.addEventListener("click", ({ target }) => {
    const door = target instanceof Element && target.closest("[data-door]");
    if (door instanceof HTMLElement) know(door.dataset.door ?? "");
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  return { told, show, showPressed, clear };
}
