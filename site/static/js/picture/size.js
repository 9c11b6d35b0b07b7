// How large a picture is, by the first bytes of its file: known before it is decoded, which takes four bytes for each pixel.

/** @typedef {{width: number, height: number}} Size */

/** @param {DataView} view @param {number} at @param {string} text */
const says = (view, at, text) => at + text.length <= view.byteLength && [...text].every((letter, n) => view.getUint8(at + n) === letter.charCodeAt(0));

/** The frame's header of a JPEG, behind segments that may hold anything. @param {DataView} view @returns {Size | undefined} */
function ofJpeg(view) {
  let at = 2;
  while (at + 9 < view.byteLength && view.getUint8(at) === 0xff) {
    const kind = view.getUint8(at + 1);
    const isFrame = kind >= 0xc0 && kind <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(kind);
    if (isFrame) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    at += kind === 0xff ? 1 : 2 + view.getUint16(at + 2);
  }
  return undefined;
}

/** The three kinds of WebP: of any features, lossy, without loss. @param {DataView} view @returns {Size | undefined} */
function ofWebp(view) {
  const three = (/** @type {number} */ at) => view.getUint16(at, true) + (view.getUint8(at + 2) << 16);
  if (says(view, 12, "VP8X")) return { width: three(24) + 1, height: three(27) + 1 };
  if (says(view, 12, "VP8 ")) return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
  const bits = view.getUint32(21, true);
  return { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 };
}

/** @param {ArrayBuffer} head  at least the first 30 bytes; of a JPEG all that stands before its picture
 * @returns {Size | undefined} nothing of a file of another kind, or one that ends too early */
export function sizeOf(head) {
  const view = new DataView(head);
  if (view.byteLength < 30) return undefined;
  if (says(view, 1, "PNG")) return { width: view.getUint32(16), height: view.getUint32(20) };
  if (says(view, 0, "GIF8")) return { width: view.getUint16(6, true), height: view.getUint16(8, true) };
  if (says(view, 0, "RIFF") && says(view, 8, "WEBP")) return ofWebp(view);
  if (view.getUint16(0) === 0xffd8) return ofJpeg(view);
  return undefined;
}
