// What was shared to the installed app comes into the form: a message as it is; several below each other, with a line
// between them, by which Python tells them apart; pictures and text files go where chosen ones do. What stands in the form
// already stays there as the first of them. Loaded when something was shared.

import { find } from "../lib/dom.js";
import { isTaken } from "./file_kinds.js";
import { sender, text } from "./form.js";

/** @typedef {import("../offline/client.js").Share} Share */
/**
 * @typedef {object} Page
 * @property {Record<string, string>} words
 * @property {(typed: Record<string, string>) => void} fill
 * @property {(files: File[]) => unknown} takeFiles  pictures and text files
 */

const BETWEEN = "\n\n---\n\n";

/** @param {Share[]} shares @param {Page} page */
export function takeShares(shares, { words, fill, takeFiles }) {
  const files = shares.flatMap((share) => share.files);
  const ours = files.filter(isTaken);
  addTexts(shares.map((share) => share.text.trim()).filter(Boolean), words, fill);
  if (ours.length) takeFiles(ours);
  const said = complaint(shares, ours.length < files.length, words);
  if (said) complain(said);
}

/** @param {string[]} shared @param {Record<string, string>} words @param {Page["fill"]} fill */
function addTexts(shared, words, fill) {
  const stands = text.value.trim();
  const added = [...new Set(shared)].filter((message) => !stands.split(BETWEEN).includes(message));
  if (!added.length) return;
  if (!stands) return fill({ text: added.join(BETWEEN) });
  const first = sender.value.trim() ? `${words.sharedFrom?.replace("{sender}", sender.value.trim())}\n${stands}` : stands;
  fill({ sender: "", text: [first, ...added].join(BETWEEN) }); // whose the first was is not whose the others are
}

/** What did not come, and what to do instead. @param {Share[]} shares @param {boolean} isOfAnotherKind
 * @param {Record<string, string>} words */
function complaint(shares, isOfAnotherKind, words) {
  if (shares.some(({ isTooLarge }) => isTooLarge)) return words.sharedSize;
  if (isOfAnotherKind) return words.sharedKind;
  return shares.some(({ text, files }) => !text.trim() && !files.length) ? words.sharedEmpty : "";
}

/** @param {string} said */
function complain(said) {
  const place = find("[data-error]", HTMLElement);
  place.textContent = said;
  place.hidden = false;
  text.focus(); // its description names the place
}
