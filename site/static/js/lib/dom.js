// The elements of a page, what its forms say, and the words that it brings along for its scripts.

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

/** What a form says, by the names of its fields. @param {HTMLFormElement} form @returns {Record<string, string>} */
export function fieldsOf(form) {
  return Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value)]));
}

/** The words in the language of the page, by their names. @returns {Record<string, string>} */
export function readWords() {
  return JSON.parse(find("#words", HTMLScriptElement).textContent ?? "{}");
}
