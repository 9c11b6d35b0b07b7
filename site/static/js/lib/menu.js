// The menus of the header open and close without scripts. With them, Escape, a tap beside one and a link in it close it too.

const MENUS = ".menu, .choose";

/** @type {NodeListOf<HTMLDetailsElement>} */
const menus = document.querySelectorAll(MENUS);

addEventListener("keydown", ({ key }) => {
  if (key !== "Escape") return;
  for (const menu of menus) {
    if (!menu.open) continue;
    menu.open = false;
    menu.querySelector("summary")?.focus();
  }
});
addEventListener("click", ({ target }) => {
  if (!(target instanceof Element)) return;
  const stays = target.closest("a") ? null : target.closest(".menu > summary, .menu .search, .choose > summary");
  for (const menu of menus) {
    if (!stays || stays.closest(MENUS) !== menu) menu.open = false;
  }
});
