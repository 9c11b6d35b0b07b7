// The engine's files and its models: fetched with their bytes counted, each under an address of its own content.

import { PictureError } from "./fault.js";

/** @typedef {{address: string, inflated: number}} File  where it lies, seen from the list; its length in memory */
/** @typedef {{files: Record<string, File>}} List  as the build writes it: site/stopsms/pictures/ */

/** @param {string} base  the folder of the list @param {(done: number, total: number) => void} onProgress
 * @param {RequestCache} cache  "reload" after a fault, which the HTTP cache may hold */
export async function openFiles(base, onProgress, cache) {
  /** @type {Map<string, number>} bytes that have come */
  const received = new Map();
  const { files } = /** @type {List} */ (await (await get(new URL("files.json", base), cache)).json().catch(broken));

  function report() {
    let done = 0;
    let total = 0;
    for (const [name, bytes] of received) {
      done += bytes;
      total += files[name].inflated;
    }
    onProgress(done, total);
  }

  /** Counts what passes, and breaks a stream that ends with another length than the build wrote.
   * @param {string} name @returns {TransformStream<Uint8Array, Uint8Array>} */
  function counter(name) {
    let length = 0;
    received.set(name, 0);
    return new TransformStream({
      transform(chunk, controller) {
        controller.enqueue(chunk);
        length += chunk.length;
        received.set(name, length);
        report();
      },
      flush() {
        if (length !== files[name].inflated) throw new Error(`${name}: ${length} bytes instead of ${files[name].inflated}`);
      },
    });
  }

  /** @param {string} name */
  const urlOf = (name) => new URL(files[name].address, base);

  /** @param {string} name @returns {Promise<WebAssembly.Module>} */
  async function wasm(name) {
    const counting = counter(name);
    const { body } = await get(urlOf(name), cache);
    const headers = { "Content-Type": "application/wasm" };
    return WebAssembly.compileStreaming(new Response(body.pipeThrough(counting), { headers })).catch(broken);
  }

  /** A gzip stream in a file, so that no server needs to be taught to compress it. @param {string} name */
  async function model(name) {
    const counting = counter(name);
    const { body } = await get(urlOf(name), cache);
    const stream = body.pipeThrough(new DecompressionStream("gzip")).pipeThrough(counting);
    return new Uint8Array(await new Response(stream).arrayBuffer().catch(broken));
  }

  /** A further attempt puts a fresh copy into the HTTP cache first: an import alone cannot ask for one.
   * @param {string} name @returns {Promise<any>} */
  async function module(name) {
    if (cache === "reload") await get(urlOf(name), cache);
    return import(urlOf(name).href).catch(broken);
  }

  return { wasm, model, module };
}

/** @param {unknown} error @returns {never} */
function broken(error) {
  throw new PictureError("download", String(/** @type {any} */ (error)?.message ?? error));
}

/** @param {URL} url @param {RequestCache} cache @returns {Promise<Response & {body: ReadableStream<any>}>} */
async function get(url, cache) {
  const response = await fetch(url, { cache }).catch(broken);
  if (!response.ok || !response.body) return broken(`HTTP status ${response.status}`);
  return /** @type {any} */ (response);
}
