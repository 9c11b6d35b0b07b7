// What runs first: the instant answer, while the rest of the scripts is still on its way.
//
// It needs three small modules and a table, which come at once with the style: on a slow line an answer stands after two
// ways to the server and back. page.js takes over what stands here.

import { chooseCountry } from "../form/country.js";
import { cardOf, empty, find, readWords, setState } from "../lib/dom.js";
import { setHtml } from "../lib/trusted_types.js";
import { answerAtOnce, withSender } from "./instant.js";

export const form = find("form[data-lookup]", HTMLFormElement);
export const answer = find("[data-answer]", HTMLElement);
export const card = cardOf(answer);
export const words = readWords();

/** Country -> its table for the instant answer, with its pages. @type {Map<string, import("./instant.js").Table>} */
const tables = new Map();
/** @type {() => unknown} */
let show = showFirst;

chooseCountry(form.country);
/** The table of the country that the page begins with; that of another one comes when it is chosen. */
export const tableLoaded = loadTable();
form.country.addEventListener("change", () => void loadTable());

/** The table of the chosen country, where it has one in the page's language. */
export async function loadTable() {
  const { value, dataset } = withTable();
  if (!dataset.instant || tables.has(value)) return tables.get(value);
  const response = await fetch(dataset.instant).catch(() => undefined);
  if (!response?.ok) return undefined;
  tables.set(value, await response.json());
  show();
  return tables.get(value);
}

/** The chosen country; the page's own where we publish nothing of the chosen one. */
function withTable() {
  const [chosen] = form.country.selectedOptions;
  const { instant, published } = chosen.dataset;
  return instant || published ? chosen : (form.country.querySelector(`[value="${words.country}"]`) ?? chosen);
}

/** The address of a guide about the line's country. @param {string} guide @returns {string | undefined} */
export const addressOf = (guide) => tables.get(withTable().value)?.guides[guide];

/** From now on another shows what may be said; it begins at once. @param {() => unknown} showInstant */
export function takeOver(showInstant) {
  show = showInstant;
  show();
}

/** Show the instant answer to a sender; undefined where it abstains. With a message it never offers STOP.
 * @param {string} country @param {string} sender @param {string} text @param {string} [state] */
export function showAtOnce(country, sender, text, state = "instant") {
  const table = tables.get(country);
  const said = table && answerAtOnce(table, sender, text);
  if (!said) return undefined;
  setState(answer, state, { source: "instant", verdict: said.verdict, kind: said.kind });
  if (said.html) showPrepared(said.html, said.found);
  else card.replaceChildren(...readingNow(said.found));
  return said.found;
}

/** A prepared answer, then the typed sender in its texts and links: what somebody typed is never read as HTML.
 * @param {string} html @param {import("./instant.js").Found} found */
function showPrepared(html, found) {
  setHtml(card, html);
  const texts = document.createTreeWalker(card, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) texts.currentNode.nodeValue = withSender(texts.currentNode.nodeValue ?? "", found);
  for (const { attributes } of card.querySelectorAll("a, button, [data-said]")) {
    for (const attribute of attributes) attribute.value = withSender(attribute.value, found);
  }
}

/** What can be said while the message is unread: who the sender is, and to wait. @param {import("./instant.js").Found} found */
function readingNow({ row, shown }) {
  const sender = document.createElement("p");
  sender.append(Object.assign(document.createElement("b"), { textContent: shown }), ` ${row.about} `);
  sender.append(Object.assign(document.createElement("a"), { href: row.page, textContent: words.page }));
  const waiting = waitingCard();
  waiting.querySelector("[data-first-step]")?.after(sender);
  return [waiting];
}

/** What stands while a message is read: how far it is, and five questions that a person can answer alone. */
export function waitingCard() {
  return document.importNode(find("template[data-waiting]", HTMLTemplateElement).content, true);
}

/** The answer to what the form says before page.js is there. */
function showFirst() {
  if (form.knows_sender.value || showAtOnce(form.country.value, form.sender.value, form.text.value)) return;
  if (answer.dataset.state === "instant") empty(answer, "idle");
}

form.addEventListener("input", () => show === showFirst && show());
