// The list of cases, and what the page says of all of them: how many, how many bytes, or that there are none.

import { find } from "../lib/dom.js";
import { fill, newCard, part, tell, untold } from "./card.js";
import { bytesOf } from "./store.js";

/** @typedef {import("./kept.js").Whole} Whole */
/** @typedef {import("./card.js").Said} Said */

const UNITS = /** @type {const} */ ([["megabyte", 1e6], ["kilobyte", 1e3]]);

/** @param {number} bytes @param {string} language */
function inUnits(bytes, language) {
  const [unit, size] = UNITS.find(([, one]) => bytes >= one) ?? ["kilobyte", 1e3];
  return new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "short", maximumFractionDigits: 1 }).format(bytes / size);
}

/** @param {{language: string, home: string, words: Record<string, string>}} page */
export function openList({ language, home, words }) {
  const list = find("[data-cases]", HTMLElement);
  /** @type {Map<string, HTMLElement>} */
  const cards = new Map();

  /** What is stored. @param {Whole[]} wholes */
  function show(wholes) {
    dropOthers(wholes);
    const showCountry = new Set(wholes.map(({ kept }) => kept.country)).size > 1;
    const newest = wholes.toSorted((a, b) => b.kept.changed.localeCompare(a.kept.changed));
    for (const whole of newest) fill(cardOf(whole.kept.id), whole, { language, home, words, showCountry });
    sayHowMany(wholes);
  }

  /** @param {Whole[]} wholes */
  function dropOthers(wholes) {
    for (const [id, card] of cards) {
      if (wholes.some(({ kept }) => kept.id === id)) continue;
      card.remove();
      cards.delete(id);
    }
  }

  /** @param {string} id @returns {HTMLElement} */
  function cardOf(id) {
    const card = cards.get(id) ?? newCard(id);
    if (!cards.has(id)) list.append(card);
    cards.set(id, card);
    return card;
  }

  /** @param {Whole[]} wholes */
  function sayHowMany(wholes) {
    const isEmpty = wholes.length === 0;
    const bytes = bytesOf(wholes.map(({ kept }) => kept)) + wholes.flatMap(({ pictures }) => pictures).reduce((sum, { blob }) => sum + blob.size, 0);
    const said = (wholes.length === 1 ? words.one : words.many).replace("{count}", String(wholes.length)).replace("{size}", inUnits(bytes, language));
    find("[data-bytes]", HTMLElement).textContent = isEmpty ? words.none : said;
    find("[data-none]", HTMLElement).hidden = !isEmpty;
    for (const name of ["shared", "some", "export", "delete-all"]) find(`[data-${name}]`, HTMLElement).hidden = isEmpty;
  }

  /** Python's words, and its order where nobody is at work in the list. @param {Said[]} said @param {string[]} order */
  function tellAll(said, order) {
    for (const one of said) if (cards.has(one.id)) tell(cardOf(one.id), one);
    const focused = document.activeElement;
    const isAtWork = list.contains(focused) && !focused?.matches("h3");
    if (isAtWork) return;
    for (const id of order) if (cards.has(id)) list.append(cardOf(id));
    if (focused instanceof HTMLElement && list.contains(focused)) focused.focus();
  }

  /** To the name of a case. @param {string} [id]  else the first */
  function focus(id) {
    const card = id ? cards.get(id) : list.querySelector("article");
    if (!card) return;
    part(card, "[data-title]").focus();
    card.scrollIntoView({ block: "start" });
  }

  /** @param {string} state */
  const setState = (state) => void (list.dataset.state = state);
  const untoldAll = () => cards.forEach(untold);
  return { element: list, show, tellAll, untoldAll, focus, setState };
}
