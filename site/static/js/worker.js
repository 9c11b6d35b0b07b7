// The worker that runs Python. The build copies it beside the runtime (dist/runtime/<hash>/), so that it and the files
// that it loads are always of one version: everything is fetched relative to this file.
//
// In:  {id, request}                         request and response are JSON texts that this file never looks into
// Out: {type: "progress", stage, done, total}   bytes after decompression; stages: download, start, import
//      {type: "ready"} | {type: "failed", stage, reason}
//      {id, response} | {id, error}

/** @typedef {{name: string, inflated: number}} Part  a file and its length once it is in memory */
/** @typedef {{python: string, entry: string, lock: import("pyodide").Lockfile, files: Part[]}} Manifest */

const BASE = new URL(".", import.meta.url).href;
const WASM = "pyodide.asm.wasm";
const STDLIB = "stdlib.zip.bin";
const PACKAGES = "packages.zip.bin";

/** First bytes of each part once inflated: `loadPyodide` never settles on a wrong wasm, so look before.
 * @type {Record<string, number[]>} */
const MAGIC = { [WASM]: [0x00, 0x61, 0x73, 0x6d], [STDLIB]: [0x50, 0x4b, 3, 4], [PACKAGES]: [0x50, 0x4b, 3, 4] };

let stage = "download";

/** @type {Record<string, number>} bytes that have come, for each part */
const received = {};

/** @param {object} message */
const post = (message) => globalThis.postMessage(message);

/** An error with words for the page: which file, what is wrong with it.
 * @param {string} name @param {string} problem */
const broken = (name, problem) => new Error(`${name}: ${problem}`);

/** @param {string} name @returns {Promise<Response>} the file, as it comes from the server, or an error */
async function get(name) {
  const response = await fetch(BASE + name);
  if (!response.ok || !response.body) throw broken(name, `HTTP status ${response.status}`);
  return response;
}

const manifest = get("manifest.json").then((response) => /** @type {Promise<Manifest>} */ (response.json()));

/** Count what passes; stop the stream where the file is not what the manifest says.
 * @param {string} name @returns {TransformStream<Uint8Array, Uint8Array>} */
function checked(name) {
  const magic = MAGIC[name];
  received[name] = 0;
  return new TransformStream({
    transform(chunk, controller) {
      if (received[name] === 0 && !magic.every((byte, place) => chunk[place] === byte)) {
        throw broken(name, "not the file that was built");
      }
      received[name] += chunk.length;
      controller.enqueue(chunk);
      report();
    },
    async flush() {
      const part = (await manifest).files.find((file) => file.name === name);
      if (received[name] !== part?.inflated) throw broken(name, `${received[name]} bytes instead of ${part?.inflated}`);
    },
  });
}

/** Fetch a part as a checked stream. The archives are gzip files of zips whose entries are not compressed: smaller,
 * quicker for Python to read, and independent of what the server compresses.
 * @param {string} name @param {string} type @returns {Promise<Response>} */
async function part(name, type) {
  const { body } = await get(name);
  let stream = /** @type {ReadableStream<Uint8Array>} */ (body);
  if (name.endsWith(".bin")) {
    stream = stream.pipeThrough(/** @type {any} */ (new DecompressionStream("gzip")));
  }
  return new Response(stream.pipeThrough(checked(name)), { headers: { "Content-Type": type } });
}

let reported = 0;
/** Tell the page how far the download is, a few times a second. */
async function report() {
  const now = performance.now();
  if (now - reported < 100) return;
  reported = now;
  const { files } = await manifest;
  const counted = files.filter((file) => file.name in received);
  const total = counted.reduce((sum, file) => sum + file.inflated, 0);
  const done = counted.reduce((sum, file) => sum + received[file.name], 0);
  post({ type: "progress", stage, done, total });
}

/** Everything at once: nothing waits for another file to be known.
 * @type {Record<string, Promise<Response>>} */
const parts = {
  [WASM]: part(WASM, "application/wasm"),
  [STDLIB]: part(STDLIB, "application/zip"),
};
const packages = part(PACKAGES, "application/zip").then((response) => response.arrayBuffer());
const loader = /** @type {Promise<typeof import("pyodide")>} */ (import(`${BASE}pyodide.mjs`));
import(`${BASE}pyodide.asm.mjs`).catch(() => {}); // Pyodide asks for it again, and meets the problem

/** Pyodide fetches two of the parts itself. It gets the streams that are already on their way.
 * @type {typeof fetch} */
const own = globalThis.fetch;
globalThis.fetch = (input, init) => {
  const url = String(input);
  const name = url.startsWith(BASE) ? url.slice(BASE.length) : "";
  return parts[name] ?? own(input, init);
};

/** @param {string} name */
function enter(name) {
  stage = name;
  post({ type: "progress", stage, done: 0, total: 0 });
}

/** @returns {Promise<(request: string) => string>} the function of our package that answers */
async function start() {
  await WebAssembly.instantiate(new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0])); // throws where wasm is forbidden
  const { loadPyodide } = await loader;
  const pyodide = await loadPyodide({
    indexURL: BASE,
    stdLibURL: BASE + STDLIB,
    lockFileContents: manifest.then((found) => found.lock),
  });
  pyodide.FS.writeFile("/packages.zip", new Uint8Array(await packages), { canOwn: true });
  enter("import");
  pyodide.runPython("import sys; sys.path.append('/packages.zip')");
  return pyodide.pyimport((await manifest).entry).respond;
}

const started = start();
started.then(
  () => post({ type: "ready" }),
  (error) => post({ type: "failed", stage, reason: String(error?.message ?? error) }),
);

globalThis.addEventListener("message", async ({ data: { id, request } }) => {
  try {
    const respond = await started;
    post({ id, response: respond(request) });
  } catch (error) {
    post({ id, error: String(/** @type {any} */ (error)?.message ?? error) });
  }
});
