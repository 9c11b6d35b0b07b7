// The menu of the header opens and closes without scripts. With them, Escape, a tap beside it and a link in it close it too.

const menu = document.querySelector(".menu");

if (menu instanceof HTMLDetailsElement) {
  addEventListener("keydown", ({ key }) => {
    if (key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary")?.focus();
  });
  addEventListener("click", ({ target }) => {
    if (target instanceof Element && (target.closest("a") || !target.closest(".menu > summary, .menu .search"))) menu.open = false;
  });
}
