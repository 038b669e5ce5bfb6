// @ts-check
// What a link to a term, a work, an article or a note shows before it is followed: by hover, focus
// and long press; Escape takes it away, the pointer may enter it, and it stays (WCAG 1.4.13).
(() => {
  "use strict";
  const { load, make } = /** @type {any} */ (globalThis).glossator;
  const LINKS = "a.ref[data-term], a.ref[data-work], a.ref[data-article], a.ref[data-note]";
  const WAIT = 300;
  const PRESS = 500;

  const box = make("div", { class: "preview", role: "tooltip", id: "preview", hidden: "" });
  document.body.append(box);
  /** @type {HTMLAnchorElement | null} */
  let shown = null;
  let timer = 0;

  /** @typedef {{title: string, text: string, about?: string, passage?: string}} Content */

  /** @param {HTMLAnchorElement} link @returns {Promise<Content | undefined>} */
  const contentOf = async (link) => {
    const { term, work, article, note } = link.dataset;
    if (note) return noteContent(note);
    const data = await load("previews", "previews");
    if (article) return articleContent(article, link.hash.slice(1), data?.article[article]);
    return data?.term[term ?? ""] ?? data?.work[work ?? ""];
  };

  /** An article, and the passage that the link goes to. @param {string} id @param {string} anchor @param {Content} [found] */
  const articleContent = async (id, anchor, found) => {
    if (!found || !anchor) return found;
    const passage = (await load(`passages/${id}`, `passages-${id}`))?.[anchor];
    return { ...found, passage: passage && `¶${anchor.slice(1)} ${passage}` };
  };

  /** @param {string} id `<article>/<note>` */
  const noteContent = async (id) => {
    const cut = id.indexOf("/");
    const notes = await load(`notes/${id.slice(0, cut)}`, `notes-${id.slice(0, cut)}`);
    return notes?.[id.slice(cut + 1)];
  };

  /** @param {HTMLAnchorElement} link */
  const show = async (link) => {
    const content = await contentOf(link);
    if (!content || timerFor !== link) return;
    const { title, about, text, passage } = content;
    const lines = /** @type {[string, string | undefined][]} */ ([["preview-about", about], ["preview-text", text], ["preview-passage", passage]]);
    box.replaceChildren(make("strong", {}, title), ...lines.filter(([, words]) => words).map(([name, words]) => make("span", { class: name }, words)));
    // Above everything, a dialog included.
    (link.closest("dialog") ?? document.querySelector("main") ?? document.body).append(box);
    box.hidden = false;
    shown?.removeAttribute("aria-describedby");
    shown = link;
    link.setAttribute("aria-describedby", "preview");
    placeAt(link);
  };

  /** Below the words, or above them where there is more room. @param {HTMLAnchorElement} link */
  const placeAt = (link) => {
    const lines = [...link.getClientRects()];
    const words = lines[0] ?? link.getBoundingClientRect();
    const { width, height } = box.getBoundingClientRect();
    const left = Math.min(Math.max(8, words.left - 12), document.documentElement.clientWidth - width - 8);
    const below = (lines[lines.length - 1] ?? words).bottom + 4;
    const top = below + height > innerHeight - 8 && words.top - height - 4 > 8 ? words.top - height - 4 : below;
    box.style.left = `${left}px`;
    box.style.top = `${top}px`;
  };

  const hide = () => {
    clearTimeout(timer);
    timerFor = null;
    if (!shown) return false;
    shown.removeAttribute("aria-describedby");
    shown = null;
    box.hidden = true;
    return true;
  };

  /** @type {HTMLAnchorElement | null} */
  let timerFor = null;
  /** @param {HTMLAnchorElement} link @param {number} wait */
  const soon = (link, wait) => {
    clearTimeout(timer);
    timerFor = link;
    timer = window.setTimeout(() => show(link), wait);
  };
  const away = () => {
    clearTimeout(timer);
    timer = window.setTimeout(hide, WAIT);
  };

  /** @param {EventTarget | null} target @returns {HTMLAnchorElement | null} */
  const linkOf = (target) => /** @type {Element | null} */ (target)?.closest?.(LINKS) ?? null;

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const link = linkOf(event.target);
    if (link && link !== shown) soon(link, WAIT);
    else if (link || box.contains(/** @type {Node} */ (event.target))) clearTimeout(timer);
  });
  document.addEventListener("pointerout", (event) => {
    if (event.pointerType === "touch") return;
    if (linkOf(event.target) || box.contains(/** @type {Node} */ (event.target))) away();
  });
  document.addEventListener("focusin", (event) => {
    const link = linkOf(event.target);
    if (link?.matches(":focus-visible")) soon(link, 0);
    // The finger that shows a preview also gives its link the focus.
    else if (link && link === shown) return;
    else if (!box.contains(/** @type {Node} */ (event.target))) hide();
  });
  document.addEventListener("focusout", (event) => linkOf(event.target) && away());

  // A long press shows the preview, and the tap that follows does not leave the page.
  let pressed = 0;
  document.addEventListener("pointerdown", (event) => {
    const link = linkOf(event.target);
    if (shown && !link && !box.contains(/** @type {Node} */ (event.target))) hide();
    if (link && event.pointerType === "touch") {
      pressed = event.timeStamp;
      soon(link, PRESS);
    }
  });
  document.addEventListener("pointerup", (event) => {
    if (event.pointerType === "touch" && !shown) clearTimeout(timer);
  });
  // A finger that scrolls presses nothing.
  document.addEventListener("pointercancel", () => {
    pressed = 0;
    if (!shown) clearTimeout(timer);
  });
  document.addEventListener("contextmenu", (event) => {
    if (pressed && linkOf(event.target) && event.timeStamp - pressed < 3 * PRESS) event.preventDefault();
  });
  document.addEventListener("click", (event) => {
    if (pressed && event.timeStamp - pressed >= PRESS && shown && linkOf(event.target) === shown) event.preventDefault();
    else if (linkOf(event.target)) hide();
    pressed = 0;
  }, true);
  // Before any other Escape: the preview is what the reader wants away.
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && hide()) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  }, true);
  addEventListener("scroll", () => shown && placeAt(shown), { passive: true });
})();
