// @ts-check
// The header: menus that close, and the choice of colours.
(() => {
  "use strict";
  const root = document.documentElement;
  const menus = /** @type {NodeListOf<HTMLDetailsElement>} */ (document.querySelectorAll("details.menu"));

  document.addEventListener("click", (event) => {
    for (const menu of menus) if (menu.open && !menu.contains(/** @type {Node} */ (event.target))) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of menus) {
      if (!menu.open) continue;
      menu.open = false;
      menu.querySelector("summary")?.focus();
      event.stopImmediatePropagation();
    }
  });

  const button = document.getElementById("theme-toggle");
  const names = /** @type {const} */ (["", "light", "dark"]);
  const words = { "": "as the system", light: "light", dark: "dark" };
  const say = () => {
    const now = /** @type {keyof typeof words} */ (root.dataset.theme ?? "");
    button?.setAttribute("aria-label", `Colours: ${words[now]}`);
    button?.setAttribute("title", `Colours: ${words[now]}`);
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
