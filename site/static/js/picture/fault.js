// Why a picture was not read.

/** @typedef {"not-a-picture" | "too-large" | "no-text" | "download" | "engine" | "aborted"} Code */

export class PictureError extends Error {
  /** @param {Code} code @param {string} [reason]  for who looks for a fault */
  constructor(code, reason = code) {
    super(reason);
    this.code = code;
  }
}
