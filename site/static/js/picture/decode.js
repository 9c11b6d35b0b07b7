// A picture's file as pixels: by the browser's own decoders, upright, of an animated one the first frame.

import { PictureError } from "./fault.js";
import { sizeOf } from "./size.js";

/** @typedef {import("./pixels.js").Colours} Colours */

const TOO_MANY = 50_000_000; // pixels: the largest that phones take are smaller, and four bytes for each is what a tab may have
const ENOUGH = 8_000_000; // pixels: more than any screen has; letters of a larger picture are larger than the engine likes
const HEAD = 300_000; // bytes: a JPEG's frame stands behind its preview, which has at most 64 KB for each of a few segments

/** @param {Blob} blob @returns {Promise<Colours>} */
export async function decode(blob) {
  const size = sizeOf(await blob.slice(0, HEAD).arrayBuffer());
  if (size) refuseLarge(size);
  const bitmap = await createImageBitmap(blob).catch(() => {
    throw new PictureError("not-a-picture");
  });
  try {
    refuseLarge(bitmap);
    return pixelsOf(bitmap);
  } finally {
    bitmap.close();
  }
}

/** @param {{width: number, height: number}} size */
function refuseLarge({ width, height }) {
  if (width * height >= TOO_MANY) throw new PictureError("too-large");
}

/** @param {ImageBitmap} bitmap @returns {Colours} */
function pixelsOf(bitmap) {
  const factor = Math.min(1, Math.sqrt(ENOUGH / (bitmap.width * bitmap.height)));
  const width = Math.max(1, Math.round(bitmap.width * factor));
  const height = Math.max(1, Math.round(bitmap.height * factor));
  const context = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
  if (!context) throw new PictureError("engine", "no canvas");
  context.fillStyle = "white"; // shows through where the picture does not cover
  context.fillRect(0, 0, width, height);
  context.imageSmoothingQuality = "high";
  context.drawImage(bitmap, 0, 0, width, height);
  return context.getImageData(0, 0, width, height);
}
