"""`python -m benchmarks.reading [--slower N] [--times N] [--site FOLDER]`.

Opens the page of 200 notes that the browser tests use, in Chromium with the processor slowed down
four times; changes the window's width again and again, as a hand does that drags its edge, once
where mostly the edges move and once where each step breaks the lines of the text anew; and says
how long its frames took, what of that was ours, and how far things moved after loading.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.corpus import measure

ROOT = Path(__file__).parent.parent.parent
PAGE = "book/articles/1900-01-01-stress.html"
#: The window's width, from wide to less wide and back, some 20 steps.
WIDE = (*range(1440, 1000, -44), *range(1000, 1440, 44))
#: The same where the text is as wide as the window allows.
NARROW = (*range(1090, 970, -12), *range(970, 1090, 12))
#: Long frames as the browser itself reports them (those of more than 50 ms), and every frame.
WATCH = """() => {
  globalThis.seen = { frames: [], long: [], scripts: [], layouts: [] };
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      seen.long.push(entry.duration);
      for (const script of entry.scripts) seen.scripts.push(script.duration);
    }
  }).observe({ type: 'long-animation-frame', buffered: false });
  let last = performance.now();
  const step = (now) => { seen.frames.push(now - last); last = now; requestAnimationFrame(step); };
  requestAnimationFrame(step);
  const { layOutNow } = glossatorNotes;
  globalThis.timed = () => { const from = performance.now(); layOutNow(); return performance.now() - from; };
}"""
SHIFT = """() => new Promise((resolve) => {
  let sum = 0;
  new PerformanceObserver((list) => { for (const entry of list.getEntries()) if (!entry.hadRecentInput) sum += entry.value; })
    .observe({ type: 'layout-shift', buffered: true });
  setTimeout(() => resolve(sum), 1500);
})"""


def main() -> None:
    """Print a Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--slower", type=float, default=4)
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--site", type=Path, help="a website that was built already")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        site = given.site or _build(Path(folder) / "stress")
        rows = [_measured(site.resolve() / PAGE, given.slower) for _ in range(given.times)]
    print("| what | median of the runs |\n|---|---|")
    for name in rows[0]:
        print(f"| {name} | {statistics.median(row[name] for row in rows):.3g} |")


def _build(root: Path) -> Path:
    sys.path.insert(0, str(ROOT / "tests" / "browser"))
    from stress import write_stress

    write_stress(root)
    measure.build(root)
    return root / "_build" / "html"


def _measured(page_file: Path, slower: float) -> dict[str, float]:
    from playwright.sync_api import sync_playwright

    path = next(found for name in ("chromium", "google-chrome") if (found := shutil.which(name)))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        client = page.context.new_cdp_session(page)
        client.send("Emulation.setCPUThrottlingRate", {"rate": slower})
        page.goto(page_file.as_uri())
        page.wait_for_selector(".laid")
        shift = page.evaluate(SHIFT)
        page.evaluate(WATCH)
        page.wait_for_timeout(500)
        page.evaluate("seen.frames.length = seen.long.length = seen.scripts.length = 0")
        tasks = _tasks(client, lambda: _drag(page, WIDE))
        seen = page.evaluate("seen")
        work = _traced(page, client, WIDE)
        narrow = _traced(page, client, NARROW)
        own = page.evaluate(
            "[...Array(9)].map(() => { document.body.offsetHeight; return timed(); })"
        )
        browser.close()
    return {
        "layout shift after loading (CLS)": shift,
        "frames": len(seen["frames"]),
        "longest frame, ms": max(seen["frames"]),
        "frames over 50 ms": sum(frame > 50 for frame in seen["frames"]),
        "longest task, CPU ms": work[0],
        "tasks of more than 50 CPU ms": sum(task > 50 for task in work),
        "longest task where lines break anew, CPU ms": narrow[0],
        "tasks of more than 50 CPU ms there": sum(task > 50 for task in narrow),
        "our own layout of 200 notes, ms": statistics.median(own),
        "layouts by the browser": tasks["LayoutCount"],
        "time of these, ms": 1000 * tasks["LayoutDuration"],
        "computing styles, ms": 1000 * tasks["RecalcStyleDuration"],
        "time of scripts, ms": 1000 * tasks["ScriptDuration"],
    }


def _tasks(client: Any, act: Any) -> dict[str, float]:
    """What the browser counted while something was done."""
    client.send("Performance.enable")

    def counted() -> dict[str, float]:
        found = client.send("Performance.getMetrics")["metrics"]
        return {each["name"]: each["value"] for each in found}

    before = counted()
    act()
    return {name: value - before[name] for name, value in counted().items()}


def _traced(page: Any, client: Any, widths: tuple[int, ...]) -> list[float]:
    """What each task took of the processor, the longest first: what else is running adds nothing."""
    events: list[dict[str, Any]] = []
    ended: list[bool] = []
    client.once("Tracing.tracingComplete", lambda _: ended.append(True))
    client.on("Tracing.dataCollected", take := lambda some: events.extend(some["value"]))
    categories = "disabled-by-default-devtools.timeline"
    client.send("Tracing.start", {"categories": categories, "transferMode": "ReportEvents"})
    _drag(page, widths)
    client.send("Tracing.end")
    while not ended:
        page.wait_for_timeout(50)
    client.remove_listener("Tracing.dataCollected", take)
    tasks = (each for each in events if each["name"] == "RunTask" and each["ph"] == "X")
    return sorted((each.get("tdur", 0) / 1000 for each in tasks), reverse=True)


def _drag(page: Any, widths: tuple[int, ...]) -> None:
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_timeout(60)


if __name__ == "__main__":
    main()
