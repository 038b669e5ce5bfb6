// @ts-check
// Where do notes stand in the margin? One pure function, which knows nothing of a page.
(() => {
  "use strict";

  /**
   * @typedef {object} Item
   * @property {number} anchor where its words stand
   * @property {number} full its height in full
   * @property {boolean} [open] whether it must be shown in full, at its anchor
   *
   * @typedef {object} Room
   * @property {number} start the first place that may be used
   * @property {number} end the last, which is passed only where all notes together need more
   * @property {number} line the height of a line; a shortened note has at least one
   * @property {number} gap the least distance between two notes
   *
   * @typedef {object} Place
   * @property {number} top
   * @property {number} height less than the full height where the note is shortened
   */

  /** An open note gives way to nothing but the edges. */
  const FIRM = 1e6;

  /** How many lines a shortened note may win where notes stand close. */
  const ROUNDS = 8;

  /**
   * The places of notes, given in the order in which they follow each other: none overlaps, each is
   * as near to its words as the others allow (least squares), and takes the room that is left.
   * @param {readonly Item[]} items
   * @param {Room} room
   * @returns {Place[]}
   */
  const place = (items, room) => {
    const heights = items.map((item) => (item.open ? item.full : Math.min(item.full, room.line)));
    const slack = () => room.end - room.start - total(heights, room.gap);
    let tops = stack(items, heights, room, slack());
    for (let round = 0; round < ROUNDS && grow(items, heights, tops, room, slack()); round++) {
      tops = stack(items, heights, room, slack());
    }
    return items.map((item, place) => {
      const next = place + 1 < items.length ? tops[place + 1] - room.gap : Infinity;
      const lines = Math.floor((next - tops[place] + 0.01) / room.line);
      const height = Math.max(heights[place], Math.min(item.full, lines * room.line));
      return { top: tops[place], height: next - tops[place] >= item.full ? item.full : height };
    });
  };

  /** @param {readonly number[]} heights @param {number} gap */
  const total = (heights, gap) => heights.reduce((sum, height) => sum + height + gap, -gap);

  /**
   * Isotonic regression by pooling: notes that would overlap form a block, which moves as one.
   * @param {readonly Item[]} items @param {readonly number[]} heights @param {Room} room @param {number} slack
   */
  const stack = (items, heights, room, slack) => {
    /** @type {{sum: number, weight: number, count: number}[]} */
    const blocks = [];
    let before = 0;
    const offsets = heights.map((height) => {
      const offset = before;
      before += height + room.gap;
      return offset;
    });
    items.forEach((item, place) => {
      const weight = item.open ? FIRM : 1;
      blocks.push({ sum: (item.anchor - offsets[place]) * weight, weight, count: 1 });
      while (blocks.length > 1 && mean(blocks[blocks.length - 2]) >= mean(blocks[blocks.length - 1])) {
        const last = /** @type {typeof blocks[number]} */ (blocks.pop());
        const previous = blocks[blocks.length - 1];
        previous.sum += last.sum;
        previous.weight += last.weight;
        previous.count += last.count;
      }
    });
    const highest = room.start + Math.max(0, slack);
    const tops = [];
    for (const block of blocks) {
      const at = Math.min(Math.max(mean(block), room.start), highest);
      for (let count = 0; count < block.count; count++) tops.push(Math.round(at + offsets[tops.length]));
    }
    return tops;
  };

  /** @param {{sum: number, weight: number}} block */
  const mean = (block) => block.sum / block.weight;

  /** How far a note may stand from its words before others stop growing, in lines. */
  const FAR = 2.5;

  /**
   * Give each shortened note one line more, where it and its neighbours stay near their words.
   * @param {readonly Item[]} items @param {number[]} heights @param {readonly number[]} tops @param {Room} room @param {number} slack
   */
  const grow = (items, heights, tops, room, slack) => {
    let grown = false;
    let left = slack;
    items.forEach((item, place) => {
      if (heights[place] >= item.full || left < room.line) return;
      const near = [place - 1, place, place + 1].every(
        (other) => !items[other] || Math.abs(tops[other] - items[other].anchor) < FAR * room.line,
      );
      if (!near) return;
      heights[place] = Math.min(item.full, heights[place] + room.line);
      left -= room.line;
      grown = true;
    });
    return grown;
  };

  /** @type {any} */ (globalThis).glossatorLayout = { place };
})();
