// The line that says what was done, with its "Undo", or with a file in place of what could not be kept.

import { find } from "../lib/dom.js";
import { CaseFileError } from "./case_file.js";

/** @typedef {{undo?: () => unknown, instead?: () => unknown}} Ways */

/** What an error of the database or of a file means, in words. @param {unknown} error @param {Record<string, string>} words */
export function whyOf(error, words) {
  const { code = "" } = /** @type {{code?: string}} */ (error);
  return words[`${error instanceof CaseFileError ? "file" : "store"}.${code}`] ?? words["store.unavailable"];
}

/** @param {Record<string, string>} words */
export function openSaid(words) {
  const line = find("[data-status]", HTMLElement);
  const undo = find("[data-undo]", HTMLButtonElement);
  const instead = find("[data-instead]", HTMLButtonElement);
  /** @type {Ways} */
  let offered = {};

  /** @param {string} text @param {Ways} [ways] */
  function say(text, ways = {}) {
    line.textContent = text;
    offered = ways;
    undo.hidden = !ways.undo;
    instead.hidden = !ways.instead;
  }

  /** Why it did not work. @param {unknown} error @param {() => unknown} [save]  a file of what was to be kept */
  function sayWhy(error, save) {
    say(whyOf(error, words), { instead: save });
    if (save) instead.focus();
  }

  /** The line lies over the page: it goes where it offers nothing. */
  const calm = () => undo.hidden && instead.hidden && say("");

  undo.addEventListener("click", () => void offered.undo?.());
  instead.addEventListener("click", () => void offered.instead?.());
  return { say, sayWhy, calm, focusUndo: () => undo.focus() };
}
