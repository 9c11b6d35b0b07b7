// A picture of the message, chosen, dropped or pasted anywhere on the page. What reads it comes with the first one.

import { anew } from "../lib/anew.js";
import { find } from "../lib/dom.js";
import { form, words } from "./early.js";

/** @param {import("./pictures.js").Context} context */
export function openPicturesLate(context) {
  const input = find("[name=screenshot]", HTMLInputElement);
  const error = find("[data-error]", HTMLElement);
  /** @type {typeof import("./pictures.js") | undefined} */
  let pictures;
  /** Since all was cleared: what the next page gets where a share takes the place of this one. @type {File[]} */
  let given = [];

  /** @param {Iterable<File>} files */
  async function take(files) {
    const taken = [...files];
    if (!taken.length) return;
    given.push(...taken);
    error.hidden = true;
    try {
      pictures ??= await import("./pictures.js").catch(anew("./pictures.js", import.meta.url));
      await pictures.takeFiles(taken, context);
    } catch (failure) {
      error.textContent = reasonOf(failure);
      error.hidden = false;
    }
  }

  /** What was read, and that it was, also where a former version of the page read it. */
  function clear() {
    given = [];
    pictures?.clear();
    form.from_picture.value = "";
  }

  /** Why there is no message in a text file; all else did not come. @param {unknown} failure */
  function reasonOf(failure) {
    const { fileLarge, fileNoText, pictureUnloaded = "" } = words;
    return [fileLarge, fileNoText].find((said) => failure instanceof Error && failure.message === said) ?? pictureUnloaded;
  }

  /** Text that was copied with its picture, as office programs do, is pasted as text. @param {ClipboardEvent} event */
  function paste(event) {
    const files = [...(event.clipboardData?.files ?? [])].filter(({ type }) => type.startsWith("image/"));
    if (!files.length || event.clipboardData?.getData("text/plain")) return;
    event.preventDefault();
    void take(files);
  }

  /** A file that is dropped beside the form would take the page's place. @param {DragEvent} event */
  function drag(event) {
    const { type, dataTransfer, relatedTarget } = event;
    if (!dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    const isOver = type === "dragover" || (type === "dragleave" && relatedTarget); // from one element to another
    form.toggleAttribute("data-dragging", Boolean(isOver));
    if (type === "drop") void take(dataTransfer.files);
  }

  input.addEventListener("change", () => {
    const files = [...(input.files ?? [])];
    input.value = ""; // the same one can be chosen again
    void take(files);
  });
  addEventListener("paste", paste);
  for (const name of /** @type {const} */ (["dragover", "dragleave", "drop"])) addEventListener(name, drag);
  return {
    take,
    clear,
    given: () => given,
    file: () => pictures?.file(),
    /** Another message is asked about. @param {Record<string, unknown>} message */
    follow: (message) => pictures?.follow(message),
  };
}
