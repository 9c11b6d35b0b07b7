// The list of several messages, a button for each, the most dangerous first; and text files, which often hold several.
// What they say and their order is Python's (output/several.py). Nothing is kept but in the page, until it is cleared.

import { bringToTop, find } from "../lib/dom.js";

/** @typedef {import("../form/ask_form.js").Request} Request */
/** @typedef {{requests: Request[]} | (Request & {text: string})} Call  what Python is asked to list: messages, or a text that
 *   may hold several, with what is said of all of them */
/** @typedef {{request: Request, verdict: string, what: string, sender: string, beginning: string, times: string}} Message */
/** @typedef {{messages: Message[], words: {title: string, all: string, whole: string, left: string}, error?: object}} Found */
/**
 * @typedef {object} Context
 * @property {(call: object) => Promise<any>} ask
 * @property {(request: Request, isFirst: boolean) => void} choose  puts a message into the form and asks about it
 * @property {() => Request} request  what the form says now
 * @property {(text: string) => void} onText  a text that is one message
 * @property {Record<string, string>} words
 */

const SHOWN = 5; // lines; more are shown when asked for
const LARGEST = 2_000_000; // bytes of a text file: ten years of messages
const NO_TEXT = /[\0-\x08\x0e-\x1a\x1c-\x1f]/; // what no text holds, and nearly every picture

/** @param {Context} context */
export function openSeveral({ ask, choose, request, onText, words }) {
  /** @type {HTMLElement | undefined} */
  let element;
  /** @type {Message[]} */
  let messages = [];
  /** @type {HTMLButtonElement[]} */
  let lines = [];
  let current = -1;
  let asking = 0;
  let chosen = choose; // what a line does

  /** List what a call holds, and answer the most dangerous one. False where it is fewer than two: then nothing was done.
   * @param {Call} call @param {Context["choose"]} [onChoose]  in the place of the page's own @returns {Promise<boolean>} */
  async function list(call, onChoose = choose) {
    const mine = ++asking;
    /** @type {Found} */
    const found = await ask({ op: "several", ...call });
    if (mine !== asking) return true; // something else was asked meanwhile
    if (found.error || found.messages.length < ("requests" in call ? 2 : 1)) return false;
    if (found.messages.length > 1) show(found, "requests" in call ? undefined : call);
    messages = found.messages; // one alone: the same, pasted twice
    chosen = onChoose;
    select(0, true);
    return true;
  }

  /** @param {Found} found @param {Request} [whole]  what was split, which may have been one message after all */
  function show(found, whole) {
    clear();
    lines = found.messages.map((message, n) => lineOf(message, () => select(n, false)));
    const title = part("h2", "several-title", found.words.title);
    title.id = "several-title";
    title.tabIndex = -1;
    const items = document.createElement("ol");
    items.append(...lines.map((line, n) => itemOf(line, n >= SHOWN)));
    element = document.createElement("section");
    element.className = "several";
    element.dataset.several = "";
    element.setAttribute("aria-labelledby", title.id);
    element.append(title, items, ...(found.words.left ? [part("p", "hint", found.words.left)] : []), below(found, items, whole));
    find("[data-answer]", HTMLElement).before(element);
    if (!isInView(element)) bringToTop(element);
    tell(title);
  }

  /** What can be done with the list as a whole. @param {Found} found @param {HTMLElement} items @param {Request} [whole] */
  function below(found, items, whole) {
    const actions = part("p", "actions", "");
    if (lines.length > SHOWN) actions.append(button(found.words.all, "severalAll", ({ currentTarget }) => showAll(items, currentTarget)));
    if (whole) actions.append(button(found.words.whole, "severalWhole", () => (clear(), choose(whole, false))));
    return actions;
  }

  /** @param {HTMLElement} items @param {EventTarget | null} pressed */
  function showAll(items, pressed) {
    for (const item of items.children) item.removeAttribute("hidden");
    items.classList.add("all");
    lines[SHOWN].focus();
    if (pressed instanceof Element) pressed.remove();
  }

  /** @param {number} n @param {boolean} isFirst */
  function select(n, isFirst) {
    current = n;
    for (const [other, line] of lines.entries()) {
      if (other === n) line.setAttribute("aria-current", "true");
      else line.removeAttribute("aria-current");
    }
    chosen(messages[n].request, isFirst);
    if (!isFirst && !isInView(find("[data-answer]", HTMLElement))) element?.scrollIntoView({ block: "start" });
  }

  /** What is asked now: the list stays while it is about a message of its own, which somebody may have corrected.
   * @param {Request} said */
  function asked(said) {
    asking += 1;
    const message = messages[current];
    if (message && !isAlike(said, message.request)) clear();
    else if (message) message.request = { ...message.request, text: said.text, sender: said.sender };
  }

  function clear() {
    asking += 1;
    element?.remove();
    element = undefined;
    [messages, lines, current] = [[], [], -1];
  }

  /** A text file, or a text: its messages, or the one that it is. Throws an Error whose message says why not.
   * @param {File | string} file */
  async function takeText(file) {
    const text = typeof file === "string" ? file : await textOf(file, words);
    const isListed = await list({ ...request(), sender: "", text }).catch(() => false); // to ask again says why
    if (!isListed) onText(text);
  }

  return { list, asked, takeText, clear };
}

/** @param {Message} message @param {() => void} onPress */
function lineOf({ verdict, what, sender, beginning, times }, onPress) {
  const line = button("", "severalLine", onPress);
  line.className = `several-line verdict-${verdict}`;
  const who = document.createElement("bdi");
  who.textContent = sender;
  const parts = [part("b", "several-what", what), who, part("span", "several-beginning", beginning), part("small", "", times)];
  for (const one of parts) if (one.textContent) line.append(one, " "); // read aloud, the parts are words apart
  return line;
}

/** @param {HTMLElement} line @param {boolean} hidden */
function itemOf(line, hidden) {
  const item = document.createElement("li");
  item.hidden = hidden;
  item.append(line);
  return item;
}

/** @param {string} words @param {string} name  in its dataset @param {(event: Event) => void} onPress */
function button(words, name, onPress) {
  const made = Object.assign(document.createElement("button"), { type: "button", className: "button plain", textContent: words });
  made.dataset[name] = "";
  made.addEventListener("click", onPress);
  return made;
}

/** @param {string} tag @param {string} className @param {string} textContent */
const part = (tag, className, textContent) => Object.assign(document.createElement(tag), { className, textContent });

/** Have the title said, once: where a keyboard and a screen reader go on; who types meanwhile is not interrupted.
 * @param {HTMLElement} title */
function tell(title) {
  const { activeElement } = document;
  const isTyping = activeElement instanceof HTMLTextAreaElement || (activeElement instanceof HTMLInputElement && activeElement.type !== "file");
  if (isTyping) find("[data-status]", HTMLElement).textContent = title.textContent;
  else title.focus({ preventScroll: true });
}

/** Whether its beginning can be seen, with some of what follows. @param {HTMLElement} element */
function isInView(element) {
  const { top } = element.getBoundingClientRect();
  return top >= 0 && top < innerHeight * 0.75;
}

/** Whether a request is about the same message: at least half of its words are still there. @param {Request} said @param {Request} chosen */
function isAlike(said, chosen) {
  const [now, then] = [wordsOf(said.text), wordsOf(chosen.text)];
  if (!now.size && !then.size) return said.sender === chosen.sender;
  return [...then].filter((word) => now.has(word)).length * 2 >= then.size;
}

/** @param {unknown} text */
const wordsOf = (text) => new Set(String(text ?? "").toLowerCase().match(/[\p{L}\p{N}]+/gu));

/** @param {File} file @param {Record<string, string>} words @returns {Promise<string>} */
async function textOf(file, words) {
  if (file.size > LARGEST) throw new Error(words.fileLarge);
  const text = decoded(new Uint8Array(await file.arrayBuffer()));
  if (!text.trim() || NO_TEXT.test(text)) throw new Error(words.fileNoText);
  return text;
}

/** UTF-8, UTF-16 where a mark says so, else what Windows wrote before them. @param {Uint8Array<ArrayBuffer>} bytes */
function decoded(bytes) {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}
