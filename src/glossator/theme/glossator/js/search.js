// @ts-check
// Finds words in texts, notes, glossary, works and pages, says which it found, and goes to the words.
// Loaded on the search page only, with data of its own; what was found is shown as text, never as markup.
(() => {
  "use strict";
  const { root, load, make } = /** @type {any} */ (globalThis).glossator;
  /** @type {Record<string, string>} */
  const SORTS = { article: "Articles", text: "Text", note: "Notes", term: "Glossary", work: "Works", page: "Pages" };
  const FIRST = 20;
  const AROUND = 90;

  const form = /** @type {HTMLFormElement} */ (document.querySelector("form.search"));
  const field = /** @type {HTMLInputElement} */ (document.getElementById("search-words"));
  const place = /** @type {HTMLElement} */ (document.getElementById("search-results"));
  const count = /** @type {HTMLElement} */ (document.getElementById("search-count"));
  if (!form || !field || !place || !count) return;

  /** Case and accents make no difference; the length stays, so that places stay. @param {string} text */
  const folded = (text) =>
    [...text].map((sign) => {
      const plain = sign.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
      return plain.length === sign.length ? plain : sign.toLowerCase().length === sign.length ? sign.toLowerCase() : sign;
    }).join("").replace(/[‘’]/g, "'").replace(/[“”]/g, '"');

  /** @typedef {[string, string, string, string]} Entry sort, address, title, words */
  /** @type {{entry: Entry, title: string, text: string}[]} */
  let index = [];

  /** @param {string} wanted */
  const find = (wanted) => {
    const phrase = folded(wanted).trim();
    const words = phrase.replace(/"/g, "").split(/\s+/).filter(Boolean);
    if (!words.length) return [];
    return index
      .map((one) => ({ one, score: scoreOf(one, words, phrase) }))
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score)
      .map(({ one }) => ({ entry: one.entry, at: firstOf(one.text, words), words }));
  };

  /** @param {{title: string, text: string}} one @param {string[]} words @param {string} phrase */
  const scoreOf = ({ title, text }, words, phrase) => {
    let score = 0;
    for (const word of words) {
      const [inTitle, inText] = [title.indexOf(word), text.indexOf(word)];
      if (inTitle < 0 && inText < 0) return 0;
      score += (inTitle >= 0 ? 4 : 0) + (inText >= 0 ? 1 : 0);
      if (starts(title, inTitle) || starts(text, inText)) score += 1;
    }
    return score + (title === phrase ? 20 : 0) + (words.length > 1 && text.includes(phrase) ? 5 : 0);
  };

  /** @param {string} text @param {number} at */
  const starts = (text, at) => at === 0 || (at > 0 && !/[\p{L}\p{N}]/u.test(text[at - 1]));

  /** @param {string} text @param {string[]} words */
  const firstOf = (text, words) => Math.min(...words.map((word) => text.indexOf(word)).filter((at) => at >= 0), Infinity);

  /** The words around the first that was found, each of them marked. @param {string} text @param {number} at @param {string[]} words */
  const snippet = (text, at, words) => {
    const middle = Number.isFinite(at) ? at : 0;
    const start = middle > AROUND ? text.indexOf(" ", middle - AROUND) + 1 : 0;
    const end = text.length > middle + 2 * AROUND ? text.lastIndexOf(" ", middle + 2 * AROUND) : text.length;
    const part = text.slice(start, end);
    const plain = folded(part);
    /** @type {(Node | string)[]} */
    const made = [start ? "… " : ""];
    let done = 0;
    while (done < part.length) {
      const [next, word] = words.map((one) => /** @type {[number, string]} */ ([plain.indexOf(one, done), one])).filter(([place]) => place >= 0).sort((a, b) => a[0] - b[0])[0] ?? [-1, ""];
      if (next < 0) break;
      made.push(part.slice(done, next), make("mark", {}, part.slice(next, next + word.length)));
      done = next + word.length;
    }
    made.push(part.slice(done), end < text.length ? " …" : "");
    return make("p", {}, ...made);
  };

  const show = () => {
    const found = find(field.value);
    count.textContent = !field.value.trim() ? "" : found.length === 0 ? "Nothing was found." : `${found.length} ${found.length === 1 ? "place" : "places"} found.`;
    place.replaceChildren(...Object.entries(SORTS).flatMap(([sort, label]) => {
      const these = found.filter(({ entry }) => entry[0] === sort);
      return these.length ? [section(label, these)] : [];
    }));
  };

  /** @param {string} label @param {ReturnType<typeof find>} found */
  const section = (label, found) => {
    const list = make("ul", { class: "found" });
    const add = (/** @type {number} */ upTo) => {
      for (const { entry, at, words } of found.slice(list.childElementCount, upTo)) {
        list.append(make("li", {}, make("a", { href: root + entry[1] }, entry[2]), snippet(entry[3], at, words)));
      }
    };
    add(FIRST);
    const made = make("section", {}, make("h2", {}, `${label} (${found.length})`), list);
    if (found.length > FIRST) {
      const more = make("button", { type: "button", class: "tool" }, `All ${found.length}`);
      more.addEventListener("click", () => {
        add(found.length);
        more.remove();
      });
      made.append(more);
    }
    return made;
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
  const gather = async () => {
    const { parts, pages } = (await load("search", "search-data")) ?? { parts: [], pages: [] };
    const found = await Promise.all(parts.map((/** @type {string} */ part) => load(part, part)));
    /** @type {Entry[]} */
    const data = [...found.flatMap((records) => records ?? []), ...pages];
    index = data.map((entry) => ({ entry, title: folded(entry[2]), text: folded(entry[3]) }));
    show();
  };
  gather();
})();
