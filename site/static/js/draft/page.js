// The check of a draft: the form of /.../can-i-send, and Python's answer to it.

import { askForm } from "../form/ask_form.js";
import { chooseCountry } from "../form/country.js";
import { announce, cardOf, fieldsOf, find, bringToTop, setState } from "../lib/dom.js";
import { today } from "../lib/today.js";
import { setHtml } from "../lib/trusted_types.js";

const form = find("form[data-draft]", HTMLFormElement);
const first = find("#text", HTMLTextAreaElement);
const answer = find("[data-answer]", HTMLElement);
const sendAt = find("[name=send_at]", HTMLInputElement);
chooseCountry(form.country);
const { markStale } = askForm({ form, first, op: "draft", request: () => fieldsOf(form), show });

/** @param {import("../form/ask_form.js").Response} response */
function show({ html, result }) {
  setHtml(cardOf(answer), html);
  setState(answer, "ready", { source: "python", verdict: result.verdict });
  announce(answer);
  bringToTop(answer);
}

/** The time on the wall here, to the minute, as the field wants it. */
function fillNow() {
  const now = new Date();
  sendAt.value = `${today()}T${[now.getHours(), now.getMinutes()].map((n) => String(n).padStart(2, "0")).join(":")}`;
  markStale();
}

find("[data-now]", HTMLElement).addEventListener("click", fillNow);
document.documentElement.dataset.scripted = "";
