// @ts-check
// What can be done with selected words is loaded when words of the article are selected.
(() => {
  "use strict";
  const api = /** @type {any} */ (globalThis).glossatorNotes;
  const { load } = /** @type {any} */ (globalThis).glossator;
  if (!api) return;

  const look = () => {
    const selection = getSelection();
    if (!selection?.rangeCount || selection.isCollapsed || !api.article.contains(selection.getRangeAt(0).commonAncestorContainer)) return;
    document.removeEventListener("selectionchange", look);
    load("passage", document.documentElement.dataset.passage ?? "passage");
  };
  document.addEventListener("selectionchange", look);
})();
