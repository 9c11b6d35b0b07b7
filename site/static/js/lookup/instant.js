// The instant answer: the family of a plainly written sender, from a table made of the same country files that Python reads.
//
// Plainly written: ASCII digits with the usual separators, or letters. Everything else is left to Python. It may abstain
// (undefined), but must never say more than Python would: a test runs thousands of senders through both.

/**
 * @typedef {{id: string, kind: string, pattern: string, grouping: number[], labels?: string[], verdict: string, page: string, about: string, html: string}} Row
 * @typedef {{country: string, callingCodes: string[], mainCode: string, trunk: string, national: string, territories: string[], families: Row[], imitated: Record<string, string>, imitatedRow: Row | null, notNames: string[], guides: Record<string, string>, pages: [title: string, url: string][], hint: string, examples: Record<string, [sender: string, text: string]>}} Table
 * @typedef {{row: Row, shown: string, e164: string}} Found
 */

// What stands in the prepared answers for the sender as shown, for its E.164 form, and for a body's true site and number;
// instant_table.py has the same.
const SENDER = /\ue000/g;
const E164 = /\ue001/g;
const OWN_WAYS = /\ue002/g;

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
  return national && !SHORT.test(national) ? pickNumber(table, national) : undefined; // as short as a code, and none
}

/** @param {Table} table @param {string} name @returns {Found | undefined} */
function pickName(table, name) {
  const folded = name.toLowerCase();
  const row = Object.hasOwn(table.imitated, folded)
    ? withOwn(table.imitatedRow, table.imitated[folded])
    : (table.families.find(({ labels }) => labels?.includes(folded)) ?? table.families.find(({ kind, labels }) => kind === "name" && !labels));
  // A hidden sender, a label, masked letters, or rubbish: Python knows better.
  if (!row || table.notNames.includes(folded) || /^(.)\1*$/.test(folded) || /[xn]{3}/.test(folded)) return undefined;
  return { row, shown: name, e164: "" };
}

/** The row with a body's true site and number. @param {Row | null} row @param {string} own */
function withOwn(row, own) {
  return row && { ...row, html: row.html.replace(OWN_WAYS, () => own) };
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
  if (!SHORT.test(digits) && !row.grouping.length) return undefined; // written in groups that only Python knows
  const shown = row.grouping.length ? grouped(digits, row.grouping) : digits;
  return { row, shown, e164: `+${table.mainCode}${digits.slice(table.trunk.length)}` };
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

/** What may be said at once: who it is, and the prepared answer, in which `withSender` puts the sender. A message that was
 * not read is never advised on: no prepared answer, verdict `check_first`.
 * @param {Table} table @param {string} sender @param {string} text
 * @returns {{found: Found, kind: string, verdict: string, html: string} | undefined} */
export function answerAtOnce(table, sender, text) {
  const found = pick(table, sender);
  if (!found) return undefined;
  const { kind, verdict, html } = found.row;
  if (text.trim()) return { found, kind, verdict: "check_first", html: "" };
  return { found, kind, verdict, html };
}

/** A text or an attribute of a prepared answer with the sender in it. @param {string} text @param {Found} found */
export function withSender(text, { shown, e164 }) {
  return text.replace(SENDER, () => shown).replace(E164, () => e164);
}
