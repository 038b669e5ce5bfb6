// @ts-check
// What opens a note: the pointer, a touch, the keyboard, an address. What closes it, and where the
// focus goes then.
(() => {
  "use strict";
  const api = /** @type {any} */ (globalThis).glossatorNotes;
  if (!api) return;
  const root = document.documentElement;
  /** @type {HTMLElement} */
  const article = api.article;
  const narrow = () => root.dataset.view === "sheet";
  /** How long the pointer has to rest on words before their note opens, in milliseconds. */
  const REST = 160;
  let resting = 0;
  /** Where the focus came from. @type {HTMLElement | null} */
  let from = null;
  /** Whether the focus goes back to where it was, which opens nothing. */
  let returning = false;

  /** @param {EventTarget | null} target @returns {HTMLElement | null} */
  const noteOf = (target) => {
    const element = /** @type {Element | null} */ (target);
    const link = /** @type {HTMLElement | null} */ (element?.closest?.(".note-ref"));
    if (link) return api.byId.get(link.dataset.note) ?? null;
    const mark = /** @type {HTMLElement | null} */ (element?.closest?.("[data-note-ref]"));
    return mark ? api.noteAt(mark) : null;
  };

  /** @param {HTMLElement} note */
  const topOf = (note) => new DOMMatrix(getComputedStyle(note).transform).m42;

  // A page that scrolls under a resting pointer opens nothing: only a pointer that moved does.
  let last = "";
  article.addEventListener("pointermove", (event) => {
    if (event.pointerType === "touch" || root.dataset.view === "text") return;
    const here = `${event.clientX} ${event.clientY}`;
    if (here === last) return;
    last = here;
    clearTimeout(resting);
    if (api.held || event.buttons) return;
    const margin = /** @type {Element} */ (event.target).closest(".note");
    const words = noteOf(event.target);
    if (margin) return point(/** @type {HTMLElement} */ (margin));
    point(null);
    if (narrow() || words === api.open) return;
    resting = window.setTimeout(() => api.show(words), REST);
  });
  article.addEventListener("pointerleave", () => {
    clearTimeout(resting);
    point(null);
    if (!api.held && !narrow()) resting = window.setTimeout(() => api.show(null), REST);
  });

  /** @type {HTMLElement | null} */
  let pointed = null;
  /** A note under the pointer shows its words, and opens only when it is clicked. @param {HTMLElement | null} note */
  const point = (note) => {
    if (note === pointed) return;
    if (pointed && pointed !== api.open) api.light(pointed, false);
    pointed = note;
    if (note) api.light(note, true);
  };

  /** @param {HTMLElement} note @param {HTMLElement | null} [origin] */
  const hold = (note, origin = null) => {
    from = origin;
    if (root.dataset.view === "open") return reveal(note);
    const inside = origin && note.contains(origin);
    api.show(note, { hold: true, at: inside || note === origin ? topOf(note) : null });
    if (narrow()) keepInSight(note);
  };

  /** The words stay above the sheet. @param {HTMLElement} note */
  const keepInSight = (note) => {
    const words = api.pieces.get(note.dataset.annotation)?.[0];
    const free = innerHeight - note.offsetHeight;
    const box = words?.getBoundingClientRect();
    if (box && (box.bottom > free - 16 || box.top < 64)) scrollBy({ top: box.top - Math.max(64, free / 3) });
  };

  /** One reads on in the note. @param {HTMLElement} note */
  const read = (note) => {
    note.tabIndex = -1;
    note.focus({ preventScroll: true });
  };

  /** @param {HTMLElement} note */
  const reveal = (note) => {
    read(note);
    note.scrollIntoView({ block: "nearest" });
  };

  const close = () => {
    const note = api.open;
    if (!note) return false;
    const inside = note.contains(document.activeElement) || narrow();
    api.show(null);
    if (inside) goBack(from?.isConnected && !note.contains(from) ? from : api.references.get(note.dataset.annotation));
    from = null;
    return true;
  };

  /** @param {HTMLElement | undefined} target */
  const goBack = (target) => {
    returning = true;
    target?.focus({ preventScroll: true });
    returning = false;
  };

  article.addEventListener("click", (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (String(getSelection())) return;
    const key = target.closest(".note-key");
    const margin = /** @type {HTMLElement | null} */ (target.closest(".note"));
    if (key && margin) {
      event.preventDefault();
      return goTo(margin);
    }
    if (margin) {
      if (!target.closest("a, button") && root.dataset.view === "margin") hold(margin, margin);
      return;
    }
    const link = /** @type {HTMLElement | null} */ (target.closest(".note-ref"));
    if (target.closest("a:not(.note-ref), button")) return;
    const note = noteOf(target);
    if (!note || root.dataset.view === "text") return void (api.open && close());
    event.preventDefault();
    if (note === api.open && api.held && !link) return void close();
    hold(note, link ?? api.references.get(note.dataset.annotation));
    // From the keyboard, or in a sheet, one reads on in the note.
    if ((link && event.detail === 0) || narrow()) read(note);
  });
  document.addEventListener("click", (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    if (api.open && api.held && !article.contains(target) && !target.closest(".panel, .preview, dialog")) close();
  });

  /** From a note to its words. @param {HTMLElement} note */
  const goTo = (note) => {
    const link = api.references.get(note.dataset.annotation);
    if (narrow()) api.show(null);
    link?.focus({ preventScroll: true });
    api.pieces.get(note.dataset.annotation)?.[0]?.scrollIntoView({ block: "nearest" });
  };

  /** A note that keys come to goes to its words; one that is pressed stays under the hand. @param {HTMLElement} note @param {HTMLElement} target @param {boolean} byKey */
  const enter = (note, target, byKey) => {
    api.show(note, { hold: true, at: byKey ? null : topOf(note) });
    if (!byKey) return;
    article.classList.remove("gently");
    target.scrollIntoView({ block: "nearest" });
  };
  article.addEventListener("focusin", (event) => {
    if (returning || root.dataset.view !== "margin") return;
    const target = /** @type {HTMLElement} */ (event.target);
    const inside = /** @type {HTMLElement | null} */ (target.closest(".note"));
    const byKey = target.matches(":focus-visible");
    if (inside) return void (inside !== api.open && enter(inside, target, byKey));
    if (!byKey) return;
    const note = target.classList.contains("note-ref") ? noteOf(target) : null;
    if (note || !api.held) api.show(note);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented && !document.querySelector("dialog[open]") && close()) event.preventDefault();
    const target = /** @type {HTMLElement} */ (event.target);
    if (event.key === " " && target.classList?.contains("note-ref")) {
      event.preventDefault();
      target.click();
    }
  });

  /** Open a note at its words, from wherever the reader is, and let the keys go on there. @param {HTMLElement} note */
  const visit = (note) => {
    const words = api.pieces.get(note.dataset.annotation)?.[0];
    if (root.dataset.view === "text") return;
    const link = api.references.get(note.dataset.annotation);
    words?.scrollIntoView({ block: narrow() ? "start" : "center" });
    hold(note, link);
    if (narrow()) read(note);
    else goBack(link);
  };
  /** An address may name a note. */
  const follow = () => {
    const note = location.hash.startsWith("#note-") ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
    if (note && api.notes.includes(note)) visit(note);
  };
  addEventListener("hashchange", follow);
  addEventListener("load", () => requestAnimationFrame(follow));

  /** @type {any} */ (globalThis).glossatorPointing = { close, hold, goTo, read, visit };
})();
