// @ts-check
// All notes of the article in order, with a count by kind, to filter and to go to.
(() => {
  "use strict";
  const api = /** @type {any} */ (globalThis).glossatorNotes;
  const pointing = /** @type {any} */ (globalThis).glossatorPointing;
  const { make, dialog } = /** @type {any} */ (globalThis).glossator;
  const { word, counted, foreign } = /** @type {any} */ (globalThis).glossatorWords;
  if (!api) return;
  const LENGTH = 140;

  /** @param {HTMLElement} note */
  const told = (note) => {
    const part = (/** @type {string} */ name) => note.querySelector(name)?.textContent.trim() ?? "";
    const text = part(".note-body").replace(/\s+/g, " ");
    const words = (api.pieces.get(note.dataset.annotation) ?? []).map((/** @type {HTMLElement} */ piece) => piece.textContent).join("");
    return { note, number: part(".note-key"), kind: part(".note-kind"), words, text };
  };

  const open = () => {
    const all = api.notes.map(told);
    const kinds = new Map();
    for (const { kind } of all) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    const filter = /** @type {HTMLInputElement} */ (make("input", { type: "search", "aria-label": word("filter_notes"), placeholder: word("filter"), autocomplete: "off" }));
    const choice = /** @type {HTMLSelectElement} */ (make("select", { "aria-label": word("kind_of_note") }, make("option", { value: "" }, word("all_kinds", { number: all.length }))));
    for (const [kind, count] of kinds) choice.append(make("option", { value: kind }, `${kind} (${count})`));
    const items = make("ol", { class: "note-list", ...(foreign.lang && { lang: document.documentElement.lang }) });
    const count = make("p", { class: "about", role: "status" });
    const box = dialog(word("notes_here"), make("div", { class: "filters" }, filter, choice), count, items);

    const fill = () => {
      const sought = filter.value.toLocaleLowerCase().trim();
      const found = all.filter((/** @type {ReturnType<typeof told>} */ one) =>
        (!choice.value || one.kind === choice.value) && `${one.number} ${one.words} ${one.text}`.toLocaleLowerCase().includes(sought));
      count.textContent = found.length === all.length ? counted("n_notes", all.length) : counted("notes_of_all", found.length, { all: all.length });
      items.replaceChildren(...found.map((/** @type {ReturnType<typeof told>} */ one) => item(one, box)));
    };
    filter.addEventListener("input", fill);
    choice.addEventListener("change", fill);
    fill();
    filter.focus();
  };

  /** @param {ReturnType<typeof told>} one @param {HTMLDialogElement} box */
  const item = ({ note, number, kind, words, text }, box) => {
    const short = text.length > LENGTH ? `${text.slice(0, text.lastIndexOf(" ", LENGTH))} …` : text;
    const link = make("a", { href: `#${note.id}` }, make("b", {}, number), " ", make("cite", {}, words), " ", make("small", {}, kind));
    link.addEventListener("click", (/** @type {Event} */ event) => {
      event.preventDefault();
      box.close();
      pointing.visit(note);
    });
    return make("li", {}, link, make("span", {}, short));
  };

  document.addEventListener("glossator:list", open);
})();
