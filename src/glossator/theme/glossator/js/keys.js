// @ts-check
// The keyboard map: single keys for what the pages can do, listed by "?", and switched off by those
// whose tools speak in single keys (WCAG 2.1.4).
(() => {
  "use strict";
  const { root, make, dialog } = /** @type {any} */ (globalThis).glossator;
  const api = /** @type {any} */ (globalThis).glossatorNotes;
  const pointing = /** @type {any} */ (globalThis).glossatorPointing;
  const layers = /** @type {any} */ (globalThis).glossatorLayers;
  const { word } = /** @type {any} */ (globalThis).glossatorWords;
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
          ["j", word("key_next_note"), () => walk(1)],
          ["k", word("key_previous_note"), () => walk(-1)],
          ["m", word("key_margin"), () => layers.look("margin")],
          ["o", word("key_open"), () => layers.look("open")],
          ["t", word("key_text"), () => layers.look("text")],
          ["l", word("key_list"), () => document.dispatchEvent(new Event("glossator:list"))],
          ["a", word("key_act"), () => document.dispatchEvent(new Event("glossator:act"))],
        ])
      : []),
    ["n", word("key_next"), () => follow("next")],
    ["p", word("key_previous"), () => follow("prev")],
    ["/", word("key_search"), () => location.assign(`${root}search.html`)],
    ["?", word("key_help"), () => help()],
  ];

  const help = () => {
    const rows = [...KEYS.map(([key, words]) => [key, words]), ["Esc", word("key_close")]];
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
    dialog(word("keys"), list, make("label", {}, box, ` ${word("keys_act")}`));
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
