"""Is a document that is in the edition already, or nearly, noticed before it is added?"""

from __future__ import annotations

from pathlib import Path

import pytest

from glossator.ingest.twins import NEARLY, Twins
from shared import Run

KNOWN = ("--publisher", "G", "--rights", "none", "--source", "s", "--author", "A. Rambler")
WORDS = " ".join(f"word{n}" for n in range(200))


def _twins(**texts: str) -> Twins:
    twins = Twins()
    for name, text in texts.items():
        twins.add(name, text)
    return twins


@pytest.mark.parametrize(
    ("text", "share"),
    [
        (WORDS, 1.0),
        ("---\ntitle: Another\n---\n# Another title\n\n" + WORDS.upper() + ".", 1.0),
        (WORDS.replace("word7 ", "seven "), 0.995),
        (WORDS.replace(" word9", " nought"), 0.945),
        (" ".join(WORDS.split()[:90]), None),
        (" ".join(f"other{n}" for n in range(200)), None),
        (" ".join(reversed(WORDS.split())), None),
        ("", None),
    ],
    ids=["same", "same in capitals", "one word", "every tenth", "half", "other", "turned", "none"],
)
def test_what_is_nearly_the_same(text: str, share: float | None) -> None:
    twin = _twins(first="# T\n\n" + WORDS, second="# U\n\nquite something else").of(text)
    assert (twin and twin.article) == ("first" if share else None)
    if twin and share:
        assert twin.share == pytest.approx(share, abs=0.01)


def test_the_nearest_is_named() -> None:
    near = WORDS.replace("word7 ", "seven ")
    twins = _twins(far=WORDS.replace("word1", "one"), near=near)
    twin = twins.of(WORDS)
    assert twin is not None
    assert twin.article == "near"
    assert NEARLY < twin.share < 1


def test_short_texts_are_compared_too() -> None:
    twin = _twins(a="# T\n\nTwo words.").of("# U\n\ntwo words")
    assert twin is not None
    assert twin.share == 1


def _letter(folder: Path, name: str, change: str = "") -> Path:
    lines = [
        f"The {n}th mile of the road from the hill to the town is for whoever is on it."
        for n in range(9)
    ]
    text = "ON ROADS\n\n" + "\n".join(lines).replace("3th", change or "3th") + "\n"
    (folder / name).write_text(text, "utf-8")
    return folder / name


def test_nearly_the_same_is_refused_unless_both_are_meant(glossator: Run, tmp_path: Path) -> None:
    assert glossator(tmp_path, "init", "new", "--yes").returncode == 0
    new = tmp_path / "new"
    first, second = _letter(tmp_path, "a.txt"), _letter(tmp_path, "b.txt", "third")
    same = tmp_path / "c.txt"
    same.write_text("UNDER ANOTHER TITLE" + first.read_text("utf-8")[8:].upper(), "utf-8")
    assert glossator(new, "add", first, *KNOWN, "--date", "1901-03-02").returncode == 0

    ran = glossator(new, "add", second, *KNOWN, "--date", "1901-03-09")
    assert ran.returncode == 1
    assert "b.txt: it is nearly the same as 1901-03-02-on-roads (0.99). If both" in ran.stderr
    assert not (new / "book/articles/1901-03-09-on-roads.md").exists()

    for flag in ("-v", "--alike"):
        ran = glossator(new, "add", same, *KNOWN, "--date", "1901-03-10", flag)
        assert ran.returncode == 1
        assert "c.txt: it has the same words as 1901-03-02-on-roads." in ran.stderr

    ran = glossator(new, "add", second, *KNOWN, "--date", "1901-03-09", "--alike")
    assert ran.returncode == 0
    assert "1901-03-09-on-roads is nearly the same as 1901-03-02-on-roads (0.99)." in ran.stdout


def test_a_line_in_the_metadata_says_that_both_are_meant(glossator: Run, tmp_path: Path) -> None:
    assert glossator(tmp_path, "init", "new", "--yes").returncode == 0
    seeds = [_letter(tmp_path, "a.txt"), _letter(tmp_path, "b.txt", "third")]
    (tmp_path / "m.csv").write_text("file,date\na.txt,1901-03-02\nb.txt,1901-03-09\n", "utf-8")
    ran = glossator(tmp_path / "new", "add", *seeds, *KNOWN, "--metadata", tmp_path / "m.csv")
    assert ran.returncode == 0, ran.stderr
    assert "is nearly the same as" in ran.stdout
    assert (tmp_path / "new/book/articles/1901-03-09-on-roads.md").exists()
