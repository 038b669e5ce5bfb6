// @ts-check
// "Link" and "Cite" below an open note, and the buttons that copy an article's citation.
(() => {
  "use strict";
  const api = /** @type {any} */ (globalThis).glossatorNotes;
  const { load, make, copy, dialog } = /** @type {any} */ (globalThis).glossator;

  /** @param {Record<string, string>} forms a citation's forms by their names */
  const forms = (forms) =>
    Object.entries(forms).map(([name, text]) => {
      const button = make("button", { type: "button", class: "copy" }, "Copy");
      button.setAttribute("aria-label", `Copy as ${name}`);
      button.addEventListener("click", () => copy(text));
      return make("section", { class: "cite-form" }, make("p", { class: "cite-name" }, name), button, make("pre", { tabindex: "0" }, text));
    });

  for (const form of document.querySelectorAll(".cite .cite-form")) {
    const text = form.querySelector("pre")?.textContent ?? "";
    const button = make("button", { type: "button", class: "copy" }, "Copy");
    button.setAttribute("aria-label", `Copy as ${form.querySelector(".cite-name")?.textContent ?? ""}`);
    button.addEventListener("click", () => copy(text));
    form.querySelector("pre")?.before(button);
  }
  if (!api) return;

  /** @param {HTMLElement} note */
  const cite = async (note) => {
    const [article, name] = (note.dataset.annotation ?? "").split("/");
    const found = (await load(`notes/${article}`, `notes-${article}`))?.[name]?.cite;
    if (!found) return;
    const here = /^https?:/.test(location.protocol) && !found.csl.URL ? `, ${addressOf(note)}.` : "";
    dialog("Cite this note", ...forms({
      "plain text": here ? found.text.replace(/\.$/, "") + here : found.text,
      BibTeX: found.bibtex,
      "CSL-JSON": JSON.stringify([found.csl], null, 2),
    }));
  };

  /** @param {HTMLElement} note */
  const addressOf = (note) => `${location.href.split(/[?#]/)[0]}#${note.id}`;

  document.addEventListener("glossator:opening", (event) => {
    const note = /** @type {HTMLElement} */ (/** @type {CustomEvent} */ (event).detail);
    if (note.querySelector(".note-actions")) return;
    const link = make("button", { type: "button" }, "Copy link");
    link.addEventListener("click", () => copy(addressOf(note), "The link to this note is copied."));
    const citing = make("button", { type: "button" }, "Cite");
    citing.addEventListener("click", () => cite(note));
    note.append(make("p", { class: "note-actions" }, link, citing));
  });
})();
