// Pixels as the other files of this folder pass them: what a picture's decoder gives, and one value for each.

/** @typedef {{data: Uint8ClampedArray | Uint8Array, width: number, height: number}} Colours  four bytes for each pixel */
/** @typedef {{data: Uint8Array, width: number, height: number}} Grey  one byte for each pixel */

/** The places of a row or column of the source that a pixel of the result is made of, and how much of each.
 * Smaller: the mean of all that it covers. Larger: between the two nearest.
 * @param {number} from  length of the source @param {number} to  length of the result
 * @returns {{first: Int32Array, weights: Float32Array[]}} */
function shares(from, to) {
  const step = from / to;
  const reach = Math.max(step, 1);
  const first = new Int32Array(to);
  const weights = [];
  for (let place = 0; place < to; place += 1) {
    const middle = (place + 0.5) * step - 0.5;
    const start = Math.max(0, Math.ceil(middle - reach));
    const end = Math.min(from - 1, Math.floor(middle + reach));
    const found = new Float32Array(end - start + 1);
    let sum = 0;
    for (let n = start; n <= end; n += 1) sum += found[n - start] = Math.max(0, 1 - Math.abs(n - middle) / reach);
    if (sum === 0) sum = found[0] = 1;
    first[place] = start;
    weights.push(found.map((weight) => weight / sum));
  }
  return { first, weights };
}

/** The picture in another size, as all browsers make it the same.
 * @param {Colours} source @param {number} width @param {number} height @returns {Colours} */
export function scaled(source, width, height) {
  if (width === source.width && height === source.height) return source;
  const across = shares(source.width, width);
  const down = shares(source.height, height);
  const rows = new Float32Array(width * source.height * 3);
  for (let y = 0, to = 0; y < source.height; y += 1) {
    for (let x = 0; x < width; x += 1, to += 3) {
      const weights = across.weights[x];
      let from = (y * source.width + across.first[x]) * 4;
      let red = 0;
      let green = 0;
      let blue = 0;
      for (let n = 0; n < weights.length; n += 1, from += 4) {
        red += weights[n] * source.data[from];
        green += weights[n] * source.data[from + 1];
        blue += weights[n] * source.data[from + 2];
      }
      rows[to] = red;
      rows[to + 1] = green;
      rows[to + 2] = blue;
    }
  }
  const data = new Uint8ClampedArray(width * height * 4);
  const sums = new Float32Array(width * 3);
  for (let y = 0; y < height; y += 1) {
    sums.fill(0);
    const weights = down.weights[y];
    for (let n = 0; n < weights.length; n += 1) {
      const weight = weights[n];
      const start = (down.first[y] + n) * width * 3;
      for (let x = 0; x < width * 3; x += 1) sums[x] += weight * rows[start + x];
    }
    for (let x = 0, to = y * width * 4; x < width * 3; x += 3, to += 4) {
      data[to] = sums[x];
      data[to + 1] = sums[x + 1];
      data[to + 2] = sums[x + 2];
      data[to + 3] = 255;
    }
  }
  return { data, width, height };
}

/** The picture with each column moved up or down, by which falling lines of text become level; its middle stays.
 * @param {Colours} source @param {number} slope  pixels down for each to the right @returns {Colours} */
export function levelled({ data, width, height }, slope) {
  const result = new Uint8ClampedArray(data.length);
  for (let x = 0; x < width; x += 1) {
    const shift = slope * (x - width / 2);
    const whole = Math.floor(shift);
    const part = shift - whole;
    for (let y = 0; y < height; y += 1) {
      const above = (Math.min(height - 1, Math.max(0, y + whole)) * width + x) * 4;
      const below = (Math.min(height - 1, Math.max(0, y + whole + 1)) * width + x) * 4;
      const to = (y * width + x) * 4;
      for (let channel = 0; channel < 4; channel += 1) {
        result[to + channel] = data[above + channel] * (1 - part) + data[below + channel] * part;
      }
    }
  }
  return { data: result, width, height };
}

/** What stands in a box. @param {Colours} source @param {import("./engine.js").Box} box  whole numbers @returns {Colours} */
export function within({ data, width, height }, [left, top, right, bottom]) {
  const [first, last] = [Math.max(0, left), Math.min(width, right)];
  const [upper, lower] = [Math.max(0, top), Math.min(height, bottom)];
  const cut = new Uint8ClampedArray((last - first) * (lower - upper) * 4);
  for (let y = upper; y < lower; y += 1) {
    cut.set(data.subarray((y * width + first) * 4, (y * width + last) * 4), (y - upper) * (last - first) * 4);
  }
  return { data: cut, width: last - first, height: lower - upper };
}
