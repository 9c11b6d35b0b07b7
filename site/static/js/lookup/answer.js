// Python's answer, and what its buttons do: copy, send to someone, open a letter, the evidence sheet or the text on a
// wrong answer, save a date, keep the case.

import { announce, find, bringToTop, setState } from "../lib/dom.js";
import { setHtml } from "../lib/trusted_types.js";
import { answer, card, words } from "./early.js";
import { openInstallHint } from "./install_hint.js";
import { openLettersLate } from "./late_letters.js";
import { sendOff, share } from "./share.js";
import { openTakeaways } from "./takeaways.js";
import { openWrongAnswer } from "./wrong_answer.js";

/** @typedef {import("../form/ask_form.js").Request} Request */
/** @typedef {ReturnType<typeof import("./late_keep.js").openKeepLate>} Keep */
/** @typedef {{sender?: string, received?: string, text?: string}} Understood  what Python found in a paste */
/** @typedef {{advice: {verdict: string}, message: {purpose: string} | null, sender: {kind: string, display: string} | null, understood: Understood | null}} Result */
/**
 * @typedef {object} Context
 * @property {(call: object) => Promise<any>} ask
 * @property {(error: unknown) => void} onFailure  Python did not answer
 * @property {(day: string) => void} onSent  a letter went out on that day
 * @property {(letter: string, day: string) => void} onLetter  the same of any letter
 * @property {Keep} keep
 */

/** @param {Context} context */
export function openAnswer(context) {
  const letters = openLettersLate(context);
  const takeaways = openTakeaways(context);
  const wrong = openWrongAnswer(context);
  const installHint = openInstallHint();
  const { onFailure, keep } = context;
  /** @type {HTMLElement | undefined} */
  let opener; // the button that opened what stands below the answer
  let shownHtml = ""; // what stands in the card, as Python gave it

  /** What letters, sheets and dates are about: the request that the standing answer answers. @param {Request} asked @param {string} shown */
  function setCase(asked, shown) {
    letters.setCase(asked, shown);
    takeaways.setCase(asked);
    wrong.setCase(asked);
    keep.setCase(asked);
  }

  /** @param {string} html @param {Result} result @param {Request} asked */
  function show(html, { advice, message, sender, understood }, asked) {
    if (html !== shownHtml || !card.querySelector(".answer[data-python]")) {
      setHtml(card, html);
      shownHtml = html;
      card.firstElementChild?.setAttribute("data-python", "");
    }
    setState(answer, "ready", { source: "python", verdict: advice.verdict, purpose: message?.purpose ?? "", kind: sender?.kind ?? "" });
    announce(answer);
    setCase(understood ? unpacked(asked, understood) : asked, sender?.display ?? "");
    wrong.setCase(asked); // as it was asked: what it was taken for may be what is wrong
    void takeaways.showCode(answer);
    installHint.show();
    letters.fetch();
  }

  function clear() {
    letters.clear();
    takeaways.clear();
    wrong.setCase({});
    keep.clear();
  }

  /** @param {HTMLElement} button */
  function press(button) {
    const { dataset } = button;
    const opens = dataset.letter ? letters : "evidence" in dataset ? takeaways : "wrong" in dataset ? wrong : undefined;
    if (opens) {
      opener = button;
      for (const other of [letters, takeaways, wrong]) if (other !== opens) other.close();
      opens.open(dataset.letter ?? "").catch(onFailure);
    }
    if (["letterClose", "evidenceClose", "wrongClose"].some((name) => name in dataset)) opener?.focus(); // back to where it was opened
    if (dataset.copy !== undefined) void copy(button, dataset.copy);
    if ("keepCase" in dataset) keep.press();
    if ("share" in dataset) void share(button, card, copy);
    if ("calendar" in dataset) takeaways.saveDate().catch(onFailure);
  }

  document.addEventListener("click", ({ target }) => {
    const pressed = target instanceof Element && target.closest("button, a");
    if (pressed instanceof HTMLButtonElement) press(pressed);
    else if (pressed instanceof HTMLAnchorElement && pressed.protocol === "sms:") sendOff(pressed);
  });
  return { show, setCase, clear, closeLetter: letters.close };
}

/** The request with what Python found in a paste in its place: letters and sheets are about the message alone.
 * @param {Request} asked @param {Understood} understood */
function unpacked(asked, { sender, received, text }) {
  return { ...asked, sender: sender ?? asked.sender, received: asked.received || received, text };
}

/** Scroll to the answer, once: where it can be seen already (beside the form, or since the instant answer), nothing moves. */
export function bringIntoView() {
  const { top } = answer.getBoundingClientRect();
  if (top < 0 || top >= innerHeight / 2) bringToTop(answer);
}

/** The answer's heading is where a keyboard and a screen reader go on; who types meanwhile is not interrupted. */
export function focusHeading() {
  const { activeElement } = document;
  if (activeElement && activeElement !== document.body && !card.contains(activeElement) && !(activeElement instanceof HTMLButtonElement)) return;
  card.querySelector("h2")?.focus({ preventScroll: true });
}

/** @param {HTMLElement} button @param {string} text */
async function copy(button, text) {
  const statusLine = find("[data-status]", HTMLElement);
  const label = button.textContent;
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = statusLine.textContent = words.copied; // the status is what a screen reader says
    setTimeout(() => {
      button.textContent = label;
      if (statusLine.textContent === words.copied) statusLine.textContent = "";
    }, 2000);
  } catch {
    getSelection()?.selectAllChildren(button);
  }
}
