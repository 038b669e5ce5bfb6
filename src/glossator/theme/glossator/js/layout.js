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
    /** @type {Set<number>} those that have as much as their place allows */
    const done = new Set();
    for (let round = 0; round < ROUNDS; round++) {
      const before = [...heights];
      if (!grow(items, heights, done, room, slack())) break;
      tops = stack(items, heights, room, slack());
      if (giveBack(items, heights, before, tops, done, room)) tops = stack(items, heights, room, slack());
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

  /** How far a note may be moved from its words so that others show more of themselves, in lines. */
  const FAR = 4;

  /**
   * Give each shortened note one line more; whether any took it.
   * @param {readonly Item[]} items @param {number[]} heights @param {Set<number>} done @param {Room} room @param {number} slack
   */
  const grow = (items, heights, done, room, slack) => {
    let left = slack;
    items.forEach((item, place) => {
      if (done.has(place) || heights[place] >= item.full || left < room.line) return;
      heights[place] = Math.min(item.full, heights[place] + room.line);
      left -= room.line;
    });
    return left < slack;
  };

  /**
   * Where notes that touch have moved one another too far, they all take the last line back for good.
   * @param {readonly Item[]} items @param {number[]} heights @param {readonly number[]} before
   * @param {readonly number[]} tops @param {Set<number>} done @param {Room} room
   */
  const giveBack = (items, heights, before, tops, done, room) => {
    let changed = false;
    for (let first = 0, last = 0; first < items.length; first = last = last + 1) {
      let far = 0;
      for (; ; last++) {
        far = Math.max(far, Math.abs(tops[last] - items[last].anchor));
        if (last + 1 >= items.length || tops[last + 1] - tops[last] - heights[last] - room.gap > 1) break;
      }
      if (far <= FAR * room.line) continue;
      for (let place = first; place <= last; place++) {
        done.add(place);
        changed ||= heights[place] !== before[place];
        heights[place] = before[place];
      }
    }
    return changed;
  };

  /** @type {any} */ (globalThis).glossatorLayout = { place };
})();
