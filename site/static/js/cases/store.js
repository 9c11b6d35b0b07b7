// The cases that a person wanted to keep, in this browser's database (IndexedDB) and nowhere else.
//
// Nothing is made by looking: where nothing was ever kept, there is no database, and deleting all deletes it.

import { deleteDB, openDB } from "../npm/idb.js";
import { migrate } from "./case_file.js";

/** @typedef {import("./case_file.js").Case} Case */
/** @typedef {{id: number, case: string, name: string, type: string, blob: Blob}} Picture */
/** @typedef {"full" | "blocked" | "unavailable" | "newer"} Code */
/** @typedef {ReturnType<typeof opened>} Store */

const NAME = "stop-sms";
const VERSION = 2; // that of the format of a case
const CASES = "cases";
const PICTURES = "pictures";
const WAIT = 5000; // milliseconds for another tab to let go

/** Why something cannot be kept, or what was kept not be read. */
export class StoreError extends Error {
  /** @param {Code} code @param {unknown} [cause] */
  constructor(code, cause) {
    super(code, { cause });
    this.code = code;
  }
}

/** Do something with the database and let go of it, so that another tab may change or delete it. Throws a StoreError.
 * @template T @param {(store: Store) => Promise<T>} act @returns {Promise<T>} */
export const withStore = (act) => /** @type {Promise<any>} */ (used(act, { create: true }));

/** The same where something was kept before; undefined where nothing was, and nothing is made for it.
 * @template T @param {(store: Store) => Promise<T>} act @returns {Promise<T | undefined>} */
export const withStoreIfThere = (act) => used(act, { create: false });

/** @template T @param {(store: Store) => Promise<T>} act @param {{create: boolean}} how @returns {Promise<T | undefined>} */
async function used(act, how) {
  const store = await openStore(how);
  if (!store) return undefined;
  try {
    return await act(store);
  } finally {
    store.close();
  }
}

/** The database; undefined where there is none and none is to be made. @param {{create: boolean}} how
 * @returns {Promise<Store | undefined>} */
async function openStore({ create }) {
  let isAbsent = false;
  const opening = (/** @type {() => void} */ blocked) =>
    openDB(NAME, VERSION, {
      upgrade(database, from, _to, transaction) {
        isAbsent = from === 0 && !create;
        if (!isAbsent) return upgrade(database, from, transaction);
        transaction.done.catch(() => {});
        return transaction.abort();
      },
      blocked,
      blocking: (_from, _to, { target }) => /** @type {IDBDatabase} */ (target).close(), // another tab wants to change or delete it
    });
  try {
    if (!create && !(await isThere())) return undefined;
    return opened(await unlessBlocked(opening, (late) => late.close()));
  } catch (error) {
    if (isAbsent) return undefined;
    throw asStoreError(error);
  }
}

/** Whether there is a database, as far as the browser tells: in WebKit one that was only looked for stays behind, empty. */
async function isThere() {
  if (!indexedDB.databases) return true;
  return (await indexedDB.databases()).some(({ name }) => name === NAME);
}

/** What `act` gives, unless another tab does not let go in time. @template T @param {(blocked: () => void) => Promise<T>} act
 * @param {(late: T) => void} [dropLate] @returns {Promise<T>} */
function unlessBlocked(act, dropLate = () => {}) {
  return new Promise((resolve, reject) => {
    let isLate = false;
    const giveUp = () => ((isLate = true), reject(new StoreError("blocked")));
    act(() => setTimeout(giveUp, WAIT)).then((made) => (isLate ? dropLate(made) : resolve(made)), reject);
  });
}

/** @typedef {import("../npm/idb.js").IDBPDatabase<any>} Database */

/** @param {Database} database @param {number} from @param {import("../npm/idb.js").IDBPTransaction<any, string[], "versionchange">} transaction */
async function upgrade(database, from, transaction) {
  if (from < 1) database.createObjectStore(CASES, { keyPath: "id" });
  if (from < 2) database.createObjectStore(PICTURES, { keyPath: "id", autoIncrement: true }).createIndex("case", "case");
  if (from !== 1) return;
  const store = transaction.objectStore(CASES);
  for (const former of await store.getAll()) {
    await store.delete(former.id);
    await store.put(migrate(former, from));
  }
}

/** @param {Database} database */
function opened(database) {
  /** @param {() => Promise<any>} act @returns {Promise<any>} */
  const guarded = (act) => act().catch((error) => Promise.reject(asStoreError(error)));

  return {
    /** @returns {Promise<Case[]>} */
    all: () => guarded(() => database.getAll(CASES)),
    /** @param {string} id @returns {Promise<Case | undefined>} */
    get: (id) => guarded(() => database.get(CASES, id)),
    /** @param {Case} kept @returns {Promise<void>} */
    put: (kept) => guarded(() => database.put(CASES, kept)),
    /** Change what is stored of a case; undefined where it is there no more. @param {string} id @param {(kept: Case) => Case} how
     * @returns {Promise<Case | undefined>} */
    change: (id, how) => guarded(() => change(database, id, how)),
    /** With its pictures. @param {string} id @returns {Promise<void>} */
    remove: (id) => guarded(() => remove(database, id)),
    /** Those of a case, or all. @param {string} [id] @returns {Promise<Picture[]>} */
    pictures: (id) => guarded(() => (id ? database.getAllFromIndex(PICTURES, "case", id) : database.getAll(PICTURES))),
    /** @param {string} id @param {Blob & {name?: string}} file @returns {Promise<number>} */
    addPicture: (id, file) => guarded(() => database.add(PICTURES, { case: id, name: file.name ?? "", type: file.type, blob: file })),
    /** @param {number} picture @returns {Promise<void>} */
    removePicture: (picture) => guarded(() => database.delete(PICTURES, picture)),
    /** All of it, the database with it. @returns {Promise<void>} */
    empty: () => guarded(() => (database.close(), unlessBlocked((blocked) => deleteDB(NAME, { blocked })))),
    close: () => database.close(),
  };
}

/** Another tab may have changed it meanwhile: read and written in one go. @param {Database} database @param {string} id
 * @param {(kept: Case) => Case} how */
async function change(database, id, how) {
  const transaction = database.transaction(CASES, "readwrite");
  const former = await transaction.store.get(id);
  const now = former && how(former);
  if (now && now !== former) await transaction.store.put(now);
  await transaction.done;
  return now;
}

/** @param {Database} database @param {string} id */
async function remove(database, id) {
  const transaction = database.transaction([CASES, PICTURES], "readwrite");
  const pictures = transaction.objectStore(PICTURES);
  for (const key of await pictures.index("case").getAllKeys(id)) await pictures.delete(key);
  await transaction.objectStore(CASES).delete(id);
  await transaction.done;
}

/** The bytes that cases take: their text, as a file would hold it. @param {unknown[]} cases */
export const bytesOf = (cases) => new Blob(cases.map((kept) => JSON.stringify(kept))).size;

/** @param {unknown} error */
function asStoreError(error) {
  if (error instanceof StoreError) return error;
  const name = error instanceof Error || error instanceof DOMException ? error.name : "";
  if (name === "QuotaExceededError") return new StoreError("full", error);
  if (name === "VersionError") return new StoreError("newer", error);
  return new StoreError("unavailable", error); // private windows, a browser that is told to keep nothing
}
