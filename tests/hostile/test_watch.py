"""Is a file that costs more than any may be stopped, named and left out, and the rest still said?"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest

from shared import first_fast

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/stat").exists(), reason="this system has no such onlooker"
)
T = TypeVar("T")
NOTES = "book/annotations/1901-03-02-on-walking"
#: A parser that has a costly shape which nobody thought of; what it does stands in the note.
WEAK = """
import time
import glossator.apparatus as apparatus
parse = apparatus.parse
def weak(text, *rest):
    if "costly time" in text:
        while True:
            pass
    if "costly memory" in text:
        held = []
        while True:
            held.append(b"x" * 1_000_000)
            time.sleep(0.0005)
    return parse(text, *rest)
apparatus.parse = weak
from glossator.cli import main
main()
"""


def call(program: str, root: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", program, "-C", root, "check"],
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("what", "said"), first_fast([("time", "took over 2 s"), ("memory", "took over 500 MB")])
)
def test_a_costly_file(what: str, said: str, small: Path) -> None:
    text = (small / NOTES / "fox.md").read_text("utf-8")
    head, _, _ = text.partition("\n---\n")
    (small / NOTES / "costly.md").write_text(f"{head}\n---\nA costly {what}.\n", "utf-8")
    (small / NOTES / "broken.md").write_text("---\nkind: [\n---\nWords.\n", "utf-8")
    result = call(WEAK, small)
    assert result.returncode == 1, result.stderr
    assert f"{NOTES}/costly.md:1: error: {said}; it is left out." in result.stdout
    assert "[file.cost]" in result.stdout
    # The rest is said as if it were alone, and once.
    assert result.stdout.count(f"{NOTES}/broken.md:2: error:") == 1
    assert "1 note" not in result.stdout


def test_a_worker_that_dies_is_no_success(small: Path) -> None:
    died = WEAK.replace("while True:\n            pass", "import os; os.kill(os.getpid(), 9)")
    text = (small / NOTES / "fox.md").read_text("utf-8").partition("\n---\n")[0]
    (small / NOTES / "costly.md").write_text(f"{text}\n---\nA costly time.\n", "utf-8")
    assert call(died, small).returncode == 137


@pytest.mark.slow
def test_a_costly_file_is_left_out_of_a_build(small: Path) -> None:
    text = (small / NOTES / "fox.md").read_text("utf-8").partition("\n---\n")[0]
    (small / NOTES / "costly.md").write_text(f"{text}\n---\nA costly time.\n", "utf-8")
    result = subprocess.run(
        [sys.executable, "-c", WEAK, "-C", small, "build", "html"],
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert result.returncode == 1, result.stderr
    assert result.stdout.count(f"{NOTES}/costly.md:1: error: took over 2 s") == 1
    assert "The edition was built, but it has 1 error" in result.stdout
    page = (small / "_build/html/book/articles/1901-03-02-on-walking.html").read_text("utf-8")
    # Jupyter Book's own process could have parsed it, and has not.
    assert "A costly time." not in page
    assert 'id="note-fox"' in page


def test_nobody_works_on_when_the_onlooker_is_killed(small: Path) -> None:
    text = (small / NOTES / "fox.md").read_text("utf-8").partition("\n---\n")[0]
    (small / NOTES / "costly.md").write_text(f"{text}\n---\nA costly time.\n", "utf-8")
    with subprocess.Popen([sys.executable, "-c", WEAK, "-C", small, "check"]) as onlooker:
        children = Path(f"/proc/{onlooker.pid}/task/{onlooker.pid}/children")
        worker = _wait_for(lambda: children.read_text("ascii").split())[0]
        # Not before the worker is at work: what it asks of the system comes first.
        _wait_for(lambda: _processor_time(worker) > 20)
        onlooker.kill()
    assert _wait_for(lambda: _ended(worker))


def _wait_for(what: Callable[[], T]) -> T:
    until = time.monotonic() + 30
    while not (found := what()) and time.monotonic() < until:
        time.sleep(0.02)
    return found


def _processor_time(process: str) -> int:
    fields = Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()
    return int(fields[11])


def _ended(process: str) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True


#: A library for documents with a costly shape: what it does is named in the document.
WEAK_LIBRARY = """
import glossator.ingest.draft as draft
receive = draft.receive
def weak(name, data, *rest):
    while b"costly time" in data:
        pass
    held = []
    while b"costly memory" in data:
        held.append(b"x" * 1_000_000)
    return receive(name, data, *rest)
draft.receive = weak
from glossator.cli import main, add
add._SECONDS = 1.0
# A slow machine needs its time to give so much memory.
add._SECONDS_OF[".md"] = 60.0
main()
"""
TOLD = (
    "--author",
    "A",
    "--date",
    "1902-03-04",
    "--publisher",
    "P",
    "--source",
    "S",
    "--rights",
    "R",
)


@pytest.mark.slow
def test_a_costly_document(small: Path, tmp_path: Path) -> None:
    for name in ("time.txt", "memory.md"):
        words = f"A costly {Path(name).stem}\n\nWords of it.\n"
        (tmp_path / name).write_text(words, "utf-8")
    (tmp_path / "good.txt").write_text("A good one\n\nWords of it.\n", "utf-8")
    before = sorted(small.rglob("*"))
    names = [tmp_path / name for name in ("time.txt", "memory.md", "good.txt")]
    command = [sys.executable, "-c", WEAK_LIBRARY, "-C", small, "add", *TOLD, *names]
    result = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert result.returncode == 1, result.stderr
    assert "Not added: time.txt: reading it took over 1 s." in result.stderr
    assert "Not added: memory.md: reading it took over 500 MB." in result.stderr
    assert "2 of 3 cannot be added" in result.stderr
    assert sorted(small.rglob("*")) == before
    (tmp_path / "time.txt").unlink()
    (tmp_path / "memory.md").unlink()
    result = subprocess.run([*command[:-3], names[-1]], capture_output=True, text=True, check=True)
    assert "1 article added." in result.stdout


def test_a_program_that_was_started_ends_with_who_started_it() -> None:
    start = "import subprocess; from glossator.child import python; subprocess.run(python('time', 'sleep(600)'))"
    with subprocess.Popen([sys.executable, "-c", start]) as parent:
        children = Path(f"/proc/{parent.pid}/task/{parent.pid}/children")
        child = _wait_for(lambda: children.read_text("ascii").split())[0]
        _wait_for(lambda: Path(f"/proc/{child}/wchan").exists() and _sleeps(child))
        parent.kill()
    assert _wait_for(lambda: _ended(child))


def _sleeps(process: str) -> bool:
    """Whether it has come to its own work, after all that it imports."""
    text = Path(f"/proc/{process}/syscall").read_text("ascii", "replace")
    return text.startswith(("230 ", "35 ", "115 ", "101 "))  # clock_nanosleep and nanosleep
