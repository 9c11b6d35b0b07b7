// The firm that a letter goes to: offered from a list, filled in where the person chooses it.
//
// The list of the chosen country is fetched whole when a letter is opened: what is typed decides no request.

import { find } from "../lib/dom.js";
import { answer, form } from "./early.js";
import { firmsBehind, firmsCalled } from "./company_match.js";

/** @typedef {import("./company_match.js").Firm} Firm */
/** @typedef {import("./company_match.js").List} List */
/** @typedef {{sender: string, text: string}} Message */

// Letters to, or about, whoever sent the message.
const ABOUT_THE_SENDER = new Set(["company_objection", "company_reminder", "foreign_objection", "authority_complaint", "not_for_me"]);

const EMAIL = /[^\s,;:<>()"']+@[^\s,;:<>()"'?&]+\.[\p{L}\d-]{2,}/u;

/** @param {HTMLFormElement} facts  with the fields `company` and `company_address` @param {() => void} onChoose */
export function openCompanies(facts, onChoose) {
  const box = find("[data-companies]", HTMLElement);
  const said = find("[data-company-said]", HTMLElement);
  const offers = find("[data-company-offers]", HTMLElement);
  const origin = find("[data-company-origin]", HTMLElement);
  const page = find("[data-company-page]", HTMLAnchorElement);
  const unverified = find("[data-company-unverified]", HTMLElement);
  const line = find("[data-company-chosen]", HTMLElement);
  const to = find("[data-company-to]", HTMLElement);
  const { company, company_address: address } = facts;
  /** @type {Record<string, string>} */
  const addresses = JSON.parse(box.dataset.companies ?? "{}");
  /** Country -> its list. @type {Map<string, Promise<List | undefined>>} */
  const lists = new Map();
  /** @type {List | undefined} */
  let list;
  /** @type {Firm[]} */
  let behind = [];
  /** @type {Firm | undefined} */
  let chosen;
  let about = ""; // the message that the choice was made for

  /** @param {string} country */
  async function load(country) {
    const response = await fetch(addresses[country]).catch(() => undefined);
    if (response?.ok) return response.json();
    lists.delete(country); // the next letter tries again
    return undefined;
  }

  /** Offer the firms that a letter's message may come from; none by itself where the message is a scam.
   * @param {string} letter @param {Message} message */
  async function offer(letter, { sender, text }) {
    const country = form.country.value;
    const asked = JSON.stringify([country, sender, text]);
    if (chosen && about !== asked) forget();
    about = asked;
    list = undefined;
    behind = [];
    show();
    if (!addresses[country]) return;
    const { verdict, purpose } = answer.dataset;
    const mayTell = ABOUT_THE_SENDER.has(letter) && verdict !== "do_not_reply" && purpose !== "scam";
    if (!lists.has(country)) lists.set(country, load(country));
    const found = await lists.get(country);
    if (about !== asked) return;
    list = found;
    behind = found && mayTell ? firmsBehind(found, sender, text) : [];
    show();
  }

  /** What may be chosen now. */
  function show() {
    const typed = company.value.trim();
    const firms = chosen || !list ? [] : typed ? firmsCalled(list, typed) : behind;
    const { perhaps = "", found = "" } = box.dataset;
    said.textContent = !firms.length ? "" : typed ? found : perhaps;
    offers.replaceChildren(...firms.map(asButton));
    origin.hidden = line.hidden = !chosen;
    company.closest(".field")?.classList.toggle("firm-known", Boolean(chosen));
    address.closest(".field")?.classList.toggle("firm-known", Boolean(chosen && inOneLine(chosen)));
    if (chosen) to.textContent = reachedAt(chosen);
  }

  /** The firm in one line: who gets a short letter by e-mail needs no street. @param {Firm} firm */
  function reachedAt({ name, email, address: street }) {
    const isMail = facts.form.value === "short" && email;
    return [name, email, isMail ? "" : street?.replaceAll("\n", ", ")].filter(Boolean).join(", ");
  }

  /** @param {Firm} firm */
  function asButton(firm) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "button quiet" });
    const name = Object.assign(document.createElement("b"), { textContent: firm.name });
    button.append(name, ` ${[firm.host, inOneLine(firm)].filter(Boolean).join(" · ")}`);
    button.addEventListener("click", () => choose(firm));
    const item = document.createElement("li");
    item.append(button);
    return item;
  }

  /** @param {Firm} firm */
  function choose(firm) {
    chosen = firm;
    company.value = firm.name;
    address.value = inOneLine(firm);
    page.href = firm.page;
    page.textContent = new URL(firm.page).hostname.replace(/^www\./u, "");
    unverified.hidden = !firm.quality;
    show();
    origin.focus(); // the button is gone
    onChoose();
  }

  /** What we filled in goes, what the person wrote stays. */
  function forget() {
    if (chosen && company.value === chosen.name) company.value = "";
    if (chosen && address.value === inOneLine(chosen)) address.value = "";
    chosen = undefined;
  }

  /** Another firm after all. */
  function change() {
    forget();
    onChoose();
    show();
    company.focus();
  }

  find("[data-company-change]", HTMLElement).addEventListener("click", change);
  company.addEventListener("input", () => {
    if (chosen && !company.value.includes(chosen.name)) forget(); // its address is not that of another firm
    show();
  });
  facts.addEventListener("reset", () => {
    chosen = list = undefined;
    show();
  });

  /** The e-mail address of the firm, chosen or typed, where the letter goes to it. @param {string} recipient */
  function emailFor(recipient) {
    const name = company.value.trim();
    if (!name || !recipient.includes(name)) return "";
    return chosen?.email ?? address.value.match(EMAIL)?.[0] ?? "";
  }

  return { offer, show, emailFor };
}

/** Where the firm is reached, as the field takes it. @param {Firm} firm */
function inOneLine({ address, email = "" }) {
  return address?.replaceAll("\n", ", ") ?? email;
}
