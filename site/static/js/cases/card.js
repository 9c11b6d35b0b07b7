// One case as it stands in the list: made of the page's template, filled in with what is stored, then with Python's words.

import { make, makeButton } from "../lib/make.js";
import { newestOf } from "./changes.js";
import { drawn } from "./pictures.js";

/** @typedef {import("./case_file.js").Case} Case */
/** @typedef {import("./kept.js").Whole} Whole */
/** @typedef {{id: string, title?: string, count?: string, sender?: string, what?: string, verdict?: string, reminder?: boolean, next?: {says: string, when: string, due: boolean}, chronology?: {when: string, says: string}[]}} Said  Python's words about a case */
/** @typedef {{language: string, home: string, words: Record<string, string>, showCountry: boolean}} Look */

const SMALL = 480; // pixels of a picture in the list

/** @template {HTMLElement} T @param {ParentNode} card @param {string} selector @param {new () => T} [kind] @returns {T} */
export function part(card, selector, kind = /** @type {new () => T} */ (HTMLElement)) {
  const element = card.querySelector(selector);
  if (!(element instanceof kind)) throw new Error(`a case has no ${selector}`);
  return element;
}

/** English is written as in Britain here, as Python does. @param {string} language */
const localeOf = (language) => (language === "en" ? "en-GB" : language);

/** A day as the language writes it. @param {string} day @param {string} language */
function dayInWords(day, language) {
  const at = new Date(`${day.slice(0, 10)}T12:00`);
  return Number.isNaN(at.getTime()) ? "" : new Intl.DateTimeFormat(localeOf(language), { dateStyle: "long" }).format(at);
}

/** @param {Case} kept */
export const titleOf = ({ firm, messages }) => {
  const { sender = "", text = "" } = messages.at(-1) ?? {};
  const who = [firm, sender].filter(Boolean).join(" · ");
  const isNumber = !/\p{L}/u.test(who); // many firms share one
  return isNumber ? [who, text.slice(0, 40)].filter(Boolean).join(" · ") : who;
};

/** @param {string} id @returns {HTMLElement} */
export function newCard(id) {
  const template = /** @type {HTMLTemplateElement} */ (document.querySelector("[data-case-template]"));
  const card = part(/** @type {DocumentFragment} */ (template.content.cloneNode(true)), "article");
  card.dataset.case = id;
  Object.assign(part(card, "[data-title]"), { id: `case-${id}` });
  card.setAttribute("aria-labelledby", `case-${id}`);
  return card;
}

/** What is stored. @param {HTMLElement} card @param {Whole} whole @param {Look} look */
export function fill(card, { kept, pictures }, look) {
  const { language, home, words, showCountry } = look;
  const { received } = newestOf(kept);
  const count = kept.messages.length;
  const counted = count === 1 ? words.oneMessage : words.manyMessages.replace("{count}", String(count));
  part(card, "[data-title]").textContent = titleOf(kept);
  part(card, "[data-sender]").textContent = [...new Set(kept.messages.map(({ sender }) => sender))].filter(Boolean).join(", ") || "–";
  part(card, "[data-count]").textContent = [counted, received && dayInWords(received, language)].filter(Boolean).join(" · ");
  line(card, "firm", kept.firm);
  line(card, "country", showCountry && kept.country ? (words[`country.${kept.country}`] ?? kept.country) : "");
  part(card, "[data-done-line]").hidden = !kept.events.length;
  part(card, "[data-done]").replaceChildren(...kept.events.map((done, n) => doneLine(done, n, look)));
  part(card, "[data-open]", HTMLAnchorElement).href = `${home}#case-${kept.id}`;
  const firm = part(card, "[data-firm-field]", HTMLInputElement);
  if (document.activeElement !== firm) firm.value = kept.firm;
  part(card, "[data-picture-count]").textContent = pictures.length ? `(${pictures.length})` : "";
  void fillPictures(part(card, "[data-pictures]"), pictures, words);
}

/** @param {import("./case_file.js").Done} done @param {number} n @param {Look} look */
function doneLine({ what, day }, n, { words, language }) {
  const said = `${words[`did.${what}`]} · ${dayInWords(day, language)}`;
  const button = makeButton(words.remove, () => {}, "plain");
  button.dataset.removeDone = String(n);
  button.ariaLabel = `${words.remove}: ${said}`;
  return make("li", {}, said, " ", button);
}

/** @param {HTMLElement} card @param {string} name @param {string} text */
function line(card, name, text) {
  part(card, `[data-${name}-line]`).hidden = !text;
  part(card, `[data-${name}]`).textContent = text;
}

/** @param {HTMLElement} list @param {Whole["pictures"]} pictures @param {Record<string, string>} words */
async function fillPictures(list, pictures, words) {
  const ids = pictures.map(({ id }) => id).join(" ");
  if (list.dataset.of === ids) return;
  list.dataset.of = ids;
  const items = await Promise.all(
    pictures.map(async ({ id, blob, name }, n) => {
      const called = `${words.picture.replace("{number}", String(n + 1))}${name ? ` (${name})` : ""}`;
      const button = makeButton(words.remove, () => {}, "quiet");
      button.dataset.removePicture = String(id);
      button.ariaLabel = `${words.remove}: ${called}`;
      return make("li", {}, await drawn(blob, called, SMALL), button);
    }),
  );
  if (list.dataset.of === ids) list.replaceChildren(...items);
}

/** What Python says of it. @param {HTMLElement} card @param {Said} said */
export function tell(card, { title, count, sender, what = "", verdict = "", reminder, next, chronology = [] }) {
  if (sender) part(card, "[data-sender]").textContent = sender;
  if (title) part(card, "[data-title]").textContent = title;
  if (count) part(card, "[data-count]").textContent = count;
  const whatLine = part(card, "[data-what]");
  whatLine.hidden = !what;
  whatLine.textContent = what;
  card.dataset.verdict = verdict;
  part(card, "[data-next]").hidden = !next?.says;
  part(card, "[data-when]").textContent = next?.when ?? "";
  part(card, "[data-says]").textContent = next?.says ?? "";
  card.classList.toggle("due", Boolean(next?.due));
  part(card, "[data-reminder]").hidden = !reminder;
  part(card, "[data-panel=chronology]").hidden = !chronology.length;
  part(card, "[data-chronology]").replaceChildren(
    ...chronology.map(({ when, says }) => make("li", {}, make("b", {}, when), when ? " " : "", says)),
  );
}

/** Python will not say anything of it. @param {HTMLElement} card */
export const untold = (card) => void (part(card, "[data-next]").hidden = true);

/** The other cases, to put one together with. @param {HTMLElement} card @param {Whole[]} others @param {(kept: Case) => string} named */
export function offerOthers(card, others, named) {
  const form = part(card, "[data-join]", HTMLFormElement);
  const select = part(form, "select", HTMLSelectElement);
  const chosen = select.value;
  form.hidden = !others.length;
  select.replaceChildren(...others.map(({ kept }) => make("option", { value: kept.id }, named(kept))));
  if (others.some(({ kept }) => kept.id === chosen)) select.value = chosen;
}
