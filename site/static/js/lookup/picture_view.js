// The picture as it was read, on a canvas: nothing of it gets an address. Its unsure places are outlined, and cut out to be
// compared.

import { make } from "../lib/make.js";

/** @typedef {import("./picture_marks.js").Box} Box */
/** @typedef {{width: number, height: number, slope: number, lines: {words: {box: Box}[]}[]}} Page  see picture/page.js */

const WIDTH = 1080; // pixels: what a phone's screen has; letters stay clear when it is enlarged
const LINE = 26; // the height that one line of a cutting is shown at, in CSS pixels
const WIDEST = 420; // of a cutting
const AROUND = 0.35; // of a line's height, that a cutting shows around its word
const DARK = "#16302d";
const BRIGHT = "#f6bb72";

/** @param {Blob} file @param {Page} page */
export async function openView(file, page) {
  const bitmap = levelled(await createImageBitmap(file, { resizeWidth: WIDTH, resizeQuality: "high" }), page.slope);
  const scale = bitmap.width / page.width;
  const line = middle(page.lines.flatMap(({ words }) => words.map(({ box: [, top, , bottom] }) => bottom - top))) || page.width / 30;
  const canvas = make("canvas", { width: bitmap.width, height: bitmap.height });

  /** Show the picture with these places outlined: dark around bright is seen on any ground. @param {Box[]} boxes */
  function draw(boxes) {
    const pen = canvas.getContext("2d");
    if (!pen) return;
    pen.drawImage(bitmap, 0, 0);
    for (const [left, top, right, bottom] of boxes) {
      for (const [colour, width] of /** @type {const} */ ([[DARK, 11], [BRIGHT, 6]])) {
        Object.assign(pen, { strokeStyle: colour, lineWidth: width });
        pen.strokeRect(left * scale - 5, top * scale - 5, (right - left) * scale + 10, (bottom - top) * scale + 10);
      }
    }
  }

  /** A place cut out, as large as the text around it. @param {Box} box */
  function cutting([left, top, right, bottom]) {
    const around = line * AROUND;
    const [x, y] = [Math.max(0, left - around), Math.max(0, top - around)];
    const [width, height] = [Math.min(page.width, right + around) - x, Math.min(page.height, bottom + around) - y];
    const shown = Math.min(LINE / line, WIDEST / width);
    const size = { width: Math.max(1, Math.round(width * shown)), height: Math.max(1, Math.round(height * shown)) };
    const sharp = Math.max(devicePixelRatio, 2);
    const cut = make("canvas", { className: "picture-cutting", width: size.width * sharp, height: size.height * sharp, ariaHidden: "true" });
    cut.getContext("2d")?.drawImage(bitmap, x * scale, y * scale, width * scale, height * scale, 0, 0, cut.width, cut.height);
    cut.style.inlineSize = `${size.width}px`;
    return cut;
  }

  /** Give its memory back. */
  function close() {
    bitmap.close();
    canvas.width = canvas.height = 0;
  }

  return { canvas, draw, cutting, close };
}

/** With level lines, as it was read. @param {ImageBitmap} bitmap @param {number} slope @returns {ImageBitmap} */
function levelled(bitmap, slope) {
  const canvas = slope ? new OffscreenCanvas(bitmap.width, bitmap.height) : undefined;
  const pen = canvas?.getContext("2d");
  if (!canvas || !pen) return bitmap;
  pen.setTransform(1, -slope, 0, 1, 0, (slope * bitmap.width) / 2);
  pen.drawImage(bitmap, 0, 0);
  bitmap.close();
  return canvas.transferToImageBitmap();
}

/** @param {number[]} numbers */
const middle = (numbers) => numbers.sort((a, b) => a - b)[numbers.length >> 1] ?? 0;
