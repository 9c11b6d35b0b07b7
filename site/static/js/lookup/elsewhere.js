// For a line in another country than the page's: the home page leads to that country's pages, and says in which languages
// it is published.

import { find, findAll } from "../lib/dom.js";
import { make } from "../lib/make.js";
import { form, loadTable, words } from "./early.js";

/** @type {Map<HTMLElement, string>} links to guides about the page's country -> where they lead there */
const atHome = new Map(findAll("a[data-page]").map((link) => [link, link.getAttribute("href") ?? ""]));
const hint = find("#sender-hint", HTMLElement);
const hintAtHome = hint.textContent;
/** @type {Map<HTMLElement, DOMStringMap>} buttons -> the example of the page's country */
const examplesAtHome = new Map(findAll("[data-example]").map((button) => [button, { ...button.dataset }]));

/** Follow the form's country, from now on. */
export function openElsewhere() {
  form.country.addEventListener("change", () => void follow());
  void follow();
}

async function follow() {
  const [{ value, label, dataset }] = form.country.selectedOptions;
  sayLanguages(label, dataset);
  const table = value === words.country ? undefined : await loadTable();
  if (form.country.value === value) show(label, table);
}

/** @param {string} label @param {DOMStringMap} data  of the option */
function sayLanguages(label, { published, home = "" }) {
  const line = find("[data-published]:not(option)", HTMLElement);
  const [said, link] = line.children;
  line.hidden = !published;
  said.textContent = (words.published ?? "").replace("{country}", label.replace(` (${published})`, ""));
  link.textContent = published ?? "";
  link.setAttribute("href", home);
}

/** @param {string} country @param {import("./instant.js").Table | undefined} table  none: the page's own country */
function show(country, table) {
  for (const section of findAll("[data-at-home]")) section.hidden = Boolean(table);
  const led = new Set();
  for (const [link, address] of atHome) {
    const there = table ? table.guides[link.dataset.page ?? ""] : address;
    const tile = link.closest(".tiles li");
    if (tile instanceof HTMLElement) tile.hidden = !there || led.has(there); // two may lead to one guide there
    if (tile) led.add(there);
    link.setAttribute("href", there ?? address);
  }
  hint.textContent = table?.hint ?? hintAtHome;
  for (const search of findAll("[data-search]")) search.dataset.country = table?.country ?? words.country;
  for (const [button, own] of examplesAtHome) {
    const [exampleSender, exampleText] = table?.examples[own.example ?? ""] ?? [own.exampleSender, own.exampleText];
    Object.assign(button.dataset, { exampleSender, exampleText });
  }
  for (const section of findAll("[data-elsewhere]")) {
    section.hidden = !table;
    section.querySelector("h2")?.replaceChildren((words.elsewhere ?? "").replace("{country}", country));
    section.querySelector("ul")?.replaceChildren(...(table?.pages ?? []).map(([textContent, href]) => make("li", {}, make("a", { href, textContent }))));
  }
}
