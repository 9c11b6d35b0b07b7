// Python for the page of another site: the answers of `sender_lookup` as JSON, made on the reader's device.
//
//   import { StopSms } from "https://this-site.example/engine.js";
//   const engine = await StopSms.start({ languages: ["fr"], countries: ["FR"] });
//   const { advice } = await engine.lookup({ sender: "36180", text: "... STOP au 36180", country: "FR" });
//
// docs/sites.md describes it, types/engine.d.ts declares it. Its source is static/js/engine/stop_sms.js; the build puts it
// to the root of the site with the addresses of the files that it loads, which change with their content.
//
// A browser starts no worker from another origin. So the page itself makes a worker, of one line, that imports ours: it is
// ruled by the policy of that page, which must allow what Python needs. Where it does not, neither an import nor a fetch
// says why it failed: an event of the page does.

import { startEngine } from "../python/engine.js";
import { atMost } from "../python/when_to_load.js";
import { today } from "../lib/today.js";

/** @typedef {import("../../../types/engine").StopSms} Interface */
/** @typedef {import("../../../types/engine").AskOptions} AskOptions */

/** The folder of Python's worker, the package's version, and the languages that there are words in; the build fills it in.
 * @type {{runtime: string, version: string, languages: string[]}} */
const BUILD = { runtime: "", version: "", languages: [] };
const SITE = new URL(".", import.meta.url);
const POLICY = "stop-sms-engine"; // for Trusted Types
const MOMENT = 500; // milliseconds within which a browser says that it was the policy that refused
const NO_MODULE = new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]); // an empty module of WebAssembly

/** Whatever goes wrong here, by `code`. */
export class StopSmsError extends Error {
  /** @param {import("../../../types/engine").Code} code @param {string} message @param {ErrorOptions} [options] */
  constructor(code, message, options) {
    super(message, options);
    this.name = "StopSmsError";
    this.code = code;
  }
}

/** @param {string} line  of the policy */
const blocked = (line) => new StopSmsError("blocked", `the Content-Security-Policy of this page lacks: ${line}`);

/** What the policy must allow, by the directive that refused. @type {Record<string, string>} */
const LINES = { "connect-src": `connect-src ${SITE.origin}`, "script-src": `script-src ${SITE.origin}`, "worker-src": "worker-src blob:" };

/** Listen for what the page's policy refuses of ours. @returns {{refused: Promise<StopSmsError>, end: () => void}} */
function listen() {
  const listening = new AbortController();
  const refused = new Promise((resolve) => {
    /** @param {SecurityPolicyViolationEvent} event */
    const hear = ({ effectiveDirective, blockedURI, disposition }) => {
      const isOurs = blockedURI.startsWith(SITE.origin) || (effectiveDirective === "worker-src" && blockedURI.startsWith("blob"));
      if (isOurs && disposition === "enforce" && effectiveDirective in LINES) resolve(blocked(LINES[effectiveDirective]));
    };
    document.addEventListener("securitypolicyviolation", hear, { signal: listening.signal });
  });
  return { refused, end: () => listening.abort() };
}

/** Fails where the page's policy has no place for Python, or its worker is not to be had.
 * @param {string} worker @param {Promise<StopSmsError>} refused */
async function check(worker, refused) {
  // WebKit refuses no `compile`, but whatever comes after it.
  await WebAssembly.instantiate(NO_MODULE).catch(() => Promise.reject(blocked("script-src 'wasm-unsafe-eval'")));
  const response = await fetch(worker, { referrerPolicy: "no-referrer" }).catch(async (cause) => {
    const why = await atMost(MOMENT, refused);
    throw why ?? new StopSmsError("unreachable", `${SITE.origin} does not answer`, { cause });
  });
  if (!response.ok) throw new StopSmsError("failed", `${worker}: HTTP status ${response.status}: load the page again, the site has changed`);
}

/** @type {{createScriptURL: (url: string) => string} | undefined} */
let policy;

/** The address of a worker as a page that demands Trusted Types takes it. @param {string} url */
function trusted(url) {
  const { trustedTypes } = /** @type {any} */ (globalThis);
  if (!trustedTypes) return url;
  try {
    policy ??= trustedTypes.createPolicy(POLICY, { createScriptURL: String });
  } catch {
    throw blocked(`trusted-types ${POLICY}`);
  }
  return /** @type {any} */ (policy).createScriptURL(url);
}

/** The address of a worker of this page's own that imports ours; what is behind a # in it says the same to ours.
 * @param {string} worker */
function shimOf(worker) {
  // The page could fetch it just now: a TypeError, which says no more, is the policy's.
  const reason = '(error instanceof TypeError ? "script-src" : String(error))';
  const tell = `(error) => postMessage({ type: "failed", stage: "download", reason: ${reason} })`;
  return URL.createObjectURL(new Blob([`import(${JSON.stringify(worker)} + location.hash).catch(${tell});`], { type: "text/javascript" }));
}

/** The files with words and rules that come at the start; the worker passes over those that there are not.
 * @param {string[]} languages @param {string[]} countries */
function packsOf(languages, countries) {
  const codes = countries.map((code) => code.toLowerCase());
  return [...languages.map((language) => `words-${language}`), ...codes, ...codes.flatMap((code) => languages.map((language) => `${code}-${language}`))];
}

/** @param {string} name @param {string[]} given @param {(code: string) => boolean} isRight @param {string} example */
function demand(name, given, isRight, example) {
  if (!Array.isArray(given)) throw new StopSmsError("bad_request", `${name}: give a list of ${example}`);
  const wrong = given.find((code) => !isRight(code));
  if (wrong !== undefined) throw new StopSmsError("bad_request", `${name}: ${JSON.stringify(wrong)}: use ${example}`);
}

/** What comes of a promise, unless a signal comes first. @template T @param {Promise<T>} promise
 * @param {(AbortSignal | undefined)[]} signals @returns {Promise<T>} */
function unless(promise, ...signals) {
  const listening = new AbortController();
  return new Promise((/** @type {(value: T) => void} */ resolve, reject) => {
    promise.then(resolve, reject);
    for (const signal of signals) {
      signal?.throwIfAborted();
      signal?.addEventListener("abort", () => reject(signal.reason), { signal: listening.signal });
    }
  }).finally(() => listening.abort());
}

/** Start our worker. @param {string} worker @param {string} shim @param {string[]} packs
 * @param {import("../../../types/engine").StartOptions["onProgress"]} onProgress */
function launch(worker, shim, packs, onProgress) {
  /** @type {(ready: true) => void} */
  let resolve;
  /** @type {(reason: unknown) => void} */
  let reject;
  const ready = new Promise((...both) => ([resolve, reject] = both));
  let isReady = false; // it may start again later, by itself
  const engine = startEngine(new URL(".", worker), {
    packs,
    trustUrl: (url) => trusted(shim + new URL(url).hash),
    onChange: ({ state, stage, done, total, reason, isCutOff }) => {
      if (state === "failed") reject(!isCutOff && reason in LINES ? blocked(LINES[reason]) : new StopSmsError(isCutOff ? "unreachable" : "failed", reason));
      if (state === "ready") resolve((isReady = true));
      if (state === "loading" && !isReady && onProgress) queueMicrotask(() => onProgress({ stage, done, total }));
    },
  });
  return { engine, ready };
}

/** @implements {Interface} */
export class StopSms {
  version = BUILD.version;
  #engine;
  #shim;
  #language;
  #ended = new AbortController();

  /** @param {import("../python/engine.js").Engine} engine @param {string} shim @param {string} language */
  constructor(engine, shim, language) {
    this.#engine = engine;
    this.#shim = shim;
    this.#language = language;
  }

  /** @param {import("../../../types/engine").StartOptions} [options] @returns {Promise<Interface>} */
  static async start({ languages = [], countries = [], signal, onProgress } = {}) {
    if (!BUILD.runtime) throw new StopSmsError("failed", "this site was built without Python");
    demand("languages", languages, (code) => BUILD.languages.includes(code), BUILD.languages.join(", "));
    const wanted = languages.length ? languages : ["en"];
    demand("countries", countries, (code) => /^[a-z]{2}$/i.test(code), "two letters, as FR");
    const worker = new URL(`${BUILD.runtime}worker.js`, SITE).href;
    const { refused, end } = listen();
    /** @type {StopSms | undefined} */
    let started;
    try {
      await unless(check(worker, refused), signal);
      const shim = shimOf(worker);
      trusted(shim);
      const { engine, ready } = launch(worker, shim, packsOf(wanted, countries), onProgress);
      started = new StopSms(engine, shim, wanted[0]);
      await unless(Promise.race([ready, refused.then((error) => Promise.reject(error))]), signal);
      return started;
    } catch (error) {
      started?.stop();
      throw error;
    } finally {
      end();
    }
  }

  /** @param {Record<string, unknown>} call @param {AbortSignal} [signal] @returns {Promise<any>} */
  async #ask(call, signal) {
    const text = written({ today: today(), language: this.#language, ...call });
    const answered = this.#engine.ask(text).catch((cause) => Promise.reject(new StopSmsError("failed", cause.message, { cause })));
    const answer = JSON.parse(await unless(answered, this.#ended.signal, signal));
    if (answer.error) throw new StopSmsError(answer.error.code, answer.error.message);
    return answer;
  }

  /** @param {import("../../../types/engine").LookupRequest} request @param {AskOptions} [options] */
  async lookup(request, { signal } = {}) {
    return (await this.#ask({ op: "lookup", request, ...languageOf(request) }, signal)).result;
  }

  /** @param {import("../../../types/engine").DraftRequest} request @param {AskOptions} [options] */
  async draft(request, { signal } = {}) {
    return (await this.#ask({ op: "draft", request, ...languageOf(request) }, signal)).result;
  }

  /** @param {string} id @param {import("../../../types/engine").LetterOptions} [options]
   * @returns {Promise<import("../../../types/engine").Letter>} */
  async letter(id, { country, facts = {}, signal, ...options } = {}) {
    const call = { op: "letter", id, country, facts: { date: today(), ...facts }, ...languageOf(options) };
    const { language, recipient, subject, body, text, missing } = await this.#ask(call, signal);
    return { id, language, recipient, subject, body, text, missing };
  }

  stop() {
    this.#ended.abort(new StopSmsError("stopped", "this engine was stopped"));
    this.#engine.stop();
    URL.revokeObjectURL(this.#shim);
  }
}

/** The language that a call names, if any. @param {{language?: string | null}} call @returns {{language?: string}} */
const languageOf = (call) => (call?.language ? { language: call.language } : {});

/** A call as JSON; a number too large for it or a circle in it is the caller's. @param {Record<string, unknown>} call */
function written(call) {
  try {
    return JSON.stringify(call);
  } catch (cause) {
    throw new StopSmsError("bad_request", String(cause), { cause });
  }
}
