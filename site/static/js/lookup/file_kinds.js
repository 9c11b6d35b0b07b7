// Which files the form takes: the kinds and endings in the `accept` of its field, however a file came. A system may tell
// no kind, and of a table often tells that of a program.

import { find } from "../lib/dom.js";

/** @typedef {{type: string, name: string}} File */

const ACCEPTED = find("[name=screenshot]", HTMLInputElement).accept.split(",");
const TEXT_ENDING = /\.(?:txt|csv|xml)$/i;

/** @param {File} file */
export const isText = ({ type, name }) => type.startsWith("text/") || TEXT_ENDING.test(name);

/** @param {File} file */
export function isTaken({ type, name }) {
  return ACCEPTED.some((kind) => {
    if (kind.startsWith(".")) return name.toLowerCase().endsWith(kind);
    return kind.endsWith("/*") ? type.startsWith(kind.slice(0, -1)) : type === kind;
  });
}
