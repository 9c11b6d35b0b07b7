// The instant answer: the family of a plainly written sender, from a table made of the same country files that Python reads.
//
// Plainly written: ASCII digits with the usual separators, or letters. Everything else is left to Python. It may abstain
// (undefined), but must never say more than Python would: a test runs thousands of senders through both.

/**
 * @typedef {{id: string, kind: string, pattern: string, grouping: number[], verdict: string, shown: string, e164: string, page: string, about: string, html: string, own?: string}} Row
 * @typedef {{country: string, callingCodes: string[], mainCode: string, trunk: string, national: string, territories: string[], families: Row[], imitated: Record<string, string>, imitatedRow: Row, notNames: string[]}} Table
 * @typedef {{row: Row, shown: string, dialled: string}} Found
 */

const SEPARATORS = /[\s.\-/()]+/g;
const PLAIN_NUMBER = /^\+?[\d\s.\-/()]+$/;
const PLAIN_NAME = /^[A-Za-z]{2,11}$/; // with a space or a figure in it, Python says more
const SHORT = /^\d{3,6}$/;
const TRUNK_IN_BRACKETS = /^((?:\+|00)\d{1,3}\s*)\(0\)/; // +33 (0)6 ...: elsewhere Python decides

/** Whole-string match, as in Python. @param {string} pattern @param {string} text */
function matches(pattern, text) {
  return pattern !== "" && new RegExp(`^(?:${pattern})$`).test(text);
}

/** The family of a plainly written sender, or undefined. @param {Table} table @param {string} typed @returns {Found | undefined} */
export function pick(table, typed) {
  const sender = typed.trim();
  if (PLAIN_NAME.test(sender)) return pickName(table, sender);
  if (!PLAIN_NUMBER.test(sender)) return undefined;
  const digits = sender.replace(TRUNK_IN_BRACKETS, "$1");
  if (digits.includes("(0)")) return undefined;
  return pickDigits(table, digits.replace(SEPARATORS, ""));
}

/** @param {Table} table @param {string} digits @returns {Found | undefined} */
function pickDigits(table, digits) {
  if (SHORT.test(digits)) return pickNumber(table, digits);
  const national = nationalForm(table, digits);
  return national ? pickNumber(table, national) : undefined;
}

/** @param {Table} table @param {string} name @returns {Found | undefined} */
function pickName(table, name) {
  const folded = name.toLowerCase();
  const own = Object.hasOwn(table.imitated, folded) ? table.imitated[folded] : undefined;
  const row = own === undefined ? table.families.find(({ kind }) => kind === "name") : withOwn(table.imitatedRow, own);
  // A hidden sender, a label, masked letters, or rubbish: Python knows better.
  if (!row || table.notNames.includes(folded) || /^(.)\1*$/.test(folded) || /[xn]{3}/.test(folded)) return undefined;
  return { row, shown: name, dialled: name };
}

/** The row with a body's true site and number in the place of the example's. @param {Row} row @param {string} own */
function withOwn(row, own) {
  return { ...row, html: row.own ? row.html.replaceAll(row.own, own) : row.html };
}

/** The number as dialled at home; undefined outside the plan. @param {Table} table @param {string} digits */
function nationalForm(table, digits) {
  const plain = digits.startsWith("00") ? `+${digits.slice(2)}` : digits;
  if (!plain.startsWith("+")) return matches(table.national, plain) ? plain : undefined;
  if (!plain.startsWith(`+${table.mainCode}`)) return undefined;
  const rest = plain.slice(1 + table.mainCode.length);
  const national = rest.startsWith(table.trunk) ? rest : table.trunk + rest;
  return matches(table.national, national) ? national : undefined;
}

/** @param {Table} table @param {string} digits @returns {Found | undefined} */
function pickNumber(table, digits) {
  const row = table.families.find(({ pattern }) => matches(pattern, digits));
  // Overseas numbers have a calling code and notes of their own: Python's.
  if (!row || table.territories.some((pattern) => matches(pattern, digits))) return undefined;
  return { row, shown: SHORT.test(digits) ? digits : grouped(digits, row.grouping), dialled: digits };
}

/** '0612345678' in groups of two: '06 12 34 56 78'. @param {string} digits @param {number[]} sizes */
function grouped(digits, sizes) {
  let at = 0;
  const parts = [];
  for (const size of sizes) {
    if (at < digits.length) parts.push(digits.slice(at, (at += size)));
  }
  return at < digits.length ? [...parts, digits.slice(at)].join(" ") : parts.join(" ");
}

/** What may be said at once. A message that was not read is never advised on: no prepared answer, verdict `check_first`.
 * @param {Table} table @param {string} sender @param {string} text
 * @returns {{found: Found, kind: string, verdict: string, html: string} | undefined} */
export function answerAtOnce(table, sender, text) {
  const found = pick(table, sender);
  if (!found) return undefined;
  const { kind, verdict } = found.row;
  if (text.trim()) return { found, kind, verdict: "check_first", html: "" };
  return { found, kind, verdict, html: instantHtml(table, found) };
}

/** The prepared answer with the typed sender in the place of the example's. @param {Table} table @param {Found} found */
function instantHtml(table, { row, shown, dialled }) {
  const e164 = `+${table.mainCode}${dialled.slice(table.trunk.length)}`;
  let html = row.html;
  if (row.e164) html = html.replaceAll(row.e164, e164);
  return html.replaceAll(escaped(row.shown), escaped(shown));
}

/** @param {string} text */
function escaped(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&#34;").replaceAll("'", "&#39;");
}
