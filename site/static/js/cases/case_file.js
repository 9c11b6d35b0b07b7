// A case, and the file of cases: its format, version and migrations. No page, no database: texts and objects in and out.
//
//   {"format": "stop-sms-case", "version": 2, "saved": "2026-11-28", "cases": [...]}; docs/cases.md describes a case.
//
// What comes of a file may be written by anybody: only what has the right form is taken.

/** @typedef {Record<string, unknown>} Request  what the form says, as the package's functions take it */
/** @typedef {{sender: string, text: string, received: string, knows_sender: string, own_number: string, from_picture: string}} Message */
/** @typedef {{what: string, day: string, letter?: string}} Done  `stop`, `letter`, `complaint`, `report`, or `stopped` (nothing came since), and its day */
/** @typedef {{id: string, country: string, firm: string, opened: string, changed: string, messages: Message[], happened: string[], answers: Record<string, string>, events: Done[]}} Case */
/** @typedef {{name: string, type: string, data: string}} FilePicture  `data` in base64 */
/** @typedef {Case & {pictures?: FilePicture[]}} FileCase */
/** @typedef {"not_json" | "not_ours" | "newer" | "broken"} Code */

export const FORMAT = "stop-sms-case";
export const VERSION = 2;
const MESSAGE = ["sender", "text", "received", "knows_sender", "own_number", "from_picture"];
const DONE = ["stop", "letter", "complaint", "report", "stopped"];
const REMINDER = "company_reminder"; // the month runs from the letter before it, and the answer asks for the day of that
const ID = /^[a-z0-9]{12}$/;
const MOMENT = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;
const COUNTRY = /^[A-Z]{2}$/;
const [LONGEST_NAME, LONGEST_TEXT] = [200, 20_000]; // characters, of what comes of a file
const DAY = /^\d{4}-\d\d-\d\d$/;
const PICTURE = /^image\/(png|jpeg|webp|gif|heic|heif|avif)$/; // no SVG: that may hold scripts
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

/** Why a file of cases cannot be read. */
export class CaseFileError extends Error {
  /** @param {Code} code */
  constructor(code) {
    super(code);
    this.code = code;
  }
}

/** Twelve letters and digits that say nothing. */
export function newId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => (byte % 36).toString(36)).join("");
}

/** A new case about what was asked. @param {Request} request @param {string} day  today @returns {Case} */
export function newCase(request, day) {
  const { country } = request;
  const blank = { id: newId(), country: text(country), firm: "", opened: day, changed: "", messages: [], happened: [], answers: {}, events: [] };
  return withTold(withMessage(blank, request), request);
}

/** The case with a further message. @param {Case} kept @param {Request} request @returns {Case} */
export function withMessage(kept, request) {
  return stamped({ ...kept, messages: [...kept.messages, messageOf(request)] });
}

/** The case with what was told since: what happened, answers, the days of STOP and letter.
 * @param {Case} kept @param {Request} request @param {Request} [former]  the one that the case knows already: what is the
 *   same in both changes nothing, what only that one told is taken back @returns {Case} */
export function withTold(kept, request, former = {}) {
  const [now, then] = [texts(request.happened), texts(former.happened)];
  const happened = [...new Set([...kept.happened.filter((what) => !then.includes(what) || now.includes(what)), ...now])];
  const afterStop = moved(kept.events, "stop", text(former.stop_sent), text(request.stop_sent));
  const events = moved(afterStop, "letter", text(former.letter_sent), text(request.letter_sent));
  return stamped({ ...kept, happened, answers: { ...kept.answers, ...flags(request.answers) }, events });
}

/** The case with one more thing done. @param {Case} kept @param {Done} done @returns {Case} */
export function withDone(kept, done) {
  return stamped({ ...kept, events: byDay([...kept.events, done]) });
}

/** A thing that was told for one day and now is for another. @param {Done[]} events @param {string} what @param {string} from
 * @param {string} to @returns {Done[]} */
function moved(events, what, from, to) {
  if (from === to) return events;
  const isIt = (/** @type {string} */ day) => (/** @type {Done} */ one) => one.what === what && one.day === day && one.letter !== REMINDER;
  const told = from ? events.find(isIt(from)) : undefined;
  const rest = events.filter((one) => one !== told);
  if (!DAY.test(to) || rest.some(isIt(to))) return rest;
  return byDay([...rest, { ...told, what, day: to }]);
}

/** In the order of their days. @param {Done[]} events */
export const byDay = (events) => events.toSorted((a, b) => a.day.localeCompare(b.day));

/** Whether a case is about that message. @param {Case} kept @param {Request} request */
export const holds = (kept, request) => alike(kept, request).length > 0;

/** Whether that message is in a case, of the day that is told. @param {Case} kept @param {Request} request */
export function holdsOfThatDay(kept, request) {
  const { received } = messageOf(request);
  return alike(kept, request).some((one) => !received || one.received === received);
}

/** The messages of a case with the same sender and text. @param {Case} kept @param {Request} request */
function alike(kept, request) {
  const asked = messageOf(request);
  return kept.messages.filter(({ sender, text: said }) => sender === asked.sender && said === asked.text);
}

/** Whether a case is one of the same sender, who has a name: a number is often that of many firms. @param {Case} kept @param {Request} request */
export function isFrom(kept, { sender, country }) {
  const name = folded(text(sender));
  return /\p{L}/u.test(name) && kept.country === country && kept.messages.some((one) => folded(one.sender) === name);
}

/** @param {string} sender */
const folded = (sender) => sender.normalize("NFKC").toLowerCase().replace(/[\s\p{P}]+/gu, "");

/** The case, changed now. @param {Case} kept @returns {Case} */
export const stamped = (kept) => ({ ...kept, changed: new Date().toISOString() });

/** @param {Request} request @returns {Message} */
const messageOf = (request) => /** @type {Message} */ (Object.fromEntries(MESSAGE.map((name) => [name, text(request[name])])));

/** A case of any version as one of this; throws a CaseFileError where it is none. @param {any} given @param {number} version @returns {FileCase} */
export function migrate(given, version) {
  return checked(version === 1 ? fromRequest(given) : given);
}

/** Version 1 kept a request of the package as it was asked. @param {any} given */
function fromRequest(given) {
  const { id, kept = "", request } = given ?? {};
  if (typeof request !== "object" || request === null) throw new CaseFileError("broken");
  return { ...newCase(request, DAY.test(kept) ? kept : ""), id };
}

/** The case with nothing but what a case has. @param {any} given @returns {FileCase} */
function checked(given) {
  if (typeof given !== "object" || given === null || !Array.isArray(given.messages)) throw new CaseFileError("broken");
  const messages = list(given.messages).map(messageOf).map(shortened).filter(({ sender, text: said }) => sender.trim() || said.trim());
  if (!messages.length) throw new CaseFileError("broken");
  const events = list(given.events).filter(({ what, day }) => DONE.includes(what) && is(DAY, day));
  const pictures = list(given.pictures).filter(({ type, data }) => is(PICTURE, type) && is(BASE64, data) && data.length % 4 === 0);
  return {
    id: is(ID, given.id) ? given.id : newId(),
    country: is(COUNTRY, given.country) ? given.country : "",
    firm: text(given.firm).slice(0, LONGEST_NAME), opened: is(DAY, given.opened) ? given.opened : "", changed: is(MOMENT, given.changed) ? given.changed : "",
    messages,
    happened: texts(given.happened), answers: flags(given.answers),
    events: events.map(({ what, day, letter }) => ({ what, day, ...(text(letter) ? { letter: text(letter) } : {}) })),
    ...(pictures.length ? { pictures: pictures.map(({ name, type, data }) => ({ name: text(name), type, data })) } : {}),
  };
}

/** No message is as long as that. @param {Message} message @returns {Message} */
const shortened = (message) => ({ ...message, sender: message.sender.slice(0, LONGEST_NAME), text: message.text.slice(0, LONGEST_TEXT) });

/** @param {RegExp} form @param {unknown} value */
const is = (form, value) => typeof value === "string" && form.test(value);

/** The cases in a file; throws a CaseFileError. Where `onBroken` is given, a case that cannot be read is told to it and
 * left out. @param {string} file @param {() => void} [onBroken] @returns {FileCase[]} */
export function readFile(file, onBroken) {
  const whole = parsed(file);
  if (whole?.format !== FORMAT || !Number.isInteger(whole.version) || whole.version < 1) throw new CaseFileError("not_ours");
  if (whole.version > VERSION) throw new CaseFileError("newer");
  if (!Array.isArray(whole.cases)) throw new CaseFileError("broken");
  return whole.cases.flatMap((/** @type {unknown} */ one) => {
    try {
      return [migrate(one, whole.version)];
    } catch (error) {
      if (!onBroken) throw error;
      onBroken();
      return [];
    }
  });
}

/** @param {string} file @returns {any} */
function parsed(file) {
  try {
    return JSON.parse(file.replace(/^\ufeff/u, ""));
  } catch {
    throw new CaseFileError("not_json");
  }
}

/** @param {FileCase[]} cases @param {string} day  today */
export function writeFile(cases, day) {
  return `${JSON.stringify({ format: FORMAT, version: VERSION, saved: day, cases }, undefined, 1)}\n`;
}

/** @param {unknown} value */
const isObject = (value) => typeof value === "object" && value !== null;
/** @param {unknown} value @returns {any[]} */
const list = (value) => (Array.isArray(value) ? value.filter(isObject) : []);
/** @param {unknown} value */
const text = (value) => (typeof value === "string" ? value : value === true ? "true" : "");
/** @param {unknown} value */
const texts = (value) => (Array.isArray(value) ? value.filter((one) => typeof one === "string") : []);
/** @param {unknown} value @returns {Record<string, string>} */
const flags = (value) => Object.fromEntries(Object.entries(value ?? {}).filter(([, one]) => typeof one === "string"));
