// What is told of a case: that it came again, what was done and when, the firm, and that two cases are one.

import { moment, today } from "../lib/today.js";
import { make, makeButton } from "../lib/make.js";
import { fieldsOf } from "../lib/dom.js";

/** @typedef {import("./case_file.js").Message} Message */
/** @typedef {import("./case_file.js").Done} Done */
/** @typedef {Record<string, string>} Words */

const DONE = ["stop", "letter", "complaint", "report"];

/** A field with its label. @param {string} id @param {string | undefined} label @param {HTMLElement} field */
function labelled(id, label, field) {
  field.id = id;
  return make("p", { className: "field" }, make("label", { htmlFor: id }, label ?? ""), field);
}

/** A form that opens below its button, and acts when it is sent. @param {string | undefined} title @param {HTMLElement[]} fields
 * @param {string | undefined} send @param {(said: Record<string, string>) => void} act @param {() => void} [onOpen] */
function opening(title, fields, send, act, onOpen = () => {}) {
  const form = make("form", { method: "dialog", autocomplete: "off", hidden: true }, ...fields, make("p", { className: "actions" }, make("button", { type: "submit", className: "button" }, send ?? "")));
  const button = makeButton(title ?? "", () => {
    form.hidden = !form.hidden;
    button.setAttribute("aria-expanded", String(!form.hidden));
    if (form.hidden) return;
    onOpen();
    /** @type {HTMLElement | null} */ (form.querySelector("input, select, textarea"))?.focus();
  });
  button.setAttribute("aria-expanded", "false");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    form.hidden = true;
    button.setAttribute("aria-expanded", "false");
    button.focus();
    act(fieldsOf(form));
  });
  return make("div", { className: "case-form" }, button, form);
}

/** The same sender wrote again. @param {string} id @param {Words} words @param {() => Message | undefined} last
 * @param {(message: Message) => void} act */
export function againForm(id, words, last, act) {
  const day = make("input", { type: "date", name: "day", required: true });
  const time = make("input", { type: "time", name: "time" });
  const text = make("textarea", { name: "text", rows: 3 });
  const fields = [labelled(`again-day-${id}`, words.day, day), labelled(`again-time-${id}`, words.time, time), labelled(`again-text-${id}`, words.text, text)];
  /** @param {Record<string, string>} said */
  const add = (said) => {
    const former = last();
    if (former) act({ ...former, text: said.text ?? "", received: moment(said.day ?? "", said.time ?? ""), from_picture: "" });
  };
  return opening(words.again_came, fields, words.add, add, () => {
    const now = new Date();
    day.value = day.max = today();
    time.value = [now.getHours(), now.getMinutes()].map((n) => String(n).padStart(2, "0")).join(":");
    text.value = last()?.text ?? "";
  });
}

/** What the person did, and when. @param {string} id @param {Words} words @param {(done: Done) => void} act */
export function doneForm(id, words, act) {
  const what = make("select", { name: "what" }, ...DONE.map((code) => make("option", { value: code }, words[`did.${code}`] ?? code)));
  const day = make("input", { type: "date", name: "day", required: true });
  const fields = [labelled(`did-what-${id}`, words.did_what, what), labelled(`did-day-${id}`, words.day, day)];
  /** @param {Record<string, string>} said */
  const add = ({ what: code = "", day: when = "" }) => act({ what: code, day: moment(when, "") || today() });
  return opening(words.did, fields, words.add, add, () => (day.value = day.max = today()));
}

/** @param {string} id @param {Words} words @param {(name: string) => void} act */
export function firmField(id, words, act) {
  const field = make("input", { type: "text", name: "firm", autocomplete: "off", maxLength: 200 });
  field.addEventListener("change", () => act(field.value.trim()));
  return {
    element: labelled(`firm-${id}`, words.firm, field),
    /** @param {string} name */
    show: (name) => void (document.activeElement === field || (field.value = name)),
  };
}

/** @param {string} id @param {Words} words @param {(other: string) => void} act */
export function joinForm(id, words, act) {
  const select = make("select", { name: "other" });
  const button = makeButton(words.join ?? "", () => act(select.value));
  const element = make("div", { className: "case-form" }, labelled(`join-${id}`, words.join_with, select), button);
  return {
    element,
    /** @param {{id: string, title: string}[]} others */
    show(others) {
      element.hidden = !others.length;
      const chosen = select.value;
      select.replaceChildren(...others.map((other) => make("option", { value: other.id, selected: other.id === chosen }, other.title)));
    },
  };
}
