"""Is a file that costs more than any may be stopped, named and left out, and the rest still said?"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/stat").exists(), reason="this system has no such onlooker"
)
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
    ("what", "said"), [("time", "took over 2 s"), ("memory", "took over 500 MB")]
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
