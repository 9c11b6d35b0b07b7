// The form inside another site's page: says how tall it is, and opens links in tabs of their own.
//
// The page around it hears one number and nothing else. It names the country of the phone line in the fragment of the
// frame's address (#country=ES), which goes to no server.

import { find } from "../lib/dom.js";

const country = new URLSearchParams(location.hash.slice(1)).get("country");
const offered = find("#country", HTMLSelectElement).options;
if ([...offered].some(({ value }) => value === country))
  for (const option of offered) option.defaultSelected = option.value === country; // so that clearing keeps it

/** Whether a link leads to another page. @param {HTMLAnchorElement} link */
const leadsAway = (link) => /^https?:$/.test(link.protocol) && link.href.split("#")[0] !== location.href.split("#")[0];

// A page of ours inside the frame would be refused: only this one may be framed.
addEventListener("click", ({ target }) => {
  const link = target instanceof Element && target.closest("a[href]");
  if (!(link instanceof HTMLAnchorElement) || !leadsAway(link)) return;
  link.target = "_blank";
  link.relList.add("noopener");
});

// "*": we do not know who shows us, and the height is no secret.
const tell = () => parent.postMessage(Math.ceil(document.body.getBoundingClientRect().height), "*");
if (parent !== window) new ResizeObserver(tell).observe(document.body);
