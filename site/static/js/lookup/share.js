// "Send this answer to someone": what the card says to do and where one can ask; of the message nothing. Whoever presses
// the button chooses to whom. And the one motion of the site: the word that is written goes off to the right.

import { pageAddress } from "../lib/save.js";

/** @typedef {(button: HTMLElement, text: string) => Promise<void>} Copy */

const LONGEST_WORD = 12; // characters: a message that is passed on whole is no word

/** @param {HTMLElement} button @param {HTMLElement} card @param {Copy} copy  what is done where nothing can be shared */
export async function share(button, card, copy) {
  const text = `${said(card).join("\n")}\n\n${pageAddress()}`;
  if (!navigator.share) return copy(button, text);
  await navigator.share({ text }).catch(() => {}); // they changed their mind
}

/** The lines of an answer: what it is, each deed, each of two ways. @param {HTMLElement} card */
function said(card) {
  const [first, ...deeds] = card.querySelectorAll("[data-deed]:not(.held)");
  return [
    words(card, ".what"),
    `${words(first, ".step-title")}. ${words(first, ".step-text")}`.trim(),
    ...deeds.map((deed, n) => `${n + 2}. ${words(deed, ".step-title")}`),
    ...[...card.querySelectorAll(".door")].map((door) => `${words(door, ".door-name")} → ${words(door, ".step-title")}. ${words(door, ".step-text")}`),
  ];
}

/** @param {ParentNode | undefined} place @param {string} selector */
function words(place, selector) {
  return place?.querySelector(selector)?.textContent?.replace(/\s+/g, " ").trim() ?? "";
}

/** @param {HTMLAnchorElement} link  that writes a message */
export function sendOff(link) {
  const word = new URLSearchParams(link.href.split("?")[1]?.replace(/^&/, "")).get("body") ?? "";
  const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  if (isCalm || !word || word.length > LONGEST_WORD) return;
  const sent = Object.assign(document.createElement("span"), { className: "sent-word", ariaHidden: "true", textContent: word });
  sent.addEventListener("animationend", () => sent.remove());
  link.parentElement?.append(sent);
}
