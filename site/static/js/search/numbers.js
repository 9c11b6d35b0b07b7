// Digits in what is typed: the kinds of sender that such a number belongs to, the reader's country first.

import { pick } from "../lookup/instant.js";

/** @typedef {Omit<import("../lookup/instant.js").Table, "families"> & {families: NumberRow[], foreign: NumberRow | null, short: NumberRow | null}} Numbers */
/** @typedef {import("../lookup/instant.js").Row & {title: string, examples: string[]}} NumberRow */
/** @typedef {{words: Record<string, string>, countries: Record<string, string>, numbers: Numbers[]}} Index */

const RUN = /(?:\+|(?<![\p{L}\p{N}]))\d[\d\s.\-/()]*(?:[x*…]+|\d|(?<=\d))/iu;
const MASKED = /[x*….]+$/i; // 36xxx, 38…
const ALONE = /^[\d\s+.\-/()x*…]+$/i; // nothing but a number
const SHORT = /^\d{3,6}$/;
const LEAST = 3; // digits within a sentence that may be a sender

/** @param {Index} index @param {string} text @param {string} country
 * @returns {{title: string, url: string, line: string, country: string, number: string}[]} */
export function numberAsked({ words, countries, numbers }, text, country) {
  const run = text.match(RUN)?.[0].trim() ?? "";
  const digits = run.replace(/\D/g, "");
  const isAlone = ALONE.test(text.trim());
  if (digits.length < (isAlone ? 2 : LEAST)) return [];
  const tables = [...numbers].sort((a, b) => Number(b.country === country) - Number(a.country === country));
  const found = tables.flatMap((table) => rowsOf(table, run, digits).map((row) => ({ ...row, code: table.country })));
  const isSure = found.some(({ code, isWhole }) => isWhole && code === country); // then no other country is meant
  const shown = run.replace(/[\s.]*$/, "");
  return found.filter(({ code }) => !isSure || code === country).map(({ row, code }) => ({
    title: words.number.replace("{number}", () => shown).replace("{title}", () => row.title),
    url: row.page,
    line: "",
    country: code === country ? "" : countries[code],
    number: shown,
  }));
}

/** The family of the number, or those that its beginning may become. @param {Numbers} table @param {string} run @param {string} digits
 * @returns {{row: NumberRow, isWhole: boolean}[]} */
function rowsOf(table, run, digits) {
  const plain = run.replace(MASKED, "").trim();
  const isInternational = /^(?:\+|00)/.test(plain);
  const picked = MASKED.test(run) ? undefined : pick(/** @type {any} */ (table), plain)?.row;
  const whole = picked ?? (isInternational && !isOwn(table, digits) ? table.foreign : null);
  if (whole) return [{ row: /** @type {NumberRow} */ (whole), isWhole: true }];
  const begun = isInternational ? [] : table.families.filter(({ examples, pattern }) => examples.some((example) => begins(example, digits, pattern)));
  const short = table.short && SHORT.test(digits) ? [table.short] : [];
  return [...short, ...begun].map((row) => ({ row, isWhole: false }));
}

/** @param {Numbers} table @param {string} digits */
const isOwn = ({ callingCodes }, digits) => callingCodes.some((code) => digits.replace(/^00/, "").startsWith(code));

/** Whether a number of the family may begin so: an example whose first digits are those typed. @param {string} example
 * @param {string} digits @param {string} pattern */
function begins(example, digits, pattern) {
  return digits.length < example.length && new RegExp(`^(?:${pattern})$`).test(digits + example.slice(digits.length));
}
