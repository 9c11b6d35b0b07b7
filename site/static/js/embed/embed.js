// <stop-sms country="FR" lang="fr">: the form of STOP SMS in the page of another site.
//
//   <script async referrerpolicy="no-referrer" src="https://this-site.example/embed.js"></script>
//   <stop-sms country="FR" lang="fr"></stop-sms>
//
// The form stands in a frame that comes from our site with our rules: nothing typed reaches the page around it, which
// learns the frame's height, and of each answer one word:
//
//   element.addEventListener("stop-sms:answer", ({ detail }) => ... detail.verdict);    // "stop", "check_first" ...
//
// A classic script, so that it can be loaded from anywhere and find its own address. docs/sites.md describes all of it.
// Its source is static/js/embed/embed.js; the build puts it to the root of the site.
{
  /** Language -> the frame's title; the build fills it in. @type {Record<string, string>} */
  const TITLES = {};
  /** The words that an answer comes to; the build fills them in. @type {string[]} */
  const VERDICTS = [];
  const SCRIPT = document.currentScript ?? document.querySelector('script[src$="/embed.js"]');
  const SITE = new URL(".", SCRIPT instanceof HTMLScriptElement ? SCRIPT.src : location.href);
  const [LEAST, FIRST, MOST] = [200, 640, 20_000]; // pixels: a height that cannot be right is not believed
  const ALLOWED = [
    "allow-scripts", // it is a program
    "allow-same-origin", // which loads its parts from our site, not from the page around it
    "allow-forms", // the button; the form itself sends nothing anywhere
    "allow-popups", // `sms:` and `mailto:`, and links in tabs of their own ...
    "allow-popups-to-escape-sandbox", // ... which are ordinary pages
    "allow-downloads", // letters as files
    "allow-modals", // printing
  ];

  class StopSms extends HTMLElement {
    #frame = document.createElement("iframe");

    /** @param {MessageEvent} event */
    #hear = ({ origin, source, data }) => {
      if (origin !== SITE.origin || source !== this.#frame.contentWindow) return;
      if (Number.isFinite(data)) this.#frame.style.height = `${Math.min(Math.max(data, LEAST), MOST)}px`;
      if (!VERDICTS.includes(data)) return;
      this.dispatchEvent(new CustomEvent("stop-sms:answer", { bubbles: true, composed: true, detail: { verdict: data } }));
    };

    connectedCallback() {
      const wanted = (this.lang || document.documentElement.lang).slice(0, 2).toLowerCase();
      const language = wanted in TITLES ? wanted : Object.keys(TITLES)[0];
      const country = this.getAttribute("country")?.toUpperCase() ?? "";
      const frame = this.#frame;
      Object.assign(frame, { title: TITLES[language], loading: "lazy", referrerPolicy: "no-referrer" });
      Object.assign(frame.style, { display: "block", width: "100%", height: `${FIRST}px`, border: "0" });
      frame.allow = "clipboard-read; clipboard-write";
      frame.sandbox.add(...ALLOWED);
      frame.src = new URL(`embed/${language}/${/^[A-Z]{2}$/.test(country) ? `#country=${country}` : ""}`, SITE).href;
      addEventListener("message", this.#hear);
      (this.shadowRoot ?? this.attachShadow({ mode: "open" })).replaceChildren(frame);
    }

    disconnectedCallback() {
      removeEventListener("message", this.#hear);
    }
  }

  if (!customElements.get("stop-sms")) customElements.define("stop-sms", StopSms);
}
