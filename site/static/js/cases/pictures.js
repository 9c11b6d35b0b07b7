// The pictures of a case: drawn on canvases (no address of a picture is made, and the policy of the page needs no exception),
// and as text in a file of cases.

import { make } from "../lib/make.js";

const SHOWN = /^image\/(png|jpeg|webp|gif|avif)$/; // what browsers show; no SVG: that may hold scripts

/** Whether a file is a picture that this browser shows. @param {Blob} file */
export async function isPicture(file) {
  if (!SHOWN.test(file.type)) return false;
  return createImageBitmap(file).then((found) => (found.close(), true), () => false);
}

/** @param {Blob} blob @param {string} name  for those who do not see it @param {number} largest  pixels of its longer side */
export async function drawn(blob, name, largest) {
  const canvas = make("canvas", { role: "img", ariaLabel: name, width: 0, height: 0 });
  const picture = await createImageBitmap(blob).catch(() => undefined);
  if (!picture) return canvas;
  const share = Math.min(1, largest / Math.max(picture.width, picture.height));
  Object.assign(canvas, { width: Math.ceil(picture.width * share), height: Math.ceil(picture.height * share) });
  canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  return canvas;
}

/** @param {Blob} blob @returns {Promise<string>} */
export function asBase64(blob) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/u, ""));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
}

/** @param {import("./case_file.js").FilePicture} picture */
export function asFile({ name, type, data }) {
  return new File([Uint8Array.from(atob(data), (one) => one.charCodeAt(0))], name, { type });
}
