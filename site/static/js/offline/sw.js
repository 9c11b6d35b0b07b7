// The service worker: keeps this build of the site on the device, whole and unmixed, so that it works without a network.
//
// The build writes it to the site's root with the list of its files (stopsms/publish/service_worker.py). A file is kept
// only if its bytes are those of the list; a new build gets a cache of its own, complete before it is used, and is used
// once no page of the former one is open, or when the reader says so. Pages name their scripts and styles by content, so
// that a page that comes from a newer build over the network brings its own.
//
// The files of Python have their content in their addresses, all of them named by one, the worker's. So builds share one
// cache for them: a new build fetches those that it has not, and drops those that it does not name once it is used.
//
// What is shared to the installed app is held in this file's memory until a page takes it, and is written nowhere. Several
// shares wait in the order in which they came. A share may replace the page that took the one before: that page hands on
// what it held, and the next one takes all of it.

/** @typedef {{home: string, start: string[], rest: string[]}} Language  start: what its home page needs; rest: its other pages */
/** @typedef {{version: string, base: string, runtime: string, files: Record<string, string>, shared: string[], python: string[], packs: Record<string, string>, languages: Record<string, Language>}} Build
 *   runtime: the folder of Python's worker; python: all files of Python but `packs`, by name: words of languages, rules of
 *   countries, of which those in use are kept */
/** @typedef {import("./client.js").Share} Share */
/** @typedef {{request: Request, clientId: string, respondWith: (r: Promise<Response>) => void, waitUntil: (p: Promise<unknown>) => void}} FetchEvent */

const BUILD = /** @type {Build} */ ({ version: "", base: "/", runtime: "", files: {}, shared: [], python: [], packs: {}, languages: {} });
const OURS = `stop-sms ${BUILD.base} `;
const SITE = `${OURS}site ${BUILD.version}`;
const PYTHON = `${OURS}python`;
const OF_PYTHON = new Set([...BUILD.python, ...Object.values(BUILD.packs)]);
const HELD_FOR = 60_000; // milliseconds: the page that takes it is on its way
const LARGEST_SHARE = 64_000_000; // bytes of its files: ten screenshots have 30 million, the largest photo of a phone 50

const worker = /** @type {any} */ (self);
/** What forms said. @type {Record<string, string>} */
let typed = {};
/** @type {Share[]} */
let shares = [];
/** Each ends what keeps this worker alive. @type {(() => void)[]} */
let releases = [];
let holding = 0; // the timer

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

/** The names of the caches of other builds of this site. */
const others = async () => (await caches.keys()).filter((name) => name.startsWith(OURS) && name !== SITE && name !== PYTHON);

/** The paths of all that a cache holds. @param {Cache} cache */
const pathsIn = async (cache) => (await cache.keys()).map(({ url }) => new URL(url).pathname);

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

/** @param {string[]} packs */
async function keepRuntime(packs) {
  const cache = await caches.open(PYTHON);
  const used = packs.flatMap((pack) => BUILD.packs[pack] ?? []);
  for (const address of [...BUILD.python, ...used]) if (!(await cache.match(address))) await cache.put(address, await fetchExact(address));
  await keep(packs.map(tableOf).filter((address) => address in BUILD.files)); // it may have come before this worker could see it
}

/** The table of a country in the language of its words: that of the pack "gb-en". @param {string} pack */
function tableOf(pack) {
  const [country, language] = pack.split("-");
  return `${BUILD.base}${language}/${country}/instant.json`;
}

async function hasRuntime() {
  const cache = await caches.open(PYTHON);
  return BUILD.python.length > 0 && (await Promise.all(BUILD.python.map((address) => cache.match(address)))).every(Boolean);
}

/** The open pages of this site. */
async function windows() {
  const all = await worker.clients.matchAll({ type: "window", includeUncontrolled: true });
  return all.filter((/** @type {{url: string}} */ { url }) => new URL(url).pathname.startsWith(BUILD.base));
}

/** All that this build needs before it may be used: what is open, and what the former build had. */
async function install() {
  const former = await Promise.all((await others()).map((name) => caches.open(name)));
  const had = (await Promise.all([...former, await caches.open(PYTHON)].map(pathsIn))).flat();
  const open = (await windows()).map((/** @type {{url: string}} */ { url }) => new URL(url).pathname);
  const started = Object.values(BUILD.languages).filter(
    ({ home }) => had.includes(home) || open.some((/** @type {string} */ path) => path.startsWith(home)),
  );
  const known = had.filter((address) => address in BUILD.files && !OF_PYTHON.has(address));
  try {
    await keep([...BUILD.shared, ...started.flatMap(({ start }) => start), ...known, ...forPictures(had)], former);
    if (had.some((address) => address.endsWith("/pyodide.asm.wasm"))) await keepRuntime(packsIn(had));
  } catch (error) {
    await caches.delete(SITE);
    throw error;
  }
}

/** The packs among kept files, also those of another build. @param {string[]} addresses */
const packsIn = (addresses) =>
  Object.keys(BUILD.packs).filter((pack) => addresses.some((address) => address.endsWith(`/${pack}.zip.bin`)));

/** What reads pictures, where a former build had it: the same engine and models, and the list that names them all.
 * @param {string[]} had */
function forPictures(had) {
  const folder = `${BUILD.base}pictures/`;
  const nameOf = (/** @type {string} */ address) => address.slice(address.lastIndexOf("/"));
  const names = new Set(had.filter((address) => address.startsWith(folder)).map(nameOf));
  return Object.keys(BUILD.files).filter((address) => address.startsWith(folder) && names.has(nameOf(address)));
}

/** Nobody uses a former build any more. */
async function dropOthers() {
  const python = await caches.open(PYTHON);
  const unnamed = (await pathsIn(python)).filter((address) => !OF_PYTHON.has(address));
  await Promise.all([...(await others()).map((name) => caches.delete(name)), ...unnamed.map((address) => python.delete(address))]);
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

/** A further attempt gets no copy that was not compared anew, for one may be the fault; nor waits for a network that may
 * answer wrongly, or not at all. @param {FetchEvent} event @param {string} address @returns {Promise<Response>} */
async function fromRuntime({ request, waitUntil }, address) {
  const isAnother = request.cache === "reload";
  const isOwnUsed = address.endsWith(".wasm");
  const own = isOwnUsed && !isAnother ? await withMachineCode(address) : undefined;
  if (own) return own;
  const cache = await caches.open(PYTHON);
  const kept = await cache.match(address);
  if (kept && !isAnother) return kept;
  const same = kept && (await exact(address, kept));
  if (same) {
    if (isOwnUsed) waitUntil(fetch(request).then((fresh) => fresh.arrayBuffer()).catch(() => undefined)); // mends the browser's
    return same;
  }
  const response = await fetch(request);
  const copy = response.clone();
  waitUntil(exact(address, copy).then((found) => found && cache.put(address, found), () => undefined));
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

/** What was shared to the installed app: into memory, and on to the form. @param {FetchEvent} event @param {string} home */
async function receiveShared(event, home) {
  const share = await readShare(event.request).catch(() => /** @type {Share} */ ({ text: "", files: [], isTooLarge: false }));
  event.waitUntil(hold({ later: [share] }));
  return Response.redirect(home, 303);
}

/** @param {Request} request @returns {Promise<Share>} */
async function readShare(request) {
  const data = await request.formData();
  const text = ["title", "text", "url"].map((name) => data.get(name)).filter((said) => said && typeof said === "string").join("\n");
  const files = data.getAll("screenshot").filter((found) => found instanceof File && (found.size || found.name)); // else no file was meant
  const given = /** @type {File[]} */ (files);
  const isTooLarge = given.reduce((sum, { size }) => sum + size, 0) > LARGEST_SHARE;
  return { text, files: isTooLarge ? [] : given, isTooLarge };
}

/** Add to what is held. Resolves once it was taken, so that the worker lives until then.
 * @param {{typed?: Record<string, string>, earlier?: Share[], later?: Share[]}} more @returns {Promise<void>} */
function hold(more) {
  typed = { ...typed, ...more.typed };
  shares = [...(more.earlier ?? []), ...shares, ...(more.later ?? [])];
  clearTimeout(holding);
  holding = setTimeout(take, HELD_FOR);
  return new Promise((resolve) => void releases.push(resolve));
}

/** What is held, which is so no more. */
function take() {
  const taken = { ...typed, shares };
  typed = {};
  shares = [];
  clearTimeout(holding);
  for (const release of releases.splice(0)) release();
  return taken;
}

/** Use this build now, if the page that asks is the only one. @param {{typed: Record<string, string>, shares: Share[]}} left
 * @param {(p: Promise<unknown>) => void} waitUntil @returns {Promise<boolean>} */
async function use({ typed, shares }, waitUntil) {
  if ((await windows()).length > 1) return false;
  waitUntil(hold({ typed, earlier: shares }));
  await worker.skipWaiting();
  return true;
}

/** @param {{data: any, ports: readonly MessagePort[], waitUntil: (p: Promise<unknown>) => void}} event */
async function answer({ data, ports, waitUntil }) {
  const [port] = ports;
  if (data.type === "left") return void (shares.length && waitUntil(hold({ typed: data.typed, earlier: data.shares })));
  if (data.type === "take") return port.postMessage(take());
  if (data.type === "kept") return port.postMessage(data.runtime === BUILD.runtime && (await hasRuntime()));
  if (data.type === "use") return port.postMessage(await use(data, waitUntil));
  const kept = data.type === "keep-runtime" ? keepRuntime(data.packs ?? []) : keepLanguage(data);
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
  } else if (OF_PYTHON.has(pathname)) {
    event.respondWith(fromRuntime({ ...event, request, waitUntil }, pathname));
  } else if (pathname in BUILD.files || request.mode === "navigate") {
    const known = pathname in BUILD.files;
    const found = known ? fromSite({ ...event, request, waitUntil }, pathname) : fetch(request);
    event.respondWith(request.mode === "navigate" ? found.catch(() => instead(pathname)) : found);
  }
});
