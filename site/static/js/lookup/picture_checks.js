// What is to be compared with the picture: numbers are asked for, addresses and unsure words are shown beside what was read.

import { make, makeButton } from "../lib/make.js";
import { ordered } from "./picture_marks.js";

/** @typedef {import("./picture_marks.js").Mark} Mark */
/**
 * @typedef {object} Context
 * @property {Record<string, string>} words
 * @property {(mark: Mark) => Node | string} cutting  empty where the picture cannot be shown
 * @property {(mark: Mark) => void} select  shows it in its field
 * @property {(mark: Mark, right: string) => void} settle  what the person says stands there
 */

const AT_ONCE = 4; // entries: more look like work

/** @param {HTMLElement} place @param {Context} context */
export function openChecks(place, { words, cutting, select, settle }) {
  const list = make("ul");
  /** @type {{mark: Mark, item: HTMLElement}[]} */
  let entries = [];
  let isWhole = false;
  const more = makeButton("", showAll, "plain");

  /** @param {Mark[]} marks */
  function show(marks) {
    isWhole = false;
    entries = ordered(marks).map((mark) => ({ mark, item: make("li", { className: "picture-check" }) }));
    for (const { mark, item } of entries) fill(item, mark);
    const title = make("h2", { id: "picture-compare", textContent: words.compare });
    list.setAttribute("aria-labelledby", title.id);
    list.replaceChildren(...entries.map(({ item }) => item));
    place.replaceChildren(title, list, more);
    lay();
  }

  /** What of them is left, at its new place. @param {Mark[]} marks */
  function follow(marks) {
    const had = entries.find(({ item }) => item.contains(document.activeElement));
    entries = entries.filter(({ mark, item }) => {
      const same = marks.find(({ field, box, said }) => field === mark.field && box === mark.box && said === mark.said);
      if (same) Object.assign(mark, same);
      else item.remove();
      return same;
    });
    lay();
    if (had && !list.contains(had.item)) goOn();
  }

  /** A keyboard goes on at the next question, or to the form's button. */
  function goOn() {
    const next = list.querySelector("li:not([hidden]) :is(input, button)") ?? place.closest("form")?.querySelector("[type=submit]");
    if (next instanceof HTMLElement) next.focus();
  }

  function showAll() {
    const next = entries[AT_ONCE]?.item.querySelector("input, button");
    isWhole = true;
    lay();
    if (next instanceof HTMLElement) next.focus();
  }

  function lay() {
    place.hidden = entries.length === 0;
    for (const [n, { item }] of entries.entries()) item.hidden = !isWhole && n >= AT_ONCE;
    more.hidden = isWhole || entries.length <= AT_ONCE;
    more.textContent = words.all.replace("{count}", String(entries.length));
    const address = entries.find(({ mark }) => mark.kind === "address")?.item;
    if (address && !address.querySelector("p")) address.prepend(make("p", { textContent: words.address }));
  }

  /** @param {HTMLElement} item @param {Mark} mark */
  function fill(item, mark) {
    item.dataset.check = mark.kind;
    if (mark.kind === "digits") item.append(...question(mark));
    else item.append(shower(mark));
  }

  /** @param {Mark} mark */
  function question(mark) {
    const id = `picture-number-${mark.field}-${mark.start}`;
    const field = make("input", { id, type: "text", value: mark.said, autocomplete: "off", spellcheck: false, inputMode: "tel" });
    const answer = makeButton(words.right, () => settle(mark, field.value.trim() || mark.said));
    field.addEventListener("input", () => {
      answer.textContent = field.value.trim() === mark.said ? words.right : words.correct;
    });
    field.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault(); // the form is not sent off by an answer to this
      answer.click();
    });
    const asked = mark.field === "sender" ? words.sender : words.number;
    return [make("label", { htmlFor: id }, asked), cutting(mark), make("span", { className: "picture-number" }, field, answer)];
  }

  /** @param {Mark} mark */
  function shower(mark) {
    const button = makeButton("", () => select(mark), "quiet");
    button.ariaLabel = words.show.replace("{word}", mark.said);
    button.append(cutting(mark), make("bdi", {}, mark.said));
    return button;
  }

  return { show, follow };
}
