// What stands below the message while a picture of it is read, and after: how far it is, the messages in it, what is to be
// compared, and the picture itself.

import { find } from "../lib/dom.js";
import { make, makeButton } from "../lib/make.js";

/** @typedef {Record<string, string>} Words */

const BEGINNING = 60; // characters of a message that tell which it is

/** Below the message's field. @param {Words} words */
export function openPanel(words) {
  const said = make("p", { className: "picture-said", role: "status" });
  const bar = make("progress", { max: 1, value: 0, hidden: true });
  bar.setAttribute("aria-label", words.reading);
  const ways = make("p", { className: "actions", hidden: true });
  const messages = make("div", { className: "picture-messages", hidden: true });
  const checks = make("div", { className: "picture-checks", hidden: true });
  const place = make("div", { className: "picture-place", hidden: true });
  const panel = make("div", { className: "picture" }, said, bar, ways, messages, checks, place);
  panel.dataset.picturePanel = "";
  panel.addEventListener("input", (event) => event.stopPropagation()); // its fields are none of the question's
  find(".field-text", HTMLElement).after(panel);

  /** @param {string} sentence @param {...HTMLElement} offered  buttons */
  function say(sentence, ...offered) {
    if (said.textContent !== sentence) said.textContent = sentence;
    bar.hidden = true;
    ways.replaceChildren(...offered);
    ways.hidden = offered.length === 0;
  }

  /** @param {string} sentence @param {number} share  of one @param {HTMLElement} stop */
  function progress(sentence, share, stop) {
    if (said.textContent !== sentence) said.textContent = sentence;
    bar.hidden = false;
    bar.value = share;
    if (ways.firstChild !== stop) ways.replaceChildren(stop);
    ways.hidden = false;
  }

  /** Several messages: one is in the form. @param {string[]} texts @param {number} chosen
   * @param {(n: number) => void} choose */
  function offer(texts, chosen, choose) {
    messages.hidden = texts.length < 2;
    const title = make("p", { id: "picture-messages", textContent: words.several.replace("{count}", String(texts.length)) });
    const list = make("ul");
    list.setAttribute("aria-labelledby", title.id);
    const buttons = texts.map((text, n) => makeButton(beginningOf(text), () => choose(n)));
    buttons[chosen]?.setAttribute("aria-current", "true");
    list.append(...buttons.map((button) => make("li", {}, button)));
    const hadFocus = messages.contains(document.activeElement);
    messages.replaceChildren(title, list);
    if (hadFocus) buttons[chosen]?.focus();
  }

  /** @param {HTMLCanvasElement | undefined} canvas */
  function picture(canvas) {
    place.hidden = !canvas;
    if (!canvas) return place.replaceChildren();
    const button = makeButton("", enlarge, "picture-show");
    const hint = make("span");
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", words.picture);
    button.append(canvas, hint);
    place.replaceChildren(button);
    label();

    function enlarge() {
      panel.classList.toggle("enlarged");
      label();
    }

    function label() {
      hint.textContent = (panel.classList.contains("enlarged") ? words.reduce : words.enlarge) ?? "";
    }
  }

  function close() {
    panel.remove();
  }

  return { say, progress, offer, picture, close, checks };
}

/** @param {string} text */
function beginningOf(text) {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > BEGINNING ? `${line.slice(0, BEGINNING).trimEnd()}…` : line;
}
