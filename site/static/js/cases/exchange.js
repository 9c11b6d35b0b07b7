// Cases with their pictures into a file and out of one, and two cases made one.

import { saveFile } from "../lib/save_file.js";
import { today } from "../lib/today.js";
import { readFile, stamped, writeFile } from "./case_file.js";

/** @typedef {import("./holder.js").Kept} Kept */
/** @typedef {import("./holder.js").Picture} Picture */

/** Save them as one file. @param {Kept[]} all @param {string} name */
export async function asFile(all, name) {
  const cases = await Promise.all(all.map(withPictures));
  saveFile(name, writeFile(cases, today()), "application/json");
}

/** @param {Kept} kept */
async function withPictures({ now, pictures }) {
  if (!pictures.length) return now;
  return { ...now, pictures: await Promise.all(pictures.map(async ({ name, type, blob }) => ({ name, type, data: await base64(blob) }))) };
}

/** @param {Blob} blob @returns {Promise<string>} */
function base64(blob) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^.*?,/u, ""));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
}

/** The cases in a file; throws a CaseFileError. @param {string} text @returns {Kept[]} */
export function readCases(text) {
  return readFile(text).map(({ pictures = [], ...now }) => ({ now, pictures: pictures.map(({ name, type, data }) => ({ name, type, blob: blobOf(data, type) })) }));
}

/** @param {string} data  in base64 @param {string} type */
function blobOf(data, type) {
  return new Blob([Uint8Array.from(atob(data), (char) => char.charCodeAt(0))], { type });
}

/** The first case with all that the other has. @param {Kept} one @param {Kept} two @returns {Kept} */
export function merge(one, two) {
  const messages = [...one.now.messages, ...two.now.messages];
  const events = [...one.now.events, ...two.now.events].toSorted((a, b) => a.day.localeCompare(b.day));
  const happened = [...new Set([...one.now.happened, ...two.now.happened])];
  const now = stamped({
    ...one.now, firm: one.now.firm || two.now.firm, opened: one.now.opened < two.now.opened ? one.now.opened : two.now.opened,
    messages, events, happened, answers: { ...two.now.answers, ...one.now.answers },
  });
  return { now, pictures: [...one.pictures, ...two.pictures] };
}
