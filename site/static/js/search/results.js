// What a field of the search shows under it. The index, that of the page's language, is fetched whole at once: what is
// typed decides no request, and stays in the field.

import { prepare } from "./find.js";

const SEARCHED = 120; // milliseconds after the last key

/** @typedef {import("./find.js").Hit} Hit */
/** @typedef {import("./find.js").Index} Index */
/** @typedef {{index: Index, search: (text: string, country: string) => Hit[]}} Ready */

/** Index -> what searches it. @type {Map<string, Promise<Ready>>} */
const ready = new Map();

/** @param {string} address @returns {Promise<Ready>} */
function prepared(address) {
  const begun = ready.get(address) ?? load(address);
  ready.set(address, begun);
  begun.catch(() => ready.delete(address)); // the next key tries again
  return begun;
}

/** @param {string} address @returns {Promise<Ready>} */
async function load(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  const index = await response.json();
  return { index, search: prepare(index) };
}

/** Search for what is in the field of `root`, and whenever it changes. @param {HTMLElement} root */
export function start(root) {
  const field = /** @type {HTMLInputElement} */ (root.querySelector("input"));
  const found = /** @type {HTMLElement} */ (root.querySelector("[data-found]"));
  const said = [...root.querySelectorAll("[role=status], .search-said")]; // to be heard, and to be seen
  const list = /** @type {HTMLElement} */ (root.querySelector("ul"));
  const { index: address = "", failed = "" } = root.dataset;
  let timer = 0;

  async function show() {
    const text = field.value.trim();
    if (text.length < 2) {
      void prepared(address).catch(() => undefined); // for what is typed next
      return close();
    }
    const { index, search } = await prepared(address).catch(() => ({ index: undefined, search: () => [] }));
    if (text !== field.value.trim()) return; // typed on meanwhile
    const hits = search(text, root.dataset.country ?? ""); // which follows the form of the home page
    say(!index ? failed : hits.length ? index.words.found.replace("{count}", String(hits.length)) : index.words.nothing);
    list.replaceChildren(...hits.map(asItem), ...(index ? waysOn(index, hits) : []));
    found.hidden = false;
  }

  function close() {
    found.hidden = true;
    say("");
    list.replaceChildren();
  }

  /** @param {string} words */
  function say(words) {
    for (const place of said) place.textContent = words;
  }

  /** @param {KeyboardEvent} event */
  function onKey(event) {
    const links = [...list.querySelectorAll("a")];
    const at = links.findIndex((link) => link === document.activeElement);
    if (event.key === "Escape") {
      if (!field.value && found.hidden) return; // the menu's
      event.stopPropagation();
      field.value = "";
      close();
      field.dispatchEvent(new Event("input", { bubbles: true }));
      return field.focus();
    }
    if (event.key === "Enter" && at < 0) {
      event.preventDefault();
      return links[0]?.click();
    }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    const next = at + (event.key === "ArrowDown" ? 1 : -1);
    (next < 0 ? field : links[Math.min(next, links.length - 1)])?.focus();
  }

  void show();
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(show, SEARCHED);
  });
  root.addEventListener("keydown", onKey);
  root.addEventListener("focusout", ({ relatedTarget }) => {
    const isInside = relatedTarget instanceof Node && root.contains(relatedTarget);
    if (relatedTarget && !isInside && !root.closest("main")) close();
  });
  addEventListener("click", ({ target }) => {
    if (target instanceof Node && !root.contains(target) && !root.closest("main")) close();
  });
}

/** @param {Hit} hit */
function asItem({ title, url, line, country }) {
  const link = Object.assign(document.createElement("a"), { href: url });
  link.append(Object.assign(document.createElement("b"), { textContent: title }));
  if (country) link.append(" ", Object.assign(document.createElement("span"), { className: "search-country", textContent: country }));
  if (line) link.append(Object.assign(document.createElement("small"), { textContent: line }));
  return inItem(link);
}

/** Where to go on when nothing is found, or a number was typed. @param {Index} index @param {Hit[]} hits */
function waysOn({ words, form, all }, hits) {
  const number = hits.find((hit) => hit.number)?.number ?? "";
  if (hits.length && !number) return [];
  const toForm = way(words.form, form);
  toForm.addEventListener("click", (event) => toField(event, number));
  return hits.length ? [toForm] : [way(words.all, all), toForm];
}

/** @param {string} text @param {string} href */
function way(text, href) {
  return inItem(Object.assign(document.createElement("a"), { href, textContent: text, className: "search-way" }));
}

/** On the page of the form, into its field: the number is in no address. @param {Event} event @param {string} number */
function toField(event, number) {
  const sender = document.querySelector("form[data-lookup] [name=sender]");
  if (!(sender instanceof HTMLInputElement)) return;
  event.preventDefault();
  if (number) sender.value = number;
  sender.dispatchEvent(new Event("input", { bubbles: true }));
  sender.focus();
}

/** @param {HTMLElement} link */
function inItem(link) {
  const item = document.createElement("li");
  item.append(link);
  return item;
}
