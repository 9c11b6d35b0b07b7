// Tesseract, driven by its own functions: grey pixels in, words with their places out.

/** @typedef {import("./pixels.js").Grey} Grey */
/** @typedef {[number, number, number, number]} Box  left, top, right, bottom */
/** @typedef {{text: string, box: Box, confidence: number}} Word */
/** @typedef {{box: Box, words: Word[]}} Line */
/** @typedef {{read: (grey: Grey, mode?: number) => Line[]}} Reader */
/** @typedef {any} Core  the module that the glue of tesseract.js-core makes */

const LSTM_ONLY = 1;
const SPARSE_TEXT = 11;
export const ONE_LINE = 7;
const WORD_LEVEL = 5; // of a row of the table that the engine writes

/** The engine with these models, ready to read.
 * @param {Core} core @param {WebAssembly.Memory} memory @param {Record<string, Uint8Array>} models  by their language */
export function engineOf(core, memory, models) {
  for (const [name, content] of Object.entries(models)) core.FS.writeFile(`/${name}.traineddata`, content);
  const api = new core.TessBaseAPI();
  const refused = api.Init("/", Object.keys(models).join("+"), LSTM_ONLY);
  for (const name of Object.keys(models)) core.FS.unlink(`/${name}.traineddata`); // it has read them
  if (refused) throw new Error("the engine does not take its models");
  api.SetVariable("user_defined_dpi", "150"); // else it guesses, and says so

  /** @param {Grey} grey @param {number} [mode]  how the engine looks for text @returns {Line[]} */
  function read({ data, width, height }, mode = SPARSE_TEXT) {
    const pixels = core._malloc(data.length);
    try {
      new Uint8Array(memory.buffer).set(data, pixels);
      api.SetPageSegMode(mode);
      api.SetImage(pixels, width, height, 1, width);
      if (api.Recognize(null)) throw new Error("the engine gave up");
      return linesOf(api.GetTSVText(0));
    } finally {
      api.Clear();
      core._free(pixels);
    }
  }

  /** Give its memory back. */
  function end() {
    api.End();
    core.destroy(api);
  }

  return { read, end };
}

/** The lines of the engine's table. @param {string} table @returns {Line[]} */
function linesOf(table) {
  /** @type {Map<string, Word[]>} */
  const lines = new Map();
  for (const row of table.split("\n")) {
    const [level, page, block, paragraph, line, , left, top, width, height, confidence, text] = row.split("\t");
    if (Number(level) !== WORD_LEVEL || !text?.trim()) continue;
    const key = [page, block, paragraph, line].join();
    const box = /** @type {Box} */ ([+left, +top, +left + +width, +top + +height]);
    lines.set(key, [...(lines.get(key) ?? []), { text: text.trim(), box, confidence: Math.round(+confidence) }]);
  }
  return [...lines.values()].map((words) => ({ box: around(words.map(({ box }) => box)), words })).sort((one, other) => one.box[1] - other.box[1]);
}

/** The box around all of them. @param {Box[]} boxes @returns {Box} */
export const around = (boxes) => [
  Math.min(...boxes.map(([left]) => left)),
  Math.min(...boxes.map(([, top]) => top)),
  Math.max(...boxes.map(([, , right]) => right)),
  Math.max(...boxes.map(([, , , bottom]) => bottom)),
];
