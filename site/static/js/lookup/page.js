// The home page: its form, the answer, and what is asked below it, put together. Decides nothing: it moves strings between
// the forms, the worker and the page.
//
// States of [data-answer]: those of ask_form.js, and `instant` after `idle`: what early.js can say without Python.

import { askForm } from "../form/ask_form.js";
import { anew } from "../lib/anew.js";
import { empty, fieldsOf, find, findAll } from "../lib/dom.js";
import { atMost } from "../python/when_to_load.js";
import { register } from "../offline/client.js";
import { bringIntoView, focusHeading, openAnswer } from "./answer.js";
import { answer, card, form, showAtOnce, tableLoaded, takeOver, waitingCard, words } from "./early.js";
import { linkGuides, openCorrections } from "./corrections.js";
import { openFolding } from "./folding.js";
import { openFollowUp } from "./follow_up.js";
import { openKeepLate } from "./late_keep.js";
import { openPicturesLate } from "./late_pictures.js";
import { openSeveralLate } from "./late_several.js";
import { fillIn, moveLines, openPaste, sender, text, typed } from "./form.js";

/** @typedef {import("../form/ask_form.js").How} How */
/** @typedef {import("../form/ask_form.js").Request & import("./follow_up.js").Told} Request */

const TYPING_PAUSE = 60; // milliseconds without a keystroke
const BLANK = { sender: "", text: "", received: "", knows_sender: "", own_number: "", from_picture: "" }; // what is said of one message

const { language = "en" } = form.dataset;
/** Nothing else may take the bandwidth of the first answer. */
const after = atMost(3000, tableLoaded);
/** @type {Partial<Request>} */
let lastAsked = {};
/** @type {unknown} */
let oneMessage; // a text that is not several, however it looks
/** @type {Promise<void> | undefined} what leads to another country's pages */
let elsewhere;
let typing = 0;
let askedAt = ""; // the question that was just answered with its button

const followUp = openFollowUp({ card, lastAsked: () => lastAsked, onTold: tellMore });
const folding = openFolding();
const asking = askForm({ form, first: text, op: "lookup", request, show, onAsk, onClear, onFail, waiting: waitingCard, after });
openCorrections(() => void asking.submit());
form.country.addEventListener("change", followCountry);
followCountry();
const several = openSeveralLate({ ask: asking.ask, choose, request, onText: (alone) => askAbout({ text: alone }), words });
const keep = openKeepLate({ ask: asking.ask, resume, picture: () => pictures.file() });
const answers = openAnswer({ ask: asking.ask, onFailure: failInView, onSent: followUp.letterSent, onLetter: keep.letterSent, keep });
const pictures = openPicturesLate({ ask: asking.ask, use: asking.use, list: several.list, takeText: several.takeText });

/** Something else was told in the answer: who told it goes on where it was asked. @param {How} how */
function tellMore(how) {
  askedAt = document.activeElement?.closest("[data-ask]")?.getAttribute("data-ask") ?? "";
  void asking.submit(how);
}

/** For a line in another country than the page's, lead to that country's pages; what does it comes with the first one. */
function followCountry() {
  if (!elsewhere && form.country.value === words.country) return;
  elsewhere ??= import("./elsewhere.js").then(({ openElsewhere }) => openElsewhere()).catch(() => void (elsewhere = undefined));
}

/** What the forms say now. @returns {Request} */
function request() {
  return { ...fieldsOf(form), ...followUp.told(), language };
}

/** Whether somebody said more than who wrote and what: then only Python answers. */
function saidMore() {
  const said = request();
  const told = [...said.happened, ...Object.keys(said.answers), said.stop_sent, said.letter_sent];
  return [...told, said.knows_sender, said.own_number, said.from_picture].some(Boolean);
}

/** The instant answer to what the form says now; false where it abstains. With a message it never offers STOP. */
function showInstant() {
  const { state } = answer.dataset;
  if (state === "ready" || asking.isReady() || saidMore()) return false;
  const found = showAtOnce(form.country.value, sender.value, text.value, state === "failed" ? state : "instant");
  if (found) answers.setCase(request(), found.shown);
  return Boolean(found);
}

/** An instant answer once typing stops, as long as nothing was asked. */
function afterTyping() {
  asking.markStale();
  clearTimeout(typing);
  typing = setTimeout(() => {
    const { state } = answer.dataset;
    if (showInstant() || (state !== "instant" && state !== "failed")) return;
    empty(answer, state === "failed" ? state : "idle"); // it abstains now: what it said before is not about this sender
  }, TYPING_PAUSE);
}

/** @param {Request} asked @param {How} how */
function onAsk(asked, { scroll, keep }) {
  lastAsked = asked;
  several.asked(asked);
  clearTimeout(typing);
  showInstant();
  if (!keep) answers.closeLetter();
  if (scroll) folding.fold(sender.value || text.value);
  if (scroll) bringIntoView();
}

/** @param {import("../form/ask_form.js").Response} response @param {Request} asked @param {How} how */
function show(response, asked, how) {
  if (!response.several || asked.text === oneMessage) return showAnswer(response, asked, how);
  const otherwise = () => lastAsked === asked && showAnswer(response, asked, how);
  void several.list({ ...asked, text: String(asked.text) }).then((isListed) => isListed || otherwise(), otherwise);
}

/** @param {import("../form/ask_form.js").Response} response @param {Request} asked @param {How} how */
function showAnswer({ html, result }, asked, { scroll }) {
  const focused = document.activeElement?.closest("[data-ask]")?.getAttribute("data-ask") ?? askedAt;
  askedAt = "";
  answers.show(html, result, asked);
  linkGuides();
  if (scroll) bringIntoView();
  if (scroll) focusHeading();
  else if (focused) refocus(focused);
}

/** Who told a date goes on where it was asked. @param {string} asked */
function refocus(asked) {
  const place = card.querySelector(`[data-ask="${asked}"] summary`) ?? card.querySelector("h2");
  if (place instanceof HTMLElement) place.focus({ preventScroll: true });
}

/** Letters and sheets are Python's work: where Python will not come, say so where the person sees it. @param {unknown} error */
function failInView(error) {
  asking.fail(error);
  find("[data-failed]", HTMLElement).scrollIntoView({ block: "nearest" });
}

/** What was to be read will not be: the form is there again, and nothing says any more that it is being read. */
function onFail() {
  folding.unfold();
  card.querySelector("progress")?.remove();
  const title = card.querySelector(".waiting .step-title");
  if (title) title.textContent = words.unread ?? "";
}

function onClear() {
  lastAsked = {};
  clearTimeout(typing);
  several.clear();
  followUp.clear();
  pictures.clear();
  folding.unfold();
  answers.clear();
}

/** A message of the list: into the form, and asked about. The page stays where it is. @param {Record<string, unknown>} message */
function choose(message) {
  askAbout(message, { scroll: false });
  folding.fold(sender.value || text.value);
}

/** Ask about another message than the form's. @param {Record<string, unknown>} message @param {How} [how]
 * @param {Partial<import("./follow_up.js").Told>} [told]  of it, at another time */
function askAbout(message, how, told) {
  if (told) followUp.restore(told);
  else followUp.clear();
  pictures.follow(message);
  fillIn({ ...BLANK, .../** @type {Record<string, string>} */ (message) });
  oneMessage = request().text;
  void asking.submit(how);
}

/** A case that was kept, with what was told of it. @param {import("../form/ask_form.js").Request} request */
function resume({ happened, answers: replies, stop_sent, letter_sent, ...message }) {
  askAbout(message, undefined, /** @type {import("./follow_up.js").Told} */ ({ happened, answers: replies, stop_sent, letter_sent }));
}

/** What was typed before a change of version, or before another share came. @param {Record<string, string>} values */
function fill(values) {
  fillIn(values);
  asking.use();
  afterTyping();
}

/** What was shared to the installed app. @param {import("../offline/client.js").Share[]} shares */
async function onShares(shares) {
  (await import("./shares.js").catch(anew("./shares.js", import.meta.url))).takeShares(shares, { words, fill, takeFiles: pictures.take });
}

/** @param {ClipboardEvent} event */
function paste(event) {
  if (!moveLines(event)) return;
  afterTyping();
  find("[data-status]", HTMLElement).textContent = words.moved;
}

/** @param {DOMStringMap} example  of a button */
function askExample({ exampleSender = "", exampleText = "" }) {
  pictures.clear();
  sender.value = exampleSender;
  text.value = exampleText;
  void asking.submit();
}

form.addEventListener("focusin", asking.use, { once: true });
form.addEventListener("input", afterTyping);
sender.addEventListener("paste", paste);
openPaste(pictures.take);
for (const example of findAll("[data-example-text]")) example.addEventListener("click", () => askExample(example.dataset));
takeOver(showInstant);
keep.openOfAddress();
document.documentElement.dataset.scripted = "";
const { worker = "" } = find("[data-update]", HTMLElement).dataset;
void register({ worker, language, words, typed, files: pictures.given, fill, onShares, after });
