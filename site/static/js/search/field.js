// The field of the search, on every page: what shows its results (results.js), and the index, come with its first use.

let times = 0;
/** As lib/anew.js, which would be one more file on every page. @returns {Promise<any>} */
const once = () => import(`./results.js#${(times += 1)}`);

/** @param {HTMLElement} root */
function wait(root) {
  const field = root.querySelector("input");
  const said = [...root.querySelectorAll("[role=status], .search-said")];
  root.querySelector(".search-instead")?.remove();
  root.querySelector(".search-box")?.removeAttribute("hidden");

  async function begin() {
    for (const name of ["focus", "input"]) field?.removeEventListener(name, begin);
    try {
      (await import("./results.js").catch(once)).start(root);
    } catch {
      for (const place of said) place.textContent = root.dataset.unavailable ?? "";
      root.querySelector("[data-found]")?.removeAttribute("hidden");
      field?.addEventListener("input", begin); // the next key tries again
    }
  }

  for (const name of ["focus", "input"]) field?.addEventListener(name, begin);
}

for (const root of document.querySelectorAll("[data-search]")) if (root instanceof HTMLElement) wait(root);
