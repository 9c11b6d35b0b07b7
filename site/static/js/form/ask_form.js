// A form that Python answers, the same on each page that has one: starts Python, asks it, and says how far it is, that it
// failed, or that the answer is no longer about what the form says. Decides nothing.
//
// States of [data-answer]: idle -> loading -> ready | failed; a submit leaves `ready` at once, a later edit marks it stale.

import { reasonOf } from "../python/engine.js";
import { startInTime } from "../python/when_to_load.js";
import { announce, cardOf, empty, find, findAll, readWords, setState } from "../lib/dom.js";
import { packsOf } from "./country.js";
import { openPython } from "./python.js";
import { failureOf, progressOf } from "./status_words.js";

/** @typedef {Record<string, unknown>} Request  what a form says, as the package's functions take it */
/** @typedef {{scroll?: boolean, keep?: boolean}} How  whether the page may scroll to the answer; what is open below it stays */
/** @typedef {{html: string, result: any, several?: boolean, error?: {code: string, message: string}}} Response */
/**
 * @template {Request} R
 * @typedef {object} Page  what differs from page to page
 * @property {HTMLFormElement} form  with the fields `sender`, `text` and `country`, and `[data-error]`
 * @property {HTMLElement} first  the field to begin with
 * @property {"lookup" | "draft"} op  the worker's operation
 * @property {() => R} request  what the form says now
 * @property {(response: Response, asked: R, how: How) => void} show  Python's answer
 * @property {(asked: R, how: How) => void} [onAsk]  called before Python is asked
 * @property {() => void} [onClear]
 * @property {() => void} [onFail]  Python did not answer
 * @property {() => Node} [waiting]  what stands while Python is on its way
 * @property {Promise<unknown>} [after]  what comes before the download of Python
 */

const SAMPLE = { sender: "12345", text: "-20% : STOP 12345" }; // what Python is asked to warm up

/** @template {Request} R @param {Page<R>} page */
export function askForm({ form, first, op, request, show, onAsk, onClear, onFail, waiting, after }) {
  const { language = "en", runtime = "" } = form.dataset;
  const words = readWords();
  const answer = find("[data-answer]", HTMLElement);
  const card = cardOf(answer);
  const statusLine = find("[data-status]", HTMLElement);
  const failed = find("[data-failed]", HTMLElement);
  const wrong = find("[data-error]", HTMLElement); // what is wrong with the first field; its description names it
  const country = () => form.country.value;
  const warmUp = () => ({ op, request: { ...SAMPLE, country: country() } });
  const python = openPython({ runtime, language, packs: () => packsOf(form.country), onChange: showProgress, warmUp, after });
  let asked = 0;
  let began = 0; // when the download did
  let isUsed = false; // before, no progress is told
  let isPending = false; // somebody waits for an answer

  /** @param {import("../python/engine.js").Status} status */
  function showProgress(status) {
    const { state, reason } = status;
    began ||= performance.now();
    if (state === "ready") python.keep();
    if (state === "failed" && !isUsed) return python.drop(); // nobody has asked yet: the question tries again
    if (state === "failed") return fail(reason);
    if (!isUsed) return; // fetched ahead, in silence
    const isThere = (answer.dataset.state === "idle" && words.ready) || "";
    statusLine.textContent = state === "ready" ? isThere : progressOf(status, words, performance.now() - began);
    const bar = card.querySelector("progress");
    if (bar && status.total) bar.value = status.done / status.total;
  }

  /** Say that Python did not answer. @param {unknown} error */
  function fail(error) {
    statusLine.textContent = "";
    find("[data-failed-text]", HTMLElement).textContent = failureOf(python.status(), words, reasonOf(error));
    failed.hidden = false;
    onFail?.();
    if (isPending) failed.scrollIntoView({ block: "center" });
    isPending = false;
    if (answer.dataset.state === "loading") empty(answer, "failed");
    else answer.dataset.state = "failed"; // an instant answer stays
  }

  /** Ask for the answer to what the form says now. @param {How} [how] */
  async function submit(how = { scroll: true }) {
    const mine = ++asked;
    const said = request();
    if (!form.sender.value.trim() && !form.text.value.trim()) return complain(words.nothing); // no need to wait for Python
    forgive();
    isUsed = isPending = failed.hidden = true;
    setState(answer, "loading");
    wait();
    onAsk?.(said, how);
    try {
      const response = await python.ask({ op, request: said });
      if (mine === asked) receive(response, said, how);
    } catch (error) {
      if (mine === asked) fail(error);
    }
  }

  /** @param {Response} response @param {R} said @param {How} how */
  function receive(response, said, how) {
    statusLine.textContent = "";
    isPending = false;
    failed.hidden = true;
    python.keep();
    if (!response.error) return show(response, said, how);
    const { code, message } = response.error;
    complain(code === "nothing_given" ? words.nothing : message);
  }

  /** Say at the first field why there is no answer. @param {string} text */
  function complain(text) {
    statusLine.textContent = "";
    failed.hidden = true;
    empty(answer, "idle");
    wrong.textContent = text;
    wrong.hidden = false;
    first.setAttribute("aria-invalid", "true");
    first.focus();
  }

  function forgive() {
    wrong.textContent = "";
    wrong.hidden = true;
    first.removeAttribute("aria-invalid");
  }

  /** What stands in the place of an answer that is on its way: what stood there was about something else. */
  function wait() {
    const notice = Object.assign(document.createElement("p"), { className: "notice", textContent: words.loading });
    card.replaceChildren(waiting?.() ?? notice);
    announce(answer);
  }

  /** On a phone it would cover the answer, as long as a field has the focus. */
  function putKeyboardAway() {
    const focused = document.activeElement;
    if (focused instanceof HTMLInputElement || focused instanceof HTMLTextAreaElement) focused.blur();
  }

  function markStale() {
    if (answer.dataset.state !== "ready" || answer.classList.contains("stale")) return;
    answer.classList.add("stale");
    const again = Object.assign(document.createElement("button"), { type: "button", className: "button plain", textContent: words.again });
    again.addEventListener("click", () => form.requestSubmit());
    statusLine.replaceChildren(words.stale ?? "", " ", again);
  }

  function clear() {
    asked += 1;
    form.reset();
    forgive();
    failed.hidden = true;
    statusLine.textContent = "";
    empty(answer, "idle");
    onClear?.();
    first.focus();
  }

  /** Start anew, and ask again what stands in the form, if anything does. */
  function retry() {
    python.drop();
    failed.hidden = true;
    if (form.sender.value || form.text.value) return void submit();
    setState(answer, "idle");
    python.start();
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    putKeyboardAway();
    void submit();
  });
  form.addEventListener("input", forgive);
  form.addEventListener("input", markStale);
  find("[data-clear]", HTMLElement).addEventListener("click", clear);
  find("[data-retry]", HTMLElement).addEventListener("click", retry);
  for (const element of findAll("[data-needs-script]")) element.hidden = false;
  void startInTime(python.start, python.kept);
  return {
    ask: python.ask,
    submit,
    markStale,
    fail,
    /** From now on progress is told. */
    use: () => void (isUsed = true),
    isReady: () => python.status()?.state === "ready",
  };
}
