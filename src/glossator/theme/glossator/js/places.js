// @ts-check
// How tall is each note, and where does it stand on the page? Knows no words and no views.
(() => {
  "use strict";

  /** @typedef {{top: number, height: number, short: boolean}} Stand */

  /** Nearer to the window than so many of its heights, a note may be seen soon: a wheel turns before the page is asked. */
  const NEAR = 1;
  /** So long after the last change the window is at rest, in milliseconds. */
  const REST = 100;

  /** @param {HTMLElement} article */
  const placesIn = (article) => {
    /** Full heights of closed notes, for each width and size of type in which they were seen. @type {Map<string, Map<HTMLElement, number>>} */
    const seen = new Map();
    /** Where each note stands. @type {Map<HTMLElement, Stand>} */
    const stands = new Map();
    /** Those to be moved when the window is at rest, from where nobody sees them to where nobody sees them. @type {Map<HTMLElement, Stand>} */
    const waiting = new Map();
    let resting = 0;

    /**
     * The full heights of *notes*. Only those are measured that are not known in this width: the
     * browser lays out no other, nor those that are far from the window.
     * @param {HTMLElement[]} notes @param {number} line @param {HTMLElement | null} open
     */
    const heights = (notes, line, open) => {
      const shape = `${notes[0]?.clientWidth} ${line}`;
      const known = seen.get(shape) ?? new Map();
      seen.set(shape, known);
      const unknown = notes.filter((note) => note !== open && !known.has(note));
      if (unknown.length) article.classList.add("measuring");
      for (const note of unknown) known.set(note, fullHeight(note));
      article.classList.remove("measuring");
      return notes.map((note) => (note === open ? fullHeight(note) : known.get(note)));
    };

    /** What it would be without a limit: the end of its last part. @param {HTMLElement} note */
    const fullHeight = (note) => {
      let last = /** @type {HTMLElement} */ (note.lastElementChild);
      while (!last.offsetHeight && last.previousElementSibling) last = /** @type {HTMLElement} */ (last.previousElementSibling);
      return Math.ceil(last.offsetTop + last.offsetHeight) + 1;
    };

    /**
     * Put *notes* at their *places*, and say where the lowest ends. To move hundreds costs the
     * browser more than all reckoning; so while a window changes, those that nobody sees wait.
     * @param {HTMLElement[]} notes @param {{top: number, height: number}[]} places @param {number[]} full
     * @param {number | null} zero where the article begins in a window that is changing
     */
    const take = (notes, places, full, zero) => {
      let lowest = 0;
      notes.forEach((note, index) => {
        const { top, height } = places[index];
        const to = { top, height, short: height < full[index] - 1 };
        const from = stands.get(note);
        waiting.delete(note);
        if (from && zero !== null && !near(from, zero) && !near(to, zero)) waiting.set(note, to);
        else put(note, to);
        lowest = Math.max(lowest, top + height);
      });
      clearTimeout(resting);
      if (waiting.size) resting = window.setTimeout(rest, REST);
      article.classList.toggle("moving", waiting.size > 0);
      return lowest;
    };

    /** @param {Stand} stand @param {number} zero */
    const near = ({ top, height }, zero) => zero + top + height > -NEAR * innerHeight && zero + top < (1 + NEAR) * innerHeight;

    /** What stays as it is is not written: the browser would look at it again. @param {HTMLElement} note @param {Stand} to */
    const put = (note, to) => {
      const from = stands.get(note);
      if (from?.top !== to.top) note.style.transform = `translateY(${to.top}px)`;
      if (from?.height !== to.height) note.style.blockSize = `${to.height}px`;
      if (from?.short !== to.short) note.classList.toggle("short", to.short);
      stands.set(note, to);
    };

    const rest = () => {
      if (!waiting.size) return;
      for (const [note, to] of waiting) put(note, to);
      waiting.clear();
      article.classList.remove("moving");
    };
    addEventListener("scroll", rest, { passive: true });

    /** Nothing is placed any more. */
    const leave = () => {
      for (const note of stands.keys()) {
        note.style.transform = note.style.blockSize = "";
        note.classList.remove("short");
      }
      stands.clear();
      waiting.clear();
      article.classList.remove("moving");
    };

    return { heights, take, leave, forget: () => seen.clear() };
  };

  /** @type {any} */ (globalThis).glossatorPlaces = placesIn;
})();
