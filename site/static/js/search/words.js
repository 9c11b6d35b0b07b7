// Words as the search compares them: without accents, case and punctuation, and how much two of them are alike.

const PREFIX = 2; // letters from which the beginning of a word finds it
const STEM = 4; // letters that the forms of one word share at least

/** 'J’ai cliqué !' -> 'j ai clique'. @param {string} text */
export function folded(text) {
  const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("œ", "oe");
  return plain.replace(/(?<=\d)[ .](?=\d{3}\b)/g, "").replace(/[^\p{L}\p{N}+]+/gu, " ").trim();
}

/** @param {string} text @returns {string[]} */
export const wordsOf = (text) => folded(text).split(" ").filter(Boolean);

/** How alike what is typed and a word are: 1 the same, 0 not at all. The beginning of a word, another form of it and a
 * slip of the finger are less. @param {string} typed @param {string} word */
export function likeness(typed, word) {
  if (typed === word) return 1;
  if (/\d/.test(typed)) return typed.length > PREFIX && word.startsWith(typed) ? 0.6 : 0;
  const shared = sharedStart(typed, word);
  const longer = Math.max(typed.length, word.length);
  if (shared === typed.length && shared >= PREFIX) return 0.55 + 0.4 * (shared / longer);
  if (shared >= STEM && shared >= 0.6 * longer) return 0.5 + 0.4 * (shared / longer);
  const slips = typed.length >= 8 ? 2 : typed.length >= STEM ? 1 : 0;
  return slips && distance(typed, word, slips) <= slips ? 0.55 : 0;
}

/** @param {string} a @param {string} b */
function sharedStart(a, b) {
  let n = 0;
  while (n < a.length && n < b.length && a[n] === b[n]) n++;
  return n;
}

/** Letters to add, drop, change or swap; more than `most` is not counted out. @param {string} a @param {string} b @param {number} most */
function distance(a, b, most) {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  /** @type {number[]} */
  let before = [];
  let row = Array.from({ length: b.length + 1 }, (_, n) => n);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + same);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) next[j] = Math.min(next[j], before[j - 2] + 1);
    }
    if (Math.min(...next) > most) return most + 1;
    [before, row] = [row, next];
  }
  return row[b.length];
}
