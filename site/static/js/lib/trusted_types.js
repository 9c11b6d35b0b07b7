// The one Trusted Types policy of the site: the addresses of our own scripts, and HTML that our own template autoescaped.

/** @typedef {{createHTML: (html: string) => string, createScriptURL: (url: string) => string}} Policy */

const { trustedTypes } = /** @type {{trustedTypes?: {createPolicy: (name: string, rules: Policy) => Policy}}} */ (globalThis);
const policy = trustedTypes?.createPolicy("stop-sms", {
  createHTML: (html) => html,
  createScriptURL: (url) => {
    if (new URL(url, location.href).origin !== location.origin) throw new TypeError("not our own script");
    return url;
  },
});

/** Show HTML in an element. @param {Element} element @param {string} html  autoescaped by our own template */
export function setHtml(element, html) {
  element.innerHTML = policy?.createHTML(html) ?? html;
}

/** @param {string} url  of a script of this site @returns {string} */
export const trustUrl = (url) => policy?.createScriptURL(url) ?? url;
