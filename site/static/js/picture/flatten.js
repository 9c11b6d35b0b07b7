// Makes dark letters on white of whatever letters stand on: how far each pixel is from the ground around it.
//
// A screen may be dark, and its bubbles of several colours. One threshold for all of it, as the engine makes it, loses what
// is pale on white or stands on a colour.

/** @typedef {import("./pixels.js").Colours} Colours */
/** @typedef {import("./pixels.js").Grey} Grey */

const GRID = 4; // pixels from one measured ground to the next
const REACH = 24; // pixels around it that are looked at: a line of text with what is above and below
const STEP = 3; // of those, one in so many each way
const EDGE = 3; // fields of the grid within which two grounds may meet: less than what a bubble leaves around its text
const FAINT = 48; // of 255: what differs less from its ground is no letter, and is not made darker than it is
const FIELD = 4; // of 2: pixels over which the strongest difference is looked for

/** Three values for each field of the grid. @typedef {{data: Uint8Array, width: number, height: number}} Grid */

/** The ground of each field: of the pixels around, the middle one of each colour. Letters cover less than half.
 * @param {Colours} picture @returns {Grid} */
function groundOf({ data, width, height }) {
  const across = Math.ceil(width / GRID);
  const down = Math.ceil(height / GRID);
  const ground = new Uint8Array(across * down * 3);
  const counts = [new Uint16Array(256), new Uint16Array(256), new Uint16Array(256)];
  for (let row = 0; row < down; row += 1) {
    const top = Math.max(0, row * GRID + 2 - REACH);
    const bottom = Math.min(height - 1, row * GRID + 2 + REACH);
    for (let column = 0; column < across; column += 1) {
      const left = Math.max(0, column * GRID + 2 - REACH);
      const right = Math.min(width - 1, column * GRID + 2 + REACH);
      for (const count of counts) count.fill(0);
      let number = 0;
      for (let y = top; y <= bottom; y += STEP) {
        for (let x = left; x <= right; x += STEP) {
          const at = (y * width + x) * 4;
          counts[0][data[at]] += 1;
          counts[1][data[at + 1]] += 1;
          counts[2][data[at + 2]] += 1;
          number += 1;
        }
      }
      for (let channel = 0; channel < 3; channel += 1) {
        let value = 0;
        for (let seen = counts[channel][0]; seen * 2 < number; seen += counts[channel][value]) value += 1;
        ground[(row * across + column) * 3 + channel] = value;
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
