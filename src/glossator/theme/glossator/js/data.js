// @ts-check
// What other parts share: data that is loaded when it is asked for, copying, and a word to the reader.
(() => {
  "use strict";
  const root = document.documentElement.dataset.root ?? "";
  const { word, foreign } = /** @type {any} */ (globalThis).glossatorWords;
  /** @type {Map<string, Promise<any>>} */
  const asked = new Map();

  /**
   * The data of `_static/<file>.js`, undefined where there is none. A script and not a request,
   * because a page opened from disk may run its neighbours but not read them.
   * @param {string} name @param {string} file
   */
  const load = (name, file) => {
    const known = asked.get(name);
    if (known) return known;
    const made = new Promise((resolve) => {
      const script = document.createElement("script");
      script.src = `${root}_static/${file.includes(".js") ? file : `${file}.js`}`;
      script.onload = script.onerror = () => resolve(/** @type {any} */ (globalThis).glossatorData?.[name]);
      document.head.append(script);
    });
    asked.set(name, made);
    return made;
  };

  /**
   * An element with text and attributes; data becomes text and never markup.
   * @param {string} name @param {Record<string, string>} [attributes] @param {(Node | string)[]} children
   */
  const make = (name, attributes = {}, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  };

  const status = make("p", { class: "status", role: "status", ...foreign });
  document.body.append(status);
  let fading = 0;
  /** @param {string} words */
  const say = (words) => {
    clearTimeout(fading);
    status.textContent = words;
    status.classList.add("on");
    fading = window.setTimeout(() => status.classList.remove("on"), 2500);
  };

  /** @param {string} text @param {string} [done] what is said then */
  const copy = async (text, done = word("copied")) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      if (!copyByHand(text)) return say(word("copy_refused"));
    }
    say(done);
  };

  /** Where the clipboard is closed to scripts. @param {string} text */
  const copyByHand = (text) => {
    const field = /** @type {HTMLTextAreaElement} */ (make("textarea", { class: "away" }));
    field.value = text;
    (document.querySelector("dialog[open]") ?? document.body).append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    return done;
  };

  /**
   * Where the keys go on when what had the focus is gone: to what had it before, else to the menu
   * that it is in, else to the text that is in sight.
   * @param {Element | null} [before]
   */
  const returnFocus = (before = null) => {
    const menu = before?.closest("details.menu:not([open])")?.querySelector("summary");
    const inSight = () => [...document.querySelectorAll("main :is(p, li, h1, h2, h3, dt)")].find((block) => !block.closest(".note") && block.getBoundingClientRect().bottom > 64);
    const there = before !== document.body && before?.checkVisibility({ visibilityProperty: true }) ? before : (menu ?? inSight());
    const target = /** @type {HTMLElement | undefined} */ (there ?? document.querySelector("main") ?? undefined);
    // A paragraph takes it once, so that the next tabulator goes on from there.
    if (target && target.tabIndex < 0 && !target.hasAttribute("tabindex")) {
      target.tabIndex = -1;
      target.addEventListener("blur", () => target.removeAttribute("tabindex"), { once: true });
    }
    target?.focus({ preventScroll: true });
  };

  /** A dialog with a title and a button that closes it. @param {string} title @param {(Node | string)[]} content */
  const dialog = (title, ...content) => {
    const before = document.activeElement;
    const close = make("button", { type: "button", class: "dialog-close", "aria-label": word("close") }, "×");
    const head = make("div", { class: "dialog-head" }, make("h2", { id: "dialog-title" }, title), close);
    const made = /** @type {HTMLDialogElement} */ (make("dialog", { class: "dialog", "aria-labelledby": "dialog-title", ...foreign }, head, ...content));
    close.addEventListener("click", () => made.close());
    made.addEventListener("click", (event) => event.target === made && made.close());
    document.body.append(made);
    made.showModal();
    made.addEventListener("close", () => {
      made.remove();
      // Whoever closed it may have sent the focus on; the browser itself knows only what can still be seen.
      if ([null, document.body].includes(/** @type {any} */ (document.activeElement))) returnFocus(before);
    });
    return made;
  };

  /** @type {any} */ (globalThis).glossator = { root, load, make, say, copy, dialog, returnFocus };
})();
