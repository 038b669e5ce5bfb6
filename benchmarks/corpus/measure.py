"""What does a run of a program cost: CPU seconds, wall-clock seconds, memory at its height?"""

from __future__ import annotations

import hashlib
import os
import re
import statistics
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

JUPYTER_BOOK = "from jupyter_book.cli.main import main; main(prog_name='jupyter-book')"


@dataclass(frozen=True, slots=True)
class Cost:
    """One run. `memory` is in MB."""

    cpu: float
    wall: float
    memory: float


def said(root: Path) -> Path:
    """What the last program said; beside the edition, in which it would be one file more."""
    return root.with_name(f"{root.name}.log")


def run(root: Path, *arguments: str) -> Cost:
    """The cost of a program, its children included; it must end well."""
    started = time.monotonic()
    with said(root).open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, *arguments],
            cwd=root,
            stdout=log,
            stderr=log,
            env={**os.environ, "PYTHONUTF8": "1"},
        )
        _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise RuntimeError(said(root).read_text("utf-8", "replace")[-3000:])
    wall = time.monotonic() - started
    return Cost(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024)


def build(root: Path, *arguments: str) -> Cost:
    """`jupyter-book build .`"""
    return run(root, "-c", JUPYTER_BOOK, "build", ".", *arguments)


def check(root: Path) -> Cost:
    """`glossator check`"""
    return run(root, "-m", "glossator", "check")


def add(root: Path, corpus: Path) -> Cost:
    """`glossator add` with every seed of a corpus and its metadata."""
    seeds = map(str, sorted((corpus / "seeds").glob("*.txt")))
    known = ("--publisher", "several newspapers", "--rights", "Public domain")
    table = ("--metadata", str(corpus / "metadata.csv"), "--source", "a library")
    return run(root, "-m", "glossator", "add", *seeds, *known, *table)


def suggest(root: Path) -> Cost:
    """`glossator suggest links`, from the files to the printed proposals."""
    return run(root, "-m", "glossator", "suggest", "links", "--list")


def touch_article(root: Path) -> None:
    """Change a word of an article and of its seed, as an editor would."""
    folder = root / "book" / "articles"
    path = sorted((folder if folder.is_dir() else root / "docs").glob("19*.md"))[-1]
    seed = root / "seeds" / f"{path.stem}.txt"
    for each in (path, seed) if seed.exists() else (path,):
        each.write_text(each.read_text("utf-8").rstrip() + " again.\n", "utf-8")
    if seed.exists():
        sign(root, path.stem)


def sign(root: Path, article: str) -> None:
    """Write the SHA-256 of an article's seed, which was changed, into the manifest."""
    manifest, name = root / "seeds" / "SOURCES.yml", f"{article}.txt"
    digest = hashlib.sha256((root / "seeds" / name).read_bytes()).hexdigest()
    text = manifest.read_text("utf-8")
    start = text.index(f"{name}:")
    old = re.search(r"[0-9a-f]{64}", text[start:])
    assert old is not None
    manifest.write_text(text.replace(old[0], digest), "utf-8")


def touch_note(root: Path) -> None:
    """Change a word of a note."""
    path = sorted((root / "book" / "annotations").rglob("note-1.md"))[0]
    path.write_text(path.read_text("utf-8").rstrip() + " And more.\n", "utf-8")


def save_to_screen(root: Path, times: int) -> float:
    """Seconds from saving a note to its words being served by `glossator serve`; the median."""
    note = sorted((root / "book" / "annotations").rglob("note-1.md"))[0]
    page = f"book/articles/{note.parent.name}.html"
    command = [sys.executable, "-m", "glossator", "serve", "--port", "0"]
    with subprocess.Popen(
        command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as server:
        try:
            assert server.stdout is not None
            lines = iter(server.stdout.readline, "")
            address = next(line for line in lines if line.startswith("Serving")).split()[1]
            threading.Thread(target=lambda: [None for _ in lines], daemon=True).start()
            return statistics.median(
                _until_served(note, address + page, f"Saved{number}.") for number in range(times)
            )
        finally:
            server.kill()


def _until_served(note: Path, address: str, words: str) -> float:
    time.sleep(1)
    note.write_text(f"{note.read_text('utf-8').rstrip()} {words}\n", "utf-8")
    started = time.monotonic()
    while time.monotonic() - started < 120:
        with urllib.request.urlopen(address) as answer:
            if words in answer.read().decode("utf-8"):
                return time.monotonic() - started
        time.sleep(0.02)
    raise RuntimeError("the note that was saved was not served within two minutes")


def median(runs: Sequence[Cost]) -> Cost:
    """The median of each figure."""
    return Cost(
        *(statistics.median(getattr(r, name) for r in runs) for name in ("cpu", "wall", "memory"))
    )


def repeated(times: int, before: Callable[[], None], what: Callable[[], Cost]) -> Cost:
    """The median of so many runs, each prepared anew."""
    made = []
    for _ in range(times):
        before()
        made.append(what())
    return median(made)
