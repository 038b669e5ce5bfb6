"""Do verse, addresses and tables keep their lines when a document is added, and prose none?"""

from __future__ import annotations

from pathlib import Path

import pytest

from core.case_files import read_cases
from glossator.ingest.edit import edit
from glossator.ingest.found import Heading
from glossator.markup import ARTICLE, Parsed, parse
from glossator.model import Seed
from glossator.text import reading_text
from shared import Run

CASES = read_cases(str(Path(__file__).parent / "lines.md"))
KNOWN = ("--publisher", "G", "--rights", "none", "--source", "s", "--author", "A. Rambler",
         "--date", "1901-03-02", "--title", "A Song")  # fmt: skip
SONG = "\n\n".join(parts["seed"] for title, parts in CASES[1:2])


@pytest.mark.parametrize(("title", "parts"), CASES, ids=[title for title, _ in CASES])
def test_lines(title: str, parts: dict[str, str]) -> None:
    for seed in (parts["seed"], parts["seed"].replace("\n", "\r\n")):
        made = edit(Seed("s", "", seed, "text"), "T", Heading(), parts.get("lines", "detect"))
        assert made.good
        assert made.body == f"\n# T\n\n{parts['body']}\n"
        # How lines end is no reading: there is the title, and each word that is written in full.
        assert len(made.emendations) == 1 + int(parts.get("emended", "0"))


def test_the_breaks_are_read_as_breaks() -> None:
    made = edit(Seed("s", "", SONG, "text"), "T", Heading())
    parsed = parse(made.body, ARTICLE, "")
    assert isinstance(parsed, Parsed)
    assert "down,\nand nobody goes with it;\nwhoever" in reading_text(parsed).text


@pytest.mark.parametrize("mark", ["  ", "\\"])
def test_breaks_of_a_markdown_seed_are_kept_and_are_no_difference(mark: str) -> None:
    seed = f"The cart goes up,{mark}\nthe cart goes\ndown.\n"
    made = edit(Seed("s", "", seed, "markdown"), "T", Heading())
    assert made.good
    assert made.body == "\n# T\n\nThe cart goes up,\\\nthe cart goes down.\n"


def test_what_keeps_its_lines_is_said(glossator: Run, tmp_path: Path) -> None:
    assert glossator(tmp_path, "init", "new", "--yes").returncode == 0
    new, seed = tmp_path / "new", tmp_path / "song.txt"
    seed.write_text(SONG, "utf-8")
    ran = glossator(new, "add", seed, *KNOWN, "--dry-run")
    assert (
        "line 4, “The cart goes up, the cart goes down,”: keeps its 4 lines, because its lines end long"
        in ran.stdout
    )
    assert "keeps its" not in glossator(new, "add", seed, *KNOWN, "-n", "--lines", "join").stdout
    table = tmp_path / "m.csv"
    table.write_text("file,lines\nsong.txt,kept\n", "utf-8")
    ran = glossator(new, "add", seed, *KNOWN, "--metadata", table)
    assert ran.returncode == 1
    assert "lines cannot be “kept” (m.csv); write one of detect, keep, join." in ran.stderr
