// @ts-check
// What a link to a term, a work, an article or a note shows before it is followed. By hover and focus
// it is a tooltip; Escape takes it away, the pointer may enter it, and it stays (WCAG 1.4.13). A
// finger, which can do neither, gets a small dialog that holds the link; in lists it just follows.
(() => {
  "use strict";
  const { load, make, returnFocus } = /** @type {any} */ (globalThis).glossator;
  const { word, foreign } = /** @type {any} */ (globalThis).glossatorWords;
  const LINKS = "a.ref[data-term], a.ref[data-work], a.ref[data-article], a.ref[data-note]";
  /** Where links are there to be followed: a finger is not stopped by them. */
  const LISTS = "nav, .article-list, .note-titles, .index-list, table, .front";
  /** What a link in a preview is called, by what it leads to. */
  const WAYS = { term: word("to_entry"), work: word("to_works"), article: word("to_article"), note: word("to_note") };
  const WAIT = 300;
  const PRESS = 500;

  const box = make("div", { class: "preview", role: "tooltip", id: "preview", tabindex: "-1", hidden: "" });
  document.body.append(box);
  /** @type {HTMLAnchorElement | null} */
  let shown = null;
  let timer = 0;

  /** @typedef {{title: string, text: string, about?: string, passage?: string, foreign?: [string, string][], language?: string}} Content foreign: words and their language */

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

  /** Whether it was asked for by touch: then it holds the focus, and waits until it is closed. */
  let held = false;

  /** @param {HTMLAnchorElement} link @param {boolean} [byTouch] */
  const show = async (link, byTouch = false) => {
    timerFor = link;
    const content = await contentOf(link);
    if (timerFor !== link) return;
    if (!content) return void (byTouch && location.assign(link.href));
    const { title, about, text, passage, language } = content;
    /** @param {string} name @param {(Node | string)[]} words */
    const line = (name, ...words) => make("span", { class: name, ...(language && { lang: language, dir: "auto" }) }, ...words);
    box.replaceChildren(make("strong", { id: "preview-title" }, title));
    if (about) box.append(make("span", { class: "preview-about" }, about));
    box.append(line("preview-text", ...spoken(text, content.foreign)));
    if (passage) box.append(line("preview-passage", passage));
    // Above everything, a dialog included.
    (link.closest("dialog") ?? document.querySelector("main") ?? document.body).append(box);
    shown?.removeAttribute("aria-describedby");
    shown = link;
    held = byTouch;
    box.hidden = false;
    box.setAttribute("role", held ? "dialog" : "tooltip");
    box.removeAttribute("aria-labelledby");
    if (held) {
      box.setAttribute("aria-labelledby", "preview-title");
      box.append(ways(link));
    } else link.setAttribute("aria-describedby", "preview");
    placeAt(link);
    if (held) box.focus({ preventScroll: true });
  };

  /** Words, with those of other languages marked as such. @param {string} text @param {[string, string][]} [foreign] */
  const spoken = (text, foreign = []) => {
    /** @type {(Node | string)[]} */
    const made = [];
    let rest = text;
    for (const [words, language] of foreign) {
      const at = rest.indexOf(words);
      if (at < 0) continue;
      made.push(rest.slice(0, at), make("bdi", { lang: language }, words));
      rest = rest.slice(at + words.length);
    }
    return [...made, rest];
  };

  /** What a finger can do in a preview. @param {HTMLAnchorElement} link */
  const ways = (link) => {
    const sort = Object.keys(WAYS).find((name) => name in link.dataset);
    const made = make("p", { class: "preview-ways", ...foreign }, make("a", { href: link.href }, WAYS[/** @type {keyof typeof WAYS} */ (sort)]), make("button", { type: "button" }, word("close")));
    made.addEventListener("click", hide);
    return made;
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
    const from = shown;
    const inside = box.contains(document.activeElement);
    from.removeAttribute("aria-describedby");
    shown = null;
    held = false;
    box.hidden = true;
    if (inside) {
      returning = true;
      returnFocus(from);
      returning = false;
    }
    return true;
  };
  /** Whether the focus goes back to a link, which shows nothing. */
  let returning = false;

  /** @type {HTMLAnchorElement | null} */
  let timerFor = null;
  /** @param {HTMLAnchorElement} link @param {number} wait */
  const soon = (link, wait) => {
    clearTimeout(timer);
    timerFor = link;
    timer = window.setTimeout(() => show(link), wait);
  };
  const away = () => {
    if (held) return;
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
    if (returning) return;
    if (link?.matches(":focus-visible")) soon(link, 0);
    // The finger that shows a preview also gives its link the focus.
    else if (link && link === shown) return void (held && box.focus({ preventScroll: true }));
    else if (!box.contains(/** @type {Node} */ (event.target))) hide();
  });
  document.addEventListener("focusout", (event) => linkOf(event.target) && away());

  // A tap in a text shows the preview, and so does a long press anywhere; one more tap follows.
  let pressed = 0;
  let finger = false;
  document.addEventListener("pointerdown", (event) => {
    const link = linkOf(event.target);
    finger = event.pointerType === "touch";
    if (shown && link !== shown && !box.contains(/** @type {Node} */ (event.target))) hide();
    if (link && link !== shown && finger) {
      pressed = event.timeStamp;
      clearTimeout(timer);
      timer = window.setTimeout(() => show(link, true), PRESS);
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
    const link = linkOf(event.target);
    const long = pressed && event.timeStamp - pressed >= PRESS;
    // What keys, and what speaks for a page, press has no finger on it.
    const tap = finger && event.detail > 0 && link && link !== shown && !link.closest(LISTS);
    pressed = 0;
    if (!link) return;
    if (long && shown === link) event.preventDefault();
    else if (tap) {
      event.preventDefault();
      show(link, true);
    } else hide();
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
