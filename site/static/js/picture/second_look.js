// Lines with digits of which the engine was not sure, read once more: larger, and each alone. One wrong digit is another
// sender.

import { cleaned } from "./components.js";
import { ONE_LINE } from "./engine.js";
import { flattened } from "./flatten.js";
import { scaled, within } from "./pixels.js";

/** @typedef {import("./engine.js").Line} Line */
/** @typedef {import("./engine.js").Word} Word */
/** @typedef {import("./engine.js").Box} Box */

const SURE = 90; // of words with digits that are right, nine in ten have more
const DIGITS = 4; // of a line that may be, or hold, a number
const MOST = 6; // lines: each takes a tenth of a second
const LARGER = 2; // times
const AROUND = 0.5; // of the height of the line, that is looked at around it

/** @param {string} text */
const digitsIn = (text) => text.replace(/\D/g, "").length;

/** How sure the engine was of the word with digits that it was least sure of. @param {Word[]} words */
const sureness = (words) => Math.min(...words.filter(({ text }) => digitsIn(text)).map(({ confidence }) => confidence));

/** @param {Line} line */
const isDoubtful = ({ words }) => digitsIn(words.map(({ text }) => text).join("")) >= DIGITS && sureness(words) < SURE;

/** The lines, doubtful ones as they are read better. @param {Line[]} lines @param {import("./pixels.js").Colours} picture
 * @param {import("./engine.js").Reader} engine @returns {Line[]} */
export function readAgain(lines, picture, engine) {
  const doubtful = new Set(lines.filter(isDoubtful).slice(0, MOST));
  return lines.map((line) => (doubtful.has(line) ? better(line, picture, engine) : line));
}

/** @param {Line} line @param {import("./pixels.js").Colours} picture @param {import("./engine.js").Reader} engine */
function better(line, picture, engine) {
  const [left, top, right, bottom] = line.box;
  const margin = Math.round((bottom - top) * AROUND);
  const cut = within(picture, [left - margin, top - margin, right + margin, bottom + margin]);
  const grey = flattened(scaled(cut, cut.width * LARGER, cut.height * LARGER));
  cleaned(grey);
  const place = (/** @type {number} */ at, /** @type {number} */ from) => Math.round(at / LARGER) + Math.max(0, from - margin);
  const words = engine.read(grey, ONE_LINE).flatMap((found) =>
    found.words.map((word) => {
      const [begin, upper, end, lower] = word.box;
      return { ...word, box: /** @type {Box} */ ([place(begin, left), place(upper, top), place(end, left), place(lower, top)]) };
    }),
  );
  const isAsLong = digitsIn(words.map(({ text }) => text).join("")) >= digitsIn(line.words.map(({ text }) => text).join(""));
  return isAsLong && sureness(words) > sureness(line.words) ? { ...line, words } : line;
}
