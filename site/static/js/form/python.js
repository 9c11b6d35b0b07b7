// Python for a page: started once, asked for the package's answers, kept on the device once it was used.

import { startEngine } from "../python/engine.js";
import { distanceOf } from "../python/when_to_load.js";
import { isKept, keepRuntime } from "../offline/client.js";
import { today } from "../lib/today.js";
import { trustUrl } from "../lib/trusted_types.js";

/** @typedef {import("../python/engine.js").Engine} Engine */
/**
 * @typedef {object} Context
 * @property {string} runtime  the folder of its worker; "" where this build has none
 * @property {string} language  of the page
 * @property {(status: import("../python/engine.js").Status) => void} onChange
 * @property {() => object} [warmUp]  a call for when Python is there and nobody has asked
 * @property {() => string[]} packs  what it answers by beside the words of the language: the rules of a country ...
 * @property {Promise<unknown>} [after]  what comes before the download
 */

/** @param {Context} context */
export function openPython({ runtime, language, packs, onChange, warmUp, after }) {
  const kept = isKept(new URL(runtime || ".", location.href).pathname);
  /** @type {Engine | undefined} */
  let engine;
  let keptFor = ""; // packs

  const packsNow = () => [`words-${language}`, ...packs()];

  /** Start loading it, once; what is asked waits for it. */
  function start() {
    if (engine || !runtime) return engine;
    engine = startEngine(runtime, { onChange, trustUrl, warmUp: warmUp && asText(warmUp()), after, packs: packsNow(), distance: distanceOf(kept) });
    return engine;
  }

  /** @param {object} call */
  const asText = (call) => JSON.stringify({ today: today(), language, ...call });

  /** @param {object} call  its operation and what that needs @returns {Promise<any>} */
  async function ask(call) {
    const running = start();
    if (!running) throw new Error("no runtime");
    return JSON.parse(await running.ask(asText(call)));
  }

  /** Have it kept with what it answers by now. */
  function keep() {
    const used = packsNow();
    if (used.join() === keptFor) return;
    keptFor = used.join();
    void keepRuntime(used);
  }

  return { kept, start, ask, keep, status: () => engine?.status(), drop: () => void (engine = undefined) };
}
