// What a person does with one case: another message, something done, the firm, pictures, two cases as one, its file, the
// calendar, and that it goes.

import { pageAddress, saveFile } from "../lib/save.js";
import { moment, today } from "../lib/today.js";
import { offerOthers, part, titleOf } from "./card.js";
import { withDone, withMessage } from "./case_file.js";
import { newestOf, together, withFirm, withoutDone } from "./changes.js";
import { addPictures, changeCase, joinCases, removeCase, removePicture } from "./kept.js";
import { isPicture } from "./pictures.js";
import { openSheet } from "./sheet.js";

/** @typedef {import("./case_file.js").Case} Case */
/** @typedef {import("./kept.js").Whole} Whole */
/**
 * @typedef {object} Context
 * @property {ReturnType<typeof import("./list.js").openList>} list
 * @property {(work: () => Promise<Whole[]>, text: string, save?: () => unknown) => Promise<boolean>} act
 * @property {(call: object) => Promise<any>} ask
 * @property {ReturnType<typeof import("./said.js").openSaid>} said
 * @property {(some: Whole[]) => Promise<void>} save
 * @property {() => Whole[]} wholes
 * @property {Record<string, string>} words
 */
/** @typedef {(whole: Whole, element: HTMLElement) => unknown} Deed */

/** The time on the wall here, to the minute. */
const clock = () => new Date().toTimeString().slice(0, 5);

/** @param {Context} context */
export function openDeeds({ list, act, ask, said, save, wholes, words }) {
  const sheet = openSheet();

  /** @param {string | undefined} id */
  const wholeOf = (id) => wholes().find(({ kept }) => kept.id === id);

  /** Change a case; where that cannot be kept, a file has it. @param {Whole} whole @param {(kept: Case) => Case} change @param {string} text */
  const alter = ({ kept, pictures }, change, text) =>
    act(() => changeCase(kept.id, change), text, () => void save([{ kept: change(kept), pictures }]));

  /** @param {Whole} whole @param {HTMLElement} form @param {(kept: Case) => Case} change @param {string} text */
  async function submit(whole, form, change, text) {
    if (!(await alter(whole, change, text))) return;
    const panel = form.closest("details");
    if (panel) panel.open = false;
    list.focus(whole.kept.id);
  }

  /** @type {Record<string, Deed>} */
  const submits = {
    again(whole, form) {
      const { day, time, text } = fields(form);
      const received = moment(day, time);
      if (!received) return said.say(words.badDay);
      const again = (/** @type {Case} */ kept) => ({ ...newestOf(kept), text: text.trim() ? text : newestOf(kept).text, received, from_picture: "" });
      return submit(whole, form, (kept) => withMessage(kept, again(kept)), words.added);
    },
    did(whole, form) {
      const { what, day } = fields(form);
      if (!moment(day, "")) return said.say(words.badDay);
      return submit(whole, form, (kept) => withDone(kept, { what, day }), words.noted);
    },
    async join(whole, form) {
      const { other } = fields(form);
      if (await act(() => joinCases(whole.kept.id, other, together), words.joined)) list.focus(whole.kept.id);
    },
  };

  /** @type {Record<string, Deed>} */
  const clicks = {
    async delete({ kept }) {
      if (await act(() => removeCase(kept.id), words.deleted)) said.focusUndo();
    },
    async removePicture({ kept }, button) {
      const card = /** @type {HTMLElement} */ (button.closest("article"));
      if (await act(() => removePicture(kept.id, Number(button.dataset.removePicture)), words.pictureRemoved)) part(card, "[data-attach]").focus();
    },
    async print({ kept, pictures }, button) {
      const { html } = await ask({ op: "case_file", case: kept });
      if (wholeOf(kept.id)) await sheet.show(kept.id, html, pictures, button);
    },
    removeDone(whole, button) {
      const at = Number(button.dataset.removeDone);
      return alter(whole, (kept) => withoutDone(kept, at), words.doneRemoved);
    },
    async reminder({ kept }) {
      const { name, type, text, says } = await ask({ op: "case_reminder", case: kept, page: `${pageAddress()}#case-${kept.id}` });
      if (text) saveFile(name, text, type);
      said.say(text ? words.saved : (says ?? words.noReminder));
    },
  };

  /** @type {Record<string, Deed>} */
  const changes = {
    firmField(whole, field) {
      const { value } = /** @type {HTMLInputElement} */ (field);
      return alter(whole, (kept) => withFirm(kept, value), words.firmSaved);
    },
    async attach({ kept, pictures }, field) {
      const input = /** @type {HTMLInputElement} */ (field);
      const files = [...(input.files ?? [])];
      input.value = "";
      const shown = await Promise.all(files.map(isPicture));
      const good = files.filter((_, n) => shown[n]);
      if (!good.length) return files.length && said.say(words.notPicture);
      const instead = good.map((blob) => ({ id: 0, case: kept.id, name: blob.name, type: blob.type, blob }));
      return act(() => addPictures(kept.id, good), words.pictureAdded, () => void save([{ kept, pictures: [...pictures, ...instead] }]));
    },
  };

  /** @param {Record<string, Deed>} deeds @param {Event} event @param {string} selector */
  function run(deeds, event, selector) {
    const element = event.target instanceof Element && event.target.closest(selector);
    if (!(element instanceof HTMLElement)) return;
    const whole = wholeOf(element.closest("article")?.dataset.case);
    const name = Object.keys(deeds).find((one) => one in element.dataset);
    if (!whole || !name) return;
    void Promise.resolve(deeds[name](whole, element)).catch(() => said.say(words.notNow));
  }

  /** What a form begins with. @param {Event} event */
  function prepare({ target }) {
    const whole = target instanceof HTMLDetailsElement && target.open && wholeOf(target.closest("article")?.dataset.case);
    if (!whole) return;
    said.calm();
    if (target.dataset.panel === "more") offerOthers(target, wholes().filter(({ kept }) => kept !== whole.kept), titleOf);
    const day = target.querySelector("input[type=date]");
    if (day instanceof HTMLInputElement) Object.assign(day, { value: today(), max: today() });
    if (target.dataset.panel !== "again") return;
    part(target, "[name=time]", HTMLInputElement).value = clock();
    part(target, "[name=text]", HTMLTextAreaElement).value = newestOf(whole.kept).text;
  }

  /** What is shown of a case goes with it. */
  const follow = () => sheet.closeUnless((id) => Boolean(wholeOf(id)));

  list.element.addEventListener("toggle", prepare, { capture: true }); // it does not bubble
  list.element.addEventListener("submit", (event) => (event.preventDefault(), run(submits, event, "form")));
  list.element.addEventListener("click", (event) => run(clicks, event, "button"));
  list.element.addEventListener("change", (event) => run(changes, event, "input"));
  return { follow };
}

/** @param {HTMLElement} form @returns {Record<string, string>} */
const fields = (form) => /** @type {Record<string, string>} */ (Object.fromEntries(new FormData(/** @type {HTMLFormElement} */ (form))));
