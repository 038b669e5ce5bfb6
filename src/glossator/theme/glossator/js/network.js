// @ts-check
// In the picture of references: the article that is pointed at or has the keys' attention shows its lines.
(() => {
  "use strict";
  for (const figure of document.querySelectorAll(".network-figure")) {
    const stops = /** @type {SVGElement[]} */ ([...figure.querySelectorAll("[data-stop]")]);
    const lines = [...figure.querySelectorAll("[data-ends]")].map((line) => ({ line, ends: (line.getAttribute("data-ends") ?? "").split(" ") }));
    const links = stops.filter((stop) => stop.hasAttribute("href"));

    /** @param {SVGElement | undefined} stop */
    const show = (stop) => {
      const number = stop?.getAttribute("data-stop");
      const near = new Set(number ? [number] : []);
      for (const { line, ends } of lines) {
        const on = Boolean(number) && ends.includes(number ?? "");
        line.classList.toggle("on", on);
        if (on) ends.forEach((end) => near.add(end));
      }
      for (const one of stops) one.classList.toggle("on", near.has(one.getAttribute("data-stop") ?? ""));
      figure.classList.toggle("pointed", Boolean(number));
    };
    for (const stop of stops) {
      stop.addEventListener("pointerenter", () => show(stop));
      stop.addEventListener("pointerleave", () => show(undefined));
      stop.addEventListener("focus", () => show(stop));
      stop.addEventListener("blur", () => show(undefined));
    }
    // One stop of the tabulator for the whole picture; the arrow keys go up and down in it.
    links[0]?.setAttribute("tabindex", "0");
    figure.removeAttribute("tabindex");
    figure.addEventListener("keydown", (event) => {
      const key = /** @type {KeyboardEvent} */ (event).key;
      const at = links.findIndex((link) => link === document.activeElement);
      const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: links.length - 1 }[key];
      const next = to === undefined || at < 0 ? undefined : links[to];
      if (!next) return;
      event.preventDefault();
      links[at].setAttribute("tabindex", "-1");
      next.setAttribute("tabindex", "0");
      next.focus();
    });
  }
})();
