// The worker that reads pictures. It keeps the engine for the next picture; the page ends it.
//
// In:  {id, blob, base, models, isFurther}   base: the folder of the list of files; isFurther: something went wrong before
// Out: {id, stage, done, total}              stage: download (bytes, inflated), start, read (of a hundred)
//      {id, page} | {id, code, reason}
//
// One picture at a time: the page asks for the next when this one is read.

import { decode } from "./decode.js";
import { engineOf } from "./engine.js";
import { PictureError } from "./fault.js";
import { openFiles } from "./files.js";
import { pageOf } from "./page.js";

/** @typedef {{id: number, blob: Blob, base: string, models: string[], isFurther: boolean}} Task */
/** @typedef {ReturnType<typeof engineOf>} Engine */

// A module with one function that uses a vector: valid where the browser has them.
const VECTORS = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11]);

/** @type {{key: string, engine: Promise<Engine>} | undefined} */
let kept;
let current = 0; // the task that is being read

/** @param {string} stage @param {number} done @param {number} total */
const report = (stage, done, total) => globalThis.postMessage({ id: current, stage, done, total });

/** @param {Task} task @returns {Promise<Engine>} */
async function start({ base, models, isFurther }) {
  report("download", 0, 0);
  const files = await openFiles(base, (done, total) => report("download", done, total), isFurther ? "reload" : "default");
  const core = WebAssembly.validate(VECTORS) ? "simd" : "plain";
  const [{ default: make }, module, ...contents] = await Promise.all([
    files.module(`${core}.mjs`),
    files.wasm(`${core}.wasm`),
    ...models.map((name) => files.model(`${name}.traineddata`)),
  ]);
  report("start", 0, 0);
  /** @type {WebAssembly.Memory | undefined} */
  let memory;
  const loaded = await make({
    instantiateWasm(/** @type {WebAssembly.Imports} */ imports, /** @type {(instance: WebAssembly.Instance) => void} */ done) {
      void WebAssembly.instantiate(module, imports).then((instance) => {
        memory = Object.values(instance.exports).find((found) => found instanceof WebAssembly.Memory);
        done(instance);
      });
      return {};
    },
    print() {},
    printErr() {}, // what it thinks of a picture is nothing for the reader's console
    TesseractProgress: (/** @type {number} */ percent) => report("read", percent, 100),
  });
  if (!memory) throw new PictureError("engine", "no memory");
  return engineOf(loaded, memory, Object.fromEntries(models.map((name, n) => [name, contents[n]])));
}

/** The engine with the models of this task. @param {Task} task @returns {Promise<Engine>} */
async function engineFor(task) {
  const key = task.models.join();
  if (kept?.key !== key) {
    await kept?.engine.then((engine) => engine.end());
    kept = { key, engine: start(task) };
  }
  return kept.engine;
}

/** @param {Task} task */
async function read(task) {
  current = task.id;
  // Both at once; a picture that is none need not wait for the download.
  const decoded = decode(task.blob);
  const engine = engineFor(task);
  engine.catch(() => {});
  const picture = await decoded;
  return pageOf(picture, await engine);
}

globalThis.addEventListener("message", async ({ data: task }) => {
  const { id } = task;
  try {
    globalThis.postMessage({ id, page: await read(task) });
  } catch (error) {
    const { code = "engine", message } = /** @type {Partial<PictureError>} */ (error ?? {});
    globalThis.postMessage({ id, code, reason: String(message ?? error) });
  }
});
