// The page of the cases that were kept: shown from the store at once, what comes next by Python once it is there. Decides
// nothing of what comes next, and makes no database by being opened.
//
// States of [data-cases]: loading -> stored (what is on the device stands) -> ready (what comes next, too) | failed.

import { failureOf, progressOf } from "../form/status_words.js";
import { openPython } from "../form/python.js";
import { find, findAll, readWords } from "../lib/dom.js";
import { makeButton } from "../lib/make.js";
import { reasonOf } from "../python/engine.js";
import { openCard } from "./card.js";
import { asFile, merge } from "./exchange.js";
import { openHolder } from "./holder.js";
import { sizeOf } from "./sizes.js";

/** @typedef {import("./case_file.js").Case} Case */
/** @typedef {import("./holder.js").Kept} Kept */
/** @typedef {import("./card.js").Card} Card */
/** @typedef {import("./card.js").View} View */

const list = find("[data-cases]", HTMLElement);
const statusLine = find("[data-status]", HTMLElement);
const choose = find("input[name=cases]", HTMLInputElement);
const exporting = find("[data-export]", HTMLButtonElement);
const deleting = find("[data-delete-all]", HTMLButtonElement);
const { language = "en", runtime = "" } = list.dataset;
const words = readWords();
const holder = openHolder(onFault);
const python = openPython({ runtime, language, country: () => holder.all()[0]?.now.country || (list.dataset.country ?? ""), packs: ["cases"], onChange: tellProgress });
/** @type {Map<string, Card>} */
const cards = new Map();
let began = 0;
let asked = 0;

/** What a card may do with its case. */
const acts = {
  words,
  ask: python.ask,
  say,
  /** @param {Kept} kept @param {string | undefined} said */
  async save(kept, said) {
    if (!(await holder.put(kept))) return;
    say(said);
    await showAll();
  },
  /** @param {string} id */
  async remove(id) {
    const kept = holder.get(id);
    if (!kept || !(await holder.remove(id))) return;
    await showAll();
    offerUndo(words.deleted, () => holder.put(kept), id);
  },
  /** Two cases are one: the first gets what the other has. @param {string} id @param {string} other */
  async join(id, other) {
    const [one, two] = [holder.get(id), holder.get(other)];
    if (!one || !two || !(await holder.put(merge(one, two))) || !(await holder.remove(other))) return;
    await showAll();
    offerUndo(words.joined, async () => (await holder.put(one)) && holder.put(two), id);
    focusOn(id);
  },
  others: (/** @type {string} */ id) => [...cards.values()].filter((card) => card.id !== id).map(({ id: other, title }) => ({ id: other, title: title() })),
};

/** Every case as it is stored now, then what Python says of them. */
async function showAll() {
  const all = holder.all();
  for (const [id, card] of cards) if (!all.some(({ now }) => now.id === id)) (card.close(), cards.delete(id));
  for (const kept of all) {
    const card = cards.get(kept.now.id) ?? openCard(kept.now.id, acts);
    cards.set(kept.now.id, card);
    card.show(kept);
    if (!card.element.isConnected) list.append(card.element);
  }
  tellWhole(all);
  list.dataset.state = "stored";
  await askPython(all);
}

/** @param {Kept[]} all */
async function askPython(all) {
  const mine = ++asked;
  if (!all.length) return void (list.dataset.state = "ready");
  try {
    /** @type {{cases: View[], order: string[], error?: {message: string}}} */
    const found = await python.ask({ op: "cases", cases: all.map(({ now }) => now) });
    if (mine !== asked) return;
    if (found.error) throw new Error(found.error.message);
    for (const view of found.cases) cards.get(view.id)?.tell(view);
    putInOrder(found.order);
    list.dataset.state = "ready";
    if (statusLine.dataset.of === "python") say("");
  } catch (error) {
    if (mine !== asked) return;
    list.dataset.state = "failed";
    say(failureOf(python.status(), words, reasonOf(error)), makeButton(words.again ?? "", () => (python.drop(), void askPython(all))));
  }
}

/** What is due first comes first; nothing moves that somebody is in. @param {string[]} order */
function putInOrder(order) {
  const wanted = order.flatMap((id) => cards.get(id)?.element ?? []);
  const isSame = wanted.every((element, n) => list.children[n] === element);
  if (!isSame && !list.contains(document.activeElement)) list.append(...wanted);
}

/** @param {import("../python/engine.js").Status} status */
function tellProgress(status) {
  began ||= performance.now();
  if (status.state === "ready") python.keep();
  else if (status.state === "loading") say(progressOf(status, words, performance.now() - began));
  statusLine.dataset.of = "python";
}

/** What there is, and how much of this device it takes. @param {Kept[]} all */
function tellWhole(all) {
  for (const element of findAll("[data-when-none]")) element.hidden = all.length > 0;
  for (const element of findAll("[data-when-some]")) element.hidden = !all.length;
  exporting.disabled = deleting.disabled = !all.length;
  find("[data-bytes]", HTMLElement).textContent = (words.bytes ?? "").replace("{n}", String(all.length)).replace("{size}", sizeOf(holder.bytes()));
}

/** @param {string | undefined} said @param {...HTMLElement} ways  buttons */
function say(said = "", ...ways) {
  delete statusLine.dataset.of;
  statusLine.replaceChildren(said, " ", ...ways);
}

/** @param {string | undefined} said @param {() => Promise<unknown>} undo @param {string} [id]  of the case to go back to */
function offerUndo(said, undo, id) {
  const button = makeButton(words.undo ?? "", async () => {
    await undo();
    say(words.undone);
    await showAll();
    if (id) focusOn(id);
  });
  say(said, button);
  button.focus();
}

/** What the store cannot do, and what to do instead. @param {string} code @param {Kept} [kept]  what was to be kept */
function onFault(code, kept) {
  const save = async () => asFile(kept ? [kept] : holder.all(), kept ? "stop-sms-case.json" : "stop-sms-cases.json");
  say(words[code], ...(kept ? [makeButton(words.file ?? "", () => void save())] : []));
  statusLine.scrollIntoView({ block: "nearest" });
}

async function deleteAll() {
  const all = holder.all();
  if (!(await holder.empty())) return;
  await showAll();
  offerUndo(words.deletedAll, async () => {
    for (const kept of all) if (!(await holder.put(kept))) return;
  });
}

async function exportAll() {
  await asFile(holder.all(), "stop-sms-cases.json");
  say(words.exported);
}

async function importFile() {
  const [file] = choose.files ?? [];
  if (!file) return;
  const { added, newer, same, error } = await holder.take(file);
  choose.value = ""; // the same one can be chosen again
  if (error) return say(words[error]);
  await showAll();
  const parts = [[words.added, added], [words.newerTaken, newer], [words.sameLeft, same]].filter(([, n]) => n);
  say(parts.map(([said, n]) => String(said).replace("{n}", String(n))).join(" ") || words.emptyFile);
}

/** @param {string} id */
function focusOn(id) {
  const title = cards.get(id)?.element.querySelector("h2");
  title?.focus({ preventScroll: true });
  title?.scrollIntoView({ block: "start" });
}

exporting.addEventListener("click", () => void exportAll());
deleting.addEventListener("click", () => void deleteAll());
choose.addEventListener("change", () => void importFile());
for (const element of findAll("[data-needs-script]")) element.hidden = false;
document.documentElement.dataset.scripted = "";

await holder.load();
void showAll();
const [, named] = /^#case-([a-z0-9]{12})$/.exec(location.hash) ?? [];
if (named) focusOn(named);
