// The page's side of the service worker: registers it, tells it what to keep, says when a new version waits, and takes
// over what was shared to the installed app (or typed before a change of version). The worker holds that in its memory,
// gives it away once, and writes it nowhere.
//
// A phone shows the next share in the window of the one before, whose page goes: what it holds goes to the worker, which
// drops it unless a share waits there.

import { find } from "../lib/dom.js";
import { atMost, savesData, whenIdle } from "../python/when_to_load.js";
import { trustUrl } from "../lib/trusted_types.js";

/** @typedef {Record<string, string>} Typed */
/** @typedef {{text: string, files: File[], isTooLarge: boolean}} Share  too large: then its files are not here */
/** @typedef {{typed: Typed, shares: Share[]}} Left  what a page held */
/**
 * @typedef {object} Context
 * @property {string} worker  its address; its folder is the site
 * @property {string} language
 * @property {Record<string, string>} words
 * @property {() => Typed} typed  what the forms say now
 * @property {() => File[]} files  what was given to the page besides
 * @property {(typed: Typed) => void} fill
 * @property {(shares: Share[]) => void} onShares
 * @property {Promise<unknown>} after  what the worker's own downloads wait for
 */

const TELLS_WITHIN = 2000; // milliseconds until a worker that says nothing is taken to have nothing, also on a busy phone

const container = navigator.serviceWorker; // undefined where the site is not served securely
let isHandedOn = false;

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
export async function register({ worker, language, words, typed, files, fill, onShares, after }) {
  if (!container || !worker) return;
  const left = () => ({ typed: typed(), shares: files().length ? [{ text: "", files: files(), isTooLarge: false }] : [] });
  void takeOver(fill, onShares);
  addEventListener("pagehide", () => handOn(left()));
  await after;
  whenIdle(async () => {
    const scope = new URL(".", new URL(worker, location.href)).pathname;
    const url = trustUrl(worker);
    const registration = await container.register(url, { scope, updateViaCache: "none" }).catch(() => undefined);
    if (!registration) return; // private windows may refuse; the site works without
    watchUpdates(registration, words, left);
    const { active } = await container.ready;
    const kept = active && (await ask(active, { type: "keep", language, whole: !savesData() }));
    if (kept) document.documentElement.dataset.keptPages = "";
  });
}

/** Fill in what the worker holds for this page. @param {Context["fill"]} fill @param {Context["onShares"]} onShares */
async function takeOver(fill, onShares) {
  if (!container.controller) return;
  const { shares = [], ...typed } = (await ask(container.controller, { type: "take" })) ?? {}; // a former build's has no list
  if (Object.keys(typed).length) fill(typed);
  if (shares.length) onShares(shares);
}

/** This page goes. @param {Left} left */
function handOn({ typed, shares }) {
  const isEmpty = !typed.sender && !typed.text && !shares.length;
  if (!isHandedOn && !isEmpty) container.controller?.postMessage({ type: "left", typed, shares });
}

/** @param {ServiceWorkerRegistration} registration @param {Record<string, string>} words @param {() => Left} left */
function watchUpdates(registration, words, left) {
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
    isHandedOn = !isWriting; // the change may come before the answer
    isHandedOn &&= await ask(registration.waiting, { type: "use", ...left() });
    if (!isHandedOn) text.textContent = words.updateLater;
  });
  offer();
}
