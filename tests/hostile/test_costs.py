"""Does every costly shape come to its end, alone and among a hundred others?

Two seconds for a file and thirty for a hundred are what is asked; how much each takes is said by
`pytest tests/hostile/test_costs.py --durations=20`. Here only what never ends fails.
"""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path

import pytest

from glossator.checks import examine
from glossator.checks.readings import collate_article
from glossator.markup import ARTICLE, NOTE, parse
from glossator.model import Article, Place, Seed
from glossator.works import read_bibliography
from shared import ends, first_fast

from .shapes import SHAPES

NOTES = "book/annotations/1901-03-02-on-walking"
HEAD = '---\nquote:\n  exact: "{}"\nkind: language\nauthor: a-reader\ndate: 2026-11-22\n---\n'


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("size", [500, 3_000, 20_000, 62_000])
def test_note(shape: str, size: int) -> None:
    with ends():
        parse(SHAPES[shape](size), NOTE, "note.md")


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("size", [3_400, pytest.param(290_000, marks=pytest.mark.slow), 1_000_000])
def test_article(shape: str, size: int) -> None:
    with ends():
        parse(SHAPES[shape](size), ARTICLE, "article.md")


@pytest.mark.parametrize("shape", first_fast(SHAPES, 8))
def test_many_paragraphs(shape: str) -> None:
    """Each paragraph within its limit, and as many of them as an article may have."""
    with ends():
        parse((SHAPES[shape](300) + "\n\n") * 130, ARTICLE, "article.md")


WORDS = [f"word{number * 7919 % 211}" for number in range(40_000)]
LONG_SEEDS = {
    "one word again and again": "a " * 400_000,
    "lines of hyphens": ("- " * 300 + "\n") * 2_000,
    "marks": "*a " * 100_000,
    "spaces": "y" + "    " * 100_000 + "x",
    "other words": " ".join(WORDS * 8),
    "the title again and again": "On Walking\n\n" * 20_000,
}


@pytest.mark.parametrize("name", LONG_SEEDS)
@pytest.mark.parametrize("backwards", [False, True])
def test_seed(name: str, backwards: bool) -> None:
    """A seed that has nothing in common with its article, be that short or as long as may be."""
    text = LONG_SEEDS[name]
    body = text[-290_000:][::-1] if backwards else "# On Walking\n\nWho walks, sees."
    article = Article(
        "a", "T", "A", "1901-01-01", "P", "en", "S", "R", "s", body, 9, Place("book/articles/a.md")
    )
    with ends():
        found = list(collate_article(article, Seed("seeds/s", "", text, "text")))
    assert found


def test_seeds_are_no_libraries(small: Path) -> None:
    """Too many lines are counted, not compared."""
    (small / "seeds" / "1901-03-02-on-walking.txt").write_text("x\n" * 100_000, "utf-8")
    assert any("at most 70,000 lines" in str(problem) for problem in examine(small).problems)


def test_a_hundred_hostile_files(small: Path) -> None:
    for number in range(100):
        shape = list(SHAPES.values())[number % len(SHAPES)]
        quote = ["a slow and harmless neighbour", "ab " * 3_000, "x" * 9_000, "walking " * 1_000][
            number % 4
        ]
        text = HEAD.format(quote) + shape((500, 990, 3_000, 62_000)[number // 25])
        (small / NOTES / f"hostile-{number}.md").write_text(text[:64_000], "utf-8")
    with ends():
        first = examine(small).problems
    assert {f"{NOTES}/hostile-{number}.md" for number in range(0, 100, 4)} & {
        p.place.path for p in first
    }
    assert all(problem.place.path.startswith(f"{NOTES}/hostile-") for problem in first)


@pytest.mark.slow
def test_ten_thousand_notes(small: Path) -> None:
    for number in range(10_000):
        text = HEAD.format("a slow and harmless neighbour") + f"Note {number}.\n"
        (small / NOTES / f"note-{number}.md").write_text(text, "utf-8")
    with ends():
        report = examine(small)
    assert len(report.book.apparatus["1901-03-02-on-walking"].placed) > 10_000


@pytest.mark.slow
def test_memory(small: Path) -> None:
    """A whole run over costly files, in a process that may have 500 MB, and must end."""
    for number, shape in enumerate(SHAPES.values()):
        (small / NOTES / f"hostile-{number}.md").write_text(
            HEAD.format("x") + shape(60_000), "utf-8"
        )
    (small / NOTES / "large.md").write_text(HEAD.format("x") + "a" * 1_000_000, "utf-8")

    def limits() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (500 << 20, 500 << 20))
        resource.setrlimit(resource.RLIMIT_CPU, (120, 120))

    result = subprocess.run(
        [sys.executable, "-m", "glossator", "-C", small, "check"],
        capture_output=True, text=True, preexec_fn=limits, timeout=300, check=False,
    )  # fmt: skip
    assert result.returncode == 1, result.stderr[-500:]
    assert "Traceback" not in result.stderr


def _record(key: str, **values: str) -> str:
    return (
        f"@misc{{{key},\n"
        + ",\n".join(f"{name} = {{{value}}}" for name, value in values.items())
        + "\n}\n"
    )


BIBLIOGRAPHIES = {
    "macros that double": "".join(f"@string{{a{i + 1} = a{i} # a{i}}}\n" for i in range(60)),
    "records that point at each other": _record("a", crossref="b") + _record("b", crossref="a"),
    "deep braces": _record("a", title="{" * 3_000 + "x" + "}" * 3_000),
    "braces that never close": "@misc{a, title = {" + "{" * 500_000,
    "LaTeX that ends early": _record("a", title="x\\", author="\\"),
    "a name that ends in a backslash": _record("a", author="A. N\\ and B. N", title="x"),
    "a first name that is a backslash": _record("a", author="N, \\ and B", title="x"),
    "odd backslashes": _record("a", title="\\" * 4_001),
    "many names": _record("a", author=" and ".join(["x"] * 20_000)),
    "many commas": _record("a", author="a,b,c,d,e"),
    "many records": "".join(
        _record(f"k{i}", title="A title", author="A. Name", year="2020") for i in range(4_000)
    ),
    "long value": _record("a", title="x " * 200_000),
    "script address": _record("a", title="x", url="javascript:alert(1)"),
    "keys that are paths": _record("../../x", title="x") + _record("<b>", title="x"),
    "record twice": _record("a", title="x") * 3,
    "at signs": "@" * 100_000,
    "comments": "@comment{" * 10_000,
}


@pytest.mark.parametrize("name", BIBLIOGRAPHIES)
def test_bibliography(name: str) -> None:
    with ends():
        bibliography, problems = read_bibliography(BIBLIOGRAPHIES[name], "references.bib")
    assert problems or name in ("many records", "comments")
    assert all(work.url == "" for work in bibliography.works)


TOO_MUCH = {
    "joined values": ('@book{a,title="a"' + ' # "a"' * 100_000 + "}", "100,000 of the sign “#”"),
    "LaTeX": (
        "".join(_record(f"k{i}", title="\\{a} " * 900) for i in range(200)),
        "180,000 of the sign “\\”",
    ),
    "records that do not end": ("@book{a," * 120_000, "120,000 of the sign “@”"),
    "braces": (_record("a", title="{}" * 100_001), "100,003 of the sign “{”"),
    "no keys": ("@book{a b c\n" * 9_000, "after 20 mistakes the rest is not read"),
    "no values": ("@book{a, title=,}\n" * 9_000, "after 20 mistakes the rest is not read"),
    "no macros": ("@book{a, title=foo}\n" * 9_000, "after 20 mistakes the rest is not read"),
}


@pytest.mark.parametrize("name", TOO_MUCH)
def test_bibliography_that_is_too_much(name: str) -> None:
    text, said = TOO_MUCH[name]
    _, problems = read_bibliography(text, "references.bib")
    assert said in problems[-1].message
    assert problems[-1].hint
    assert len(problems) <= 21
