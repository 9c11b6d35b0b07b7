// What the page does with the database. What a change replaces is handed back, for "Undo".

import { asBase64, asFile } from "./pictures.js";
import { withStore, withStoreIfThere } from "./store.js";

/** @typedef {import("./case_file.js").Case} Case */
/** @typedef {import("./case_file.js").FileCase} FileCase */
/** @typedef {import("./store.js").Picture} Picture */
/** @typedef {import("./store.js").Store} Store */
/** @typedef {{kept: Case, pictures: Picture[]}} Whole  a case and its pictures */
/** @typedef {{added: number, replaced: number, already: number}} Counts */

/** All that is kept; looking makes no database. @returns {Promise<Whole[]>} */
export async function readAll() {
  const all = await withStoreIfThere(async (store) => {
    const [cases, pictures] = await Promise.all([store.all(), store.pictures()]);
    return cases.map((kept) => ({ kept, pictures: pictures.filter((one) => one.case === kept.id) }));
  });
  return all ?? [];
}

/** @param {Store} store @param {string} id @returns {Promise<Whole[]>} */
async function wholeOf(store, id) {
  const kept = await store.get(id);
  return kept ? [{ kept, pictures: await store.pictures(id) }] : [];
}

/** Change what is kept of a case; hands back what was. @param {string} id @param {(kept: Case) => Case} change @returns {Promise<Whole[]>} */
export const changeCase = (id, change) =>
  withStore(async (store) => {
    const former = await wholeOf(store, id);
    await store.change(id, change);
    return former;
  });

/** @param {string} id @param {Blob[]} files @returns {Promise<Whole[]>} */
export const addPictures = (id, files) =>
  withStore(async (store) => {
    const former = await wholeOf(store, id);
    for (const file of files) await store.addPicture(id, file);
    return former;
  });

/** @param {string} id @param {number} picture @returns {Promise<Whole[]>} */
export const removePicture = (id, picture) =>
  withStore(async (store) => {
    const former = await wholeOf(store, id);
    await store.removePicture(picture);
    return former;
  });

/** @param {string} id @returns {Promise<Whole[]>} */
export const removeCase = (id) =>
  withStore(async (store) => {
    const former = await wholeOf(store, id);
    await store.remove(id);
    if (!(await store.all()).length) await store.empty(); // nothing of ours stays
    return former;
  });

/** Put another case into one, and drop the other. @param {string} id @param {string} other
 * @param {(kept: Case, other: Case) => Case} join @returns {Promise<Whole[]>} */
export const joinCases = (id, other, join) =>
  withStore(async (store) => {
    const former = [...(await wholeOf(store, id)), ...(await wholeOf(store, other))];
    const [mine, theirs] = former;
    if (!mine || !theirs) return former;
    await store.put(join(mine.kept, theirs.kept));
    for (const picture of theirs.pictures) await store.addPicture(id, named(picture));
    await store.remove(other);
    return former;
  });

/** The database and all in it. @returns {Promise<Whole[]>} */
export async function removeAll() {
  const former = await readAll();
  await withStoreIfThere((store) => store.empty());
  return former;
}

/** Put cases back as they were. @param {Whole[]} former */
export const restore = (former) =>
  withStore(async (store) => {
    for (const { kept, pictures } of former) {
      await store.remove(kept.id);
      await store.put(kept);
      for (const picture of pictures) await store.addPicture(kept.id, named(picture));
    }
  });

/** @param {Picture} picture */
const named = ({ blob, name, type }) => new File([blob], name, { type });

/** Take in the cases of a file: of two with one id the newer one wins, and no picture goes. @param {FileCase[]} cases @returns {Promise<Counts>} */
export const takeIn = async (cases) => {
  const counts = { added: 0, replaced: 0, already: 0 };
  if (!cases.length) return counts; // nothing to keep: no database for it
  await withStore(async (store) => {
    for (const { pictures = [], ...given } of cases) {
      const mine = await store.get(given.id);
      const isOlder = mine && mine.changed >= given.changed;
      if (!isOlder) await store.put(given);
      counts[isOlder ? "already" : mine ? "replaced" : "added"] += 1;
      await takePictures(store, given.id, pictures.map(asFile));
    }
  });
  return counts;
};

/** Those that are not there yet. @param {Store} store @param {string} id @param {File[]} files */
async function takePictures(store, id, files) {
  const known = (await store.pictures(id)).map(({ name, blob }) => `${blob.size} ${name}`);
  for (const file of files) if (!known.includes(`${file.size} ${file.name}`)) await store.addPicture(id, file);
}

/** Cases as they stand in a file. @param {Whole[]} wholes @returns {Promise<FileCase[]>} */
export const forFile = (wholes) =>
  Promise.all(
    wholes.map(async ({ kept, pictures }) => {
      const inFile = await Promise.all(pictures.map(async ({ name, type, blob }) => ({ name, type, data: await asBase64(blob) })));
      return inFile.length ? { ...kept, pictures: inFile } : kept;
    }),
  );
