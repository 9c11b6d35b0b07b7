// On a phone the form makes room for the answer: it folds away at a question, and unfolds as soon as one goes back to it.
// Folded is a matter of style: its fields stay where a keyboard and a screen reader find them.

import { find } from "../lib/dom.js";

export function openFolding() {
  const ask = find("div.ask", HTMLElement);
  const bar = find("[data-folded]", HTMLElement);
  const about = find("[data-folded-about]", HTMLElement);
  const clear = find("[data-clear]", HTMLElement);
  const home = clear.parentElement;
  const isNarrow = matchMedia("(max-width: 61.9rem)"); // as in the style sheet

  /** To be pressed it must be seen. Moved only where it has to be: what moves while it is pressed gets no click. */
  function placeClear() {
    const place = isNarrow.matches && ask.classList.contains("folded") ? bar : home;
    if (clear.parentElement !== place) place?.append(clear);
  }

  /** @param {string} asked  what the question is about */
  function fold(asked) {
    about.textContent = asked.trim().slice(0, 60);
    ask.classList.add("folded");
    bar.hidden = false;
    placeClear();
  }

  function unfold() {
    ask.classList.remove("folded");
    bar.hidden = true;
    placeClear();
  }

  isNarrow.addEventListener("change", placeClear);
  for (const event of ["focusin", "input", "change"]) ask.addEventListener(event, unfold);
  find("[data-change]", HTMLElement).addEventListener("click", () => {
    unfold();
    const first = find("#text", HTMLTextAreaElement);
    first.focus();
    first.scrollIntoView({ block: "center" });
  });
  return { fold, unfold };
}
