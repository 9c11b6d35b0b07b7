// From a picture's pixels to what stands in it: words with their places, how sure they are, and their colours.

import { colouringOf } from "./colours.js";
import { cleaned } from "./components.js";
import { PictureError } from "./fault.js";
import { flattened } from "./flatten.js";
import { scaled } from "./pixels.js";

/** @typedef {import("./pixels.js").Colours} Colours */
/** @typedef {import("./engine.js").Line} Line */
/** @typedef {import("./colours.js").Colouring} Colouring */
/** @typedef {import("./engine.js").Word & Colouring} Word */
/** @typedef {{width: number, height: number, lines: {box: import("./engine.js").Box, words: Word[]}[]}} Page */

const WIDTH = 750; // pixels

/** @param {Colours} picture @param {{read: (grey: import("./pixels.js").Grey) => Line[]}} engine @returns {Page} */
export function pageOf(picture, engine) {
  const sized = scaled(picture, WIDTH, Math.max(1, Math.round((picture.height * WIDTH) / picture.width)));
  const grey = flattened(sized);
  cleaned(grey);
  const lines = engine.read(grey);
  if (lines.length === 0) throw new PictureError("no-text");
  return {
    width: sized.width,
    height: sized.height,
    lines: lines.map(({ box, words }) => ({ box, words: words.map((word) => ({ ...word, ...colouringOf(sized, word.box) })) })),
  };
}
