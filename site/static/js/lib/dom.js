// The elements of a page with a form: finding them, reading what is typed, and the region where an answer stands.

/** The one element for a selector. @template {Element} T @param {string} selector @param {new () => T} kind @returns {T} */
export function find(selector, kind) {
  const element = document.querySelector(selector);
  if (!(element instanceof kind)) throw new Error(`${selector} is not on this page`);
  return element;
}

/** All HTML elements for a selector. @param {string} selector */
export function findAll(selector) {
  return [...document.querySelectorAll(selector)].filter((element) => element instanceof HTMLElement);
}

/** The words in the language of the page that its scripts show, by their names. @returns {Record<string, string>} */
export function readWords() {
  return JSON.parse(find("#words", HTMLScriptElement).textContent ?? "{}");
}

/** What a form says, by the names of its fields; files are none of it. @param {HTMLFormElement} form @returns {Record<string, string>} */
export function fieldsOf(form) {
  return Object.fromEntries([...new FormData(form)].flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])));
}

/** The state of an answer's region; what stood in its data before goes. @param {HTMLElement} region @param {string} state
 * @param {Record<string, string>} [data] */
export function setState(region, state, data = {}) {
  for (const name of ["source", "verdict", "purpose", "kind"]) delete region.dataset[name];
  region.classList.remove("stale");
  Object.assign(region.dataset, { state, ...data });
}

/** Where the card stands in an answer's region. @param {HTMLElement} region */
export function cardOf(region) {
  const card = region.querySelector("[data-card]");
  if (!(card instanceof HTMLElement)) throw new Error("the region has no [data-card]");
  return card;
}

/** Have a screen reader say the answer in one sentence: the card itself is not live. @param {HTMLElement} region */
export function announce(region) {
  const summary = region.querySelector("[data-summary]");
  const said = region.querySelector("[data-said]")?.getAttribute("data-said") ?? "";
  if (summary && summary.textContent !== said) summary.textContent = said;
}

/** Take an answer away. @param {HTMLElement} region @param {string} state */
export function empty(region, state) {
  setState(region, state);
  cardOf(region).replaceChildren();
  announce(region);
}

/** Bring the beginning of an element to the top of the screen. @param {HTMLElement} element */
export function bringToTop(element) {
  const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  element.scrollIntoView({ block: "start", behavior: isCalm ? "auto" : "smooth" });
}
