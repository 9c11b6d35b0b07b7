// Some browsers remember that a module did not come, and do not ask for it again by the same address: a mark makes it
// another. What it imports has come or not by addresses of its own.

let times = 0;

/** What to do once more where a dynamic import failed: `import("./x.js").catch(anew("./x.js", import.meta.url))`. Typed as
 * nothing, so that the whole has the type of the first attempt.
 * @param {string} module @param {string} from @returns {() => Promise<never>} */
export const anew = (module, from) => () => /** @type {any} */ (import(`${new URL(module, from)}#${(times += 1)}`));
