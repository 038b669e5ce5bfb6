// @ts-check
// "Link" and "Cite" below an open note, and the buttons that copy an article's citation.
(() => {
  "use strict";
  const api = /** @type {any} */ (globalThis).glossatorNotes;
  const { load, make, copy, dialog } = /** @type {any} */ (globalThis).glossator;
  const { word, foreign } = /** @type {any} */ (globalThis).glossatorWords;

  /** @param {Record<string, string>} forms a citation's forms by their names */
  const forms = (forms) =>
    Object.entries(forms).map(([name, text]) => {
      const button = make("button", { type: "button", class: "copy" }, word("copy_button"));
      button.setAttribute("aria-label", word("copy_as", { name }));
      button.addEventListener("click", () => copy(text));
      return make("section", { class: "cite-form" }, make("p", { class: "cite-name" }, name), button, make("pre", { tabindex: "0" }, text));
    });

  /** The page's own address, where it has one and the edition does not say another. */
  const here = /^https?:/.test(location.protocol) && !document.querySelector('link[rel="canonical"]') ? location.href.split(/[?#]/)[0] : "";

  const source = here && document.querySelector(".article-foot a.reference.external")?.getAttribute("href");
  for (const form of document.querySelectorAll(".cite .cite-form")) {
    const pre = form.querySelector("pre");
    // The text is cited from this edition, which stands here.
    if (pre && source) pre.textContent = pre.textContent.replace(source, here);
    const text = pre?.textContent ?? "";
    const button = make("button", { type: "button", class: "copy" }, word("copy_button"));
    button.setAttribute("aria-label", word("copy_as", { name: form.querySelector(".cite-name")?.textContent ?? "" }));
    button.addEventListener("click", () => copy(text));
    form.querySelector("pre")?.before(button);
  }
  if (!api) return;

  /** @param {HTMLElement} note */
  const cite = async (note) => {
    const [article, name] = (note.dataset.annotation ?? "").split("/");
    const found = (await load(`notes/${article}`, `notes-${article}`))?.[name]?.cite;
    if (!found) return;
    const { text, bibtex, csl } = here ? addressed(found, addressOf(note)) : found;
    dialog(word("cite_note"), ...forms({ [word("plain_text")]: text, BibTeX: bibtex, "CSL-JSON": JSON.stringify([csl], null, 2) }));
  };

  /** @typedef {{text: string, bibtex: string, csl: Record<string, any>}} Cited */
  /** The same with an address in each form. @param {Cited} cited @param {string} address @returns {Cited} */
  const addressed = ({ text, bibtex, csl }, address) => ({
    text: text.replace(/\.$/, `, ${address}.`),
    bibtex: bibtex.replace(/\n\}$/, `\n  url = {${address}},\n}`),
    csl: { ...csl, URL: address },
  });

  /** @param {HTMLElement} note */
  const addressOf = (note) => `${location.href.split(/[?#]/)[0]}#${note.id}`;

  document.addEventListener("glossator:opening", (event) => {
    const note = /** @type {HTMLElement} */ (/** @type {CustomEvent} */ (event).detail);
    if (note.querySelector(".note-actions")) return;
    const link = make("button", { type: "button" }, word("copy_link"));
    link.addEventListener("click", () => copy(addressOf(note), word("note_link_copied")));
    const citing = make("button", { type: "button" }, word("cite_button"));
    citing.addEventListener("click", () => cite(note));
    note.append(make("p", { class: "note-actions", ...foreign }, link, citing));
  });
})();
