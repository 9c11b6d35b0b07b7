// The dark shapes of a flattened picture: what is certainly no letter is wiped off, and letters tell how large they are.

/** @typedef {import("./pixels.js").Grey} Grey */
/** A shape: the box around it, and how many pixels it has.
 * @typedef {{left: number, top: number, right: number, bottom: number, area: number}} Shape */

const DARK = 128;
const STEEPEST = 0.18; // ten degrees: a photo that is held worse is taken again
const SLOPE_STEP = 0.0025;
const CLEARLY = 1.25; // times as well as without a slope: else rows of a screen are taken as they are
const ENOUGH = 20; // letters that tell a slope

/** Every shape, and for each pixel the number of its shape, from 1; 0 where it is light.
 * @param {Grey} grey @returns {{shapes: Shape[], numbers: Int32Array}} */
function shapesOf({ data, width, height }) {
  const numbers = new Int32Array(width * height);
  /** @type {number[]} of a provisional number, one that belongs to the same shape */
  const same = [0];
  const first = (/** @type {number} */ number) => {
    let found = number;
    while (same[found] !== found) found = same[found] = same[same[found]];
    return found;
  };
  for (let y = 0, at = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1, at += 1) {
      if (data[at] >= DARK) continue;
      let number = x > 0 ? numbers[at - 1] : 0;
      for (let n = x > 0 ? -1 : 0; y > 0 && n <= (x + 1 < width ? 1 : 0); n += 1) {
        const above = numbers[at - width + n];
        if (!above || above === number) continue;
        if (number) same[Math.max(first(above), first(number))] = Math.min(first(above), first(number));
        else number = above;
      }
      if (!number) {
        number = same.length;
        same.push(number);
      }
      numbers[at] = number;
    }
  }
  /** @type {Shape[]} */
  const shapes = [];
  const order = new Int32Array(same.length);
  for (let number = 1; number < same.length; number += 1) {
    if (first(number) === number) order[number] = shapes.push({ left: width, top: height, right: 0, bottom: 0, area: 0 });
  }
  for (let y = 0, at = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1, at += 1) {
      if (!numbers[at]) continue;
      numbers[at] = order[first(numbers[at])];
      const shape = shapes[numbers[at] - 1];
      shape.left = Math.min(shape.left, x);
      shape.right = Math.max(shape.right, x + 1);
      shape.top = Math.min(shape.top, y);
      shape.bottom = y + 1;
      shape.area += 1;
    }
  }
  return { shapes, numbers };
}

/** A bar (the line under a header, the gap between two bubbles) or a frame. An underline that letters hang from is neither.
 * @param {Shape} shape @param {number} letter  how tall letters are */
function isNoLetter({ left, top, right, bottom, area }, letter) {
  const [width, height] = [right - left, bottom - top];
  const filled = area / (width * height);
  const isBar = width > 5 * height && width > 3 * letter && filled > 0.6;
  return isBar || (height > 5 * letter && filled < 0.9) || (width > 8 * letter && height > 2 * letter && filled < 0.1);
}

/** How tall most letters are, those without a stroke upwards or downwards. Zero where nothing looks like letters.
 * @param {Shape[]} shapes @returns {number} */
function letterHeight(shapes) {
  const heights = shapes
    .map(({ left, top, right, bottom, area }) => ({ width: right - left, height: bottom - top, area }))
    .filter(({ width, height, area }) => height >= 5 && width <= 2 * height && width * 6 >= height && area * 5 >= width * height)
    .map(({ height }) => height)
    .sort((one, other) => one - other);
  return heights[Math.floor(heights.length / 2)] ?? 0;
}

/** How steeply lines of text fall: the feet of letters stand in rows at no other slope.
 * @param {Shape[]} shapes @param {number} letter  how tall letters are @returns {number} pixels down for each to the right */
function slopeOf(shapes, letter) {
  const feet = shapes.filter(({ left, top, right, bottom, area }) => {
    const [width, height] = [right - left, bottom - top];
    return height >= 6 && Math.abs(height - letter) <= 0.5 * letter && width <= 2 * letter && area * 5 >= width * height;
  });
  if (feet.length < ENOUGH) return 0;
  const fits = (/** @type {number} */ slope) => {
    /** @type {Map<number, number>} */
    const rows = new Map();
    for (const { left, right, bottom } of feet) {
      const row = Math.round((bottom - ((left + right) / 2) * slope) / 3);
      rows.set(row, (rows.get(row) ?? 0) + 1);
    }
    return [...rows.values()].reduce((sum, number) => sum + number * number, 0);
  };
  let best = 0;
  let most = CLEARLY * fits(0);
  for (let n = -STEEPEST / SLOPE_STEP; n <= STEEPEST / SLOPE_STEP; n += 1) {
    const fit = fits(n * SLOPE_STEP);
    if (fit > most) [best, most] = [n * SLOPE_STEP, fit];
  }
  return best;
}

/** Wipes what is no letter off the picture. @param {Grey} grey  is changed
 * @returns {{letter: number, slope: number}} the height of most letters, and how steeply their lines fall */
export function cleaned(grey) {
  const { shapes, numbers } = shapesOf(grey);
  const letter = letterHeight(shapes);
  const wiped = shapes.map((shape) => isNoLetter(shape, Math.max(letter, 12)));
  const { data, width, height } = grey;
  for (let y = 0, at = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1, at += 1) {
      if (!numbers[at] || !wiped[numbers[at] - 1]) continue;
      // With its pale edge.
      for (let row = Math.max(0, y - 1); row <= Math.min(height - 1, y + 1); row += 1) {
        for (let column = Math.max(0, x - 1); column <= Math.min(width - 1, x + 1); column += 1) data[row * width + column] = 255;
      }
    }
  }
  return { letter, slope: slopeOf(shapes, letter) };
}
