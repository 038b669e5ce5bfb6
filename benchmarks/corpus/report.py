"""What does the page of results in the docs say? Everything is measured in one run."""

from __future__ import annotations

import os
import platform
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from . import generate, measure
from .measure import Cost
from .programs import PROGRAMS, Program

ROOT = Path(__file__).parents[2]

#: A real series, in a folder beside the project.
CORPUS = Path(os.environ.get("GLOSSATOR_CORPUS", ROOT.parent / "shared/corpora/federalist"))

#: What is done before each build that is measured.
STEPS: dict[str, Callable[[Path, Program], object]] = {
    "clean": lambda root, program: shutil.rmtree(root / program.clear, ignore_errors=True),
    "one article": lambda root, program: measure.touch_article(root),
    "one note": lambda root, program: measure.touch_note(root),
    "nothing": lambda root, program: None,
}
_HEAD = """# What building costs

Made by `python -m benchmarks.corpus report`; do not edit.
Articles of 1,200 words with twenty notes each; glossator also links a glossary of 200 entries and 50 works.
Programs that have no notes of our kind are measured with the nearest that they have, and without any.
CPU seconds, children included; medians of {times} runs, taken in turns in one run. At 1,000 articles a clean build is one run.
{cores} cores, Python {python}, {system}.
"""


def report(place: Path, sizes: list[int], times: int) -> Iterator[str]:
    """The page, line by line, as it is measured."""
    yield _HEAD.format(
        times=times,
        cores=os.cpu_count(),
        python=platform.python_version(),
        system=platform.system(),
    )
    yield "## Building the website\n"
    yield f"| articles | program | {' | '.join(STEPS)} | memory | bytes of an article's page |"
    yield "|---|---|" + "---|" * (len(STEPS) + 2)
    editions = {}
    for size in sizes:
        editions[size] = place / str(size)
        generate.write_edition(editions[size], size)
        yield from _builds(editions[size], size, times)
    yield "\n## Several processes\n"
    yield f"By the clock, medians of {times} runs in turns: with `glossator_jobs: 1` and `2`.\n"
    for size in (size for size in sizes if size >= 100):
        yield from _jobs(editions[size], size, times)
    yield "\n## Adding articles\n"
    yield _added(place, times)
    yield "\n## Checking, and what `glossator serve` takes from saving a note to showing it\n"
    yield "| articles | check, first | after one note | nothing changed | saved → served, seconds by the clock |"
    yield "|---|---|---|---|---|"
    for size in sizes:
        yield _rest(editions[size], size, times)


def _builds(edition: Path, size: int, times: int) -> Iterator[str]:
    roots: dict[Program, Path] = {}
    for program in PROGRAMS:
        if not program.there:
            yield f"| {size} | {program.name} | {'skipped: not installed | ' * len(STEPS)} | |"
        elif size > program.largest:
            yield f"| {size} | {program.name} | {'skipped: does not end | ' * len(STEPS)} | |"
        else:
            root = edition.with_name(f"{edition.name}-{len(roots)}")
            roots[program] = program.prepare(root, edition)
    costs: dict[tuple[Program, str], Cost] = {}
    for step, prepare in STEPS.items():
        runs: dict[Program, list[Cost]] = {program: [] for program in roots}
        for _ in range(_times(step, size, times)):
            for program, root in roots.items():
                noteless = not (root / "book" / "annotations").is_dir()
                if (step != "clean" and size > program.again) or (step == "one note" and noteless):
                    continue
                prepare(root, program)
                runs[program].append(program.build(root))
        costs |= {(program, step): measure.median(made) for program, made in runs.items() if made}
    ours = PROGRAMS[0]
    for program, root in roots.items():
        cells = []
        for step in STEPS:
            cost, beside = costs.get((program, step)), costs[ours, step]
            ratio = "" if program is ours or cost is None else f" ({cost.cpu / beside.cpu:.1f} ×)"
            cells.append(f"{cost.cpu:.1f}{ratio}" if cost else "–")
        memory = max(cost.memory for (made, _), cost in costs.items() if made is program)
        weight = (root / program.page).stat().st_size
        yield f"| {size} | {program.name} | {' | '.join(cells)} | {memory:,.0f} MB | {weight:,} |"


def _times(step: str, size: int, times: int) -> int:
    """How often a step is run: what takes a minute, once."""
    return 1 if size >= 1_000 and step == "clean" else times


def _jobs(edition: Path, size: int, times: int) -> Iterator[str]:
    config = edition / "_config.yml"
    before = config.read_text("utf-8")
    setting = "    html_theme: glossator\n"
    texts = {1: before, 2: before.replace(setting, f"{setting}    glossator_jobs: 2\n")}
    for said, what in (("a clean build", measure.build), ("a first check", measure.check)):
        walls: dict[int, list[Cost]] = {1: [], 2: []}
        for _ in range(times):
            for jobs, text in texts.items():
                config.write_text(text, "utf-8")
                shutil.rmtree(edition / "_build", ignore_errors=True)
                walls[jobs].append(what(edition))
        one, other = (measure.median(walls[jobs]).wall for jobs in texts)
        yield f"- {size:,} articles, {said}: {one:.1f} s and {other:.1f} s, {one / other:.2f} × as fast."
    config.write_text(before, "utf-8")


def _added(place: Path, times: int) -> str:
    """What adding a real series costs."""
    if not (CORPUS / "metadata.csv").is_file():
        return f"Skipped: there is no series of articles in {CORPUS.name}; see GLOSSATOR_CORPUS."
    root = place / "added"

    def begin() -> None:
        shutil.rmtree(root, ignore_errors=True)
        root.mkdir()
        measure.run(root, "-m", "glossator", "init", ".", "--yes")

    cost = measure.repeated(times, begin, lambda: measure.add(root, CORPUS))
    count = len(list((root / "book" / "articles").glob("*.md"))) - 1
    return f"{count} essays with a file of metadata: {cost.cpu:.1f} CPU s, {cost.wall:.1f} s by the clock."


def _rest(edition: Path, size: int, times: int) -> str:
    def clear() -> None:
        shutil.rmtree(edition / "_build", ignore_errors=True)

    first = measure.repeated(_times("clean", size, times), clear, lambda: measure.check(edition))
    note = measure.repeated(
        times, lambda: measure.touch_note(edition), lambda: measure.check(edition)
    )
    nothing = measure.repeated(times, lambda: None, lambda: measure.check(edition))
    served = measure.save_to_screen(edition, 3)
    return f"| {size} | {first.cpu:.1f} | {note.cpu:.1f} | {nothing.cpu:.1f} | {served:.2f} |"
