// A case that the person wants to keep: put on this device when they press the button, never before. From then on what
// they tell of it (STOP sent, a letter, what happened) is noted too, as long as the page stands.

import { holds, holdsOfThatDay, isFrom, newCase, withDone, withMessage, withTold, writeFile } from "../cases/case_file.js";
import { StoreError, withStore, withStoreIfThere } from "../cases/store.js";
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
  /** The case that the answer is about, as it was written last. @type {Case | undefined} */
  let kept;
  /** What it knows of the answer. @type {Request} */
  let known = {};
  /** As it was kept before the button was pressed; undefined where it is new. @type {Case | undefined} */
  let before;
  let isOwn = false; // this visit kept it, and may take that back
  let hasPicture = false;
  /** @type {Promise<unknown>} */
  let line = Promise.resolve(); // one act after another
  /** @type {HTMLElement | undefined} */
  let note;

  /** @param {Request} request */
  async function keep(request) {
    const made = newCase(request, today());
    await guarded(made, async () => {
      if (kept && holdsOfThatDay(kept, request)) return show(); // pressed twice
      const { former, now } = await withStore(async (store) => {
        const former = belonging(await store.all(), request);
        const now = former ? joined(former, request) : made;
        await store.put(now);
        return { former, now };
      });
      [kept, known, before, isOwn, hasPicture] = [now, request, former, true, false];
      tell(former ? words.added : words.saved);
      if (former) await learn(now, request);
    });
  }

  /** The case of this very message, else that of the same named sender: many firms share a number. @param {Case[]} cases @param {Request} request */
  function belonging(cases, request) {
    return cases.find((one) => holds(one, request)) ?? cases.find((one) => isFrom(one, request));
  }

  /** @param {Case} former @param {Request} request */
  function joined(former, request) {
    return withTold(holdsOfThatDay(former, request) ? former : withMessage(former, request), request);
  }

  /** The case may know more than the answer: that STOP was sent, or what happened. Then the same is asked with it.
   * @param {Case} now @param {Request} request */
  async function learn(now, request) {
    const { cases } = await ask({ op: "cases", cases: [now] });
    const told = (/** @type {Request} */ { stop_sent = "", letter_sent = "", happened = [], answers = {} }) => ({ stop_sent, letter_sent, happened, answers });
    const more = told(cases[0]?.request ?? request);
    if (JSON.stringify(more) === JSON.stringify(told(request)) || kept?.id !== now.id) return;
    known = { ...request, ...more };
    resume(known);
  }

  /** As if it had not been pressed, unless another tab went on with it; without any case nothing remains. */
  async function undo() {
    const made = kept;
    if (!made) return;
    await guarded(made, async () => {
      const isUndone = await withStoreIfThere(async (store) => {
        if ((await store.get(made.id))?.changed !== made.changed) return false;
        if (before) await store.put(before);
        else await store.remove(made.id);
        if (!(await store.all()).length) await store.empty();
        return true;
      });
      forget(isUndone ? words.undone : words.gone);
      if (isUndone) button()?.focus();
    });
  }

  /** The answer is about another request: the case, if it is that one, gets what is new. @param {Request} request */
  async function follow(request) {
    if (!kept || !holds(kept, request)) return clear();
    const former = known;
    known = request;
    await change((now) => withTold(now, request, former));
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
    if (isAlike(changed, now)) return show();
    await guarded(changed, async () => {
      const written = await withStoreIfThere((store) => store.change(now.id, how));
      if (!written) return forget(words.gone); // deleted in another tab
      kept = written;
      tell(words.noted);
    });
  }

  /** A case from the page of cases. @param {string} id */
  async function open(id) {
    await guarded(undefined, async () => {
      const found = await withStoreIfThere(async (store) => {
        hasPicture = (await store.pictures(id)).length > 0;
        return store.get(id);
      });
      if (!found) return say(words.gone);
      [kept, before, isOwn] = [found, found, false];
      const { cases } = await ask({ op: "cases", cases: [found] });
      if (!cases.length) return forget(words.gone);
      known = cases[0].request;
      tell(words.saved);
      resume(known);
    });
  }

  /** Whether it is still there, when a page comes back as it was left. */
  async function recheck() {
    const now = kept;
    if (!now) return;
    const found = await withStoreIfThere((store) => store.get(now.id)).catch(() => undefined);
    if (!found) forget(words.gone);
  }

  /** What can be done with what is kept. @returns {HTMLElement[]} */
  function ways() {
    const file = hasPicture ? undefined : picture();
    return [
      ...(file ? [makeButton((words.attach ?? "").replace("{size}", sizeOf(file)), () => void attach(file), "plain")] : []),
      ...(isOwn ? [makeButton(words.undo ?? "", () => void undo(), "plain")] : []),
    ];
  }

  /** @param {File} file */
  async function attach(file) {
    const now = kept;
    if (!now) return;
    await guarded(now, async () => {
      if (hasPicture) return; // pressed twice
      const isAdded = await withStoreIfThere(async (store) => {
        const isThere = await store.get(now.id);
        if (isThere) await store.addPicture(now.id, file);
        return Boolean(isThere);
      });
      if (!isAdded) return forget(words.gone);
      hasPicture = true;
      tell(words.attached);
      note?.querySelector("a")?.focus();
    });
  }

  /** One after another; what cannot be kept can be saved as a file. @param {Case | undefined} made @param {() => Promise<unknown>} act */
  function guarded(made, act) {
    const done = line.then(act).catch((error) => {
      if (!(error instanceof StoreError)) throw error;
      const asFile = () => saveFile("stop-sms-case.json", writeFile(made ? [made] : [], today()), "application/json");
      tell(words[error.code], ...(made ? [makeButton(words.file ?? "", asFile)] : []));
    });
    line = done.catch(() => {});
    return done;
  }

  /** @returns {HTMLElement | null} */
  const button = () => card.querySelector("[data-keep-case]");

  /** Below the answer, and said. @param {string | undefined} said @param {...HTMLElement} instead  buttons for what failed */
  function tell(said = "", ...instead) {
    const buttons = instead.length ? instead : ways();
    note = make("div", { className: "kept" }, make("p", {}, `${said} `, make("a", { href: words.page ?? "" }, words.mine ?? "")), make("p", { className: "actions" }, ...buttons));
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
    known = {};
    button()?.removeAttribute("hidden");
  }

  /** The answer is about no kept case any more. @param {string | undefined} said */
  function forget(said) {
    clear();
    say(said);
  }

  /** @param {string | undefined} said */
  function say(said = "") {
    statusLine.textContent = said;
  }

  return { keep, follow, letterSent, open, recheck, clear };
}

/** Whether nothing but the moment differs. @param {Case} one @param {Case} other */
const isAlike = (one, other) => JSON.stringify({ ...one, changed: "" }) === JSON.stringify({ ...other, changed: "" });

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
