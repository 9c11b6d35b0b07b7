// The form and its answer. Decides nothing: it moves strings between the form, the worker and the page.
//
// States of [data-answer]: idle -> instant | loading -> ready | failed; a submit leaves `ready` at once, a later edit marks it stale.

import { startEngine } from "./engine.js";
import { answer, form, setHtml, setState, showAtOnce, tablesLoaded, takeOver, words } from "./first.js";
import { openLetters } from "./letter.js";
import { failureOf, find, progressOf, reasonOf, today } from "./page.js";
import { isKept, keepRuntime, register } from "./register.js";
import { openSheets } from "./sheets.js";
import { atMost, isNear, startInTime } from "./starting.js";
import { trustUrl } from "./trusted.js";

const TYPING_PAUSE = 60; // milliseconds without a keystroke

const statusLine = find("[data-status]", HTMLElement);
const followUp = find("[data-follow-up]", HTMLFormElement);
const failed = find("[data-failed]", HTMLElement);

/** @type {import("./engine.js").Engine | undefined} */
let engine;
let asked = 0;
/** @type {HTMLElement | undefined} */
let opener; // the button that opened a letter or the evidence sheet
let isUsed = false; // whether the form was touched: before, no progress is told
const language = form.dataset.language ?? "en";
const letters = openLetters({ ask, language, words, form, setHtml, onFailure: showNoLetter });
const sheets = openSheets({ ask, language, setHtml, onFailure: showNoLetter });

/** Nothing else may take the bandwidth of the first answer. */
const answering = atMost(3000, tablesLoaded);
const kept = isKept(new URL(form.dataset.runtime || ".", location.href).pathname);

/** Start loading Python, once; what is asked waits for it. */
function start() {
  if (engine || !form.dataset.runtime) return engine;
  const request = { sender: "12345", text: "-20% : STOP 12345", country: form.country.value };
  engine = startEngine(form.dataset.runtime, {
    onChange: showProgress,
    trustUrl,
    warmUp: JSON.stringify({ op: "lookup", request, today: today(), language }),
    after: answering,
    near: isNear(kept),
  });
  return engine;
}

/** @param {object} call @returns {Promise<any>} */
async function ask(call) {
  const running = start();
  if (!running) throw new Error("no runtime");
  return JSON.parse(await running.ask(JSON.stringify(call)));
}

/** @param {import("./engine.js").Status} status */
function showProgress(status) {
  const { state, reason } = status;
  if (state === "ready") void keepRuntime();
  if (state === "failed" && !isUsed) return void (engine = undefined); // nobody has asked yet: the question tries again
  if (state === "failed") return showFailure(reason);
  if (!isUsed) return; // fetched ahead, in silence
  const isThere = answer.dataset.state === "idle" ? words.ready : "";
  statusLine.textContent = state === "ready" ? isThere : progressOf(status, words);
}

/** @param {string} reason */
function showFailure(reason) {
  statusLine.textContent = "";
  find("[data-failed-text]", HTMLElement).textContent = failureOf(engine?.status(), words, reason);
  failed.hidden = false;
  if (answer.dataset.state === "loading") {
    setState("failed");
    answer.replaceChildren();
  } else answer.dataset.state = "failed"; // an instant answer stays
}

/** A letter is Python's work: where Python will not come, say so where the person sees it. @param {unknown} error */
function showNoLetter(error) {
  showFailure(reasonOf(error));
  failed.scrollIntoView({ block: "nearest" });
}

/** The request that was asked last. @type {Record<string, any>} */
let lastAsked = {};

/** What the form says now, as a request. */
function request() {
  const data = new FormData(form);
  const more = new FormData(followUp);
  return {
    sender: data.get("sender"),
    text: data.get("text"),
    country: data.get("country"),
    received: data.get("received"),
    knows_sender: data.get("knows_sender"),
    own_number: data.get("own_number"),
    stop_sent: more.get("stop_sent"),
    letter_sent: more.get("letter_sent"),
    happened: listed(more.get("happened")),
    answers: Object.fromEntries(listed(more.get("answers")).map((pair) => pair.split("="))),
    language,
  };
}

/** The parts of a hidden field that holds several ("clicked paid"). @param {FormDataEntryValue | null} value */
function listed(value) {
  return String(value ?? "").split(" ").filter(Boolean);
}

/** Whether somebody said more than who wrote and what: then only Python answers. */
function saidMore() {
  const asks = request();
  return Boolean(asks.knows_sender || asks.own_number || asks.stop_sent || asks.letter_sent || asks.happened.length || Object.keys(asks.answers).length);
}

/** The instant answer to what the form says now; false where it abstains. With a message it never offers STOP. */
function showInstant() {
  const { sender, text, country } = request();
  const { state } = answer.dataset;
  if (state === "ready" || engine?.status().state === "ready" || saidMore()) return false;
  const found = showAtOnce(String(country), String(sender), String(text), state === "failed" ? state : "instant");
  if (found) setCase(request(), found.shown);
  return Boolean(found);
}

/** What letters, sheets and dates are about: the request that the standing answer answers. @param {Record<string, any>} asks @param {string} shown */
function setCase(asks, shown) {
  letters.setCase(asks, shown);
  sheets.setCase(asks);
}

let typing = 0;

/** An instant answer once typing stops, as long as nothing was asked. */
function afterTyping() {
  markStale();
  clearTimeout(typing);
  typing = setTimeout(() => {
    const { state } = answer.dataset;
    if (showInstant() || (state !== "instant" && state !== "failed")) return;
    setState(state === "failed" ? state : "idle"); // it abstains now: what it said before is not about this sender
    answer.replaceChildren();
  }, TYPING_PAUSE);
}

/** Ask for the answer to what the forms say now. What a follow-up changes is shown where it stands: nothing scrolls.
 * @param {{ scroll?: boolean }} [how] */
async function submit({ scroll = true } = {}) {
  const mine = ++asked;
  isUsed = true;
  const asks = (lastAsked = request());
  clearTimeout(typing);
  setState("loading");
  answer.replaceChildren(paragraph(words.loading));
  showInstant();
  letters.close();
  if (scroll) bringIntoView();
  try {
    const response = await ask({ op: "lookup", request: asks, today: today(), language });
    if (mine === asked) show(response, asks, scroll);
  } catch (error) {
    if (mine === asked) showFailure(reasonOf(error));
  }
}

/** @param {string} text */
function paragraph(text) {
  const p = document.createElement("p");
  p.className = "notice";
  p.textContent = text;
  return p;
}

/** @param {any} response @param {Record<string, any>} asks @param {boolean} scroll */
function show(response, asks, scroll) {
  statusLine.textContent = "";
  failed.hidden = true;
  if (response.error) {
    setState("idle");
    answer.replaceChildren(paragraph(response.error.message));
    find("#sender", HTMLInputElement).focus();
    return;
  }
  setHtml(answer, response.html);
  const { advice, sender, understood, question } = response.result;
  setState("ready", { source: "python", verdict: advice.verdict, kind: sender?.kind ?? "" });
  setCase(understood ? unpacked(asks, understood) : asks, sender?.display ?? "");
  void sheets.showCode(answer);
  showFollowUp(advice, question);
  if (scroll) bringIntoView();
}

/** The request with what Python found in a paste in its place: letters and sheets are about the message alone.
 * @param {Record<string, any>} asks @param {{sender?: string, received?: string, text?: string}} understood */
function unpacked(asks, { sender, received, text }) {
  return { ...asks, sender: sender ?? asks.sender, received: asks.received || received, text };
}

/** Scroll to the answer, once: where it can be seen already (beside the form, or since the instant answer), nothing moves. */
function bringIntoView() {
  const { top } = answer.getBoundingClientRect();
  if (top >= 0 && top < innerHeight / 2) return;
  answer.scrollIntoView({ block: "start", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
}

/** Ask what would change the advice: the core's question, what has happened, and when something was sent.
 * @param {any} advice @param {{ id: string } | null} question */
function showFollowUp(advice, question) {
  const asksStop = ["stop", "check_first", "premium"].includes(advice.verdict);
  const ask = find("[data-ask=question]", HTMLFieldSetElement);
  ask.hidden = !question;
  ask.dataset.question = question?.id ?? "";
  if (question) find("[data-question-text]", HTMLElement).textContent = words[`question.${question.id}`] ?? "";
  find("[data-ask=stop_sent]", HTMLElement).hidden = !asksStop;
  find("[data-ask=letter_sent]", HTMLElement).hidden = !asksStop;
  followUp.hidden = false;
}

/** One of two buttons under a question: a number that is saved or not stands in the form as well. @param {string} reply */
function answerQuestion(reply) {
  const { question = "" } = find("[data-ask=question]", HTMLFieldSetElement).dataset;
  if (question === "knows_number") find("#knows_sender", HTMLSelectElement).value = reply;
  else {
    const field = find("[name=answers]", HTMLInputElement);
    field.value = [...listed(field.value).filter((pair) => !pair.startsWith(`${question}=`)), `${question}=${reply}`].join(" ");
  }
  void submit({ scroll: false });
}

/** @param {HTMLElement} button */
function toggleHappened(button) {
  const field = find("[name=happened]", HTMLInputElement);
  const told = new Set(listed(field.value));
  const what = button.dataset.happened ?? "";
  if (!told.delete(what)) told.add(what);
  field.value = [...told].join(" ");
  showPressed();
  void submit({ scroll: false });
}

/** The buttons show what the hidden field holds. */
function showPressed() {
  const told = listed(find("[name=happened]", HTMLInputElement).value);
  for (const button of followUp.querySelectorAll("[data-happened]")) {
    if (button instanceof HTMLElement) button.setAttribute("aria-pressed", String(told.includes(button.dataset.happened ?? "")));
  }
}

/** What was said about another message is not about this one. */
function forgetFollowUp() {
  followUp.reset();
  for (const name of ["happened", "answers"]) find(`[name=${name}]`, HTMLInputElement).value = ""; // a reset leaves hidden fields
  showPressed();
}

/** What stands in the page's forms, and the reverse. */
function typed() {
  const forms = [form, followUp, find("form[data-facts]", HTMLFormElement)];
  return Object.fromEntries(forms.flatMap((one) => [...new FormData(one)]).map(([name, value]) => [name, String(value)]));
}

/** @param {Record<string, string>} values */
function fill(values) {
  for (const [name, value] of Object.entries(values)) {
    const field = document.querySelector(`form [name="${CSS.escape(name)}"]`);
    if (field instanceof HTMLInputElement && field.type === "checkbox") field.checked = true;
    else if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement || field instanceof HTMLTextAreaElement) field.value = value;
  }
  isUsed = true;
  showPressed();
  afterTyping();
}

function markStale() {
  if (answer.dataset.state !== "ready" || answer.classList.contains("stale")) return;
  answer.classList.add("stale");
  statusLine.textContent = words.stale;
}

function clearAll() {
  asked += 1;
  clearTimeout(typing);
  form.reset();
  forgetFollowUp();
  followUp.hidden = failed.hidden = true;
  statusLine.textContent = "";
  setState("idle");
  answer.replaceChildren();
  letters.clear();
  sheets.clear();
  find("#sender", HTMLInputElement).focus();
}

/** Start anew, and ask again what stands in the form, if anything does. */
function retry() {
  engine = undefined;
  failed.hidden = true;
  const { sender, text } = request();
  if (sender || text) return void submit();
  setState("idle");
  start();
}

/** A field of one line would glue the lines of a copied screen together: they belong into the message, where Python
 * tells the sender, the moment and the text apart. @param {ClipboardEvent} event */
function pasteLines(event) {
  const pasted = event.clipboardData?.getData("text/plain") ?? "";
  const text = find("#text", HTMLTextAreaElement);
  if (!pasted.trim().includes("\n") || text.value.trim()) return;
  event.preventDefault();
  text.value = pasted;
  text.focus();
  afterTyping();
  statusLine.textContent = words.moved;
}

/** @param {HTMLElement} button */
async function copy(button) {
  const label = button.textContent;
  try {
    await navigator.clipboard.writeText(button.dataset.copy ?? "");
    button.textContent = statusLine.textContent = words.copied; // the status is what a screen reader says
    setTimeout(() => {
      button.textContent = label;
      if (statusLine.textContent === words.copied) statusLine.textContent = "";
    }, 2000);
  } catch {
    getSelection()?.selectAllChildren(button);
  }
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  void submit();
});
form.addEventListener("focusin", () => (isUsed = true), { once: true });
form.addEventListener("input", afterTyping);
find("#sender", HTMLInputElement).addEventListener("paste", pasteLines);
for (const field of followUp.querySelectorAll("input[type=date]")) {
  if (!(field instanceof HTMLInputElement)) continue;
  // `change` comes with every digit of a year that is typed: a typed date acts when it is left, a picked one at once.
  let isTyped = false;
  const act = () => field.value !== (lastAsked[field.name] ?? "") && void submit({ scroll: false });
  field.addEventListener("keydown", (event) => (isTyped = true) && event.key === "Enter" && act());
  field.addEventListener("change", () => isTyped || act());
  field.addEventListener("blur", () => ((isTyped = false), act()));
}
followUp.addEventListener("submit", (event) => event.preventDefault());
document.addEventListener("click", (event) => {
  const target = event.target instanceof Element ? event.target.closest("button") : null;
  if (!target) return;
  if (target.dataset.letter || "evidence" in target.dataset) opener = target;
  if ("letterClose" in target.dataset || "evidenceClose" in target.dataset) opener?.focus(); // back to where it was opened
  if (target.dataset.copy !== undefined) void copy(target);
  if (target.dataset.letter) {
    sheets.close();
    letters.open(target.dataset.letter).catch(showNoLetter);
  }
  if ("evidence" in target.dataset) {
    letters.close();
    sheets.open().catch(showNoLetter);
  }
  if ("calendar" in target.dataset) sheets.saveDate().catch(showNoLetter);
  if ("clear" in target.dataset) clearAll();
  if ("retry" in target.dataset) retry();
  if (target.dataset.reply) answerQuestion(target.dataset.reply);
  if (target.dataset.happened) toggleHappened(target);
  if (target.dataset.exampleText !== undefined) {
    find("#sender", HTMLInputElement).value = target.dataset.exampleSender ?? "";
    find("#text", HTMLTextAreaElement).value = target.dataset.exampleText;
    void submit();
  }
});
for (const element of document.querySelectorAll("[data-needs-script]")) if (element instanceof HTMLElement) element.hidden = false;
takeOver(showInstant);
document.documentElement.dataset.scripted = "";
void startInTime(start, kept);
void register({ worker: find("[data-update]", HTMLElement).dataset.worker ?? "", language, words, typed, fill, after: answering });
