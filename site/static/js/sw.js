// The service worker: keeps this build of the site on the device, whole and unmixed, so that it works without a network.
//
// The build writes it to the site's root with the list of its files (stopsms/offline.py). A file is kept only if its
// bytes are those of the list; a new build gets a cache of its own, complete before it is used, and is used once no page
// of the former one is open, or when the reader says so. Pages name their scripts and styles by content, so that a page
// that comes from a newer build over the network brings its own.
//
// What is shared to the installed app is held in this file's memory until the page takes it, and is written nowhere.

/** @typedef {{home: string, start: string[], rest: string[]}} Language  start: what its home page needs; rest: its other pages */
/** @typedef {{version: string, base: string, runtime: string, files: Record<string, string>, shared: string[], languages: Record<string, Language>}} Build */
/** @typedef {{request: Request, clientId: string, respondWith: (r: Promise<Response>) => void, waitUntil: (p: Promise<unknown>) => void}} FetchEvent */

const BUILD = /** @type {Build} */ ({ version: "", base: "/", runtime: "", files: {}, shared: [], languages: {} });
const OURS = `stop-sms ${BUILD.base} `;
const SITE = `${OURS}site ${BUILD.version}`;
const RUNTIME = `${OURS}${BUILD.runtime}`;
const HELD_FOR = 60_000; // milliseconds: the page that takes it is on its way

const worker = /** @type {any} */ (self);
/** @type {Record<string, string> | undefined} */
let held;
let release = () => {};

/** @param {ArrayBuffer} bytes @returns {Promise<string>} */
async function digest(bytes) {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...hash.slice(0, 8)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The response as it may be kept: undefined unless it is the file of this build.
 * @param {string} address @param {Response} response @returns {Promise<Response | undefined>} */
async function exact(address, response) {
  if (!response.ok || response.redirected) return undefined;
  const bytes = await response.arrayBuffer();
  if ((await digest(bytes)) !== BUILD.files[address]) return undefined;
  const headers = new Headers(response.headers);
  for (const name of ["content-encoding", "content-length"]) headers.delete(name); // these bytes are not compressed
  return new Response(bytes, { headers });
}

/** @param {string} address @returns {Promise<Response>} */
async function fetchExact(address) {
  for (const cache of /** @type {RequestCache[]} */ (["default", "reload"])) {
    const found = await exact(address, await fetch(address, { cache }));
    if (found) return found;
  }
  throw new Error(`${address} is not that of this build`);
}

/** The caches of other builds of this site. */
async function others() {
  const names = (await caches.keys()).filter((name) => name.startsWith(OURS) && name !== SITE && name !== RUNTIME);
  return Promise.all(names.map((name) => caches.open(name)));
}

/** The same file, kept by a former build. @param {string} address @param {Cache[]} former */
async function fromFormer(address, former) {
  for (const cache of former) {
    const response = await cache.match(address);
    const same = response && (await exact(address, response));
    if (same) return same;
  }
  return undefined;
}

/** Have all of them in this build's cache, or fail. @param {Iterable<string>} addresses @param {Cache[]} former */
async function keep(addresses, former = []) {
  const cache = await caches.open(SITE);
  const missing = [];
  for (const address of new Set(addresses)) if (!(await cache.match(address))) missing.push(address);
  const responses = await Promise.all(
    missing.map(async (address) => /** @type {const} */ ([address, (await fromFormer(address, former)) ?? (await fetchExact(address))])),
  );
  await Promise.all(responses.map(([address, response]) => cache.put(address, response)));
}

async function keepRuntime() {
  const cache = await caches.open(RUNTIME);
  for (const address of Object.keys(BUILD.files)) {
    if (address.startsWith(BUILD.runtime) && !(await cache.match(address))) await cache.put(address, await fetchExact(address));
  }
}

async function hasRuntime() {
  const cache = await caches.open(RUNTIME);
  const files = Object.keys(BUILD.files).filter((address) => address.startsWith(BUILD.runtime));
  return files.length > 0 && (await Promise.all(files.map((address) => cache.match(address)))).every(Boolean);
}

/** The open pages of this site. */
async function windows() {
  const all = await worker.clients.matchAll({ type: "window", includeUncontrolled: true });
  return all.filter((/** @type {{url: string}} */ { url }) => new URL(url).pathname.startsWith(BUILD.base));
}

/** All that this build needs before it may be used: what is open, and what the former build had. */
async function install() {
  const former = await others();
  const requests = (await Promise.all(former.map((cache) => cache.keys()))).flat();
  const had = requests.map(({ url }) => new URL(url).pathname);
  const open = (await windows()).map((/** @type {{url: string}} */ { url }) => new URL(url).pathname);
  const started = Object.values(BUILD.languages).filter(
    ({ home }) => had.includes(home) || open.some((/** @type {string} */ path) => path.startsWith(home)),
  );
  const known = had.filter((address) => address in BUILD.files && !address.startsWith(BUILD.runtime));
  try {
    await keep([...BUILD.shared, ...started.flatMap(({ start }) => start), ...known], former);
    if (had.some((address) => address.endsWith("/pyodide.asm.wasm"))) await keepRuntime();
  } catch (error) {
    await caches.delete(SITE);
    throw error;
  }
}

async function dropOthers() {
  const names = (await caches.keys()).filter((name) => name.startsWith(OURS) && name !== SITE && name !== RUNTIME);
  await Promise.all(names.map((name) => caches.delete(name)));
}

/** Keep what was just visited; a home page with all that it needs, or not at all.
 * @param {string} address @param {Response} response */
async function keepVisited(address, response) {
  const language = Object.values(BUILD.languages).find(({ home }) => home === address);
  const same = await exact(address, response);
  if (!same) return void worker.registration.update();
  if (language) return keep(language.start);
  await (await caches.open(SITE)).put(address, same);
}

/** @param {FetchEvent} event @param {string} address @returns {Promise<Response>} */
async function fromSite({ request, waitUntil }, address) {
  const kept = await (await caches.open(SITE)).match(address);
  if (kept) return kept;
  const response = await fetch(request);
  waitUntil(keepVisited(address, response.clone()).catch(() => undefined));
  return response;
}

/** The browser's own copy, untouched: with it comes the machine code that was made of it, which the copy in our cache
 * has not. Undefined where there is none; never from the network. @param {string} address */
const withMachineCode = (address) =>
  fetch(address, { cache: "only-if-cached", mode: "same-origin" }).then((found) => (found.ok ? found : undefined), () => undefined);

/** @param {FetchEvent} event @param {string} address @returns {Promise<Response>} */
async function fromRuntime({ request, waitUntil }, address) {
  const isAnother = request.cache === "reload"; // the browser's copy may be the fault
  const own = address.endsWith(".wasm") && !isAnother ? await withMachineCode(address) : undefined;
  if (own) return own;
  const cache = await caches.open(RUNTIME);
  const kept = await cache.match(address);
  if (kept && !isAnother) return kept;
  const response = await fetch(request).catch((error) => kept ?? Promise.reject(error));
  const copy = response.clone();
  waitUntil(exact(address, copy).then((same) => same && cache.put(address, same), () => undefined));
  return response;
}

/** Where a page is neither here nor to be had: the home page of its language, which says so.
 * @param {string} address @returns {Promise<Response>} */
async function instead(address) {
  if (`${address}/` in BUILD.files) return Response.redirect(`${address}/`);
  const cache = await caches.open(SITE);
  const homes = Object.values(BUILD.languages).map(({ home }) => home);
  for (const home of [...homes.filter((home) => address.startsWith(home)), ...homes]) {
    if (await cache.match(home)) return Response.redirect(`${home}#offline`);
  }
  return Response.error();
}

/** A message shared to the installed app: into memory, and on to the form. @param {FetchEvent} event @param {string} home */
async function receiveShared(event, home) {
  const data = await event.request.formData();
  const text = ["title", "text", "url"].map((name) => data.get(name)).filter(Boolean).join("\n");
  event.waitUntil(hold({ text }));
  return Response.redirect(home, 303);
}

/** Resolves once it was taken, so that the worker lives until then. @param {Record<string, string>} typed @returns {Promise<void>} */
function hold(typed) {
  held = typed;
  return new Promise((resolve) => {
    release = resolve;
    setTimeout(() => {
      held = undefined;
      resolve();
    }, HELD_FOR);
  });
}

function take() {
  const typed = held;
  held = undefined;
  release();
  return typed;
}

/** Use this build now, if the page that asks is the only one. @param {Record<string, string>} typed
 * @param {(p: Promise<unknown>) => void} waitUntil @returns {Promise<boolean>} */
async function use(typed, waitUntil) {
  if ((await windows()).length > 1) return false;
  waitUntil(hold(typed));
  await worker.skipWaiting();
  return true;
}

/** @param {{data: any, ports: readonly MessagePort[], waitUntil: (p: Promise<unknown>) => void}} event */
async function answer({ data, ports, waitUntil }) {
  const [port] = ports;
  if (data.type === "take") return port.postMessage(take());
  if (data.type === "kept") return port.postMessage(data.runtime === BUILD.runtime && (await hasRuntime()));
  if (data.type === "use") return port.postMessage(await use(data.typed, waitUntil));
  const kept = data.type === "keep-runtime" ? keepRuntime() : keepLanguage(data);
  port.postMessage(await kept.then(() => true, () => false));
}

/** @param {{language: string, whole: boolean}} wanted */
async function keepLanguage({ language, whole }) {
  const { start = [], rest = [] } = BUILD.languages[language] ?? {};
  await keep(start);
  if (whole) await keep(rest);
}

worker.addEventListener("install", (/** @type {any} */ event) => event.waitUntil(install()));
worker.addEventListener("activate", (/** @type {any} */ event) => event.waitUntil(dropOthers()));
worker.addEventListener("message", (/** @type {any} */ event) => {
  const waitUntil = event.waitUntil.bind(event);
  waitUntil(answer({ data: event.data, ports: event.ports, waitUntil }));
});
worker.addEventListener("fetch", (/** @type {any} */ event) => {
  const { request } = event;
  const { origin, pathname, search } = new URL(request.url);
  if (origin !== location.origin || !pathname.startsWith(BUILD.base)) return;
  const waitUntil = event.waitUntil.bind(event);
  if (request.method === "POST") {
    const shared = Object.values(BUILD.languages).find(({ home }) => pathname === `${home}share/`);
    if (shared) event.respondWith(receiveShared({ ...event, request, waitUntil }, shared.home));
  } else if (request.method !== "GET" || search) {
    return;
  } else if (BUILD.runtime && pathname.startsWith(BUILD.runtime)) {
    event.respondWith(fromRuntime({ ...event, request, waitUntil }, pathname));
  } else if (pathname in BUILD.files || request.mode === "navigate") {
    const known = pathname in BUILD.files;
    const found = known ? fromSite({ ...event, request, waitUntil }, pathname) : fetch(request);
    event.respondWith(request.mode === "navigate" ? found.catch(() => instead(pathname)) : found);
  }
});
