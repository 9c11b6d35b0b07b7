// What the search finds in the index of a language (stopsms/views/search.py), best first.
//
// A page is found by its own words, and by whole wordings: how people ask for it. The rarer a word among the pages, the
// more it counts.

import { numberAsked } from "./numbers.js";
import { folded, likeness, wordsOf } from "./words.js";

/** @typedef {[kind: string, name: string, country: string, title: string, url: string, line: string, said: string[], more: string]} Row */
/** @typedef {{words: Record<string, string>, form: string, all: string, countries: Record<string, string>, stop: string, same: string[], docs: Row[], numbers: import("./numbers.js").Numbers[]}} Index */
/** @typedef {{title: string, url: string, line: string, country: string, number?: string}} Hit  country: empty where it is the reader's; number: that was typed */
/** @typedef {{like: Map<string, number>, weight: number, isLittle: boolean}} Asked  a typed word: the words like it, what it counts for */
/** @typedef {{kind: string, page: string, country: string, hit: Hit, words: Map<string, number>, said: string[][]}} Doc */

const MOST = 6;
const TITLE = 1; // what a word counts for by its place
const SAID = 0.8;
const LINE = 0.6;
const MORE = 0.45;
const WHOLE = 1.6; // a whole wording against single words
const ELSEWHERE = 0.45; // a page about another country than the reader's
const UNKNOWN = 0.5; // a word that no page has
const LITTLE = 0.2; // a word that says nothing by itself, in a whole wording
/** @type {Record<string, number>} */
const KINDS = { guide: 1, family: 0.9, letter: 0.85, site: 0.8, term: 0.65 };
const LEAST = 0.16; // below is nothing
const BESIDE = 0.42; // of the best

/** @param {Index} index */
export function prepare(index) {
  const stop = new Set(index.stop.split(" "));
  const same = new Map(index.same.flatMap((line) => line.split(" ").map((word) => [word, line.split(" ")[0]])));
  /** @param {string} text */
  const wordsIn = (text) => wordsOf(text).map((word) => same.get(word) ?? word);
  const docs = index.docs.map((row) => asDoc(row, wordsIn));
  /** In how many pages a word stands. @type {Map<string, number>} */
  const pages = new Map();
  for (const { words } of docs) for (const word of words.keys()) pages.set(word, (pages.get(word) ?? 0) + 1);
  const vocabulary = [...pages.keys()];

  /** @param {string} word */
  const rarity = (word) => (stop.has(word) ? LITTLE : 1) * Math.log(1 + docs.length / (pages.get(word) ?? 1));

  /** @param {string} typed @returns {Asked} */
  function asked(typed) {
    const like = new Map(vocabulary.map((word) => /** @type {const} */ ([word, likeness(typed, word)])).filter(([, n]) => n > 0));
    const known = [...like].reduce((sum, [word, n]) => sum + n * n * (pages.get(word) ?? 0), 0);
    const rare = Math.log(1 + docs.length / Math.max(1, known));
    return { like, weight: stop.has(typed) ? LITTLE * rare : like.size ? rare : UNKNOWN * rare, isLittle: stop.has(typed) };
  }

  /** The pages for what is typed, for a reader in a country. @param {string} text @param {string} country @returns {Hit[]} */
  return function search(text, country) {
    const here = countryNamed(text, index.countries) ?? country;
    const place = (/** @type {Doc} */ doc) => ({ ...doc.hit, country: doc.country && doc.country !== country ? index.countries[doc.country] : "" });
    const number = numberAsked(index, text, here);
    const wanted = [...new Set(wordsIn(text))].map(asked);
    const ranked = docs.map((doc) => /** @type {const} */ ([rank(doc, wanted, rarity) * nearness(doc, here), doc]));
    ranked.sort(([a], [b]) => b - a);
    const bar = Math.max(LEAST, BESIDE * (ranked[0]?.[0] ?? 0));
    const fitting = ranked.filter(([score]) => score >= bar).map(([, doc]) => doc);
    const first = new Map([...fitting].reverse().map((doc) => /** @type {const} */ ([doc.page, doc]))); // of the pages alike of all countries
    const found = fitting.filter((doc) => first.get(doc.page) === doc).map(place);
    const urls = new Set(number.map(({ url }) => url));
    for (const hit of number) hit.line = docs.find((doc) => doc.hit.url === hit.url)?.hit.line ?? "";
    return [...number, ...found.filter(({ url }) => !urls.has(url))].slice(0, MOST);
  };
}

/** @param {Row} row @param {(text: string) => string[]} wordsIn @returns {Doc} */
function asDoc([kind, name, country, title, url, line, said, more], wordsIn) {
  /** @type {Map<string, number>} */
  const words = new Map();
  const texts = /** @type {const} */ ([[more, MORE], [line, LINE], [said.join(" "), SAID], [title, TITLE]]);
  for (const [text, weight] of texts) for (const word of wordsIn(text)) words.set(word, weight);
  return { kind, page: `${kind} ${name}`, country, hit: { title, url, line, country: "" }, words, said: [title, ...said].map(wordsIn).filter(({ length }) => length) };
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

/** How well a page fits. @param {Doc} doc @param {Asked[]} wanted @param {(word: string) => number} rarity */
function rank({ words, said }, wanted, rarity) {
  const telling = wanted.filter(({ isLittle }) => !isLittle);
  const single = sum(telling, ({ like, weight }) => weight * bestOf(like, (word) => words.get(word) ?? 0));
  if (!single && telling.length) return 0;
  const whole = Math.max(0, ...said.map((wording) => likeWording(wording, wanted, rarity)));
  return (single / (sum(telling, ({ weight }) => weight) || 1) + WHOLE * whole) / (1 + WHOLE);
}

/** How much of what is typed is in this wording, and of the wording is typed. @param {string[]} wording @param {Asked[]} wanted
 * @param {(word: string) => number} rarity */
function likeWording(wording, wanted, rarity) {
  const both = sum(wanted, ({ like, weight }) => weight * Math.max(0, ...wording.map((word) => like.get(word) ?? 0)));
  const unmet = wording.filter((word) => !wanted.some(({ like }) => like.has(word)));
  const asked = sum(wanted, ({ weight }) => weight);
  return both / (0.6 * asked + 0.4 * both + 0.5 * sum(unmet, rarity) || 1);
}

/** @param {Map<string, number>} like @param {(word: string) => number} worth */
function bestOf(like, worth) {
  let best = 0;
  for (const [word, n] of like) best = Math.max(best, n * worth(word));
  return best;
}

/** @template T @param {T[]} items @param {(item: T) => number} value */
function sum(items, value) {
  return items.reduce((total, item) => total + value(item), 0);
}
