// All cases with their pictures, as they are stored: read once, written as they change. What the store cannot do is told to
// the page, and what stands on the page stays.

import { bytesOf, openStore, StoreError } from "./store.js";
import { readCases } from "./exchange.js";
import { CaseFileError } from "./case_file.js";

/** @typedef {import("./case_file.js").Case} Case */
/** @typedef {{name: string, type: string, blob: Blob}} Picture */
/** @typedef {{now: Case, pictures: Picture[]}} Kept */
/** @typedef {import("./store.js").Store} Store */

/** @param {(code: string, kept?: Kept) => void} onFault */
export function openHolder(onFault) {
  /** @type {Map<string, Kept>} */
  const held = new Map();

  /** Whether it was done. @param {(store: Store) => Promise<unknown>} act @param {Kept} [kept]  what was to be kept */
  async function done(act, kept) {
    try {
      const store = await openStore({ create: true });
      try {
        await act(store);
      } finally {
        store.close();
      }
      return true;
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      onFault(error.code, kept);
      return false;
    }
  }

  /** All that is on the device; looking leaves nothing there. */
  async function load() {
    try {
      const store = await openStore({ create: false });
      if (!store) return;
      const [all, pictures] = [await store.all(), await store.pictures()];
      store.close();
      for (const now of all) held.set(now.id, { now, pictures: pictures.filter((one) => one.case === now.id) });
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      onFault(error.code);
    }
  }

  /** @param {Kept} kept */
  async function put(kept) {
    const isDone = await done((store) => store.replace(kept.now, kept.pictures), kept);
    if (isDone) held.set(kept.now.id, kept);
    return isDone;
  }

  /** With the last one goes the database. @param {string} id */
  async function remove(id) {
    const isLast = held.size === 1 && held.has(id);
    const isDone = await done((store) => (isLast ? store.empty() : store.remove(id)));
    if (isDone) held.delete(id);
    return isDone;
  }

  async function empty() {
    const isDone = await done((store) => store.empty());
    if (isDone) held.clear();
    return isDone;
  }

  /** The cases of a file: of one that is there already the newer stays. @param {File} file */
  async function take(file) {
    const counts = { added: 0, newer: 0, same: 0, error: "" };
    try {
      for (const kept of readCases(await file.text())) await takeOne(kept, counts);
    } catch (error) {
      if (!(error instanceof CaseFileError)) throw error;
      counts.error = `file_${error.code}`;
    }
    return counts;
  }

  /** @param {Kept} kept @param {{added: number, newer: number, same: number, error: string}} counts */
  async function takeOne(kept, counts) {
    const former = held.get(kept.now.id);
    if (former && former.now.changed >= kept.now.changed) return void (counts.same += 1);
    if (!(await put(kept))) return;
    if (former) counts.newer += 1;
    else counts.added += 1;
  }

  return {
    load, put, remove, empty, take,
    /** The newest first. */
    all: () => [...held.values()].toSorted((a, b) => b.now.changed.localeCompare(a.now.changed)),
    /** @param {string} id */
    get: (id) => held.get(id),
    bytes: () => bytesOf([...held.values()].map(({ now }) => now)) + [...held.values()].flatMap(({ pictures }) => pictures).reduce((sum, { blob }) => sum + blob.size, 0),
  };
}
