// The one Trusted Types policy of the site: the addresses of our own scripts, and HTML that our own template autoescaped.

const policy = /** @type {any} */ (globalThis).trustedTypes?.createPolicy("stop-sms", {
  createHTML: (/** @type {string} */ html) => html,
  createScriptURL: (/** @type {string} */ url) => {
    if (new URL(url, location.href).origin !== location.origin) throw new TypeError("not our own script");
    return url;
  },
});

/** @param {string} html  autoescaped by our own template @returns {string} */
export const trustHtml = (html) => policy?.createHTML(html) ?? html;

/** @param {string} url  of a script of this site @returns {string} */
export const trustUrl = (url) => policy?.createScriptURL(url) ?? url;
