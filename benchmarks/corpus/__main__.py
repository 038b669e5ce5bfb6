"""`python -m benchmarks.corpus [report|build|check|suggest] [SIZE …] [--times N]`.

`report` measures everything beside other programs and writes docs/benchmarks.md; of these,
MkDocs is installed with `pip install mkdocs-material`, and left out visibly where it is not.
"""

from __future__ import annotations

import argparse
import random
import resource
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from glossator.reuse import ReuseIndex
from glossator.similar import find_likenesses

from . import generate, measure
from .measure import Cost
from .report import report

PAGE = Path(__file__).parents[2] / "docs" / "benchmarks.md"


def main() -> None:
    """Measure what is asked for, and print a Markdown table of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["report", *MEASURES])
    parser.add_argument("sizes", nargs="*", type=int, help="10, 100, and for a report 1,000")
    parser.add_argument(
        "--times", type=int, default=3, help="runs of each, of which the median counts"
    )
    parser.add_argument(
        "--plain", action="store_true", help="beside Jupyter Book with its own theme"
    )
    parser.add_argument("--keep", type=Path, help="generate into this folder, and leave it there")
    given = parser.parse_args()
    given.sizes = given.sizes or [10, 100, *([1_000] if given.what == "report" else [])]
    with tempfile.TemporaryDirectory() as folder:
        place = given.keep or Path(folder)
        if given.what == "report":
            _report(place, given)
            return
        for size in given.sizes:
            MEASURES[given.what](place / str(size), size, given)


def _report(place: Path, given: argparse.Namespace) -> None:
    """Print the page and write it, as it grows."""
    lines = []
    for line in report(place, given.sizes, given.times):
        print(line, flush=True)
        lines.append(line)
        PAGE.write_text("\n".join(lines) + "\n", "utf-8")


def _edition(root: Path, size: int) -> Path:
    if not (root / "_config.yml").exists():
        generate.write_edition(root, size)
    return root


def _builds(root: Path, size: int, given: argparse.Namespace) -> None:
    edition = _edition(root, size)
    _row(f"{size}, glossator", edition, given.times)
    if given.plain:
        plain = root.with_name(f"{root.name}-plain")
        generate.write_plain(plain, edition, notes=True)
        _row(f"{size}, Jupyter Book alone", plain, given.times)


def _row(label: str, root: Path, times: int) -> None:
    def clear() -> None:
        shutil.rmtree(root / "_build", ignore_errors=True)

    def nothing() -> None:
        return None

    notes = (root / "book" / "annotations").is_dir()
    costs = [
        measure.repeated(times, clear, lambda: measure.build(root)),
        measure.repeated(times, lambda: measure.touch_article(root), lambda: measure.build(root)),
        measure.repeated(times, lambda: measure.touch_note(root), lambda: measure.build(root))
        if notes
        else None,
        measure.repeated(times, nothing, lambda: measure.build(root)),
    ]
    _print(label, costs, "clean / one article / one note / nothing")


def _checks(root: Path, size: int, given: argparse.Namespace) -> None:
    edition = _edition(root, size)

    def clear() -> None:
        shutil.rmtree(edition / "_build", ignore_errors=True)

    costs = [
        measure.repeated(given.times, clear, lambda: measure.check(edition)),
        measure.repeated(
            given.times, lambda: measure.touch_note(edition), lambda: measure.check(edition)
        ),
        measure.repeated(
            given.times, lambda: measure.touch_article(edition), lambda: measure.check(edition)
        ),
    ]
    _print(f"{size}, check", costs, "first / after one note / after one article")


def _with_rare_words(texts: list[str]) -> Iterator[tuple[int, str]]:
    """Paragraphs by text, each with some words that only few others have.

    The generator's vocabulary does not grow with the corpus, as a real one does, so that in a large
    one no word is rare and nothing is compared.
    """
    source = random.Random(2)
    for number, text in enumerate(texts):
        for paragraph in text.split("\n\n"):
            rare = (f"rare{_letters(source.randrange(12 * len(texts)))}" for _ in range(8))
            yield number, f"{paragraph} {' '.join(rare)}"


def _letters(number: int) -> str:
    """A number as letters, for words have no figures."""
    return "".join(chr(ord("a") + int(figure)) for figure in str(number))


def _suggestions(root: Path, size: int, given: argparse.Namespace) -> None:
    """The whole command on articles without notes, and of it the two searches by themselves."""
    if not (root / "_config.yml").exists():
        generate.write_edition(root, size, notes=0)
    cost = measure.suggest(root)
    found = measure.said(root).read_text("utf-8").rpartition("\n")[0].rpartition("\n")[2]
    _print(f"{size}, suggest links", [cost], found.partition(" proposals")[0] + " proposals")
    texts = list(generate.texts(size))
    started = time.process_time()
    index = ReuseIndex()
    reused = sum(len(index.add(text)) for text in texts)
    reuse = time.process_time() - started
    started = time.process_time()
    paragraphs = list(_with_rare_words(texts))
    alike = sum(1 for _ in find_likenesses(paragraphs))
    similar = time.process_time() - started
    counts = f"{reused:,} reused passages in {reuse:.1f} s, {alike:,} similar in {similar:.1f} s"
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"| {size}, of it the searches | {counts} | | | {memory:,.0f} MB |", flush=True)


def _print(label: str, costs: list[Cost | None], what: str) -> None:
    cpu = " / ".join(f"{cost.cpu:.1f}" if cost else "–" for cost in costs)
    wall = " / ".join(f"{cost.wall:.1f}" if cost else "–" for cost in costs)
    memory = max(cost.memory for cost in costs if cost)
    print(f"| {label} | {what} | {cpu} CPU s | {wall} s | {memory:,.0f} MB |", flush=True)


MEASURES: dict[str, Callable[[Path, int, argparse.Namespace], None]] = {
    "build": _builds,
    "check": _checks,
    "suggest": _suggestions,
}

if __name__ == "__main__":
    main()
