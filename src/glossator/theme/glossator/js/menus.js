// @ts-check
// The header: menus that close, and the choice of colours.
(() => {
  "use strict";
  const root = document.documentElement;
  const { word } = /** @type {any} */ (globalThis).glossatorWords;
  const openMenus = () => /** @type {NodeListOf<HTMLDetailsElement>} */ (document.querySelectorAll("details.menu[open]"));

  document.addEventListener("click", (event) => {
    for (const menu of openMenus()) if (!menu.contains(/** @type {Node} */ (event.target))) menu.open = false;
  });
  // Keys that go on past a menu leave it.
  document.addEventListener("focusin", (event) => {
    for (const menu of openMenus()) if (!menu.contains(/** @type {Node} */ (event.target))) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || document.querySelector("dialog[open]")) return;
    for (const menu of openMenus()) {
      menu.open = false;
      menu.querySelector("summary")?.focus();
      event.stopImmediatePropagation();
    }
  }, true);
  // What opens over the page takes the place of what was open.
  document.addEventListener("glossator:list", () => openMenus().forEach((menu) => (menu.open = false)));

  const button = document.getElementById("theme-toggle");
  const names = /** @type {const} */ (["", "light", "dark"]);
  const words = { "": word("colours_system"), light: word("colours_light"), dark: word("colours_dark") };
  const say = () => {
    const now = /** @type {keyof typeof words} */ (root.dataset.theme ?? "");
    button?.setAttribute("aria-label", words[now]);
    button?.setAttribute("title", words[now]);
  };
  button?.addEventListener("click", () => {
    const next = names[(names.indexOf(/** @type {any} */ (root.dataset.theme ?? "")) + 1) % names.length];
    if (next) root.dataset.theme = next;
    else delete root.dataset.theme;
    try {
      localStorage.setItem("glossator-theme", next);
    } catch {
      // Without storage the choice holds for this page.
    }
    say();
  });
  say();
})();
