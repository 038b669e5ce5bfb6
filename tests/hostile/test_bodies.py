"""Is what a note says either refused with words, or text that comes out as it stands?"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from glossator.checks import Report, examine
from glossator.markup import ARTICLE, Parsed, parse
from glossator.markup import NOTE as NOTE_GRAMMAR
from glossator.references import Targets
from glossator.sphinx.articles import article_nodes

from .cases import read_cases

HEAD = '---\nquote:\n  exact: "a slow and harmless neighbour"\nkind: language\nauthor: a-reader\ndate: 2026-11-22\n---\n'
NOTE = "book/annotations/1901-03-02-on-walking/hostile.md"


def _filled(body: str) -> str:
    return re.sub(r"\{(\d+) (\S+)\}", lambda found: found[2] * int(found[1]), body)


def shown(report: Report) -> str:
    """The words of the note's node, as every output gets them."""
    apparatus = report.book.apparatus["1901-03-02-on-walking"]
    page = article_nodes(apparatus, Targets(report.book))
    (note,) = [
        node
        for node in page.findall()
        if node.tagname == "annotation" and node["name"] == "hostile"
    ]
    assert not [node for node in note.findall() if node.tagname in ("raw", "image", "problematic")]
    return str(note.astext())


@pytest.mark.parametrize(
    ("title", "body", "code"),
    list(read_cases("bodies.txt", _filled)),
    ids=lambda value: str(value)[:40].split("\n")[0],
)
def test_body(title: str, body: str, code: str, small: Path) -> None:
    (small / NOTE).write_text(HEAD + body + "\n", "utf-8")
    report = examine(small)
    about = [
        problem
        for problem in report.problems
        if problem.place.path == NOTE and problem.severity.value == "error"
    ]
    others = [str(problem) for problem in report.problems if problem.place.path != NOTE]
    assert not others, "one note must not spoil another"
    if code == "inert":
        assert not about, [str(problem) for problem in about]
        assert "<script" not in body or "script" in shown(report)
        assert shown(report).strip()
    else:
        assert code in {problem.code.id for problem in about}, [str(problem) for problem in about]
        assert len(about) <= 20
        for problem in about:
            assert 8 <= problem.place.line <= 8 + body.count("\n") + 1
            assert "\n" not in str(problem)
            assert str(problem).isprintable() or "\u200d" in str(problem)


@pytest.mark.parametrize("broken", ["a  \n", "a\\\n"])
def test_lines_broken_by_hand_without_end(broken: str) -> None:
    """Each is weighed against all others when the PDF's lines are set, which would not end."""
    refused = parse(broken * 301, NOTE_GRAMMAR, "x.md", 1)
    assert not isinstance(refused, Parsed)
    assert "broken by hand" in refused[0].message
    assert isinstance(parse(broken * 300, NOTE_GRAMMAR, "x.md", 1), Parsed)
    stanzas = (broken * 200 + "\n") * 3
    assert not isinstance(parse(stanzas, NOTE_GRAMMAR, "x.md", 1), Parsed)
    assert isinstance(parse(stanzas, ARTICLE, "x.md", 1), Parsed)
