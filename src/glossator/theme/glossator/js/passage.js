// @ts-check
// Selected words of an article: a link to them, and a note on them. Loaded when words are selected.
(() => {
  "use strict";
  const api = /** @type {any} */ (globalThis).glossatorNotes;
  const reading = /** @type {any} */ (globalThis).glossatorReading;
  const file = /** @type {any} */ (globalThis).glossatorNoteFile;
  const { make, copy, dialog, returnFocus } = /** @type {any} */ (globalThis).glossator;
  const { word, quoted, foreign } = /** @type {any} */ (globalThis).glossatorWords;
  if (!api) return;
  const { repository = "", branch = "main", book = "book", article: id = "", form = "" } = document.documentElement.dataset;
  const host = repository ? file.hostOf(repository) : null;

  const annotate = make("a", { class: "passage-act", href: "#", target: "_blank", rel: "noopener" }, word("annotate"));
  const more = make("button", { type: "button" }, word("other_ways"));
  const link = make("button", { type: "button" }, word("copy_link"));
  const bar = make("div", { class: "passage", role: "toolbar", "aria-label": word("selected"), hidden: "", ...foreign }, annotate, more, link);
  document.body.append(bar);
  more.hidden = !host;

  /** @type {{exact: string, prefix: string, suffix: string} | null} */
  let quote = null;
  /** @type {{text: string, runs: any[]} | null} */
  let text = null;

  const look = () => {
    const selection = getSelection();
    if (bar.contains(document.activeElement) || document.querySelector("dialog[open]")) return;
    const range = selection?.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0) : null;
    if (!range || !api.article.contains(range.commonAncestorContainer)) return hide();
    text ??= reading.read(api.article);
    const span = reading.locate(range, text);
    if (!span || span.end - span.start < 2) return hide();
    quote = reading.describe(text?.text, span.start, span.end);
    annotate.setAttribute("href", address());
    placeAt(range);
  };

  const hide = () => {
    const inside = bar.contains(document.activeElement);
    bar.hidden = true;
    quote = null;
    if (inside) returnFocus(wordsOf(getSelection()));
  };

  /** The paragraph of what is selected. @param {Selection | null} selection */
  const wordsOf = (selection) => {
    const node = selection?.focusNode;
    return (node instanceof Element ? node : node?.parentElement)?.closest("p, li, h1, h2, h3") ?? null;
  };

  /** @param {Range} range */
  const placeAt = (range) => {
    bar.hidden = false;
    const boxes = [...range.getClientRects()].filter((box) => box.width > 0);
    const last = boxes[boxes.length - 1] ?? range.getBoundingClientRect();
    const { width, height } = bar.getBoundingClientRect();
    const left = Math.min(Math.max(8, last.right - width / 2), document.documentElement.clientWidth - width - 8);
    const top = Math.min(Math.max(8, last.bottom + 8), innerHeight - height - 8);
    bar.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
  };

  const today = () => {
    const now = new Date();
    return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
  };
  const note = () => {
    const taken = (/** @type {string} */ name) => document.getElementById(`note-${name}`) !== null;
    const name = file.nameFor(quote?.exact ?? "", taken);
    const written = file.write(quote, { kind: "context", author: "a-contributor", date: today(), body: word("write_here") });
    return { path: `${book}/annotations/${id}/${name}.md`, name: `${name}.md`, text: written };
  };

  /** Where the new file is made; without the text where that would be too long. */
  const address = () => {
    if (!host) return "#";
    const { path, text: words } = note();
    const full = host.file(repository, branch, path, words);
    return full.length <= file.LONGEST ? full : host.file(repository, branch, path, "");
  };
  const fits = () => host !== null && host.prefills && host.file(repository, branch, note().path, note().text).length <= file.LONGEST;

  annotate.addEventListener("click", (/** @type {Event} */ event) => {
    if (!host) {
      event.preventDefault();
      return offer();
    }
    if (!fits()) copy(note().text, word("file_copied"));
  });
  more.addEventListener("click", () => offer());
  link.addEventListener("click", () => {
    const words = quote?.exact ?? "";
    copy(fragment(words), word("words_link_copied"));
    hide();
  });

  /** A text fragment: the browser finds the words. @param {string} words */
  const fragment = (words) => {
    const part = (/** @type {string} */ some) => encodeURIComponent(some).replace(/-/g, "%2D");
    const list = words.split(/\s+/);
    const long = list.length > 12 || words.includes("\n");
    const found = long ? `${part(list.slice(0, 5).join(" "))},${part(list.slice(-5).join(" "))}` : part(words);
    const around = !long && quote?.prefix ? `${part(quote.prefix.trim())}-,${found}` : found;
    return `${location.href.split("#")[0]}#:~:text=${around}`;
  };

  /** The note's file to copy, to save, or to send as an issue. */
  const offer = () => {
    const { path, name, text: words } = note();
    const area = /** @type {HTMLTextAreaElement} */ (make("textarea", { rows: "12", spellcheck: "true", "aria-label": word("note_file") }));
    area.value = words;
    const copying = make("button", { type: "button" }, word("copy_file"));
    copying.addEventListener("click", () => copy(area.value));
    const saving = make("button", { type: "button" }, word("save_file"));
    saving.addEventListener("click", () => {
      const blob = URL.createObjectURL(new Blob([area.value], { type: "text/markdown" }));
      const anchor = make("a", { href: blob, download: name });
      anchor.click();
      setTimeout(() => URL.revokeObjectURL(blob), 1000);
    });
    const actions = make("div", { class: "panel-actions" }, copying, saving);
    if (host) {
      const passage = quote?.exact ?? "";
      const asked = { title: word("note_on_words", { words: quoted(passage.slice(0, 60)) }), article: id, passage, form };
      const full = host.issue(repository, asked);
      const fits = full.length <= file.LONGEST;
      const issue = make("a", { target: "_blank", rel: "noopener", href: fits ? full : host.issue(repository, { ...asked, passage: "" }) }, word("use_form"));
      if (!fits) issue.addEventListener("click", () => copy(passage, word("passage_copied")));
      actions.append(issue);
    }
    bar.hidden = true;
    dialog(word("new_note"), make("p", {}, word("its_place"), word("colon"), make("code", {}, path)), area, actions);
  };

  let waiting = 0;
  const lookSoon = () => {
    clearTimeout(waiting);
    waiting = window.setTimeout(look, 200);
  };
  document.addEventListener("selectionchange", lookSoon);
  addEventListener("scroll", () => {
    const selection = getSelection();
    if (!bar.hidden && selection?.rangeCount) placeAt(selection.getRangeAt(0));
  }, { passive: true });
  document.addEventListener("keydown", (event) => event.key === "Escape" && !bar.hidden && hide());
  document.addEventListener("glossator:act", () => !bar.hidden && annotate.focus());
  lookSoon();
  /** @type {any} */ (globalThis).glossatorPassage = { note, address, quote: () => quote };
})();
