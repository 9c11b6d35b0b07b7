// Runs the service workers of builds without a browser: node service_worker.mjs < STEPS, a JSON list, done one by one:
//   {"do": "install", "dist": FOLDER, "broken": [END ...]}  a new worker; files whose paths end so cannot be had
//   {"do": "activate"}                                the last one takes the place of the former
//   {"do": "message", "data": {...}}                  the active one is asked
//   {"do": "share", "to": PATH, "text": TEXT}         a message is shared to the installed app
//   {"do": "pass", "milliseconds": N}                 time goes by
//   {"do": "get", "path": PATH, "cache": MODE, "sent": TEXT}   a page fetches a file; the network sends TEXT with status 200,
//                                                     null: status 404, without it: the file; the answer is its text
//   {"do": "rot", "path": PATH}                       other bytes than those that were kept
// Writes a JSON list, one object a step: {"fetched": [[path, bytes] ...], "answer": ..., "error": ..., "caches": {name: [path ...]}}
// Caches, network and clock are stand-ins; requests, responses and hashes are Node's own, the workers those of the builds.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { runInNewContext } from "node:vm";

const ORIGIN = "http://localhost:8000";
const pathOf = (request) => new URL(request.url ?? request, ORIGIN).pathname;

class StandInCache {
  entries = new Map();

  async match(request) {
    const kept = this.entries.get(pathOf(request));
    return kept && new Response(kept.bytes, { headers: kept.headers });
  }
  async put(request, response) {
    this.entries.set(pathOf(request), { bytes: await response.arrayBuffer(), headers: response.headers });
  }
  async keys() {
    return [...this.entries.keys()].map((path) => ({ url: ORIGIN + path }));
  }
  async delete(request) {
    return this.entries.delete(pathOf(request));
  }
}

const stores = new Map();
const caches = {
  keys: async () => [...stores.keys()],
  delete: async (name) => stores.delete(name),
  open: async (name) => stores.get(name) ?? stores.set(name, new StandInCache()).get(name),
};

let fetched = [];
/** What the network sends instead of any file. @type {string | null | undefined} */
let instead;
/** The network of one build. */
const network = (dist, broken) => async (request, { cache } = {}) => {
  if (cache === "only-if-cached") throw new TypeError("the browser has no copy of its own");
  if (instead !== undefined) return new Response(instead ?? "", { status: instead === null ? 404 : 200 });
  const path = pathOf(request);
  const file = join(dist, path.endsWith("/") ? `${path}index.html` : path);
  if (!existsSync(file) || broken.some((end) => path.endsWith(end))) return new Response("", { status: 404 });
  const bytes = readFileSync(file);
  fetched.push([path, bytes.length]);
  return new Response(bytes);
};

let now = 0;
const timers = new Map();
const clock = {
  setTimeout: (act, milliseconds) => timers.set(timers.size + 1, { act, at: now + milliseconds }).size,
  clearTimeout: (id) => void (timers.has(id) && timers.set(id, { at: Infinity })),
};
function pass(milliseconds) {
  now += milliseconds;
  for (const [id, { act, at }] of timers) {
    if (at > now) continue;
    clock.clearTimeout(id);
    act();
  }
}

/** Node knows no page that an address is relative to. */
class StandInResponse extends Response {
  static redirect = (url, status) => Response.redirect(new URL(url, ORIGIN), status);
}

function load(dist, broken) {
  const handlers = {};
  const self = {
    addEventListener: (type, handler) => void (handlers[type] = handler),
    clients: { matchAll: async () => [] },
    registration: { update: async () => undefined },
    skipWaiting: async () => undefined,
  };
  const location = { origin: ORIGIN };
  const own = { self, location, caches, fetch: network(dist, broken), ...clock };
  runInNewContext(readFileSync(join(dist, "sw.js"), "utf8"), { ...own, Response: StandInResponse, Headers, URL, crypto });
  return handlers;
}

/** Have a handler do its work, all that it promised; not what only keeps the worker alive. Its answer, where it has one. */
async function dispatch(handler, event) {
  const promises = [];
  let answer;
  handler({ waitUntil: (promise) => promises.push(promise), respondWith: (promise) => (answer = promise), ...event });
  const answered = await answer;
  const done = await Promise.all(promises);
  return answer ? answered : done.at(-1);
}

const ask = (worker, data) =>
  new Promise((resolve, reject) => {
    const ports = [{ postMessage: resolve }];
    worker.message({ data, ports, waitUntil: (promise) => void promise.catch(reject) });
  });

const share = (worker, path, text) =>
  new Promise((resolve, reject) => {
    const body = new FormData();
    body.set("text", text);
    const request = new Request(ORIGIN + path, { method: "POST", body });
    const respondWith = (promise) => void promise.then(({ headers }) => resolve(headers.get("Location")), reject);
    worker.fetch({ request, respondWith, waitUntil: () => undefined });
  });

async function get(worker, path, cache, sent) {
  instead = sent;
  const request = { method: "GET", url: ORIGIN + path, cache, mode: "cors" };
  try {
    const response = await dispatch(worker.fetch, { request });
    return await response.text();
  } finally {
    instead = undefined;
  }
}

let installed, active;
const ACTS = {
  install: ({ dist, broken = [] }) => dispatch((installed = load(dist, broken)).install, {}),
  activate: () => dispatch((active = installed).activate, {}),
  message: ({ data }) => ask(active, data),
  share: ({ to, text }) => share(active, to, text),
  rot: async ({ path }) => stores.forEach(({ entries }) => entries.has(path) && (entries.get(path).bytes = new ArrayBuffer(1))),
  get: ({ path, cache, sent }) => get(active, path, cache, sent),
  pass: async ({ milliseconds }) => pass(milliseconds),
};

const results = [];
for (const step of JSON.parse(readFileSync(0, "utf8"))) {
  fetched = [];
  const done = await ACTS[step.do](step).then((answer) => ({ answer }), (error) => ({ error: String(error) }));
  const kept = [...stores].map(([name, { entries }]) => [name, [...entries.keys()]]);
  results.push({ ...done, fetched, caches: Object.fromEntries(kept) });
}
console.log(JSON.stringify(results));
