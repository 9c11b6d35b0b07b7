// From a picture's pixels to what stands in it: words with their places, how sure they are, and their colours.

import { colouringOf } from "./colours.js";
import { cleaned } from "./components.js";
import { PictureError } from "./fault.js";
import { flattened } from "./flatten.js";
import { levelled, scaled } from "./pixels.js";
import { readAgain } from "./second_look.js";

/** @typedef {import("./pixels.js").Colours} Colours */
/** @typedef {import("./engine.js").Line} Line */
/** @typedef {import("./colours.js").Colouring} Colouring */
/** @typedef {import("./engine.js").Word & Colouring} Word */
/** @typedef {{width: number, height: number, slope: number, lines: {box: import("./engine.js").Box, words: Word[]}[]}} Page
 *   boxes are those of the picture whose columns were moved by the slope (`levelled`); 0 for a screen that was not photographed */

const GLANCE = 1_200_000; // pixels that are enough to see how tall letters are
const MOST = 3_000_000; // pixels that are read: what takes a phone some seconds
const LETTER = 18; // pixels that letters without a stroke upwards should have
const NEAR = 1.2; // times larger or smaller is as good
const SMALLEST = 0.7; // not smaller: a header may have smaller letters than a bubble
const LEVEL = 0.005; // a third of a degree: what falls less is read as well
const LARGEST = 3; // times; what is smaller still has no letters that could be read

/** @param {Colours} picture @param {number} factor @returns {Colours} */
const times = (picture, factor) =>
  scaled(picture, Math.max(1, Math.round(picture.width * factor)), Math.max(1, Math.round(picture.height * factor)));

/** The picture in the size in which its letters are read best and with level lines, and the same in grey.
 * @param {Colours} picture */
function prepared(picture) {
  const area = picture.width * picture.height;
  const factor = Math.min(1, Math.sqrt(GLANCE / area));
  const glance = times(picture, factor);
  const grey = flattened(glance);
  const { letter, slope } = cleaned(grey);
  const wanted = letter ? Math.min(LARGEST, Math.max(SMALLEST, LETTER / letter)) * factor : factor;
  const better = Math.min(wanted, Math.sqrt(MOST / area));
  const isLevel = Math.abs(slope) < LEVEL;
  if (isLevel && Math.max(better / factor, factor / better) < NEAR) return { sized: glance, grey, slope: 0 };
  const sized = isLevel ? times(picture, better) : levelled(times(picture, better), slope);
  const again = flattened(sized);
  cleaned(again);
  return { sized, grey: again, slope: isLevel ? 0 : slope };
}

/** @param {Colours} picture @param {import("./engine.js").Reader} engine @returns {Page} */
export function pageOf(picture, engine) {
  const { sized, grey, slope } = prepared(picture);
  const lines = readAgain(engine.read(grey), sized, engine);
  if (lines.length === 0) throw new PictureError("no-text");
  return {
    width: sized.width,
    height: sized.height,
    slope,
    lines: lines.map(({ box, words }) => ({ box, words: words.map((word) => ({ ...word, ...colouringOf(sized, word.box) })) })),
  };
}
