// The worker that runs Python. The build writes it into dist/runtime/start-<hash>/ with the list of the files that it loads,
// each under an address that changes with its content (stopsms/runtime/parts.py): so they are always of one build, and
// what another build has as well is not fetched again. A hash in the worker's address (worker.js#2) says that this is a
// further attempt: past the HTTP cache, which may hold the fault. Its name says whether the files are "near" (on this
// device, or on a fast line) or "far", which words and rules come at the start ("far words-fr fr"), and with "all" that the
// engine is to have both its parts.
//
// In:  {id, request}                              request and response are JSON texts that this file never looks into
// Out: {type: "progress", stage, done, total}     stage: download (bytes, inflated), start, import
//      {type: "ready"} | {type: "failed", stage, reason} | {type: "lacking"}: all is lost, ask a worker that has all
//      {id, response} | {id, error}

/** @typedef {{address: string, inflated: number, sha256: string}} File  where it lies, seen from here; its length in memory;
 *   the hash of what is sent */
/** @typedef {{entry: string, lock: any, path: string[], files: Record<string, File>}} Manifest  `path`: the archives that
 *   Python imports from at its start */

const MANIFEST = /** @type {Manifest} */ ({ entry: "", lock: {}, path: [], files: {} });
const [DISTANCE, ...NAMED] = self.name.split(" ");
const IS_NEAR = DISTANCE === "near";
const NEEDS_ALL = NAMED.includes("all");
const WASM = "pyodide.asm.wasm";
const LOADER = "pyodide.mjs";
const GLUE = "pyodide.asm.mjs";
const STDLIB = "stdlib.zip.bin";
const SECOND = "second.wasm"; // the engine's functions that only an unusual call needs; none where it is in one piece
const REGIONS = "regions.zip.bin"; // phone metadata of rare regions: fetched when a number of theirs is asked about

/** The archives with the words and rules that the page's first question needs. */
const PACKS = NAMED.map((name) => `${name}.zip.bin`).filter((name) => name in MANIFEST.files);
const AT_START = [...MANIFEST.path, ...PACKS];

let stage = "download";
let reported = 0;
/** @type {Record<string, number>} bytes that have come, for each file that is counted */
const received = Object.fromEntries([WASM, ...(NEEDS_ALL ? [SECOND] : []), STDLIB, ...AT_START].map((name) => [name, 0]));

/** @param {string} name @returns {string} */
const addressOf = (name) => new URL(MANIFEST.files[name].address, import.meta.url).href;

/** @param {object} message */
const post = (message) => globalThis.postMessage(message);

/** @param {string} name */
function enter(name) {
  stage = name;
  post({ type: "progress", stage, done: 0, total: 0 });
}

/** Tell the page how far the download is. @param {number} pause  milliseconds since it was told last */
function report(pause) {
  const now = performance.now();
  if (stage !== "download" || now - reported < pause) return;
  reported = now;
  const total = Object.keys(received).reduce((sum, name) => sum + MANIFEST.files[name].inflated, 0);
  const done = Object.values(received).reduce((sum, bytes) => sum + bytes, 0);
  post({ type: "progress", stage, done, total });
}

/** An error with words for the page: which file, what is wrong.
 * @param {string} name @param {unknown} problem */
const broken = (name, problem) => new Error(`${name}: ${problem instanceof Error ? problem.message : problem}`);

/** @param {string} name @returns {Promise<Response & {body: ReadableStream<any>}>} what the server sends, or an error */
async function get(name) {
  const response = await fetch(addressOf(name), { cache: location.hash ? "reload" : "default" });
  if (!response.ok || !response.body) throw new Error(`HTTP status ${response.status}`);
  return /** @type {any} */ (response);
}

/** Counts what passes, and breaks a stream that ends with another length than the build wrote.
 * @param {string} name @returns {TransformStream<Uint8Array, Uint8Array>} */
function counter(name) {
  return new TransformStream({
    transform(chunk, controller) {
      controller.enqueue(chunk);
      received[name] += chunk.length;
      report(100);
    },
    flush() {
      const wanted = MANIFEST.files[name].inflated;
      if (received[name] !== wanted) throw new Error(`${received[name]} bytes instead of ${wanted}`);
      report(0); // nothing more may come for long
    },
  });
}

/** Breaks where the bytes are not those that were built with the other files: of another version they might well run.
 * @param {string} name @param {ArrayBuffer} bytes */
async function check(name, bytes) {
  if (!globalThis.crypto.subtle) return; // not served securely
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  const found = [...hash].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  if (found !== MANIFEST.files[name].sha256) throw new Error("not of this version");
}

/** The archives are gzip files of zips whose entries are not compressed: smaller, quicker to read for Python, and
 * independent of what a server compresses.
 * @param {string} name @returns {Promise<Uint8Array>} */
async function archive(name) {
  const [checked, read] = (await get(name)).body.tee();
  const stream = read.pipeThrough(new DecompressionStream("gzip")).pipeThrough(counter(name));
  const [bytes] = await Promise.all([
    new Response(stream).arrayBuffer(),
    new Response(checked).arrayBuffer().then((sent) => check(name, sent)),
  ]);
  return new Uint8Array(bytes);
}

/** Compiled while it comes, and before Pyodide asks for it: a wrong file or a policy that forbids it is known at once,
 * where `loadPyodide` would neither resolve nor reject. A browser keeps the machine code for the next visit only of a
 * response that is handed over as it came: where the files are near, nobody waits for them, and its bytes are not counted.
 * @param {string} name @returns {Promise<WebAssembly.Module>} */
async function wasm(name) {
  const headers = { "Content-Type": "application/wasm" };
  const response = await get(name);
  if (!IS_NEAR || response.headers.get("Content-Type") !== headers["Content-Type"]) {
    return WebAssembly.compileStreaming(new Response(response.body.pipeThrough(counter(name)), { headers }));
  }
  delete received[name];
  return WebAssembly.compileStreaming(response);
}

/** A further attempt puts a fresh copy into the HTTP cache first: an import alone cannot ask for one.
 * @param {string} name @returns {Promise<any>} */
async function module(name) {
  if (location.hash) await fetch(addressOf(name), { cache: "reload" });
  return import(addressOf(name));
}

/** @template T @param {string} name @param {Promise<T>} promise @returns {Promise<T>} */
const named = (name, promise) => promise.catch((problem) => Promise.reject(broken(name, problem)));

// Everything at once: no file waits until another one is known.
const compiled = named(WASM, wasm(WASM));
const second = NEEDS_ALL ? named(SECOND, wasm(SECOND)) : undefined;
const stdlib = named(STDLIB, archive(STDLIB));
const archives = Promise.all(AT_START.map((name) => named(name, archive(name))));
const loader = /** @type {Promise<typeof import("pyodide")>} */ (named(LOADER, module(LOADER)));
const glue = named(GLUE, module(GLUE));

/** What the first part of the engine calls in place of a function of the second. The call cannot wait for a download,
 * and a synchronous one would pass by the service worker in some browsers: this Python is lost, the next one has both. */
function lack() {
  post({ type: "lacking" });
  console.error = () => {}; // Pyodide would tell the reader's console how it ended, and to report it
  throw new Error(`${SECOND} is needed`);
}

/** Pyodide fetches and compiles two of these itself, one after the other. It is given what is already on its way.
 * @returns {() => void} takes the two functions back into use as they were */
function lendToPyodide() {
  const { fetch } = globalThis;
  const { instantiateStreaming } = WebAssembly;
  globalThis.fetch = (input, init) => {
    if (String(input) === addressOf(STDLIB)) return stdlib.then((bytes) => new Response(/** @type {any} */ (bytes)));
    if (String(input) === addressOf(WASM)) return Promise.resolve(new Response());
    return fetch(input, init);
  };
  WebAssembly.instantiateStreaming = async (_source, imports) => {
    const module = await compiled;
    const instance = await WebAssembly.instantiate(module, { ...imports, second: { load: lack } });
    // It puts its functions into the table of the first.
    if (second) await WebAssembly.instantiate(await second, { primary: instance.exports });
    return { module, instance };
  };
  return () => {
    Object.assign(globalThis, { fetch });
    Object.assign(WebAssembly, { instantiateStreaming });
  };
}

/** @typedef {{pyodide: import("pyodide").PyodideInterface, respond: (request: string) => string}} Python
 *   `respond` is the function of our package that answers */

/** @returns {Promise<Python>} */
async function load() {
  const { loadPyodide } = await loader;
  const pyodide = await loadPyodide({
    indexURL: addressOf(LOADER).slice(0, -LOADER.length),
    stdLibURL: addressOf(STDLIB),
    lockFileContents: MANIFEST.lock,
  });
  const contents = await archives;
  enter("import");
  const { add } = pyodide.pyimport("precompiled");
  AT_START.forEach((name, n) => pyodide.FS.writeFile(`/${name}`, contents[n], { canOwn: true }));
  for (const name of MANIFEST.path) add(`/${name}`);
  const { respond } = pyodide.pyimport(MANIFEST.entry);
  for (const name of PACKS) addPack(pyodide, name);
  // startup.py switched it off: what a start makes is there to stay.
  pyodide.runPython("import gc; gc.freeze(); gc.enable()");
  return { pyodide, respond };
}

/** @returns {Promise<Python>} */
async function start() {
  const takeBack = lendToPyodide();
  const parts = Promise.all([compiled, second, stdlib, archives, loader, glue]).then(() => enter("start"));
  const [python] = await Promise.all([load(), parts]); // rejects as soon as a part does, also while `load` hangs
  takeBack();
  return python;
}

/** Let our package read from a pack. @param {import("pyodide").PyodideInterface} pyodide @param {string} name */
const addPack = (pyodide, name) => pyodide.pyimport("sender_lookup.archive").add_pack(`/${name}`);

/** Which archive an answer lacks. @param {any} error @returns {string | undefined} */
function missingFor(error) {
  if (error?.type === "MissingRegionsError") return REGIONS;
  return error?.type === "MissingPackError" ? error.message.trim().split(" ").at(-1) : undefined;
}

/** Add what did not come at the start. @param {Python} python @param {string} name */
async function addMissing({ pyodide }, name) {
  received[name] = 0;
  pyodide.FS.writeFile(`/${name}`, await named(name, archive(name)), { canOwn: true });
  if (name !== REGIONS) return addPack(pyodide, name);
  pyodide.runPython(`import phonenumbers.data as data; data.__path__.append('/${name}/phonenumbers/data')`);
}

/** What is on its way, or here. @type {Map<string, Promise<void>>} */
const added = new Map();

/** @param {Python} python @param {string} request @returns {Promise<string>} */
async function answer(python, request) {
  try {
    return python.respond(request);
  } catch (error) {
    const name = missingFor(error);
    if (!name) throw error;
    if (!added.has(name)) added.set(name, addMissing(python, name));
    await added.get(name)?.catch((problem) => {
      added.delete(name); // the next question tries again
      throw problem;
    });
  }
  return answer(python, request);
}

const started = start();
started.then(
  () => post({ type: "ready" }),
  (error) => post({ type: "failed", stage, reason: String(error?.message ?? error) }),
);

globalThis.addEventListener("message", async ({ data: { id, request } }) => {
  try {
    post({ id, response: await answer(await started, request) });
  } catch (error) {
    post({ id, error: String(/** @type {any} */ (error)?.message ?? error) });
  }
});
