// The page's side of the service worker: registers it, tells it what to keep, says when a new version waits, and takes
// over what was shared to the installed app (or typed before a change of version). The worker holds that in its memory,
// gives it away once, and writes it nowhere.

import { find } from "../lib/dom.js";
import { atMost, savesData, whenIdle } from "../python/when_to_load.js";
import { trustUrl } from "../lib/trusted_types.js";

/** @typedef {Record<string, string>} Typed */
/**
 * @typedef {object} Context
 * @property {string} worker  its address; its folder is the site
 * @property {string} language
 * @property {Record<string, string>} words
 * @property {() => Typed} typed  what the forms say now
 * @property {(typed: Typed) => void} fill
 * @property {Promise<unknown>} after  what the worker's own downloads wait for
 */

const TELLS_WITHIN = 2000; // milliseconds until a worker that says nothing is taken to have nothing, also on a busy phone

const container = navigator.serviceWorker; // undefined where the site is not served securely

/** Ask a worker and wait for its answer. @param {ServiceWorker} worker @param {object} message @returns {Promise<any>} */
function ask(worker, message) {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => resolve(data);
    worker.postMessage(message, [port2]);
  });
}

/** Whether Python of this build is on this device, known soon. @param {string} runtime @returns {Promise<boolean>} */
export async function isKept(runtime) {
  if (!container?.controller || !runtime) return false;
  return (await atMost(TELLS_WITHIN, ask(container.controller, { type: "kept", runtime }))) === true;
}

/** Have Python kept, which this page has just used. @param {string[]} packs  words and rules that came with it */
export async function keepRuntime(packs) {
  const active = (await container?.ready)?.active;
  if (active && (await ask(active, { type: "keep-runtime", packs }))) document.documentElement.dataset.keptPython = "";
}

/** @param {Context} context */
export async function register({ worker, language, words, typed, fill, after }) {
  if (!container || !worker) return;
  void takeOver(fill);
  await after;
  whenIdle(async () => {
    const scope = new URL(".", new URL(worker, location.href)).pathname;
    const url = trustUrl(worker);
    const registration = await container.register(url, { scope, updateViaCache: "none" }).catch(() => undefined);
    if (!registration) return; // private windows may refuse; the site works without
    watchUpdates(registration, words, typed);
    const { active } = await container.ready;
    const kept = active && (await ask(active, { type: "keep", language, whole: !savesData() }));
    if (kept) document.documentElement.dataset.keptPages = "";
  });
}

/** Fill in what the worker holds for this page. @param {(typed: Typed) => void} fill */
async function takeOver(fill) {
  const held = container.controller && (await ask(container.controller, { type: "take" }));
  if (held) fill(held);
}

/** @param {ServiceWorkerRegistration} registration @param {Record<string, string>} words @param {() => Typed} typed */
function watchUpdates(registration, words, typed) {
  const notice = find("[data-update]", HTMLElement);
  const text = find("[data-update-text]", HTMLElement);
  const offer = () => {
    notice.hidden = !registration.waiting || !container.controller;
  };
  registration.addEventListener("updatefound", () => registration.installing?.addEventListener("statechange", offer));
  find("[data-update-use]", HTMLButtonElement).addEventListener("click", async () => {
    const isWriting = !find("[data-letter-panel]", HTMLElement).hidden;
    if (!registration.waiting) return location.reload();
    container.addEventListener("controllerchange", () => location.reload(), { once: true });
    const taken = !isWriting && (await ask(registration.waiting, { type: "use", typed: typed() }));
    if (!taken) text.textContent = words.updateLater;
  });
  offer();
}
