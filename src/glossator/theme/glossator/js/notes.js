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
  /** @param {Element} element */
  const sizeOf = (element) => `${element.clientWidth} ${element.clientHeight}`;
  /** The size of the first words for which notes were placed. */
  let laidFor = "";
  let asked = 0;
  const later = () => {
    cancelAnimationFrame(asked);
    asked = requestAnimationFrame(() => {
      // What the window does is followed at once; only a note that opens moves the others gently.
      article.classList.remove("gently");
      layOut();
    });
  };

  /** All reading first, then all writing: one layout of the page, whatever the number of notes. */
  const layOut = () => {
    if (root.dataset.view !== "margin") {
      if (article.classList.contains("laid")) unset();
      return;
    }
    const size = sizeOf(sample);
    const box = article.getBoundingClientRect();
    const shown = notes.filter((note) => !note.hidden);
    const line = parseFloat(getComputedStyle(shown[0] ?? article).lineHeight) || 20;
    const foot = article.querySelector(":scope > .article-foot");
    const end = (foot ?? article).getBoundingClientRect().top - box.top;
    // In the order of their numbers, which is that of the ends of their words.
    const items = shown.map((note) => ({ note, anchor: anchorOf(note, box.top), full: fullHeight(note), open: note === open }));
    for (const item of items) if (item.open && fixed !== null) item.anchor = fixed;
    const places = /** @type {any} */ (globalThis).glossatorLayout.place(items, { start: 0, end: Math.max(end, 0), line, gap: 7 });
    let lowest = 0;
    items.forEach(({ note, full }, index) => {
      const { top, height } = places[index];
      put(note, "transform", `translateY(${top}px)`);
      put(note, "blockSize", `${height}px`);
      note.classList.toggle("short", height < full - 1);
      lowest = Math.max(lowest, top + height);
    });
    article.style.minBlockSize = lowest > box.height ? `${lowest}px` : "";
    article.classList.add("laid");
    laidFor = size;
  };

  /** What stays as it is is not written: the browser would look at it again. @param {HTMLElement} note @param {"transform" | "blockSize"} name @param {string} value */
  const put = (note, name, value) => {
    if (note.style[name] !== value) note.style[name] = value;
  };

  /** Other views place notes without our help. */
  const unset = () => {
    article.classList.remove("laid", "gently");
    article.style.minBlockSize = "";
    for (const note of notes) {
      note.style.transform = note.style.blockSize = "";
      note.classList.remove("short");
    }
  };

  /** @param {HTMLElement} note @param {number} zero */
  const anchorOf = (note, zero) => {
    const first = pieces.get(idOf(note))?.[0]?.getClientRects()[0];
    return first ? first.top - zero : 0;
  };

  /** What it would be without a limit: the end of its last part. @param {HTMLElement} note */
  const fullHeight = (note) => {
    let last = /** @type {HTMLElement} */ (note.lastElementChild);
    while (!last.offsetHeight && last.previousElementSibling) last = /** @type {HTMLElement} */ (last.previousElementSibling);
    return Math.ceil(last.offsetTop + last.offsetHeight) + 1;
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
  document.fonts?.ready.then(later);
  // Type that grows or is loaded late; a window that changes was followed in the same frame.
  new ResizeObserver(() => sizeOf(sample) !== laidFor && later()).observe(sample);

  /** @type {any} */ (globalThis).glossatorNotes = {
    article, notes, marks, references, byId, pieces, noteAt, idsOf, light, show, layOut: later, layOutNow: layOut,
    get open() { return open; },
    get held() { return held; },
  };
  layOut();
})();
