// @ts-check
// What must be known before the first line is painted: that there is a script, which colours are
// wanted and how the notes stand. Loaded in the head, so it has to be short.
(() => {
  "use strict";
  const root = document.documentElement;
  root.classList.replace("no-js", "js");

  /** Storage may be forbidden, and throws then. @param {string} key */
  const kept = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  };

  const colours = kept("glossator-theme");
  if (colours === "light" || colours === "dark") root.dataset.theme = colours;

  const asked = new URLSearchParams(location.search).get("notes") ?? kept("glossator-notes") ?? "";
  const view = ["text", "open"].find((name) => asked.split(",").includes(name)) ?? "margin";
  const wide = matchMedia("(min-width: 60em)");
  const settle = () => {
    const chosen = root.dataset.chosen ?? view;
    root.dataset.view = chosen === "margin" && !wide.matches ? "sheet" : chosen;
  };
  root.dataset.chosen = view;
  settle();
  wide.addEventListener("change", () => {
    settle();
    document.dispatchEvent(new Event("glossator:view"));
  });
  document.addEventListener("glossator:choose", settle);
})();
