// Pictures of messages: read one after another in this browser, put into the form, and shown beside it to be compared. A
// text file goes where pasted messages go.
//
// `data-picture` on the form: reading -> read | failed; absent before, and once all was cleared. As long as the text or the
// sender that was read still stands, however corrected, the request says `from_picture`.

import { savesData } from "../python/when_to_load.js";
import { anew } from "../lib/anew.js";
import { trustUrl } from "../lib/trusted_types.js";
import { makeButton } from "../lib/make.js";
import { form } from "./early.js";
import { isText } from "./file_kinds.js";
import { sender, text } from "./form.js";
import { openChecks } from "./picture_checks.js";
import { followed, isAnother, marksOf, stillStands } from "./picture_marks.js";
import { openPanel } from "./picture_panel.js";
import { openView } from "./picture_view.js";

/** @typedef {import("./picture_marks.js").Mark} Mark */
/** @typedef {import("./picture_marks.js").Unsure} Unsure */
/** @typedef {import("./picture_view.js").Page} Page */
/** @typedef {{text: string, unsure: Unsure[]}} Read */
/** @typedef {Read & {received: string | null}} Message */
/** @typedef {{sender: Read | null, received: string | null, messages: Message[]}} Found */
/** @typedef {{file: File, page: Page, sender: Read | null, message: Message}} Reading  one message of a picture */
/** @typedef {Record<string, unknown>} Request */
/**
 * @typedef {object} Context
 * @property {(call: object) => Promise<any>} ask  Python
 * @property {() => void} use  from now on its progress is told
 * @property {(call: {requests: Request[]}) => Promise<boolean>} list  shows several messages, and asks about the worst one;
 *   whoever chooses one of them calls `follow`
 * @property {(file: File) => Promise<void>} takeText  a text file
 */

const STEP = 5; // per cent: what is said of a download, that it can be listened to
const STYLE = new URL("../../css/picture.css", import.meta.url).href;
const FAULTS = ["not-a-picture", "too-large", "no-text", "engine"]; // all others: it did not come

/** @type {Promise<Record<string, string>> | undefined} */
let coming;
/** @type {ReturnType<typeof openDesk> | undefined} */
let desk;

/** Pictures and text files. Throws where what is needed to show them does not come. @param {File[]} files @param {Context} context */
export async function takeFiles(files, context) {
  for (const file of files.filter(isText)) await context.takeText(file);
  const pictures = files.filter((file) => !isText(file));
  if (!pictures.length) return;
  coming ??= prepare();
  coming.catch(() => (coming = undefined)); // the next picture tries again
  desk ??= openDesk(await coming, context);
  await desk.take(pictures);
}

/** Nothing of any picture remains. */
export const clear = () => desk?.clear();

/** Another message is asked about: show its picture, if it has one. @param {Request} message */
export const follow = (message) => desk?.follow(message);

/** The picture of the message that stands in the form. */
export const file = () => desk?.file();

/** The words, and the style once it holds. @returns {Promise<Record<string, string>>} */
async function prepare() {
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: STYLE });
  const styled = new Promise((resolve, reject) => {
    link.addEventListener("load", resolve);
    link.addEventListener("error", reject);
  });
  document.head.append(link);
  try {
    const [response] = await Promise.all([fetch(form.dataset.pictureWords ?? ""), styled]);
    if (!response.ok) throw new Error(response.statusText);
    return await response.json();
  } catch (error) {
    link.remove();
    throw error;
  }
}

/** @param {Record<string, string>} words @param {Context} context */
function openDesk(words, { ask, use, list }) {
  const { language = "en", pictures: base = "" } = form.dataset;
  /** @type {Record<string, HTMLInputElement | HTMLTextAreaElement>} */
  const fields = { sender, text, received: form.received };
  /** @type {ReturnType<typeof openPanel> | undefined} */
  let panel;
  /** @type {ReturnType<typeof openChecks>} */
  let checks;
  /** @type {AbortController | undefined} */
  let job;
  /** @type {Reading[]} */
  let readings = [];
  /** @type {Reading | undefined} */
  let chosen;
  /** @type {Awaited<ReturnType<typeof openView>> | undefined} */
  let view;
  /** @type {Mark[]} */
  let marks = [];
  /** What a picture put into the fields. @type {Record<string, string>} */
  let put = {};
  /** What the fields said before. @type {Record<string, string>} */
  let last = {};
  let hasAgreed = !savesData();
  /** @type {Promise<unknown>} */
  let presented = Promise.resolve();

  const values = () => Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.value]));

  function panelNow() {
    if (panel) return panel;
    panel = openPanel(words);
    checks = openChecks(panel.checks, { words, cutting, select, settle });
    return panel;
  }

  /** @param {File[]} files @param {Reading[]} [already]  those of others that were chosen with them */
  async function take(files, already = []) {
    job?.abort();
    const mine = (job = new AbortController());
    use();
    if (!(await agrees(mine.signal)) || mine.signal.aborted) return;
    form.dataset.picture = "reading";
    const { read, faults } = await readAll(files, mine.signal);
    if (mine.signal.aborted) return;
    const found = [...already, ...read];
    if (read.length) await show(found);
    await presented;
    if (mine.signal.aborted) return;
    form.dataset.picture = found.length ? "read" : "failed";
    report(faults, files, found);
  }

  /** Who saves data is told what it costs, once. @param {AbortSignal} signal @returns {Promise<boolean>} */
  function agrees(signal) {
    if (hasAgreed) return Promise.resolve(true);
    return new Promise((resolve) => {
      const yes = makeButton(words.download, () => resolve((hasAgreed = true)));
      const no = makeButton(words.cancel, () => resolve(stop()));
      signal.addEventListener("abort", () => resolve(false));
      panelNow().say(words.size, yes, no);
    });
  }

  /** Read them one after another; a fault of one is none of the others. @param {File[]} files @param {AbortSignal} signal */
  async function readAll(files, signal) {
    /** @type {Reading[]} */
    const read = [];
    /** @type {Map<number, string>} */
    const faults = new Map();
    for (const [n, file] of files.entries()) {
      if (signal.aborted) break;
      try {
        read.push(...(await readOne(file, whichOf(n, files), signal)));
      } catch (error) {
        faults.set(n, faultOf(error, file));
      }
    }
    return { read, faults };
  }

  /** @param {number} n @param {File[]} files */
  function whichOf(n, { length }) {
    return length > 1 ? `${words.which?.replace("{n}", String(n + 1)).replace("{all}", String(length))} ` : "";
  }

  /** @param {File} file @param {string} which @param {AbortSignal} signal @returns {Promise<Reading[]>} */
  async function readOne(file, which, signal) {
    const stopping = makeButton(words.stop, stop);
    const tell = (/** @type {string} */ said, share = 0) => signal.aborted || panelNow().progress(which + said, share, stopping);
    tell(words.reading);
    const { readPicture } = await import("../picture/read.js").catch(anew("../picture/read.js", import.meta.url));
    const country = form.country.value;
    /** @param {import("../picture/read.js").Progress} progress */
    const onProgress = ({ stage, done, total }) => {
      const share = total ? done / total : 0;
      tell(stage === "download" ? words.progress.replace("{percent}", String(Math.floor((share * 100) / STEP) * STEP)) : words.reading, share);
    };
    const { page } = await readPicture(file, { base, language, country, trustUrl, onProgress, signal });
    tell(words.reading, 1);
    const { picture } = await ask({ op: "picture", page, country });
    return readingsOf(file, page, picture);
  }

  /** @param {Reading[]} found */
  async function show(found) {
    readings = found;
    const isOfSeveral = found.some(({ file }) => file !== found[0]?.file);
    const isListed = isOfSeveral && (await list({ requests: found.map(asRequest) }).catch(() => false));
    if (!isListed && found[0]) await choose(found[0]);
  }

  /** @param {Reading} reading @returns {Request} */
  function asRequest({ sender: from, message }) {
    return { sender: from?.text ?? "", text: message.text, received: message.received ?? "", country: form.country.value, from_picture: true };
  }

  /** @param {Request} request */
  function followRequest(request) {
    const { text: said, sender: from = "" } = request;
    const reading = readings.find((one) => one.message.text === said && (one.sender?.text ?? "") === from);
    if (!reading) return clear();
    note(reading);
    presented = present(reading);
  }

  /** Put a message into the form, with its picture. @param {Reading} reading */
  async function choose(reading) {
    const before = values();
    const isReplaced = Boolean(before.text?.trim() && before.text !== put.text);
    fill(reading, isReplaced);
    await present(reading, ...(isReplaced ? [makeButton(words.undo, () => undo(before))] : []));
  }

  /** The picture of the form's message, and what is to be compared. @param {Reading} reading @param {...HTMLElement} ways  buttons */
  async function present(reading, ...ways) {
    const { file, page, message } = reading;
    const shown = await openView(file, page).catch(() => undefined);
    if (chosen !== reading) return shown?.close();
    view?.close();
    view = shown;
    const now = panelNow();
    const own = readings.filter((other) => other.file === file);
    const isOwn = put.sender === sender.value;
    marks = [...(isOwn && reading.sender ? marksOf("sender", reading.sender) : []), ...marksOf("text", message)];
    now.offer(own.map((one) => one.message.text), own.indexOf(reading), (n) => void choose(own[n] ?? reading));
    checks.show(marks);
    now.picture(shown?.canvas);
    outline();
    now.say(words.read, ...ways);
  }

  /** What of a reading stands in the fields, so that changes of it are seen. @param {Reading} reading */
  function note(reading) {
    const { sender: from, message } = reading;
    chosen = reading;
    put = { sender: from?.text ?? "", text: message.text, received: message.received ?? "" };
    last = { ...values(), ...put };
    form.from_picture.value = "true";
  }

  /** What was read into the fields: what somebody typed as the sender stays, unless it was about another message.
   * @param {Reading} reading @param {boolean} isReplaced  whether there was another */
  function fill(reading, isReplaced) {
    const had = put;
    note(reading);
    for (const [name, field] of Object.entries(fields)) {
      const isOurs = !field.value.trim() || field.value === had[name];
      if (name === "text" || isOurs || (isReplaced && put[name])) field.value = put[name] ?? "";
    }
    last = values();
    put.text = text.value; // as the field writes its lines
    text.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }

  /** @param {Record<string, string>} before */
  function undo(before) {
    clear();
    for (const [name, field] of Object.entries(fields)) field.value = before[name] ?? "";
    text.dispatchEvent(new InputEvent("input", { bubbles: true }));
    text.focus();
  }

  /** Somebody changed a field. */
  function follow() {
    if (!chosen) return;
    const before = last;
    last = values();
    for (const field of /** @type {const} */ (["text", "sender"])) {
      const others = marks.filter((mark) => mark.field !== field);
      marks = [...others, ...followed(marks.filter((mark) => mark.field === field), before[field] ?? "", last[field] ?? "")];
    }
    const stands = stillStands(put.text ?? "", text.value);
    if (!stands && isAnother(before.text ?? "", text.value)) return forget();
    form.from_picture.value = stands || stillStands(put.sender ?? "", sender.value) ? "true" : "";
    checks.follow(marks);
    outline();
  }

  /** Another message was pasted: what the picture said of the former one is not about it. */
  function forget() {
    const read = put;
    clear();
    for (const name of ["sender", "received"]) if (fields[name]?.value === read[name]) fields[name].value = "";
  }

  function outline() {
    view?.draw(marks.map(({ box }) => box));
  }

  /** @param {Mark} mark */
  const cutting = (mark) => view?.cutting(mark.box) ?? "";

  /** @param {Mark} mark */
  function select({ field, start, end }) {
    const place = fields[field];
    if (!place) return;
    place.blur(); // the browser scrolls to a selection when its field gets the focus
    place.setSelectionRange(start, end);
    place.focus();
  }

  /** @param {Mark} mark @param {string} right */
  function settle(mark, right) {
    const { field, start, end, said, box } = mark;
    const place = fields[field];
    marks = marks.filter((other) => other.box !== box || other.field !== field);
    if (place && right !== said) {
      place.setRangeText(right, start, end, "end");
      place.dispatchEvent(new InputEvent("input", { bubbles: true }));
    }
    checks.follow(marks);
    outline();
  }

  /** What was not read, and what to do instead. @param {Map<number, string>} faults @param {File[]} files @param {Reading[]} found */
  function report(faults, files, found) {
    if (!faults.size) return;
    const said = [...faults].map(([n, fault]) => `${whichOf(n, files)}${words[fault]}`);
    const isAbsent = [...faults.values()].includes("absent");
    const again = files.filter((_, n) => faults.get(n) === "absent");
    panelNow().say([...(found.length ? [words.read] : []), ...said].join(" "), ...(isAbsent ? [makeButton(words.again, () => void take(again, found))] : []));
  }

  /** The reader stops; what stood in the form stands. @returns {false} */
  function stop() {
    job?.abort();
    if (chosen) form.dataset.picture = "read";
    else delete form.dataset.picture;
    panelNow().say(words.stopped);
    return false;
  }

  function clear() {
    job?.abort();
    view?.close();
    panel?.close();
    panel = view = chosen = undefined;
    [readings, marks, put] = [[], [], {}];
    form.from_picture.value = "";
    delete form.dataset.picture;
  }

  form.addEventListener("input", follow);
  return { take, clear, follow: followRequest, file: () => chosen?.file };
}

/** @param {File} file @param {Page} page @param {Found} found @returns {Reading[]} */
function readingsOf(file, page, { sender: from, received, messages }) {
  if (!messages.length) throw Object.assign(new Error("no message"), { code: "no-text" });
  return messages.map((message, n) => ({ file, page, sender: from, message: { ...message, received: message.received ?? (n === 0 ? received : null) } }));
}

/** Why a picture was not read, as the words name it. @param {unknown} error @param {File} file */
function faultOf(error, { type, name }) {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code === "not-a-picture" && (/hei[cf]/.test(type) || /\.hei[cf]$/i.test(name))) return "heic";
  return FAULTS.includes(code) ? code.replaceAll("-", "_") : "absent";
}
