// @ts-check
// Which records have the words sought? Loads the pieces of the index that it needs, and no others.
// The rules for words are those of `finding.py`; this knows nothing of the page.
(() => {
  "use strict";
  const UNSPACED = /([\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}])/gu;
  /** What a word is worth that is the one sought, that begins with it, or that is akin to it. */
  const WORTH = { same: 6, begins: 4, akin: 1 };
  /** How many records of a sort are read to see whether they have the words side by side. */
  const READ = 24, READ_QUOTED = 200;

  /** @param {string} text */
  const fold = (text) => text.normalize("NFD").replace(/\p{M}+/gu, "").toLowerCase();
  /** @param {string} text */
  const wordsOf = (text) => fold(text).replace(UNSPACED, " $1 ").match(/[\p{L}\p{N}]+/gu) ?? [];

  /** Inflections: most of the word is the same, and neither is much longer. @param {string} sought @param {string} word */
  const akin = (sought, word) =>
    sought.length >= 5 && !/\p{N}/u.test(sought + word) && Math.abs(sought.length - word.length) <= 3 && word.startsWith(rootOf(sought));
  /** @param {string} word */
  const rootOf = (word) => (word.length >= 5 ? word.slice(0, Math.max(4, word.length - 3)) : word);

  /**
   * @typedef {[string, string, string, string]} Entry sort, address, title, words
   * @typedef {{sorts: string[], shards: string[], chunks: [string, number, number[]][], common: string[], version: string}} Contents chunks: name, first number, how many of each sort
   * @typedef {{number: number, score: number}} Hit
   * @typedef {{hits: Record<string, Hit[]>, words: string[], common: string[], unread: boolean}} Found
   */

  /** @param {(name: string, file: string) => Promise<any>} load */
  const finder = (load) => {
    /** @returns {Promise<Contents | undefined>} */
    const contents = () => load("search", "search-index");

    /** @param {Contents} all @param {string} kind @param {string | number} name */
    const piece = (all, kind, name) => load(`${kind}/${name}`, `${kind}-${name}.js?v=${all.version}`);
    /** @param {Contents} all @param {number} number */
    const chunkOf = (all, number) => all.chunks[all.chunks.findLastIndex(([, first]) => first <= number)];
    /** @param {Contents} all @param {number} number */
    const sortOf = (all, number) => {
      const [, first, counts] = chunkOf(all, number);
      let left = number - first;
      return all.sorts[counts.findIndex((count) => (left -= count) < 0)];
    };

    /** The records with one word, and what it is worth in each. @param {Contents} all @param {string} sought */
    const look = async (all, sought) => {
      const root = rootOf(sought);
      const places = all.shards.map((_, place) => place).filter((place) => all.shards[place] <= `${root}\uffff` && (all.shards[place + 1] ?? "\uffff") >= root);
      /** @type {Map<number, number>} */
      const worth = new Map();
      for (const shard of await Promise.all(places.map((place) => piece(all, "words", place)))) {
        for (const [word, steps] of Object.entries(shard ?? {})) {
          const value = word === sought ? WORTH.same : word.startsWith(sought) ? WORTH.begins : akin(sought, word) ? WORTH.akin : 0;
          if (!value) continue;
          let number = 0;
          for (const step of /** @type {string} */ (steps).split(" ")) {
            number += parseInt(step, 36);
            worth.set(number, Math.max(worth.get(number) ?? 0, value * (step.endsWith("*") ? 3 : 1)));
          }
        }
      }
      return worth;
    };

    /** @param {number} number @returns {Promise<Entry>} */
    const record = async (number) => {
      const all = /** @type {Contents} */ (await contents());
      const [name, first] = chunkOf(all, number);
      return (await piece(all, "records", name))[number - first];
    };

    /** What has all of the words, the best first, by sort. @param {string} wanted @returns {Promise<Found>} */
    const find = async (wanted) => {
      const all = await contents();
      const every = wordsOf(wanted);
      const words = every.filter((word) => !all?.common.includes(word));
      /** @type {Found} */
      const found = { hits: {}, words: every, common: every.filter((word) => all?.common.includes(word)), unread: false };
      if (!all || !words.length) return found;
      const [first, ...others] = (await Promise.all(words.map((word) => look(all, word)))).sort((a, b) => a.size - b.size);
      const quoted = /["“”«»„]/.test(wanted);
      for (const [number, score] of first) {
        if (!others.every((other) => other.has(number))) continue;
        (found.hits[sortOf(all, number)] ??= []).push({ number, score: others.reduce((sum, other) => sum + (other.get(number) ?? 0), score) });
      }
      for (const [sort, hits] of Object.entries(found.hits)) {
        hits.sort((a, b) => b.score - a.score || a.number - b.number);
        if (every.length > 1) found.unread = (await sideBySide(hits, every, quoted)) || found.unread;
        if (!hits.length) delete found.hits[sort];
      }
      return found;
    };

    /**
     * Put first those that have the words side by side; of words in quotation marks, keep no others.
     * Whether some were not read. @param {Hit[]} hits @param {string[]} words @param {boolean} quoted
     */
    const sideBySide = async (hits, words, quoted) => {
      const phrase = ` ${words.join(" ")} `;
      const read = hits.slice(0, quoted ? READ_QUOTED : READ);
      const kept = await Promise.all(read.map(async (hit) => {
        const [, , title, text] = await record(hit.number);
        const beside = [title, text].some((part) => ` ${wordsOf(part).join(" ")} `.includes(phrase));
        return beside ? { ...hit, score: hit.score + 100 } : quoted ? null : hit;
      }));
      const unread = quoted && hits.length > read.length;
      hits.splice(0, quoted ? hits.length : read.length, ...kept.filter((hit) => hit !== null).sort((a, b) => b.score - a.score || a.number - b.number));
      return unread;
    };

    return { find, record };
  };

  /** @type {any} */ (globalThis).glossatorFind = { finder, fold, wordsOf, akin };
})();
