// What a person changes in a case by hand: cases in, cases out. No page, no database.

import { byDay, stamped } from "./case_file.js";

/** @typedef {import("./case_file.js").Case} Case */
/** @typedef {import("./case_file.js").Message} Message */

/** The newest message: by its day, else the one that was added last. @param {Case} kept @returns {Message} */
export const newestOf = ({ messages }) => messages.reduce((newest, one) => (one.received >= newest.received ? one : newest));

/** The case under the name of a firm. @param {Case} kept @param {string} firm @returns {Case} */
export const withFirm = (kept, firm) => stamped({ ...kept, firm: firm.trim() });

/** The case without a thing that was not done after all. @param {Case} kept @param {number} at @returns {Case} */
export const withoutDone = (kept, at) => stamped({ ...kept, events: kept.events.filter((_, n) => n !== at) });

/** One case of two: what the first says of itself stays, the second adds to it. @param {Case} kept @param {Case} other @returns {Case} */
export function together(kept, other) {
  const { firm, opened, messages, happened, answers, events } = kept;
  return stamped({
    ...kept,
    firm: firm || other.firm,
    opened: opened && opened < other.opened ? opened : other.opened || opened,
    messages: unlike([...messages, ...other.messages]),
    happened: [...new Set([...happened, ...other.happened])],
    answers: { ...other.answers, ...answers },
    events: byDay(unlike([...events, ...other.events])),
  });
}

/** Each once. @template T @param {T[]} all @returns {T[]} */
const unlike = (all) => [...new Map(all.map((one) => [JSON.stringify(one), one])).values()];
