// Makes dark letters on white of whatever letters stand on: how far each pixel is from the ground around it.
//
// A screen may be dark, and its bubbles of several colours. One threshold for all of it, as the engine makes it, loses what
// is pale on white or stands on a colour.

/** @typedef {import("./pixels.js").Colours} Colours */
/** @typedef {import("./pixels.js").Grey} Grey */

const GRID = 4; // pixels from one measured ground to the next
const REACH = 24; // pixels around it that are looked at: a line of text with what is above and below
const STEP = 2; // of those, one in so many each way; a part of both
const EDGE = 3; // fields of the grid within which two grounds may meet: less than what a bubble leaves around its text
const FAINT = 48; // of 255: what differs less from its ground is no letter, and is not made darker than it is
const FIELD = 4; // of 2: pixels over which the strongest difference is looked for

/** Three values for each field of the grid. @typedef {{data: Uint8Array, width: number, height: number}} Grid */

/** The middle one of numbers from 0 to 255 that come and go. */
class Middle {
  counts = new Int32Array(256);
  number = 0;
  value = 0;
  below = 0; // how many are less than `value`

  /** @param {number} seen @param {1 | -1} change */
  change(seen, change) {
    this.counts[seen] += change;
    this.number += change;
    if (seen < this.value) this.below += change;
  }

  middle() {
    while (this.below * 2 > this.number) this.below -= this.counts[--this.value];
    while ((this.below + this.counts[this.value]) * 2 < this.number) this.below += this.counts[this.value++];
    return this.value;
  }
}

/** The ground of each field: of the pixels around, the middle one of each colour. Letters cover less than half.
 * From one field to the next only what leaves its surroundings and what is new there is counted.
 * @param {Colours} picture @returns {Grid} */
function groundOf({ data, width, height }) {
  const across = Math.ceil(width / GRID);
  const down = Math.ceil(height / GRID);
  const ground = new Uint8Array(across * down * 3);
  for (let row = 0; row < down; row += 1) {
    const top = Math.max(0, row * GRID - REACH);
    const bottom = Math.min(height - 1, row * GRID + REACH);
    for (let channel = 0; channel < 3; channel += 1) {
      const seen = new Middle();
      const count = (/** @type {number} */ from, /** @type {number} */ to, /** @type {1 | -1} */ change) => {
        for (let x = Math.max(0, from); x < Math.min(width, to); x += STEP) {
          for (let y = top, at = (y * width + x) * 4 + channel; y <= bottom; y += STEP, at += STEP * width * 4) seen.change(data[at], change);
        }
      };
      count(-REACH, REACH, 1);
      for (let column = 0; column < across; column += 1) {
        ground[(row * across + column) * 3 + channel] = seen.middle();
        count(column * GRID - REACH, (column + 1) * GRID - REACH, -1);
        count(column * GRID + REACH, (column + 1) * GRID + REACH, 1);
      }
    }
  }
  return { data: ground, width: across, height: down };
}

/** The least or the greatest value among fields that are near. @param {Grid} grid @param {(...values: number[]) => number} choose
 * @returns {Grid} */
function among({ data, width, height }, choose) {
  const rows = new Uint8Array(data.length);
  const all = new Uint8Array(data.length);
  for (let y = 0, at = 0; y < height; y += 1) {
    for (let x = 0; x < width * 3; x += 1, at += 1) {
      rows[at] = data[at];
      for (let n = 1; n <= EDGE; n += 1) {
        if (x >= n * 3) rows[at] = choose(rows[at], data[at - n * 3]);
        if (x + n * 3 < width * 3) rows[at] = choose(rows[at], data[at + n * 3]);
      }
    }
  }
  for (let y = 0, at = 0; y < height; y += 1) {
    for (let x = 0; x < width * 3; x += 1, at += 1) {
      all[at] = rows[at];
      for (let n = 1; n <= EDGE; n += 1) {
        if (y >= n) all[at] = choose(all[at], rows[at - n * width * 3]);
        if (y + n < height) all[at] = choose(all[at], rows[at + n * width * 3]);
      }
    }
  }
  return { data: all, width, height };
}

/** How far each pixel is from the grounds around it, and from what is between them: the edge of a bubble is no letter.
 * @param {Colours} picture @returns {Grey} */
function distances(picture) {
  const { data, width, height } = picture;
  const ground = groundOf(picture);
  const least = among(ground, Math.min).data;
  const greatest = among(ground, Math.max).data;
  const found = new Uint8Array(width * height);
  for (let y = 0, at = 0; y < height; y += 1) {
    const row = Math.floor(y / GRID) * ground.width;
    for (let x = 0; x < width; x += 1, at += 1) {
      const field = (row + Math.floor(x / GRID)) * 3;
      let most = 0;
      for (let channel = 0; channel < 3; channel += 1) {
        const value = data[at * 4 + channel];
        most = Math.max(most, least[field + channel] - value, value - greatest[field + channel]);
      }
      found[at] = most;
    }
  }
  return { data: found, width, height };
}

/** The most that any pixel of a field and of those next to it differs, so that pale letters become as dark as others.
 * @param {Grey} distance @returns {Grey} a value for each field */
function strongest({ data, width, height }) {
  const across = (width >> FIELD) + 1;
  const down = (height >> FIELD) + 1;
  const most = new Uint8Array(across * down);
  for (let y = 0, at = 0; y < height; y += 1) {
    const row = (y >> FIELD) * across;
    for (let x = 0; x < width; x += 1, at += 1) {
      const field = row + (x >> FIELD);
      if (data[at] > most[field]) most[field] = data[at];
    }
  }
  const around = new Uint8Array(most.length);
  for (let row = 0; row < down; row += 1) {
    for (let column = 0; column < across; column += 1) {
      let found = FAINT;
      for (let y = Math.max(0, row - 1); y <= Math.min(down - 1, row + 1); y += 1) {
        for (let x = Math.max(0, column - 1); x <= Math.min(across - 1, column + 1); x += 1) found = Math.max(found, most[y * across + x]);
      }
      around[row * across + column] = found;
    }
  }
  return { data: around, width: across, height: down };
}

/** @param {Colours} picture @returns {Grey} */
export function flattened(picture) {
  const { data, width, height } = distances(picture);
  const most = strongest({ data, width, height });
  const grey = new Uint8Array(width * height);
  for (let y = 0, at = 0; y < height; y += 1) {
    const row = (y >> FIELD) * most.width;
    for (let x = 0; x < width; x += 1, at += 1) grey[at] = 255 - Math.round((255 * data[at]) / most.data[row + (x >> FIELD)]);
  }
  return { data: grey, width, height };
}
