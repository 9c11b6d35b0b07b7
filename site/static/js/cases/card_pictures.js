// The pictures of a case: small, with a button to take each away, and a field to add one. They are drawn, not linked to:
// the page's policy lets it show no picture but the site's own.

import { make, makeButton } from "../lib/make.js";
import { isPicture } from "./case_file.js";
import { sizeOf } from "./sizes.js";

/** @typedef {import("./holder.js").Picture} Picture */

const SMALL = 240; // pixels of the longer side
const LARGE = 1600; // enough for paper

/** @param {Record<string, string>} words @param {(pictures: Picture[]) => void} onChange */
export function openPictures(words, onChange) {
  /** @type {Picture[]} */
  let pictures = [];
  const input = make("input", { type: "file", name: "picture", multiple: true, accept: "image/png,image/jpeg,image/webp,image/gif,image/heic,image/avif" });
  const list = make("ul", { className: "case-pictures" });
  const error = make("p", { className: "field-error", role: "status" });
  const element = make("div", { className: "field" }, make("label", {}, words.picture ?? "", " ", input), error, list);

  /** @param {Picture[]} shown */
  function show(shown) {
    if (shown === pictures) return;
    pictures = shown;
    list.replaceChildren(...shown.map((picture, n) => itemOf(picture, n)));
  }

  /** @param {Picture} picture @param {number} n */
  function itemOf(picture, n) {
    const item = make("li", {}, make("span", {}, `${picture.name} (${sizeOf(picture.blob.size)})`), makeButton(words.remove_picture ?? "", () => onChange(pictures.filter((one) => one !== picture)), "plain"));
    void drawn(picture.blob, SMALL, labelOf(n)).then((canvas) => canvas && item.prepend(canvas));
    return item;
  }

  /** @param {number} n */
  const labelOf = (n) => (words.picture_n ?? "").replace("{n}", String(n + 1));

  input.addEventListener("change", () => {
    const files = [...(input.files ?? [])];
    const added = files.filter(({ type }) => isPicture(type)).map((file) => ({ name: file.name, type: file.type, blob: file }));
    error.textContent = added.length < files.length ? (words.no_picture ?? "") : "";
    input.value = "";
    if (added.length) onChange([...pictures, ...added]);
  });

  /** As large as paper wants them. */
  const large = async () => (await Promise.all(pictures.map(({ blob }, n) => drawn(blob, LARGE, labelOf(n))))).filter((one) => one !== undefined);

  return { element, show, large };
}

/** The picture on a canvas; undefined where the browser cannot read its kind. @param {Blob} blob @param {number} longest  pixels
 * @param {string} label */
async function drawn(blob, longest, label) {
  const bitmap = await createImageBitmap(blob).catch(() => undefined);
  if (!bitmap) return undefined;
  const scale = Math.min(1, longest / Math.max(bitmap.width, bitmap.height));
  const canvas = make("canvas", { width: Math.ceil(bitmap.width * scale), height: Math.ceil(bitmap.height * scale) });
  canvas.getContext("2d")?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", label);
  return canvas;
}
