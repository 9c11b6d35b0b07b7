// The region where an answer stands, on each page with a form: its state and what is in it.

import { find } from "./dom.js";

export const answer = find("[data-answer]", HTMLElement);

/** What stood in the region's data before goes. @param {string} state @param {Record<string, string>} [data] */
export function setState(state, data = {}) {
  for (const name of ["source", "verdict", "kind"]) delete answer.dataset[name];
  answer.classList.remove("stale");
  Object.assign(answer.dataset, { state, ...data });
}

/** Take away what stands there. @param {string} state */
export function empty(state) {
  setState(state);
  answer.replaceChildren();
}

/** A notice in the place of an answer. @param {string} text */
export function say(text) {
  answer.replaceChildren(Object.assign(document.createElement("p"), { className: "notice", textContent: text }));
}

/** Bring its beginning to the top of the screen. */
export function scrollToAnswer() {
  const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  answer.scrollIntoView({ block: "start", behavior: isCalm ? "auto" : "smooth" });
}
