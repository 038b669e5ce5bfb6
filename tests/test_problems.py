"""Is each sort of mistake said once, at its place, in the author's words?

`problems/<code>/in` is laid over the clean small edition; `said.txt` is what `check` must say.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from glossator.checks import examine
from glossator.cli.check import summary
from glossator.problems import Code, errors

CASES = Path(__file__).parent / "problems"
#: Codes that need what cannot be kept in a folder of text, or dozens of files; their tests are
#: below, and in core/test_marks.py.
ELSEWHERE = {Code.ANCHOR_CROWD, Code.FILE_COST, Code.FILE_LINK, Code.FILE_UNREADABLE}


def said(root: Path) -> str:
    return "".join(f"{problem}\n" for problem in examine(root).problems)


def test_the_small_edition_is_clean(small: Path) -> None:
    assert said(small) == ""


@pytest.mark.parametrize("case", sorted(path.name for path in CASES.iterdir()))
def test_said(case: str, small: Path) -> None:
    shutil.copytree(CASES / case / "in", small, dirs_exist_ok=True)
    expected = CASES / case / "said.txt"
    found = said(small)
    if os.environ.get("GLOSSATOR_ACCEPT"):
        expected.write_text(found, "utf-8")
    assert found == expected.read_text("utf-8")
    assert f"[{case}]" in found


def test_every_code_has_its_case() -> None:
    cases = {path.name for path in CASES.iterdir()}
    assert cases == {code.id for code in Code if code not in ELSEWHERE}


def test_of_very_many_loose_signs_the_first_are_listed(small: Path) -> None:
    note = small / "book/annotations/1901-03-02-on-walking/harmless.md"
    with note.open("a", encoding="utf-8") as file:
        file.write("\n" + "- An *item\n" * 40)
    report = examine(small)
    assert not errors(report.problems)
    loose = [each for each in report.problems if each.code is Code.MARKUP_LOOSE]
    assert len(loose) == 20
    assert "21 more problems" in max(loose, key=lambda each: "more" in each.message).message


def test_links_are_not_followed(small: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.md"
    secret.write_text("secret", "utf-8")
    notes = small / "book" / "annotations" / "1901-03-02-on-walking"
    (notes / "link.md").symlink_to(secret)
    os.mkfifo(notes / "pipe.md")
    (small / "book" / "glossary" / "folder.md").symlink_to(tmp_path, target_is_directory=True)
    found = said(small)
    assert found.count("[file.link]") == 3
    assert "folder.md" in found
    assert "secret" not in found.replace("secret.md", "")


def test_everything_else_goes_on(small: Path) -> None:
    assert summary(examine(small)).endswith("nothing to mend.")
    notes = small / "book" / "annotations" / "1901-03-02-on-walking"
    for number in range(3):
        (notes / f"broken-{number}.md").write_text("---\nkind: [\n---\nWords.\n", "utf-8")
    report = examine(small)
    assert len(report.problems) == 3
    assert ": 3 errors, 0 warnings. More may show when front matter is mended:" in summary(report)
    assert sum(len(apparatus.placed) for apparatus in report.book.apparatus.values()) == 10
