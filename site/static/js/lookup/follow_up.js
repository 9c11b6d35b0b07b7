// What the card asks back, because it would change the advice: what has happened, the core's question, whether one knows
// the sender, and when something was sent. The card shows the buttons; what they told is kept here.

import { find } from "../lib/dom.js";
import { daysAgo, today } from "../lib/today.js";

/** @typedef {{happened: string[], answers: Record<string, string>, stop_sent: string, letter_sent: string}} Told */
/** @typedef {{scroll: boolean, keep?: boolean}} How */
/**
 * @typedef {object} Context
 * @property {HTMLElement} card
 * @property {() => Partial<Told>} lastAsked  the request that was asked last
 * @property {(how: How) => void} onTold  something else is told now
 */

const NOTHING = { happened: [], answers: {}, stop_sent: "", letter_sent: "" };

/** @param {Context} context */
export function openFollowUp({ card, lastAsked, onTold }) {
  const store = find("[name=told]", HTMLInputElement); // what a change of version takes along
  const knows = find("#knows_sender", HTMLSelectElement);

  /** What was told so far. @returns {Told} */
  function told() {
    return { ...NOTHING, ...JSON.parse(store.value || "{}") };
  }

  /** @param {Partial<Told>} more @param {How} how */
  function tell(more, how) {
    store.value = JSON.stringify({ ...told(), ...more });
    onTold(how);
  }

  /** @param {string} what  has happened, or has not after all */
  function toggle(what) {
    const all = new Set(told().happened);
    if (!all.delete(what)) all.add(what);
    tell({ happened: [...all] }, { scroll: true });
  }

  /** A number that is saved or not stands in the main form as well. @param {string} question @param {string} reply */
  function answer(question, reply) {
    if (question === "knows_number") know(reply);
    else tell({ answers: { ...told().answers, [question]: reply } }, { scroll: true });
  }

  /** @param {string} reply */
  function know(reply) {
    knows.value = reply;
    onTold({ scroll: true });
  }

  /** A day by its name, or by its date; the card stays where it is. @param {"stop_sent" | "letter_sent"} field @param {string} day */
  function send(field, day) {
    if (day !== (lastAsked()[field] ?? "")) tell({ [field]: day }, { scroll: false });
  }

  /** The letter that stands open went out: it stays. @param {string} day */
  function letterSent(day) {
    tell({ letter_sent: day }, { scroll: false, keep: true });
  }

  /** What was told of this message at another time. @param {Partial<Told>} known */
  function restore(known) {
    store.value = JSON.stringify({ ...NOTHING, ...known });
  }

  /** What was told about one message is not about the next. */
  function clear() {
    store.value = "";
  }

  /** @param {DOMStringMap} pressed  of a button */
  function press({ happened, reply, question = "", door, sent, days }) {
    if (happened) toggle(happened);
    if (reply) answer(question, reply);
    if (door) know(door);
    if (sent === "stop_sent" || sent === "letter_sent") send(sent, daysAgo(Number(days)));
  }

  /** A date acts when it is left, or picked: `change` comes with every digit of a year that is typed.
   * @param {Event} event */
  function leave({ target }) {
    if (!(target instanceof HTMLInputElement) || target.type !== "date") return;
    const { name, value } = target;
    target.max = today();
    if (!target.reportValidity()) return;
    const isDay = value === "" || value >= "2000"; // 0002-10-20 is a year that is not yet typed to its end
    if (isDay && (name === "stop_sent" || name === "letter_sent")) send(name, value);
  }

  let isTyped = false;
  card.addEventListener("keydown", (event) => {
    isTyped = event.target instanceof HTMLInputElement;
    if (event.key === "Enter") leave(event);
  });
  card.addEventListener("change", (event) => isTyped || leave(event));
  card.addEventListener("focusout", (event) => ((isTyped = false), leave(event)));
  card.addEventListener("click", ({ target }) => {
    const button = target instanceof Element && target.closest("button");
    if (button) press(button.dataset);
  });
  return { told, letterSent, restore, clear };
}
