// What a person types on the home page: in the form, below the answer and for a letter.

import { fieldsOf, find } from "../lib/dom.js";
import { form } from "./early.js";

export const sender = find("#sender", HTMLInputElement);
export const text = find("#text", HTMLTextAreaElement);

/** What stands in all forms of the page. @returns {Record<string, string>} */
export function typed() {
  const others = ["form[data-follow-up]", "form[data-facts]"].map((selector) => find(selector, HTMLFormElement));
  return Object.assign({}, ...[form, ...others].map(fieldsOf));
}

/** The reverse of `typed`. @param {Record<string, string>} values */
export function fillIn(values) {
  for (const [name, value] of Object.entries(values)) {
    const field = document.querySelector(`form [name="${CSS.escape(name)}"]`);
    if (field instanceof HTMLInputElement && field.type === "checkbox") field.checked = true;
    else if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement || field instanceof HTMLTextAreaElement) field.value = value;
    if (field instanceof HTMLSelectElement) field.dispatchEvent(new Event("change")); // for what hangs on it alone
  }
}

/** A field of one line would glue the lines of a copied screen together: they belong into the message, where Python
 * tells the sender, the moment and the text apart. @param {ClipboardEvent} event @returns {boolean} whether it moved them */
export function moveLines(event) {
  const pasted = event.clipboardData?.getData("text/plain") ?? "";
  if (!pasted.trim().includes("\n") || text.value.trim()) return false;
  event.preventDefault();
  text.value = pasted;
  text.focus();
  return true;
}

// A short code, a number, or signs alone. Four and six figures may be a code that was sent.
const NO_MESSAGE = /^\s*(?:(?:\d[\s.-]*){5}|\+?(?:[\d(][\s.\-()]*){9,16}|[^\p{L}\p{N}]*)\s*$/u;

/** A sender typed in the place of the message is asked about as one. */
function putInItsPlace() {
  if (sender.value.trim() || !text.value.trim() || !NO_MESSAGE.test(text.value)) return;
  sender.value = text.value.trim();
  text.value = "";
}

form.addEventListener("submit", putInItsPlace, { capture: true });

/** The message from the clipboard, or a picture of it, as if it had been pasted by hand; where the browser refuses, by
 * hand it is. @param {(pictures: File[]) => void} takePictures */
async function pasteMessage(takePictures) {
  const items = await navigator.clipboard.read().catch(() => []); // asked once: each time a phone asks the person
  const pasted = (await (await ofKind("text/plain", items))?.text()) ?? "";
  const picture = pasted.trim() ? undefined : await ofKind("image/", items);
  if (picture) return takePictures([new File([picture], "", { type: picture.type })]);
  if (!pasted.trim()) return text.focus();
  text.value = pasted;
  text.dispatchEvent(new InputEvent("input", { bubbles: true }));
}

/** @param {string} kind @param {ClipboardItem[]} items */
async function ofKind(kind, items) {
  for (const item of items) {
    const type = item.types.find((name) => name.startsWith(kind));
    if (type) return item.getType(type);
  }
  return undefined;
}

const pasteButton = find("[data-paste]", HTMLButtonElement);

/** @param {(pictures: File[]) => void} takePictures */
export function openPaste(takePictures) {
  pasteButton.hidden = !navigator.clipboard?.read;
  pasteButton.addEventListener("click", () => void pasteMessage(takePictures));
}
