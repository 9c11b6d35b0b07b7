// The check of a draft: the form of /.../can-i-send, and Python's answer to it. Decides nothing, like main.js.
//
// States of [data-answer]: idle -> loading -> ready | failed; a submit leaves `ready` at once, a later edit marks it stale.

import { startEngine } from "./engine.js";
import { failureOf, find, progressOf, reasonOf, setStateOf, today } from "./page.js";
import { isKept, keepRuntime } from "./register.js";
import { isNear, startInTime } from "./starting.js";
import { trustHtml, trustUrl } from "./trusted.js";

const form = find("form[data-draft]", HTMLFormElement);
const answer = find("[data-answer]", HTMLElement);
const statusLine = find("[data-status]", HTMLElement);
const failed = find("[data-failed]", HTMLElement);
const sendAt = find("[name=send_at]", HTMLInputElement);
const language = form.dataset.language ?? "en";
const runtime = form.dataset.runtime ?? "";
/** @type {Record<string, string>} */
const words = JSON.parse(find("#words", HTMLScriptElement).textContent ?? "{}");

/** @type {import("./engine.js").Engine | undefined} */
let engine;
let asked = 0;
let isUsed = false; // whether the form was sent: before, no progress is told

const kept = isKept(new URL(runtime || ".", location.href).pathname);

/** Start loading Python, once; what is asked waits for it. */
function start() {
  if (engine || !runtime) return engine;
  engine = startEngine(runtime, {
    onChange: showProgress,
    trustUrl,
    warmUp: call({ text: "-20% : STOP 12345", country: form.country.value }),
    near: isNear(kept),
  });
  return engine;
}

/** @param {object} request  of the package's `check_draft` */
const call = (request) => JSON.stringify({ op: "draft", request, today: today(), language });

/** @param {import("./engine.js").Status} status */
function showProgress(status) {
  const { state, reason } = status;
  if (state === "ready") void keepRuntime();
  if (state === "failed" && !isUsed) return void (engine = undefined); // nobody has asked yet: the question tries again
  if (state === "failed") return showFailure(reason);
  if (!isUsed) return;
  statusLine.textContent = state === "ready" ? "" : progressOf(status, words);
}

/** @param {string} reason */
function showFailure(reason) {
  statusLine.textContent = "";
  find("[data-failed-text]", HTMLElement).textContent = failureOf(engine?.status(), words, reason);
  failed.hidden = false;
  setState("failed");
  answer.replaceChildren();
}

/** @param {string} state @param {Record<string, string>} [data] */
const setState = (state, data = {}) => setStateOf(answer, state, data);

/** @param {string} text */
function say(text) {
  answer.replaceChildren(Object.assign(document.createElement("p"), { className: "notice", textContent: text }));
}

async function submit() {
  const mine = ++asked;
  isUsed = true;
  failed.hidden = true;
  setState("loading");
  say(words.loading);
  try {
    const running = start();
    if (!running) throw new Error("no runtime");
    const response = JSON.parse(await running.ask(call(Object.fromEntries(new FormData(form)))));
    if (mine === asked) show(response);
  } catch (error) {
    if (mine === asked) showFailure(reasonOf(error));
  }
}

/** @param {any} response */
function show(response) {
  statusLine.textContent = "";
  if (response.error) {
    setState("idle");
    say(words.nothing);
    find("#text", HTMLTextAreaElement).focus();
    return;
  }
  answer.innerHTML = trustHtml(response.html);
  setState("ready", { source: "python", verdict: response.result.verdict });
  const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  answer.scrollIntoView({ block: "start", behavior: isCalm ? "auto" : "smooth" });
}

/** The time on the wall here, to the minute, as the field wants it. */
function fillNow() {
  const now = new Date();
  sendAt.value = `${today()}T${[now.getHours(), now.getMinutes()].map((n) => String(n).padStart(2, "0")).join(":")}`;
  markStale();
}

function markStale() {
  if (answer.dataset.state !== "ready") return;
  answer.classList.add("stale");
  statusLine.textContent = words.stale;
}

function clearAll() {
  asked += 1;
  form.reset();
  failed.hidden = true;
  statusLine.textContent = "";
  setState("idle");
  answer.replaceChildren();
  find("#text", HTMLTextAreaElement).focus();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  void submit();
});
form.addEventListener("input", markStale);
find("[data-now]", HTMLElement).addEventListener("click", fillNow);
find("[data-clear]", HTMLElement).addEventListener("click", clearAll);
find("[data-retry]", HTMLElement).addEventListener("click", () => {
  engine = undefined;
  void submit();
});
for (const element of document.querySelectorAll("[data-needs-script]")) if (element instanceof HTMLElement) element.hidden = false;
document.documentElement.dataset.scripted = "";
void startInTime(start, kept);
