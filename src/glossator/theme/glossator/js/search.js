// @ts-check
// The search page: says in which sort of text the words were found, shows them, and goes to them.
// Loaded on this page only; what was found is shown as text, never as markup.
(() => {
  "use strict";
  const { root, load, make } = /** @type {any} */ (globalThis).glossator;
  const { word, counted, quoted } = /** @type {any} */ (globalThis).glossatorWords;
  const { finder, fold, wordsOf, akin } = /** @type {any} */ (globalThis).glossatorFind;
  /** @type {Record<string, string>} */
  const SORTS = { article: word("sort_article"), text: word("sort_text"), note: word("notes"), term: word("sort_term"), work: word("works"), page: word("pages") };
  const FIRST = 8, MORE = 40;
  const AROUND = 90;

  const form = /** @type {HTMLFormElement} */ (document.querySelector("form.search"));
  const field = /** @type {HTMLInputElement} */ (document.getElementById("search-words"));
  const place = /** @type {HTMLElement} */ (document.getElementById("search-results"));
  const count = /** @type {HTMLElement} */ (document.getElementById("search-count"));
  if (!form || !field || !place || !count) return;
  const { find, record } = finder(load);

  /** Where in a text a sought word, or one that is akin to it, stands. @param {string} text @param {string[]} words */
  const placesIn = (text, words) =>
    [...text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)]
      .map((found) => ({ at: found.index, length: found[0].length, word: fold(found[0]) }))
      .filter(({ word }) => words.some((sought) => word.startsWith(sought) || akin(sought, word) || (word.includes(sought) && wordsOf(word).includes(sought))));

  /** The words around the first that was found, each of them marked. @param {string} text @param {{at: number, length: number}[]} places */
  const snippet = (text, places) => {
    const middle = places[0]?.at ?? 0;
    const start = middle > AROUND ? text.indexOf(" ", middle - AROUND) + 1 : 0;
    const end = text.length > middle + 2 * AROUND ? Math.max(text.lastIndexOf(" ", middle + 2 * AROUND), middle + (places[0]?.length ?? 0)) : text.length;
    /** @type {(Node | string)[]} */
    const made = [start ? "… " : ""];
    let done = start;
    for (const { at, length } of places) {
      if (at < done || at + length > end) continue;
      made.push(text.slice(done, at), make("mark", {}, text.slice(at, at + length)));
      done = at + length;
    }
    made.push(text.slice(done, end), end < text.length ? " …" : "");
    return make("p", {}, ...made);
  };

  /** A link to the very words, where the browser can find them on the page. @param {string} sort @param {string} address @param {string} text @param {{at: number, length: number}[]} places */
  const addressOf = (sort, address, text, places) => {
    const [first] = places;
    const words = first && (sort === "text" || sort === "page") ? text.slice(first.at, first.at + first.length) : "";
    return root + address + (words ? `${address.includes("#") ? "" : "#"}:~:text=${encodeURIComponent(words).replace(/-/g, "%2D")}` : "");
  };

  /** @param {{number: number}} hit @param {string[]} words */
  const item = async (hit, words) => {
    const [sort, address, title, text] = await record(hit.number);
    const places = placesIn(text, words);
    return make("li", {}, make("a", { href: addressOf(sort, address, text, places) }, title), snippet(text, places));
  };

  /** @param {string} label @param {{number: number}[]} hits @param {string[]} words */
  const section = async (label, hits, words) => {
    const list = make("ul", { class: "found" });
    const add = async (/** @type {number} */ more) => {
      const next = hits.slice(list.childElementCount, list.childElementCount + more);
      list.append(...(await Promise.all(next.map((hit) => item(hit, words)))));
    };
    await add(FIRST);
    const made = make("section", {}, make("h2", {}, `${label} (${hits.length})`), list);
    if (hits.length > FIRST) {
      const more = make("button", { type: "button", class: "tool" }, word("show_more"));
      more.addEventListener("click", async () => {
        const shown = list.childElementCount;
        await add(MORE);
        list.children[shown]?.querySelector("a")?.focus();
        if (list.childElementCount === hits.length) more.remove();
      });
      made.append(more);
    }
    return made;
  };

  /** @param {any} found @param {number} total */
  const told = (found, total) => {
    const common = found.common.length ? [counted("left_out_words", found.common.length, { words: found.common.map(quoted).join(", ") })] : [];
    const unread = found.unread ? [word("unread")] : [];
    return [total ? counted("places_found", total) : word("not_found"), ...common, ...unread].join(" ");
  };

  let asked = 0;
  const show = async () => {
    const mine = ++asked;
    const wanted = field.value.trim();
    const found = await find(wanted);
    const sorts = Object.entries(SORTS).filter(([sort]) => found.hits[sort]);
    const sections = await Promise.all(sorts.map(([sort, label]) => section(label, found.hits[sort], found.words)));
    if (mine !== asked) return;
    const total = sorts.reduce((sum, [sort]) => sum + found.hits[sort].length, 0);
    count.textContent = wanted ? told(found, total) : "";
    place.replaceChildren(...sections);
    place.dataset.for = wanted;
  };

  let typing = 0;
  field.addEventListener("input", () => {
    clearTimeout(typing);
    typing = window.setTimeout(show, 150);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    show();
  });
  field.value = new URLSearchParams(location.search).get("q") ?? "";
  field.focus();
  if (field.value) show();
})();
