// Elements that a script makes: text stays text, nothing is read as HTML.

/** @template {keyof HTMLElementTagNameMap} T @param {T} tag @param {Partial<HTMLElementTagNameMap[T]>} [properties]
 * @param {(Node | string)[]} children @returns {HTMLElementTagNameMap[T]} */
export function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

/** @param {string} text @param {() => void} act @param {string} [look]  class names beside `button` */
export function makeButton(text, act, look = "quiet") {
  const button = make("button", { type: "button", className: `button ${look}` }, text);
  button.addEventListener("click", act);
  return button;
}
