// A field over a long page that hides what does not have the words typed. Without scripts nothing is hidden.

import { folded } from "./words.js";

/** @param {HTMLElement} root */
function start(root) {
  const field = root.querySelector("input");
  const said = root.querySelector(":scope > [role=status]");
  const { items: itemsAt = "", groups: groupsAt = "", count = "", none = "" } = root.dataset;
  if (!field || !said) return;
  const items = elements(itemsAt).map((item) => ({ item, text: folded(item.textContent ?? "") }));
  const groups = elements(groupsAt);
  root.hidden = false;

  field.addEventListener("input", () => {
    const words = folded(field.value).split(" ").filter(Boolean);
    for (const { item, text } of items) item.hidden = !words.every((word) => text.includes(word));
    const shown = items.filter(({ item }) => !item.hidden);
    for (const group of groups) group.hidden = words.length > 0 && !shown.some(({ item }) => group.contains(item));
    const counted = count.replace("{shown}", String(shown.length)).replace("{all}", String(items.length));
    said.textContent = !words.length ? "" : shown.length ? counted : none;
  });
}

/** @param {string} selector */
function elements(selector) {
  return [...document.querySelectorAll(selector)].filter((element) => element instanceof HTMLElement);
}

for (const root of document.querySelectorAll("[data-filter]")) if (root instanceof HTMLElement) start(root);
