// @ts-check
// What the scripts say: the edition's fixed words by their names, and those that go with numbers.
// Which they are, the build writes before the scripts, from the one table that pages have theirs from.
(() => {
  "use strict";
  const words = /** @type {any} */ (globalThis).glossatorWords;
  /** @type {Record<string, any>} */
  const said = words.said;
  const rules = new Intl.PluralRules(words.language);

  /** @typedef {Record<string, string | number>} Values */
  /** @param {string} text @param {Values} values */
  const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
  /** @param {string} name @param {Values} [values] @returns {string} */
  const word = (name, values = {}) => filled(said[name], values);
  /** In the form that a number asks for. @param {string} name @param {number} number @param {Values} [values] */
  const counted = (name, number, values = {}) => filled(said[name][rules.select(number)] ?? Object.values(said[name]).pop(), { number, ...values });
  /** @param {string} text */
  const quoted = (text) => words.marks.join(text);
  /** What says on an element that its words are not in the page's language, where that has none. */
  const foreign = document.documentElement.lang.split("-")[0].toLowerCase() === words.language ? {} : { lang: words.language };

  Object.assign(words, { word, counted, quoted, foreign });
})();
