// What is still missing in the letter: counted before it goes out, each a button that leads to where it is told.

import { find } from "../lib/dom.js";
import { words } from "./early.js";

/** @typedef {import("./letter_text.js").Letter} Letter */
/** @typedef {import("./letter_text.js").Blank} Blank */
/**
 * @typedef {object} Context
 * @property {ReturnType<typeof import("./letter_facts.js").openFacts>} facts
 * @property {ReturnType<typeof import("./letter_text.js").openText>} text
 * @property {() => Letter | undefined} letter  the one that is open
 */

const SHORT = 40; // characters of a bracket that its button shows

/** @param {Context} context */
export function openBlanks({ facts, text, letter }) {
  const count = find("[data-letter-count]", HTMLElement);
  const list = find("[data-letter-blanks]", HTMLElement);

  /** Each once, in the order of the letter. @returns {Blank[]} */
  function blanks() {
    const written = letter();
    if (!written) return [];
    const { missing, placeholders, top } = written;
    const above = missing.filter((fact) => top.some(([, part]) => part.includes(placeholders[fact] ?? "\n\n")));
    const all = [...above.map((what) => ({ what, text: placeholders[what] ?? "" })), ...text.blanks()];
    return [...new Map(all.map((blank) => [blank.text, blank])).values()];
  }

  /** @param {Blank} blank */
  function nameOf({ what, text: bracket }) {
    const own = bracket.slice(1, -1);
    if (what === "choose") return own.length > SHORT ? `${own.slice(0, SHORT).trimEnd()}…` : own;
    return what === "fill" ? own.replace(/^[^:,]*[:,]\s*/u, "") : facts.nameOf(what);
  }

  /** @param {Blank} blank */
  function asButton(blank) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "button quiet", textContent: nameOf(blank) });
    if (blank.what === "fill" || blank.what === "choose") button.lang = letter()?.language ?? "";
    button.addEventListener("click", () => facts.leadTo(blank.what) || text.select(blank.text));
    const item = document.createElement("li");
    item.append(button);
    return item;
  }

  /** @param {number} n */
  const counted = (n) => (n === 1 ? words.blank : (words.blanks?.replace("{n}", String(n)) ?? ""));

  function update() {
    const found = blanks();
    count.textContent = found.length ? counted(found.length) ?? "" : words.complete ?? "";
    list.replaceChildren(...found.map(asButton));
  }

  /** What is missing, in a sentence; "" where nothing is. */
  function sentence() {
    const found = blanks();
    return found.length ? `${counted(found.length)} ${found.map(nameOf).join(", ")}.` : "";
  }

  function clear() {
    count.textContent = "";
    list.replaceChildren();
  }

  return { update, sentence, clear };
}
