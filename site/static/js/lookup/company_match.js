// Which firms of a list a message, or what somebody types, may mean. No guess: a wrong firm is worse than none.

/** @typedef {{name: string, also?: string[], host: string, more?: string[], address?: string, email?: string, page: string, quality?: string}} Firm */
/** @typedef {{date: string, open: string[], plain: string[], firms: Firm[]}} List
 *   open: domains under which anybody writes; plain: names that are everyday words as well */

const MOST = 6; // firms offered
const SURE = 3; // firms of one name or site that a person can tell apart; more say nothing
const LEAST = 3; // letters from which names that only begin so are looked for
// As compile.py has it.
const SECOND_LEVEL = new Set(["co", "com", "org", "gov", "gob", "gouv", "ac", "net", "edu"]);
const LEGAL_FORMS = new Set(
  "ab ag as aps bv bvba co company corp corporation cv ek eg gmbh inc kg kgaa limited llc llp ltd mbh nv ohg oy plc pte pty sa sarl sas sasu sau se sl slu spa srl ug".split(" "),
);
const URL_TEXT = /https?:\/\/\S+/giu;
const END = /[).,;:!?'"\]»”’]+$/u; // of the sentence, not of the address
// An address without http; neither a part of a longer one nor of an e-mail address.
const PLAIN_HOST = /(?<![\p{L}\p{N}@._/-])((?:[\p{L}\p{N}-]+\.)+\p{L}{2,})(?![\p{L}\p{N}@-])(?:[:/?#]\S*)?/giu;
const NOBODY = "?"; // in the place of a domain that cannot be read

/** Names that only differ in case, accents and signs are equal: 'Grandvisión, S.A.U.' -> 'grandvision sau'. @param {string} text */
export function folded(text) {
  const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const forms = plain.replace(/\bs\.?a\.? ?r\.?l\b\.?/g, "sarl").replace(/\b[a-z](?:\.[a-z]\b)+/g, (form) => form.replaceAll(".", ""));
  return forms.replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}

/** The name without its legal form, run together: a sender has no room for spaces. @param {string} name */
function bare(name) {
  const parts = folded(name).split(" ");
  while (parts.length > 1 && LEGAL_FORMS.has(parts[parts.length - 1])) parts.pop();
  return parts.join("");
}

/** What somebody registered. @param {string} host */
function domainOf(host) {
  const parts = host.toLowerCase().split(".");
  return parts.slice(parts.length > 2 && SECOND_LEVEL.has(parts[parts.length - 2]) ? -3 : -2).join(".");
}

/** The domains of the web addresses in a message. @param {string} text */
function domainsIn(text) {
  const urls = (text.match(URL_TEXT) ?? []).map(hostOf);
  const plain = [...text.replace(URL_TEXT, " ").matchAll(PLAIN_HOST)].map(([, host]) => host);
  return new Set([...urls, ...plain].map(domainOf));
}

/** @param {string} url */
function hostOf(url) {
  try {
    return new URL(url.replace(END, "")).hostname; // not what stands before an @
  } catch {
    return NOBODY;
  }
}

/** Those called like the sender, or whose site is. @param {List} list @param {string} sender */
function called({ firms, plain }, sender) {
  const name = bare(sender);
  if (name.length < LEAST || !/\p{L}/u.test(name) || plain.includes(name)) return [];
  return firms.filter((firm) => name === bare(firm.name) || name === firm.host.split(".")[0].replaceAll("-", ""));
}

/** The firms that a message may come from: its sender is called so, or all its addresses are theirs. Where one of both
 * speaks for another, none.
 * @param {List} list @param {string} sender @param {string} text @returns {Firm[]} */
export function firmsBehind(list, sender, text) {
  const domains = [...domainsIn(text)].filter((domain) => !list.open.includes(domain));
  const named = called(list, sender);
  const candidates = named.length ? named : domains.length ? list.firms : [];
  const found = candidates.filter(({ host, more = [] }) => domains.every((domain) => domain === host || more.includes(domain)));
  return found.length > SURE ? [] : found;
}

/** The firms one of whose names, or a word of it, begins as typed; the same name first.
 * @param {List} list @param {string} typed @returns {Firm[]} */
export function firmsCalled({ firms }, typed) {
  const wanted = folded(typed);
  if (!wanted || LEGAL_FORMS.has(wanted)) return [];
  const ranked = firms.map((firm) => /** @type {const} */ ([rank(firm, wanted), firm])).filter(([n]) => n < Infinity);
  return ranked.sort(([a], [b]) => a - b).slice(0, MOST).map(([, firm]) => firm);
}

/** How well a firm fits what is typed; the least is the best, Infinity is not at all. @param {Firm} firm @param {string} wanted */
function rank({ name, also = [], host, more = [] }, wanted) {
  const run = wanted.replaceAll(" ", "");
  if (run === bare(name)) return 0;
  if (also.some((other) => run === bare(other))) return 1;
  if (run.length < LEAST) return Infinity;
  if (folded(name).startsWith(wanted)) return 2;
  const texts = [name, ...also, host, ...more].map((text) => ` ${folded(text)}`);
  return texts.some((text) => text.includes(` ${wanted}`)) ? 3 : Infinity;
}
