// @ts-check
// Which note belongs to which words, and which is open? Joins both, in every view.
(() => {
  "use strict";
  const root = document.documentElement;
  const article = /** @type {HTMLElement | null} */ (document.querySelector("section.article"));
  if (!article) return;

  const notes = /** @type {HTMLElement[]} */ ([...article.querySelectorAll(".notes > .note")]);
  const byId = new Map(notes.map((note) => [note.dataset.annotation ?? "", note]));
  const marks = /** @type {HTMLElement[]} */ ([...article.querySelectorAll("[data-note-ref]")]);
  /** @type {Map<string, HTMLElement[]>} */
  const pieces = new Map();
  for (const mark of marks) {
    for (const id of idsOf(mark)) pieces.set(id, [...(pieces.get(id) ?? []), mark]);
  }
  /** @type {Map<string, HTMLElement>} */
  const references = new Map();
  for (const link of /** @type {NodeListOf<HTMLElement>} */ (article.querySelectorAll(".note-ref"))) {
    references.set(link.dataset.note ?? "", link);
  }

  /** @type {HTMLElement | null} */
  let open = null;
  /** Whether it stays open when the pointer leaves. */
  let held = false;
  /** Where an open note must stand, when its words don't say. @type {number | null} */
  let fixed = null;

  /** @param {HTMLElement} mark */
  function idsOf(mark) {
    return (mark.dataset.noteRef ?? "").split(" ").filter(Boolean);
  }

  /** The passage with the fewest words among those that share a piece. @param {HTMLElement} mark */
  function noteAt(mark) {
    const length = (/** @type {string} */ id) => (pieces.get(id) ?? []).reduce((sum, piece) => sum + piece.textContent.length, 0);
    const shown = idsOf(mark).filter((id) => byId.get(id)?.hidden === false);
    const [first] = shown.sort((a, b) => length(a) - length(b));
    return first ? (byId.get(first) ?? null) : null;
  }

  /** @param {HTMLElement | null} note */
  const idOf = (note) => note?.dataset.annotation ?? "";

  /** @param {HTMLElement} note @param {boolean} on */
  const light = (note, on) => {
    note.classList.toggle("on", on);
    references.get(idOf(note))?.classList.toggle("on", on);
    for (const piece of pieces.get(idOf(note)) ?? []) {
      piece.classList.toggle("on", on || (open !== null && open !== note && idsOf(piece).includes(idOf(open))));
    }
  };

  const sample = article.querySelector("p[id]") ?? article;
  const places = /** @type {any} */ (globalThis).glossatorPlaces(article);
  /** @param {Element} element */
  const sizeOf = (element) => `${element.clientWidth} ${element.clientHeight}`;
  const shapeNow = () => `${root.dataset.view} ${sizeOf(article)} ${sizeOf(sample)}`;
  /** The size of the first words for which notes were placed, and that of all. */
  let laidFor = "", shape = "";
  let asked = 0;
  /** @param {{type?: string}} [event] */
  const later = ({ type = "" } = {}) => {
    cancelAnimationFrame(asked);
    asked = requestAnimationFrame(() => {
      // What the window does is followed at once; only a note that opens moves the others gently.
      article.classList.remove("gently");
      const resized = type === "resize";
      if (!resized || shape !== shapeNow()) layOut(resized);
    });
  };

  /**
   * All reading first, then all writing: one layout of the page, whatever the number of notes.
   * @param {boolean} [hasty] whether what nobody sees may wait until the window is at rest
   */
  const layOut = (hasty = false) => {
    if (root.dataset.view !== "margin") {
      if (article.classList.contains("laid")) unset();
      return;
    }
    [laidFor, shape] = [sizeOf(sample), shapeNow()];
    const box = article.getBoundingClientRect();
    const shown = notes.filter((note) => !note.hidden);
    const line = parseFloat(getComputedStyle(shown[0] ?? article).lineHeight) || 20;
    const foot = article.querySelector(":scope > .article-foot");
    const end = (foot ?? article).getBoundingClientRect().top - box.top;
    const full = places.heights(shown, line, open);
    // In the order of their numbers, which is that of the ends of their words.
    const items = shown.map((note, index) => ({ anchor: anchorOf(note, box.top), full: full[index], open: note === open }));
    for (const item of items) if (item.open && fixed !== null) item.anchor = fixed;
    const found = /** @type {any} */ (globalThis).glossatorLayout.place(items, { start: 0, end: Math.max(end, 0), line, gap: 7 });
    const lowest = places.take(shown, found, full, hasty ? box.top : null);
    const least = lowest > end ? `${lowest}px` : "";
    if (article.style.minBlockSize !== least) article.style.minBlockSize = least;
    article.classList.add("laid");
  };

  /** Other views place notes without our help. */
  const unset = () => {
    article.classList.remove("laid", "gently");
    article.style.minBlockSize = "";
    places.leave();
  };

  /** @param {HTMLElement} note @param {number} zero */
  const anchorOf = (note, zero) => {
    const first = pieces.get(idOf(note))?.[0]?.getClientRects()[0];
    return first ? first.top - zero : 0;
  };

  /**
   * Open a note in full, or none.
   * @param {HTMLElement | null} note
   * @param {{hold?: boolean, at?: number | null}} [how]
   */
  const show = (note, { hold = false, at = null } = {}) => {
    held = hold && note !== null;
    fixed = at;
    if (note === open) return;
    const before = open;
    open = note;
    if (before) {
      before.classList.remove("open");
      light(before, false);
    }
    if (note) {
      document.dispatchEvent(new CustomEvent("glossator:opening", { detail: note }));
      note.classList.add("open");
      light(note, true);
    }
    article.classList.toggle("some-open", note !== null);
    document.dispatchEvent(new CustomEvent("glossator:open", { detail: { note, before } }));
    article.classList.add("gently");
    layOut();
  };

  document.addEventListener("glossator:view", later);
  addEventListener("resize", later);
  addEventListener("load", later);
  document.fonts?.ready.then(() => {
    places.forget();
    later();
  });
  // Type that grows or is loaded late; a window that changes was followed in the same frame.
  new ResizeObserver(() => sizeOf(sample) !== laidFor && later()).observe(sample);

  /** @type {any} */ (globalThis).glossatorNotes = {
    article, notes, marks, references, byId, pieces, noteAt, idsOf, light, show, layOut: later, layOutNow: layOut,
    get open() { return open; },
    get held() { return held; },
  };
  layOut();
})();
