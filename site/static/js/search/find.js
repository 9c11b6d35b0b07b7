// What the search finds in the index of a language (stopsms/views/search.py), best first.
//
// A page is found by its own words, and by whole wordings: how people ask for it. The rarer a word among the pages, the
// more it counts.

import { numberAsked } from "./numbers.js";
import { folded, likeness, wordsOf } from "./words.js";

/** @typedef {[kind: string, country: string, title: string, url: string, line: string, said: string[], more: string]} Row */
/** @typedef {{words: Record<string, string>, form: string, all: string, countries: Record<string, string>, stop: string, same: string[], docs: Row[], numbers: import("./numbers.js").Numbers[]}} Index */
/** @typedef {{title: string, url: string, line: string, country: string}} Hit  country: empty where it is the reader's */
/** @typedef {{kind: string, country: string, hit: Hit, words: Map<string, number>, said: string[][]}} Doc */

const MOST = 6;
const TITLE = 1; // what a word counts for by its place
const SAID = 0.8;
const LINE = 0.6;
const MORE = 0.45;
const WHOLE = 1.6; // a whole wording against single words
const ELSEWHERE = 0.55; // a page about another country than the reader's
/** @type {Record<string, number>} */
const KINDS = { guide: 1, family: 0.9, letter: 0.85, site: 0.8, term: 0.75 };
const LEAST = 0.16; // below is nothing
const BESIDE = 0.4; // of the best

/** @param {Index} index */
export function prepare(index) {
  const stop = new Set(index.stop.split(" "));
  const same = new Map(index.same.flatMap((line) => line.split(" ").map((word) => [word, line.split(" ")[0]])));
  /** @param {string} text */
  const wordsIn = (text) => wordsOf(text).filter((word) => !stop.has(word)).map((word) => same.get(word) ?? word);
  const docs = index.docs.map((row) => asDoc(row, wordsIn));
  /** In how many pages a word stands. @type {Map<string, number>} */
  const pages = new Map();
  for (const { words } of docs) for (const word of words.keys()) pages.set(word, (pages.get(word) ?? 0) + 1);
  const vocabulary = [...pages.keys()];

  /** A typed word: the words like it, and what it counts for. @param {string} typed */
  function asked(typed) {
    const like = new Map(vocabulary.map((word) => /** @type {const} */ ([word, likeness(typed, word)])).filter(([, n]) => n > 0));
    const known = pages.has(typed) ? pages.get(typed) ?? 1 : Math.max(1, ...[...like.keys()].map((word) => pages.get(word) ?? 1));
    const weight = like.size ? Math.log(1 + docs.length / known) : UNKNOWN * Math.log(1 + docs.length);
    return { like, weight };
  }

  /** The pages for what is typed, for a reader in a country. @param {string} text @param {string} country @returns {Hit[]} */
  return function search(text, country) {
    const here = countryNamed(text, index.countries) ?? country;
    const place = (/** @type {Doc} */ doc) => ({ ...doc.hit, country: doc.country && doc.country !== country ? index.countries[doc.country] : "" });
    const number = numberAsked(index, text, here);
    const wanted = [...new Set(wordsIn(text))].map(asked);
    const ranked = docs.map((doc) => /** @type {const} */ ([rank(doc, wanted, pages, docs.length) * nearness(doc, here), doc]));
    ranked.sort(([a], [b]) => b - a);
    const bar = Math.max(LEAST, BESIDE * (ranked[0]?.[0] ?? 0));
    const found = ranked.filter(([score]) => score >= bar).map(([, doc]) => place(doc));
    const urls = new Set(number.map(({ url }) => url));
    return [...number, ...found.filter(({ url }) => !urls.has(url))].slice(0, MOST);
  };
}

const UNKNOWN = 0.5; // a word that no page has

/** @param {Row} row @param {(text: string) => string[]} wordsIn @returns {Doc} */
function asDoc([kind, country, title, url, line, said, more], wordsIn) {
  /** @type {Map<string, number>} */
  const words = new Map();
  const texts = /** @type {const} */ ([[more, MORE], [line, LINE], [said.join(" "), SAID], [title, TITLE]]);
  for (const [text, weight] of texts) for (const word of wordsIn(text)) words.set(word, weight);
  return { kind, country, hit: { title, url, line, country: "" }, words, said: [title, ...said].map(wordsIn).filter(({ length }) => length) };
}

/** A country that the text names is the one that is meant. @param {string} text @param {Record<string, string>} countries */
function countryNamed(text, countries) {
  const plain = ` ${folded(text)} `;
  return Object.keys(countries).find((code) => plain.includes(` ${folded(countries[code])} `));
}

/** @param {Doc} doc @param {string} here */
function nearness({ kind, country }, here) {
  return KINDS[kind] * (country && country !== here ? ELSEWHERE : 1);
}

/** How well a page fits. @param {Doc} doc @param {{like: Map<string, number>, weight: number}[]} wanted
 * @param {Map<string, number>} pages @param {number} all */
function rank({ words, said }, wanted, pages, all) {
  const total = wanted.reduce((sum, { weight }) => sum + weight, 0);
  if (!total) return 0;
  let single = 0;
  for (const { like, weight } of wanted) {
    let best = 0;
    for (const [word, n] of like) best = Math.max(best, n * (words.get(word) ?? 0));
    single += best * weight;
  }
  if (!single) return 0;
  const whole = Math.max(0, ...said.map((wording) => likeWording(wording, wanted, total, pages, all)));
  return (single / total + WHOLE * whole) / (1 + WHOLE);
}

/** How much of what is typed is this wording, and of the wording is typed. @param {string[]} wording
 * @param {{like: Map<string, number>, weight: number}[]} wanted @param {number} total @param {Map<string, number>} pages @param {number} all */
function likeWording(wording, wanted, total, pages, all) {
  let both = 0;
  const met = new Set();
  for (const { like, weight } of wanted) {
    let best = 0;
    let at = -1;
    wording.forEach((word, n) => {
      const likeIt = like.get(word) ?? 0;
      if (likeIt > best) [best, at] = [likeIt, n];
    });
    both += best * weight;
    if (at >= 0) met.add(at);
  }
  const unmet = wording.reduce((sum, word, n) => (met.has(n) ? sum : sum + Math.log(1 + all / (pages.get(word) ?? 1))), 0);
  return both / (total * 0.6 + both * 0.4 + 0.5 * unmet || 1);
}
