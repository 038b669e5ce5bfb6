"""`python -m benchmarks.search [SIZE …] [--keep FOLDER]`: our search beside Pagefind's.

Needs Chromium, and `pip install pagefind[bin]` for the other half. Each query is asked of a freshly
opened page over HTTP, with the processor slowed down four times.
"""

from __future__ import annotations

import argparse
import functools
import gzip
import importlib.util
import json
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from benchmarks.corpus import generate, measure
from glossator.finding import Record, make_index, words_of

SLOWER = 4
QUERIES = 8
#: Pagefind is asked on a page of its own, without the policy of ours, which forbids WebAssembly.
PAGE = """<!doctype html><title>Pagefind</title><script type="module">
import * as pagefind from "./pagefind/pagefind.js";
window.ask = async (words) => {
  const { results } = await pagefind.search(words);
  const shown = await Promise.all(results.slice(0, 8).map((result) => result.data()));
  return { found: results.length, shown: shown.length };
};
window.ready = true;
</script>
"""
OURS = """async (words) => {
  const { find, record } = glossatorFind.finder(glossator.load);
  const { hits } = await find(words);
  const all = Object.values(hits);
  await Promise.all(all.flatMap((of) => of.slice(0, 8)).map((hit) => record(hit.number)));
  return { found: all.reduce((sum, of) => sum + of.length, 0) };
}"""


def main() -> None:
    """Print a Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=[100])
    parser.add_argument("--keep", type=Path, help="generate into this folder, and leave it there")
    given = parser.parse_args()
    print("| articles | search | index CPU s | index MB | first query KB (requests) | query ms |")
    print("|---|---|---|---|---|---|", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        for size in given.sizes:
            root = (given.keep or Path(folder)) / str(size)
            if not (root / "_config.yml").exists():
                generate.write_edition(root, size)
            site = root / "_build" / "html"
            if not site.exists():
                measure.build(root)
            compare(size, site)


def compare(size: int, site: Path) -> None:
    """The rows for one edition."""
    static = site / "_static"
    chunks = dict(_records(static))
    records = [record for chunk in chunks.values() for record in chunk]
    started = time.process_time()
    make_index(chunks.items(), list(dict.fromkeys(record.sort for record in records)))
    cpu = time.process_time() - started
    ours = [path for name in ("search-index", "words-*", "records-*") for path in static.glob(f"{name}.js")]  # fmt: skip
    queries = _queries(records)
    with _served(site) as address:
        row = _asked(address + "search.html", "window.glossatorFind", OURS, queries)
        _print(size, "ours", cpu, ours, row)
        if importlib.util.find_spec("pagefind") is None:
            print("| | Pagefind is not installed | | | | |")
            return
        shutil.rmtree(site / "pagefind", ignore_errors=True)
        cpu = _pagefind(site)
        (site / "pagefind.html").write_text(PAGE, "utf-8")
        files = [path for path in (site / "pagefind").rglob("*") if path.is_file()]
        row = _asked(address + "pagefind.html", "window.ready", "(words) => ask(words)", queries)
        _print(size, "Pagefind", cpu, files, row)
        shutil.rmtree(site / "pagefind")
        (site / "pagefind.html").unlink()


def _records(static: Path) -> Iterator[tuple[str, list[Record]]]:
    for path in sorted(static.glob("records-*.js")):
        data = path.read_text("ascii").partition("]=")[2].rstrip(";\n")
        yield path.stem, [Record(*record) for record in json.loads(data)]


def _queries(records: list[Record]) -> list[str]:
    """Words of the texts: some rare, some frequent, and two side by side."""
    source = random.Random(7)
    texts = [record for record in records if record.sort == "text" and len(record.words) > 60]
    made = []
    for number in range(QUERIES):
        words = words_of(source.choice(texts).words)
        place = source.randrange(len(words) - 2)
        made.append(" ".join(words[place : place + 1 + number % 2]))
    return made


def _pagefind(site: Path) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "pagefind", "--site", str(site), "--quiet"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *arguments: object) -> None:
        pass


@contextmanager
def _served(site: Path) -> Iterator[str]:
    handler = functools.partial(_Quiet, directory=str(site))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()


def _asked(address: str, ready: str, ask: str, queries: list[str]) -> dict[str, float]:
    """What one query costs on a page that has asked nothing yet: medians."""
    from playwright.sync_api import sync_playwright

    path = next(found for name in ("chromium", "google-chrome") if (found := shutil.which(name)))
    weights, counts, times = [], [], []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for query in queries:
            context = browser.new_context()
            page = context.new_page()
            page.goto(address)
            page.wait_for_function(f"() => {ready}")
            bodies: list[Any] = []
            page.on("response", lambda response, bodies=bodies: bodies.append(response))
            client = context.new_cdp_session(page)
            client.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
            code = f"async (words) => {{ const from = performance.now(); await ({ask})(words); return performance.now() - from; }}"
            times.append(page.evaluate(code, query))
            client.send("Emulation.setCPUThrottlingRate", {"rate": 1})
            weights.append(sum(len(gzip.compress(body.body(), 6)) for body in bodies) / 1024)
            counts.append(len(bodies))
            context.close()
        browser.close()
    medians = map(statistics.median, (weights, counts, times))
    return dict(zip(("weight", "requests", "time"), medians, strict=True))


def _print(size: int, name: str, cpu: float, files: list[Path], row: dict[str, float]) -> None:
    weight = sum(path.stat().st_size for path in files) / 1e6
    print(
        f"| {size} | {name} | {cpu:.2f} | {weight:.1f} in {len(files)} files "
        f"| {row['weight']:.0f} ({row['requests']:.0f}) | {row['time']:.0f} |",
        flush=True,
    )


if __name__ == "__main__":
    main()
