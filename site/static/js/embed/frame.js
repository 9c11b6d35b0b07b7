// The form inside another site's page: says how tall it is and what an answer comes to, and opens links in tabs of their
// own.
//
// The page around it hears a number and one word of a closed list (embed.js), and nothing else.

import { find } from "../lib/dom.js";

/** Whether a link leads to another page. @param {HTMLAnchorElement} link */
const leadsAway = (link) => /^https?:$/.test(link.protocol) && link.href.split("#")[0] !== location.href.split("#")[0];

// A page of ours inside the frame would be refused: only this one may be framed.
addEventListener("click", ({ target }) => {
  const link = target instanceof Element && target.closest("a[href]");
  if (!(link instanceof HTMLAnchorElement) || !leadsAway(link)) return;
  link.target = "_blank";
  link.relList.add("noopener");
});

/** To the page that shows us, whoever it is: "*" is any origin, but this one window. @param {number | string} told */
const tell = (told) => parent.postMessage(told, "*");
const answer = find("[data-answer]", HTMLElement);

/** The verdict of an answer of Python's, which alone makes the state `ready`: an instant answer has not read the message,
 * and nobody is told of it. A request takes the state back (ask_form.js), so that each answer changes it. */
function tellVerdict() {
  const { state, verdict = "" } = answer.dataset;
  if (state === "ready") tell(verdict);
}

if (parent !== window) {
  new ResizeObserver(() => tell(Math.ceil(document.body.getBoundingClientRect().height))).observe(document.body);
  new MutationObserver(tellVerdict).observe(answer, { attributeFilter: ["data-state"] });
}
