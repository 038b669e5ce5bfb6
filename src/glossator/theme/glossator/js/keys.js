// @ts-check
// The keyboard map: single keys for what the pages can do, listed by "?", and switched off by those
// whose tools speak in single keys (WCAG 2.1.4).
(() => {
  "use strict";
  const { root, make, dialog } = /** @type {any} */ (globalThis).glossator;
  const api = /** @type {any} */ (globalThis).glossatorNotes;
  const pointing = /** @type {any} */ (globalThis).glossatorPointing;
  const layers = /** @type {any} */ (globalThis).glossatorLayers;
  const KEY = "glossator-keys";

  let on = true;
  try {
    on = localStorage.getItem(KEY) !== "off";
  } catch {
    // Without storage the keys are on.
  }

  /** @param {number} step */
  const walk = (step) => {
    const shown = api.notes.filter((/** @type {HTMLElement} */ note) => !note.hidden);
    const here = api.open ? shown.indexOf(api.open) + step : shown.findIndex(below);
    const note = shown[Math.max(0, Math.min(shown.length - 1, here))];
    if (!note) return;
    pointing.visit(note);
  };
  /** @param {HTMLElement} note */
  const below = (note) => (api.references.get(note.dataset.annotation)?.getBoundingClientRect().top ?? 0) > 60;

  /** @param {string} rel */
  const follow = (rel) => /** @type {HTMLElement | null} */ (document.querySelector(`.steps a[rel="${rel}"]`))?.click();

  /** @type {[string, string, () => void][]} */
  const KEYS = [
    ...(api
      ? /** @type {[string, string, () => void][]} */ ([
          ["j", "next note", () => walk(1)],
          ["k", "previous note", () => walk(-1)],
          ["m", "notes beside the text", () => layers.look("margin")],
          ["o", "all notes open", () => layers.look("open")],
          ["t", "text only", () => layers.look("text")],
          ["l", "list of all notes", () => document.dispatchEvent(new Event("glossator:list"))],
          ["a", "to what can be done with the words selected", () => document.dispatchEvent(new Event("glossator:act"))],
        ])
      : []),
    ["n", "next page", () => follow("next")],
    ["p", "previous page", () => follow("prev")],
    ["/", "search", () => location.assign(`${root}search.html`)],
    ["?", "this list", () => help()],
  ];

  const help = () => {
    const rows = [...KEYS.map(([key, words]) => [key, words]), ["Esc", "close what is open"]];
    const box = /** @type {HTMLInputElement} */ (make("input", { type: "checkbox" }));
    box.checked = on;
    box.addEventListener("change", () => {
      on = box.checked;
      try {
        localStorage.setItem(KEY, on ? "on" : "off");
      } catch {
        // Without storage the choice holds for this page.
      }
    });
    const list = make("dl", { class: "keys" }, ...rows.flatMap(([key, words]) => [make("dt", {}, make("kbd", {}, key)), make("dd", {}, words)]));
    dialog("Keys", list, make("label", {}, box, " Single keys act"));
  };

  document.getElementById("keys-help")?.addEventListener("click", help);
  document.addEventListener("keydown", (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (target.closest("input, textarea, select, dialog, [contenteditable]")) return;
    const found = KEYS.find(([key]) => key === event.key);
    if (!found || (!on && event.key !== "?")) return;
    event.preventDefault();
    found[2]();
  });
})();
