// What runs first: the instant answer, while the rest of the scripts is still on its way.
//
// It needs three small modules and a table, which come at once with the style: on a slow line an answer stands after two
// ways to the server and back. page.js takes over what stands here.

import { cardOf, empty, find, readWords, setState } from "../lib/dom.js";
import { setHtml } from "../lib/trusted_types.js";
import { answerAtOnce, withSender } from "./instant.js";

export const form = find("form[data-lookup]", HTMLFormElement);
export const answer = find("[data-answer]", HTMLElement);
export const card = cardOf(answer);
export const words = readWords();

/** Country -> its table for the instant answer. @type {Map<string, import("./instant.js").Table>} */
const tables = new Map();
/** @type {() => unknown} */
let show = showFirst;

/** The small tables. Resolves with that of the chosen country; the others come later. */
export const tablesLoaded = loadTables();

async function loadTables() {
  /** @type {Record<string, string>} */
  const addresses = JSON.parse(form.dataset.instant ?? "{}");
  const load = async (/** @type {[string, string]} */ [country, url]) => {
    const response = await fetch(url).catch(() => undefined);
    if (!response?.ok) return;
    tables.set(country, await response.json());
    show();
  };
  const chosen = form.country.value;
  if (addresses[chosen]) await load([chosen, addresses[chosen]]);
  for (const entry of Object.entries(addresses)) if (entry[0] !== chosen) void load(entry);
}

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
