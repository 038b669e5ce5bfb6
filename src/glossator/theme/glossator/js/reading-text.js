// @ts-check
// The reading text of the page: the same words, in the same order, as the edition's own tools count
// them; and the quote that finds a passage in it again.
(() => {
  "use strict";
  /** What stands in an article's element and is not the article. */
  const FOREIGN = ".notes, .unplaced, .article-head, .article-foot, .note-ref, .para-ref, .headerlink, .footnote-reference, .footnote > .label, .backrefs, nav";
  const BLOCKS = "p, h1, h2, h3, h4, h5, h6";

  /**
   * @typedef {object} Run
   * @property {Text} node
   * @property {number} start
   *
   * @param {HTMLElement} article
   * @returns {{text: string, runs: Run[]}}
   */
  const read = (article) => {
    let text = "";
    /** @type {Run[]} */
    const runs = [];
    for (const block of article.querySelectorAll(BLOCKS)) {
      if (block.closest(FOREIGN)) continue;
      if (runs.length) text += "\n\n";
      const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT, (node) =>
        node.parentElement?.closest(FOREIGN) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        runs.push({ node: /** @type {Text} */ (node), start: text.length });
        text += /** @type {Text} */ (node).data;
      }
    }
    return { text, runs };
  };

  /**
   * The place of a range in the reading text, without white space at its ends; null where it holds none.
   * @param {Range} range @param {{text: string, runs: Run[]}} reading
   */
  const locate = (range, { text, runs }) => {
    let start = -1;
    let end = -1;
    for (const run of runs) {
      if (!range.intersectsNode(run.node)) continue;
      const from = range.startContainer === run.node ? range.startOffset : 0;
      const to = range.endContainer === run.node ? range.endOffset : run.node.length;
      if (to <= from) continue;
      if (start < 0) start = run.start + from;
      end = run.start + to;
    }
    if (start < 0) return null;
    while (start < end && /\s/.test(text[start])) start++;
    while (end > start && /\s/.test(text[end - 1])) end--;
    if (start >= end) return null;
    // Whole words: a quote that begins within one reads badly, and breaks when the word is emended.
    const word = /[\p{L}\p{M}\p{N}]/u;
    while (start > 0 && word.test(text[start]) && word.test(text[start - 1])) start--;
    while (end < text.length && word.test(text[end - 1]) && word.test(text[end])) end++;
    return { start, end };
  };

  /** How far a neighbour may reach before it is given up, in words. */
  const MOST = 24;

  /**
   * The words, and as many of their neighbours as make them the only ones.
   * @param {string} text @param {number} start @param {number} end
   */
  const describe = (text, start, end) => {
    const exact = text.slice(start, end);
    const once = (/** @type {string} */ words) => text.indexOf(words) === text.lastIndexOf(words);
    // Neighbours end at a paragraph: a quote's context should read on one line.
    const before = (text.slice(0, start).split("\n").pop() ?? "").match(/\S+\s*/g) ?? [];
    const after = text.slice(end).split("\n")[0].match(/\s*\S+/g) ?? [];
    for (let words = 0; words <= MOST; words++) {
      const prefix = words ? before.slice(-words).join("") : "";
      if (once(prefix + exact)) return { exact, prefix, suffix: "" };
      const suffix = after.slice(0, words).join("");
      if (once(prefix + exact + suffix)) return { exact, prefix, suffix };
    }
    return { exact, prefix: before.slice(-MOST).join(""), suffix: after.slice(0, MOST).join("") };
  };

  /** @type {any} */ (globalThis).glossatorReading = { read, locate, describe };
})();
