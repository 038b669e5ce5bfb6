// @ts-check
// Which notes does the reader want to see, and how? Kept, and in the address, so that it can be shared.
(() => {
  "use strict";
  const api = /** @type {any} */ (globalThis).glossatorNotes;
  const { make, copy } = /** @type {any} */ (globalThis).glossator;
  const { word, foreign } = /** @type {any} */ (globalThis).glossatorWords;
  const place = document.getElementById("layers-place");
  if (!api || !place) return;
  const root = document.documentElement;
  const KEY = "glossator-notes";
  const narrow = matchMedia("(max-width: 59.99em)");
  const VIEWS = { margin: word("view_margin"), open: word("view_open"), text: word("view_text") };

  /** @param {string} words @returns {{view: string, off: Set<string>}} */
  const read = (words) => {
    const parts = words.split(",").filter(Boolean);
    return {
      view: parts.find((part) => part in VIEWS) ?? "margin",
      off: new Set(parts.filter((part) => part.startsWith("-")).map((part) => part.slice(1))),
    };
  };
  const kept = () => {
    try {
      return localStorage.getItem(KEY) ?? "";
    } catch {
      return "";
    }
  };
  const state = read(new URLSearchParams(location.search).get("notes") ?? kept());
  const written = () => [state.view === "margin" ? "" : state.view, ...[...state.off].map((name) => `-${name}`)].filter(Boolean).join(",");

  /** @param {string} name of a kind, or @ and an author */
  const layerOf = (name) => (/** @type {HTMLElement} */ note) => (name.startsWith("@") ? `@${note.dataset.author}` : note.dataset.kind) === name;

  const apply = () => {
    root.dataset.chosen = state.view;
    for (const note of api.notes) note.hidden = state.off.has(note.dataset.kind) || state.off.has(`@${note.dataset.author}`);
    for (const mark of api.marks) mark.classList.toggle("mute", api.idsOf(mark).every((/** @type {string} */ id) => api.byId.get(id)?.hidden ?? false));
    for (const [id, link] of api.references) link.hidden = api.byId.get(id)?.hidden ?? false;
    if (api.open?.hidden) api.show(null);
    document.dispatchEvent(new Event("glossator:choose"));
    document.dispatchEvent(new Event("glossator:view"));
  };

  const keep = () => {
    try {
      localStorage.setItem(KEY, written());
    } catch {
      // Without storage the choice holds for this page.
    }
    try {
      history.replaceState(history.state, "", shared());
    } catch {
      // Some browsers keep the address of a file as it is.
    }
  };

  /** The address of the page as it is seen now. */
  const shared = () => {
    const address = new URL(location.href);
    address.searchParams.delete("notes");
    if (written()) address.searchParams.set("notes", written());
    return address.href.replace(/%2C/g, ",").replace(/%40/g, "@");
  };

  const choose = () => {
    const at = anchor();
    apply();
    keep();
    fill();
    // The words that were read stay where they are while all around them changes.
    if (at) requestAnimationFrame(() => scrollBy({ top: at.element.getBoundingClientRect().top - at.top, behavior: "instant" }));
  };
  const anchor = () => {
    const blocks = /** @type {HTMLElement[]} */ ([...api.article.querySelectorAll("p[id], blockquote, h1, h2, h3")]);
    const element = blocks.find((block) => block.getBoundingClientRect().bottom > 80);
    return element ? { element, top: element.getBoundingClientRect().top } : null;
  };

  /** @param {string} view */
  const look = (view) => {
    state.view = view;
    choose();
  };

  const panel = make("div", { class: "panel layers" });
  const menu = make("details", { class: "menu", name: "menu", ...foreign }, make("summary", {}, word("notes")), panel);
  place.replaceWith(menu);

  /** @param {(note: HTMLElement) => string} nameOf */
  const tally = (nameOf) => {
    const counts = new Map();
    for (const note of api.notes) counts.set(nameOf(note), (counts.get(nameOf(note)) ?? 0) + 1);
    return [...counts].sort((a, b) => b[1] - a[1]);
  };

  /** @param {string} legend @param {Node[]} fields */
  const group = (legend, fields) => make("fieldset", {}, make("legend", {}, legend), ...fields);

  /** @param {string} type @param {string} label @param {boolean} checked @param {(on: boolean) => void} act */
  const field = (type, label, checked, act) => {
    const input = /** @type {HTMLInputElement} */ (make("input", { type, name: type === "radio" ? "view" : label }));
    input.checked = checked;
    input.addEventListener("change", () => act(input.checked));
    return make("label", {}, input, ` ${label}`);
  };

  /** @param {string} name @param {string} label */
  const layer = (name, label) =>
    field("checkbox", label, !state.off.has(name), (on) => {
      if (on) state.off.delete(name);
      else state.off.add(name);
      choose();
    });

  const labels = new Map(api.notes.map((/** @type {HTMLElement} */ note) => [note.dataset.kind, note.querySelector(".note-kind")?.textContent ?? ""]));
  const fill = () => {
    const focused = /** @type {HTMLInputElement | null} */ (panel.querySelector(":focus"));
    const again = focused ? [...panel.querySelectorAll("input, button")].indexOf(focused) : -1;
    const authors = tally((note) => note.dataset.author ?? "");
    const list = make("button", { type: "button" }, word("list_notes"));
    list.addEventListener("click", () => document.dispatchEvent(new Event("glossator:list")));
    const share = make("button", { type: "button" }, word("copy_view"));
    share.addEventListener("click", () => copy(shared(), word("view_copied")));
    panel.replaceChildren(
      group(word("notes"), Object.entries(VIEWS).map(([view, label]) => field("radio", view === "margin" && narrow.matches ? word("view_sheet") : label, state.view === view, () => look(view)))),
      group(word("kinds"), tally((note) => note.dataset.kind ?? "").map(([kind, count]) => layer(kind, `${labels.get(kind)} (${count})`))),
      ...(authors.length > 1 ? [group(word("authors"), authors.map(([author, count]) => layer(`@${author}`, `${author} (${count})`)))] : []),
      make("div", { class: "panel-actions" }, list, share),
    );
    /** @type {HTMLElement | undefined} */ ([...panel.querySelectorAll("input, button")][again])?.focus();
  };

  apply();
  fill();
  narrow.addEventListener("change", fill);
  /** @type {any} */ (globalThis).glossatorLayers = { look, layerOf, state, shared };
})();
