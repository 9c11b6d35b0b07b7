// The page's side of Python: starts the worker, says how far it is, passes questions and answers.
//
//   const engine = startEngine(base, { onChange: ({ state, stage, done, total, reason }) => ... });
//   const response = await engine.ask(request);    // may be asked at once; waits until Python is there
//
// States: loading -> ready | failed. A start is tried twice, each time with a new worker, because a Pyodide that has
// stumbled neither resolves nor rejects: then only the silence tells, and a worker can be ended.
//
// Python's engine comes in two parts, of which nearly every call needs the first alone. Where one needs the second, a
// worker with both takes over, and is asked the same again. Where the second is not to be had, Python goes on without; a
// start that needs it has failed.
//
// On a fast line not all bytes are counted. A line that only seems fast is told by a short silence: then the same start
// begins again and counts them, so that the reader sees how far it is.

/** @typedef {"loading" | "ready" | "failed"} State */
/** @typedef {"download" | "start" | "import"} Stage  where a start is, or where it ended */
/** @typedef {import("./when_to_load.js").Distance} Distance */
/** @typedef {{state: State, stage: Stage, done: number, total: number, reason: string, isCutOff: boolean}} Status
 *   bytes of the download; of a failure: whether the site could not be reached */
/** @typedef {{resolve: (response: string) => void, reject: (error: Error) => void}} Waiting */
/**
 * @typedef {object} Options
 * @property {(status: Status) => void} [onChange]  called at every change of the status
 * @property {(url: string) => unknown} [trustUrl]  the page's Trusted Types policy, where there is one
 * @property {number} [patience]  milliseconds without any progress after which the first start has failed
 * @property {number} [attempts]
 * @property {string} [warmUp]  a request for when Python is there and nobody has asked: its first answer costs ten times as
 *   much as a later one
 * @property {Promise<unknown>} [after]  what comes before the download
 * @property {string[]} [packs]  words and rules that come with it: those of the page's language, those of a country
 * @property {Promise<Distance>} [distance]  of the files: of those that are here or come fast not all bytes are counted,
 *   and a browser may keep the machine code that it makes of them
 */
/**
 * @typedef {object} Engine
 * @property {() => Status} status
 * @property {(request: string) => Promise<string>} ask  rejects when Python will not come or raises
 * @property {() => void} stop
 */

const PATIENCE = 30_000;
const SHORT_PATIENCE = 8_000; // where the line seems fast: where it is, what is not counted comes in half that time
const MORE_PATIENCE = 3; // times as long for a further attempt: an old phone may need more than the first one had
const ATTEMPTS = 2;
const PROBE = 10_000; // milliseconds within which a site that can be reached answers, also to a busy phone on a slow network

/** Whether the site answers now, whatever it says. @param {string} url */
const isReached = (url) =>
  fetch(url, { method: "HEAD", cache: "no-store", signal: AbortSignal.timeout(PROBE) }).then(() => true, () => false);

/** What an error says. @param {unknown} error */
export function reasonOf(error) {
  return error instanceof Error ? error.message : String(error);
}

/** The words and rules that answer in a language about lines of these countries. @param {string} language @param {string[]} countries */
export const packsOf = (language, ...countries) => [`words-${language}`, ...countries.map((code) => code.toLowerCase())];

/** Start Python from the folder of its worker, `.../runtime/start-<hash>/`.
 * @param {string | URL} base @param {Options} [options] @returns {Engine} */
export function startEngine(base, { onChange, trustUrl = String, patience = PATIENCE, attempts = ATTEMPTS, warmUp, after, distance, packs = [] } = {}) {
  const url = new URL("worker.js", new URL(base, document.baseURI)).href;
  /** @type {Status} */
  let status = { state: "loading", stage: "download", done: 0, total: 0, reason: "", isCutOff: false };
  /** @type {Map<number, Waiting & {request: string}>} */
  const waiting = new Map();
  /** @type {Worker | undefined} */
  let worker;
  let timer = 0;
  let asked = 0;
  let attempt = 0;
  let seemsFast = false; // the line of this start
  let needsAll = false; // the engine's second part as well
  let refused = ""; // why this start goes on without it
  let isWarm = false; // else a first answer that needs it would have every start begin another one
  let isEnding = false;

  /** @param {Partial<Status>} change */
  function change(change) {
    status = { ...status, ...change };
    onChange?.(status);
  }

  /** Begin to wait anew: something has happened. */
  function rearm() {
    clearTimeout(timer);
    const limit = attempt > 1 ? patience * MORE_PATIENCE : patience;
    if (seemsFast && status.stage === "download") timer = setTimeout(countAll, SHORT_PATIENCE);
    else timer = setTimeout(() => void fail(status.stage, `nothing happened for ${limit / 1000} seconds`), limit);
  }

  async function start() {
    attempt += 1;
    seemsFast = false;
    rearm();
    // The HTTP cache may hold the fault itself: a further attempt puts a fresh copy there.
    await (attempt > 1 ? fetch(url, { cache: "reload" }).catch(() => undefined) : after);
    const found = (attempt === 1 && (await distance)) || "far";
    seemsFast = found === "fast";
    run(found === "far" ? "far" : "near");
  }

  /** A call needs what the first part of the engine has not, and has left Python in the middle of it. What was asked
   * stays asked. */
  function startWithAll() {
    worker?.terminate();
    if (refused) return void end(status.stage, refused);
    needsAll = true;
    attempt = 0;
    change({ state: "loading", stage: "download", done: 0 });
    void start();
  }

  /** The line is not as fast as it seemed: the same attempt, with every byte counted. */
  function countAll() {
    seemsFast = false;
    worker?.terminate();
    run("far");
  }

  /** @param {"near" | "far"} name  see worker.js */
  function run(name) {
    if (status.state !== "loading") return; // stopped meanwhile
    rearm();
    const address = attempt > 1 ? `${url}#${attempt}` : url;
    try {
      worker = new Worker(/** @type {string} */ (trustUrl(address)), { type: "module", name: [name, ...packs, ...(needsAll ? ["all"] : [])].join(" ") });
    } catch (error) {
      return fail(status.stage, reasonOf(error)); // some browsers refuse at once, where others send an event
    }
    const mine = worker;
    worker.addEventListener("message", ({ data }) => mine === worker && receive(data)); // one that was ended may have said more
    // The worker's own script cannot be fetched or read; errors inside it come as messages.
    worker.addEventListener("error", (event) => void fail(status.stage, event.message || "the worker did not start"));
  }

  /** @param {any} message  see worker.js */
  function receive(message) {
    if ("id" in message) return settle(message);
    if (message.type === "failed") return void fail(message.stage, message.reason);
    if (message.type === "ready") return ready();
    if (message.type === "lacking") return startWithAll();
    const { stage, done, total } = message;
    change(total ? { stage, done, total } : { stage });
    rearm();
  }

  function ready() {
    clearTimeout(timer);
    refused = "";
    change({ state: "ready", done: status.total });
    for (const [id, { request }] of waiting) worker?.postMessage({ id, request });
    if (warmUp && !isWarm && waiting.size === 0) void ask(warmUp).catch(() => {});
    isWarm = true;
  }

  /** @param {{id: number, response?: string, error?: string}} message */
  function settle({ id, response, error }) {
    const asker = waiting.get(id);
    waiting.delete(id);
    if (response === undefined) asker?.reject(new Error(error));
    else asker?.resolve(response);
  }

  /** @param {Stage} stage @param {string} reason @returns {Promise<void>} */
  async function fail(stage, reason) {
    if (status.state !== "loading" || isEnding) return;
    clearTimeout(timer);
    worker?.terminate();
    if (attempt < attempts) return start();
    return needsAll ? startWithLess(reason) : end(stage, reason);
  }

  /** @param {Stage} stage @param {string} reason */
  async function end(stage, reason) {
    clearTimeout(timer);
    isEnding = true;
    change({ state: "failed", stage, reason, isCutOff: !(await isReached(url)) });
    reject(reason);
  }

  /** The second part is not to be had: what needs it has no answer, and the next question may not need it.
   * @param {string} reason */
  function startWithLess(reason) {
    needsAll = false;
    refused = reason;
    attempt = 0;
    reject(reason);
    return start();
  }

  /** @param {string} reason */
  function reject(reason) {
    for (const asker of waiting.values()) asker.reject(new Error(reason));
    waiting.clear();
  }

  /** @param {string} request @returns {Promise<string>} */
  function ask(request) {
    if (status.state === "failed") return Promise.reject(new Error(status.reason));
    asked += 1;
    const id = asked;
    if (status.state === "ready") worker?.postMessage({ id, request });
    return new Promise((resolve, reject) => waiting.set(id, { resolve, reject, request }));
  }

  function stop() {
    attempt = attempts;
    void fail(status.stage, "stopped");
    worker?.terminate();
  }

  void start();
  return { status: () => status, ask, stop };
}
