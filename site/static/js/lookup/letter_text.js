// The text of a letter, which the person may change: where each fact and each blank stands in it, also after a change.

import { find } from "../lib/dom.js";

/** @typedef {{id: string, language: string, subject: string, recipient: string, body: string, text: string, missing: string[], expects_answer: boolean, top: [string, string][], asked: string[], has_short: boolean, fields: string[], placeholders: Record<string, string>, pieces: [string, string][], says: string}} Letter */
/** @typedef {{start: number, end: number, what: string}} Place  `what`: a fact, or "fill" and "choose", the letter's own brackets */
/** @typedef {{what: string, text: string}} Blank */

/** @param {() => void} onChange  the text is another now */
export function openText(onChange) {
  const body = find("textarea[name=letter]", HTMLTextAreaElement);
  const marks = find("[data-letter-marks]", HTMLElement);
  /** @type {Place[]} */
  let places = [];
  let prepared = ""; // Python's text
  let last = ""; // the text that `places` are true of
  /** @type {string[]} */
  let missing = [];

  /** Python's text in the place of what stood there. @param {Letter} letter */
  function write(letter) {
    let end = 0;
    places = letter.pieces.map(([text, what]) => ({ what, start: end, end: (end += text.length) })).filter(({ what }) => what);
    body.value = letter.body;
    keep(letter);
  }

  /** In a text that was changed, only the facts that still stand in it. @param {Letter} letter */
  function refill(letter) {
    const facts = new Map(letter.pieces.map(([text, what]) => [what, text]));
    for (const place of [...places].reverse()) {
      const fact = isOurs(place) ? undefined : facts.get(place.what);
      if (fact === undefined || fact === body.value.slice(place.start, place.end)) continue;
      body.setRangeText(fact, place.start, place.end, "preserve");
      const more = fact.length - (place.end - place.start);
      places = places.map((other) => (other.start >= place.end ? moved(other, more) : other === place ? { ...place, end: place.end + more } : other));
    }
    keep(letter);
  }

  /** @param {Letter} letter */
  function keep(letter) {
    prepared = letter.body;
    missing = letter.missing;
    update();
  }

  function update() {
    last = body.value;
    marks.replaceChildren(...shown((text) => Object.assign(document.createElement("mark"), { textContent: text })), "\n");
    marks.scrollTop = body.scrollTop;
    onChange();
  }

  /** What the person changed moves what stands behind it; a fact that was written into is theirs, a blank that is still
   * there is not. */
  function change() {
    const { start, end, more } = differenceOf(last, body.value);
    places = places.flatMap((place) => {
      if (place.end <= start) return [place];
      if (place.start >= end) return [moved(place, more)];
      const blank = last.slice(place.start, place.end);
      const at = isBlank(place) ? body.value.slice(0, end + more).indexOf(blank, start) : -1;
      return at < 0 ? [] : [moved(place, at - place.start)];
    });
    update();
  }

  /** @param {Place} place */
  const isBlank = (place) => isOurs(place) || missing.includes(place.what);

  /** The text with each blank as an element. @param {(text: string, place: Place) => Node} mark @returns {(string | Node)[]} */
  function shown(mark) {
    let end = 0;
    const parts = places.filter(isBlank).flatMap((place) => {
      const before = body.value.slice(end, place.start);
      end = place.end;
      return [before, mark(body.value.slice(place.start, place.end), place)];
    });
    return [...parts, body.value.slice(end)];
  }

  /** @returns {Blank[]} */
  const blanks = () => places.filter(isBlank).map(({ what, start, end }) => ({ what, text: body.value.slice(start, end) }));

  /** Put the cursor on a blank. @param {string} text */
  function select(text) {
    const start = body.value.indexOf(text);
    body.focus();
    if (start >= 0) body.setSelectionRange(start, start + text.length);
  }

  function clear() {
    places = missing = [];
    body.value = prepared = last = "";
    marks.replaceChildren();
  }

  body.addEventListener("input", change);
  body.addEventListener("scroll", () => (marks.scrollTop = body.scrollTop));
  return { body, marks, write, refill, shown, blanks, select, clear, isChanged: () => body.value !== prepared };
}

/** @param {Place} place */
const isOurs = ({ what }) => what === "fill" || what === "choose";

/** @param {Place} place @param {number} more @returns {Place} */
const moved = ({ what, start, end }, more) => ({ what, start: start + more, end: end + more });

/** The part of a text that another has replaced, and by how much it grew. @param {string} before @param {string} after */
function differenceOf(before, after) {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start++;
  let tail = 0;
  while (tail < most - start && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  return { start, end: before.length - tail, more: after.length - before.length };
}
