// The page of cases: shows what is stored at once, has Python say what comes next, and does what a person wants with all of
// them. What is done with one stands in deeds.js.
//
// States of [data-cases]: loading -> stored (shown from the database) -> ready (Python's words are in) | failed.

import { find, readWords } from "../lib/dom.js";
import { saveFile } from "../lib/save.js";
import { today } from "../lib/today.js";
import { readFile, writeFile } from "./case_file.js";
import { openDeeds } from "./deeds.js";
import { forFile, readAll, removeAll, restore, takeIn } from "./kept.js";
import { openList } from "./list.js";
import { openPythonOfCases } from "./python.js";
import { openSaid, whyOf } from "./said.js";

/** @typedef {import("./kept.js").Whole} Whole */

const page = find("[data-cases-page]", HTMLElement);
const importing = find("input[name=cases]", HTMLInputElement);
const { runtime = "", language = "en", home = "" } = page.dataset;
const words = readWords();
const said = openSaid(words);
const list = openList({ language, home, words });
const python = openPythonOfCases({ runtime, language, words, countries, retry: () => void load() });
/** @type {Whole[]} */
let wholes = [];
let asked = 0;

function countries() {
  return [...new Set(wholes.map(({ kept }) => kept.country))].filter(Boolean);
}

/** Show what is stored, then what Python says of it. */
async function load() {
  try {
    wholes = await readAll();
  } catch (error) {
    list.setState("failed");
    return python.complain(whyOf(error, words));
  }
  list.show(wholes);
  deeds.follow();
  list.setState("stored");
  if (!wholes.length) python.forgive();
  else void think();
}

async function think() {
  const mine = (asked += 1);
  try {
    const { cases, order } = await python.ask({ op: "cases", cases: wholes.map(({ kept }) => kept) });
    if (mine !== asked) return;
    list.tellAll(cases, order);
    list.setState("ready");
    python.forgive();
  } catch (error) {
    if (mine !== asked) return;
    list.untoldAll();
    list.setState("failed");
    python.fail(error);
  }
}

/** Change something that is kept, and say so. @param {() => Promise<Whole[]>} work  hands back what was
 * @param {string} text @param {() => unknown} [save]  a file in its place @returns {Promise<boolean>} whether it is done */
async function act(work, text, save) {
  try {
    const former = await work();
    await load();
    const written = new Map(wholes.map(({ kept }) => [kept.id, kept.changed]));
    said.say(text, { undo: () => void undo(former, written) });
    return true;
  } catch (error) {
    said.sayWhy(error, save);
    return false;
  }
}

/** Put back what was, unless another tab has changed it since. @param {Whole[]} former @param {Map<string, string>} written */
async function undo(former, written) {
  try {
    const now = new Map((await readAll()).map(({ kept }) => [kept.id, kept.changed]));
    if (former.some(({ kept: { id } }) => now.get(id) !== written.get(id))) return said.say(words.notNow);
    await restore(former);
    await load();
    said.say(words.undone);
    list.focus(former[0]?.kept.id);
  } catch (error) {
    said.sayWhy(error, () => void save(former));
  }
}

/** @param {Whole[]} some */
async function save(some) {
  saveFile("stop-sms-cases.json", writeFile(await forFile(some), today()), "application/json");
  said.say(words.exported);
}

async function deleteAll() {
  if (await act(removeAll, words.deletedAll)) said.focusUndo();
}

async function takeFile() {
  const [file] = importing.files ?? [];
  if (!file) return;
  let skipped = 0;
  try {
    const { added, replaced, already } = await takeIn(readFile(await file.text(), () => (skipped += 1)));
    await load();
    said.say(sentenceOf({ added, replaced, already, skipped }));
    list.focus();
  } catch (error) {
    said.sayWhy(error);
    importing.focus();
  }
  importing.value = ""; // the same file may be chosen again
}

/** @param {Record<string, number>} counts */
function sentenceOf(counts) {
  const told = Object.entries(counts).filter(([, count]) => count > 0);
  return told.map(([name, count]) => words[`in.${name}`].replace("{count}", String(count))).join(" ") || words["in.nothing"];
}

/** An address may name a case. */
function follow() {
  const [, id] = /^#case-([a-z0-9]+)$/u.exec(location.hash) ?? [];
  if (id) list.focus(id);
}

const deeds = openDeeds({ list, act, ask: python.ask, said, save, wholes: () => wholes, words });
find("[data-export]", HTMLButtonElement).addEventListener("click", () => void save(wholes));
find("[data-delete-all]", HTMLButtonElement).addEventListener("click", () => void deleteAll());
importing.addEventListener("change", () => void takeFile());
addEventListener("hashchange", follow);
document.addEventListener("visibilitychange", () => document.hidden || void load()); // another tab may have kept one
addEventListener("pageshow", ({ persisted }) => persisted && void load());
addEventListener("pagehide", () => said.say("")); // on a shared device "Undo" ends with the visit
page.hidden = false;
document.documentElement.dataset.scripted = "";
void load().then(follow);
