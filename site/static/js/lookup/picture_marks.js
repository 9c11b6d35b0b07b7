// What was unsure in a text that was read, as places in a field; they follow what a person changes there.

/** @typedef {[number, number, number, number]} Box  in the pixels of the page that was read */
/** @typedef {{start: number, end: number, kind: "word" | "digits" | "address", box: Box}} Unsure */
/** @typedef {Unsure & {field: "text" | "sender", said: string}} Mark  `said`: what stands at the place */

const ORDER = { digits: 0, address: 1, word: 2 };
const LETTER = /[\p{L}\p{N}]/u;

/** @param {"text" | "sender"} field @param {{text: string, unsure: Unsure[]}} read @returns {Mark[]} */
export const marksOf = (field, { text, unsure }) => unsure.map((one) => ({ ...one, field, said: text.slice(one.start, one.end) }));

/** What matters most first: a wrong digit sends STOP to somebody else. @param {Mark[]} marks */
export const ordered = (marks) => [...marks].sort((a, b) => ORDER[a.kind] - ORDER[b.kind] || a.start - b.start);

/** The marks of a field after a change: those before it stay, those behind it move along, what was touched is no more
 * in doubt. @param {Mark[]} marks @param {string} before @param {string} now @returns {Mark[]} */
export function followed(marks, before, now) {
  const head = sameAtStart(before, now);
  const tail = sameAtEnd(before, now, head);
  const moved = now.length - before.length;
  return marks.flatMap((mark) => {
    const by = mark.end <= head ? 0 : moved;
    if (by !== 0 && mark.start < before.length - tail) return [];
    const there = { ...mark, start: mark.start + by, end: mark.end + by };
    return now.slice(there.start, there.end) === mark.said && isWhole(now, there) >= isWhole(before, mark) ? [there] : [];
  });
}

/** On how many sides a place ends where a word does. @param {string} text @param {{start: number, end: number}} place */
const isWhole = (text, { start, end }) => [text[start - 1], text[end]].filter((next) => !LETTER.test(next ?? "")).length;

/** @param {string} a @param {string} b */
function sameAtStart(a, b) {
  let n = 0;
  while (n < a.length && n < b.length && a[n] === b[n]) n += 1;
  return n;
}

/** @param {string} a @param {string} b @param {number} head  what is already counted */
function sameAtEnd(a, b, head) {
  let n = 0;
  while (n < a.length - head && n < b.length - head && a[a.length - 1 - n] === b[b.length - 1 - n]) n += 1;
  return n;
}

/** @param {string} text */
const wordsOf = (text) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

const SEVERAL = 3; // words that come at once were pasted: a person types one after another

/** Whether another text took the place of one. @param {string} before @param {string} now */
export const isAnother = (before, now) => wordsOf(now).length >= SEVERAL && !stillStands(before, now);

/** Whether a text that was read still stands, however corrected: half of its words do. @param {string} read @param {string} now */
export function stillStands(read, now) {
  const there = new Set(wordsOf(now));
  const own = wordsOf(read);
  return own.length > 0 && own.filter((word) => there.has(word)).length * 2 >= own.length;
}
