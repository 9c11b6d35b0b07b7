// The colours of a word: of its letters, and of what they stand on. Bubbles are told apart by them.

/** @typedef {import("./pixels.js").Colours} Colours */
/** @typedef {[number, number, number]} Colour  red, green, blue */
/** @typedef {{ink: Colour, ground: Colour}} Colouring */

const MARGIN = 3; // pixels around a word that are its ground
const MOST = 4_000; // pixels that are looked at: a "word" may be as large as a keyboard, and an engine's stack takes no list so long
const CORE = 0.7; // of the greatest difference: what differs as much lies within a stroke, not at its edge

/** @param {Colours} picture @param {import("./engine.js").Box} box @returns {Colouring} */
export function colouringOf(picture, [left, top, right, bottom]) {
  const places = placesIn(picture, [left - MARGIN, top - MARGIN, right + MARGIN, bottom + MARGIN]);
  const ground = commonest(picture, places);
  const distances = places.map((place) => distance(picture, place, ground));
  const most = Math.max(1, ...distances);
  return { ink: mean(picture, places.filter((_, n) => distances[n] >= most * CORE)), ground };
}

/** Where the pixels of a box begin; of a large box those of a coarse grid. @param {Colours} picture @param {import("./engine.js").Box} box @returns {number[]} */
function placesIn({ width, height }, [left, top, right, bottom]) {
  const step = Math.max(1, Math.ceil(Math.sqrt(((right - left) * (bottom - top)) / MOST)));
  const places = [];
  for (let y = Math.max(0, top); y < Math.min(height, bottom); y += step) {
    for (let x = Math.max(0, left); x < Math.min(width, right); x += step) places.push((y * width + x) * 4);
  }
  return places;
}

/** The mean of those that are about the colour that most have. @param {Colours} picture @param {number[]} places @returns {Colour} */
function commonest(picture, places) {
  /** @type {Map<number, number[]>} */
  const alike = new Map();
  for (const place of places) {
    const [red, green, blue] = picture.data.subarray(place, place + 3);
    const key = ((red >> 4) << 8) | ((green >> 4) << 4) | (blue >> 4);
    const found = alike.get(key);
    if (found) found.push(place);
    else alike.set(key, [place]);
  }
  /** @type {number[]} */
  let most = [];
  for (const found of alike.values()) if (found.length > most.length) most = found;
  return mean(picture, most);
}

/** @param {Colours} picture @param {number[]} places @returns {Colour} */
function mean({ data }, places) {
  const sums = [0, 0, 0];
  for (const place of places) for (let channel = 0; channel < 3; channel += 1) sums[channel] += data[place + channel];
  return /** @type {Colour} */ (sums.map((sum) => Math.round(sum / Math.max(1, places.length))));
}

/** @param {Colours} picture @param {number} place @param {Colour} from */
const distance = ({ data }, place, from) =>
  Math.max(Math.abs(data[place] - from[0]), Math.abs(data[place + 1] - from[1]), Math.abs(data[place + 2] - from[2]));
