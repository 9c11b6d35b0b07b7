// A case that the person wants to keep: put on this device when they press the button, never before. From then on what
// they tell of it (STOP sent, a letter, what happened) is noted too, as long as the page stands.

import { holds, isFrom, newCase, withDone, withMessage, withTold, writeFile } from "../cases/case_file.js";
import { openStore, StoreError } from "../cases/store.js";
import { find } from "../lib/dom.js";
import { make, makeButton } from "../lib/make.js";
import { saveFile } from "../lib/save.js";
import { today } from "../lib/today.js";
import { card, form } from "./early.js";

/** @typedef {import("../form/ask_form.js").Request} Request */
/** @typedef {import("../cases/case_file.js").Case} Case */
/**
 * @typedef {object} Context
 * @property {(call: object) => Promise<any>} ask  Python
 * @property {(request: Request) => void} resume  put a request into the form, with what was told, and ask it
 * @property {() => File | undefined} picture  the one that the message was read from
 */

/** @param {Context} context */
export async function openKeep({ ask, resume, picture }) {
  const words = await loadWords();
  const statusLine = find("[data-status]", HTMLElement);
  /** The case that the answer is about. @type {Case | undefined} */
  let kept;
  /** As it was kept before the button was pressed. @type {Case | undefined} */
  let before;
  /** @type {HTMLElement | undefined} */
  let note;

  /** @param {Request} request */
  async function keep(request) {
    const made = newCase(request, today());
    await guarded(made, async () => {
      const store = await openStore({ create: true });
      before = belonging(await store.all(), request);
      const now = before ? joined(before, request) : made;
      await store.put(now);
      store.close();
      kept = now;
      tell(before ? words.added : words.saved, ...attachButtons(), makeButton(words.undo ?? "", () => void undo(), "plain"));
    });
  }

  /** The case of this very message, else that of the same named sender: many firms share a number. @param {Case[]} cases @param {Request} request */
  function belonging(cases, request) {
    return cases.find((one) => holds(one, request)) ?? cases.find((one) => isFrom(one, request));
  }

  /** @param {Case} former @param {Request} request */
  function joined(former, request) {
    return withTold(holds(former, request) ? former : withMessage(former, request), request);
  }

  /** As if it had not been pressed; without any case nothing remains. */
  async function undo() {
    const made = kept;
    if (!made) return;
    await guarded(made, async () => {
      const store = await openStore({ create: true });
      if (before) await store.put(before);
      else await store.remove(made.id);
      if ((await store.all()).length) store.close();
      else await store.empty();
      clear();
      button()?.focus();
      say(words.undone);
    });
  }

  /** The answer is about another request: the case, if it is that one, gets what is new. @param {Request} request */
  async function follow(request) {
    if (!kept || !holds(kept, request)) return clear();
    await change((now) => withTold(now, request));
  }

  /** @param {string} letter @param {string} day */
  async function letterSent(letter, day) {
    await change((now) => withDone(now, { what: "letter", day, letter }));
  }

  /** @param {(now: Case) => Case} how */
  async function change(how) {
    const now = kept;
    if (!now) return;
    const changed = how(now);
    const isSame = JSON.stringify({ ...changed, changed: "" }) === JSON.stringify({ ...now, changed: "" });
    kept = isSame ? now : changed;
    if (isSame) return show();
    await guarded(changed, async () => {
      const store = await openStore({ create: false });
      if (!(await store?.get(now.id))) return clear(); // deleted in another tab
      await store?.put(changed);
      store?.close();
      tell(words.noted);
    });
  }

  /** A case from the page of cases. @param {string} id */
  async function open(id) {
    await guarded(undefined, async () => {
      const store = await openStore({ create: false });
      const found = await store?.get(id);
      store?.close();
      if (!found) return say(words.gone);
      const { cases } = await ask({ op: "cases", cases: [found] });
      [kept, before] = [found, found];
      resume(cases[0].request);
    });
  }

  function attachButtons() {
    const file = picture();
    return file ? [makeButton((words.attach ?? "").replace("{size}", sizeOf(file)), () => void attach(file), "plain")] : [];
  }

  /** @param {File} file */
  async function attach(file) {
    const now = kept;
    if (!now) return;
    await guarded(now, async () => {
      const store = await openStore({ create: true });
      await store.addPicture(now.id, file);
      store.close();
      tell(words.attached);
    });
  }

  /** What cannot be kept can be saved as a file. @param {Case | undefined} made @param {() => Promise<void>} act */
  async function guarded(made, act) {
    try {
      await act();
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      const asFile = () => saveFile("stop-sms-case.json", writeFile(made ? [made] : [], today()), "application/json");
      tell(words[error.code], ...(made ? [makeButton(words.file ?? "", asFile)] : []));
    }
  }

  /** @returns {HTMLElement | null} */
  const button = () => card.querySelector("[data-keep-case]");

  /** Below the answer, and said. @param {string | undefined} said @param {...HTMLElement} ways  buttons */
  function tell(said = "", ...ways) {
    note = make("div", { className: "kept" }, make("p", {}, `${said} `, make("a", { href: words.page ?? "" }, words.mine ?? "")), make("p", { className: "actions" }, ...ways));
    note.dataset.kept = "";
    show();
    say(said);
  }

  /** In the card, which each answer makes anew, in the place of the button. */
  function show() {
    const place = button()?.closest(".actions");
    if (!note || !place) return;
    const hadFocus = document.activeElement === button();
    button()?.toggleAttribute("hidden", Boolean(kept));
    card.querySelector("[data-kept]")?.remove();
    place.before(note);
    if (hadFocus) note.querySelector("a")?.focus();
  }

  function clear() {
    note?.remove();
    note = kept = before = undefined;
    button()?.removeAttribute("hidden");
  }

  /** @param {string | undefined} said */
  function say(said = "") {
    statusLine.textContent = said;
  }

  return { keep, follow, letterSent, open, clear };
}

/** @returns {Promise<Record<string, string>>} */
async function loadWords() {
  const response = await fetch(form.dataset.keepWords ?? "");
  if (!response.ok) throw new Error(response.statusText);
  return response.json();
}

/** @param {Blob} file */
function sizeOf({ size }) {
  return new Intl.NumberFormat(document.documentElement.lang, { style: "unit", unit: "kilobyte" }).format(Math.ceil(size / 1000));
}
