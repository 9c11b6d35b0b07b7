/** A mark leads into a fold: open it, also in browsers that do not do so themselves. */

/** @param {string} hash */
function unfold(hash) {
  const fold = document.getElementById(decodeURIComponent(hash.slice(1)))?.closest("details");
  if (fold) fold.open = true;
}

document.addEventListener("click", (event) => {
  const link = event.target instanceof Element && event.target.closest("a");
  if (link && link.getAttribute("href")?.startsWith("#")) unfold(link.hash);
});
unfold(location.hash);
