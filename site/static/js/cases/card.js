// A case on the page: who it is, what comes next, what was done, and what can be done with it.

import { find } from "../lib/dom.js";
import { make, makeButton } from "../lib/make.js";
import { saveFile } from "../lib/save_file.js";
import { setHtml } from "../lib/trusted_types.js";
import { againForm, doneForm, firmField, joinForm } from "./card_forms.js";
import { openPictures } from "./card_pictures.js";

/** @typedef {import("./holder.js").Kept} Kept */
/** @typedef {{id: string, title: string, count: string, verdict: string, what: string, next: {says: string, day: string, when: string, due: boolean}, chronology: {day: string, when: string, says: string}[], reminder: boolean}} View  what Python says of a case */
/** @typedef {{id: string, title: string}} Other */
/**
 * @typedef {object} Acts  what a card may do with its case
 * @property {Record<string, string>} words
 * @property {(call: object) => Promise<any>} ask  Python
 * @property {(said: string | undefined) => void} say
 * @property {(kept: Kept, said: string | undefined) => Promise<void>} save
 * @property {(id: string) => Promise<void>} remove
 * @property {(id: string, other: string) => Promise<void>} join
 * @property {(id: string) => Other[]} others
 */
/** @typedef {ReturnType<typeof openCard>} Card */

/** @param {string} id @param {Acts} acts */
export function openCard(id, acts) {
  const { words, say } = acts;
  /** @type {Kept | undefined} */
  let kept;
  const title = make("h2", { id: `case-${id}`, tabIndex: -1 });
  const what = make("p", { className: "case-what" });
  const next = make("p", { className: "case-next", hidden: true });
  const count = make("p", { className: "case-count" });
  const done = make("ol", { className: "case-done" });
  const reminder = makeButton(words.reminder ?? "", () => void remind());
  const pictures = openPictures(words, (changed) => kept && void acts.save({ ...kept, pictures: changed }, words.saved));
  const firm = firmField(id, words, (name) => change({ firm: name }));
  const join = joinForm(id, words, (other) => acts.join(id, other));
  const element = make(
    "article", { className: "case" },
    title, what, next, count,
    make("p", { className: "actions" }, make("a", { className: "button", href: `${homeAddress()}#case-${id}` }, words.open ?? ""), reminder),
    fold(words.history, done, doneForm(id, words, (event) => change({ events: [...(kept?.now.events ?? []), event] })), againForm(id, words, () => kept?.now.messages.at(-1), addMessage)),
    fold(
      words.more, firm.element, pictures.element, join.element,
      make("p", { className: "actions" }, makeButton(words.print ?? "", () => void print()), makeButton(words.delete ?? "", () => void acts.remove(id))),
    ),
  );
  element.dataset.case = id;
  element.setAttribute("aria-labelledby", title.id);
  reminder.hidden = true;

  /** @param {Partial<import("./case_file.js").Case>} more */
  function change(more) {
    if (kept) void acts.save(withMore(kept, more), words.saved);
  }

  /** @param {import("./case_file.js").Message} message */
  function addMessage(message) {
    if (kept) void acts.save(withMore(kept, { messages: [...kept.now.messages, message] }), words.addedMessage);
  }

  /** What is stored, in the words that are there without Python. @param {Kept} stored */
  function show(stored) {
    kept = stored;
    const { now } = stored;
    if (!title.textContent) title.append(make("bdi", {}, nameOf(stored)));
    if (!count.textContent) count.textContent = (words.messages ?? "").replace("{n}", String(now.messages.length));
    if (!done.childElementCount) done.append(...now.events.map(({ what: code, day }) => lineOf(day, words[`done.${code}`] ?? code)));
    firm.show(now.firm);
    pictures.show(stored.pictures);
    join.show(acts.others(id));
  }

  /** @param {View} view */
  function tell(view) {
    title.replaceChildren(make("bdi", {}, view.title));
    what.textContent = view.what;
    what.className = `case-what verdict-${view.verdict}`;
    count.textContent = view.count;
    next.replaceChildren(make("b", {}, words.next ?? ""), " ", view.next.says, " ", make("span", { className: "case-when" }, view.next.when));
    next.hidden = false;
    next.classList.toggle("due", view.next.due);
    done.replaceChildren(...view.chronology.map(({ when, says }) => lineOf(when, says)));
    reminder.hidden = !view.reminder;
    join.show(acts.others(id));
  }

  async function remind() {
    const page = `${document.querySelector("link[rel=canonical]")?.getAttribute("href") ?? ""}#case-${id}`;
    const file = await acts.ask({ op: "case_reminder", case: kept?.now, page });
    if (!file.text) return;
    saveFile(file.name, file.text, file.type);
    say(words.dated);
  }

  /** The whole file on paper: Python's, and the pictures. */
  async function print() {
    const paper = find("[data-paper]", HTMLElement);
    const { html } = await acts.ask({ op: "case_file", case: kept?.now });
    setHtml(paper, html);
    paper.querySelector("[data-case-pictures]")?.append(...(await pictures.large()));
    globalThis.print();
  }

  return { id, element, show, tell, title: () => title.textContent ?? "", close: () => element.remove() };
}

/** @param {Kept} kept @param {Partial<import("./case_file.js").Case>} more @returns {Kept} */
const withMore = (kept, more) => ({ ...kept, now: { ...kept.now, ...more, changed: new Date().toISOString() } });

/** Who it is, before Python says so. @param {Kept} kept */
function nameOf({ now: { firm, messages } }) {
  return firm || messages.at(-1)?.sender || (messages.at(-1)?.text ?? "").slice(0, 40);
}

/** @param {string} when @param {string} says */
const lineOf = (when, says) => make("li", {}, ...(when ? [make("b", {}, when), " "] : []), says);

/** @param {string | undefined} summary @param {...HTMLElement} inside */
const fold = (summary, ...inside) => make("details", { className: "more" }, make("summary", {}, summary ?? ""), ...inside);

const homeAddress = () => find("[data-cases]", HTMLElement).dataset.home ?? "";
