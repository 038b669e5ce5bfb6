// @ts-check
// In a narrow window a note comes from below: its bar, with which one goes on to the next, and when it goes.
(() => {
  "use strict";
  const api = /** @type {any} */ (globalThis).glossatorNotes;
  const pointing = /** @type {any} */ (globalThis).glossatorPointing;
  const { word, foreign } = /** @type {any} */ (globalThis).glossatorWords;
  if (!api) return;

  /** @param {string} name @param {string} sign @param {() => void} act */
  const button = (name, sign, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = sign;
    made.setAttribute("aria-label", name);
    made.addEventListener("click", (event) => {
      event.stopPropagation();
      act();
    });
    return made;
  };

  /** @param {number} step */
  const walk = (step) => {
    const shown = api.notes.filter((/** @type {HTMLElement} */ note) => !note.hidden);
    const next = shown[shown.indexOf(api.open) + step];
    if (!next) return;
    pointing.hold(next, api.references.get(next.dataset.annotation));
    pointing.read(next);
  };

  const bar = document.createElement("div");
  bar.className = "note-bar";
  if (foreign.lang) bar.lang = foreign.lang;
  bar.append(
    button(word("previous_note"), "←", () => walk(-1)),
    button(word("next_note"), "→", () => walk(1)),
    button(word("close_note"), "×", () => pointing.close()),
  );
  // Who has read on past the words is done with the note.
  addEventListener("scroll", () => {
    if (!api.open || document.documentElement.dataset.view !== "sheet") return;
    const words = api.pieces.get(api.open.dataset.annotation) ?? [];
    const boxes = words.map((/** @type {HTMLElement} */ piece) => piece.getBoundingClientRect());
    const far = boxes.every(({ top, bottom }) => bottom < -innerHeight / 4 || top > innerHeight * 1.25);
    if (boxes.length && far) pointing.close();
  }, { passive: true });
  document.addEventListener("glossator:open", (event) => {
    const { note } = /** @type {CustomEvent} */ (event).detail;
    if (note && document.documentElement.dataset.view === "sheet") {
      note.prepend(bar);
      note.scrollTop = 0;
    } else bar.remove();
  });
})();
