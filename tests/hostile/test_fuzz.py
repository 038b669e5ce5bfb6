"""Does whatever bytes a file holds end as records or problems, in one line each, and the same twice?

A fixed number of cases in the suite; `make fuzz` runs many more, and then atheris_fuzz.py.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from glossator import frontmatter
from glossator.addresses import address_refused
from glossator.book import compile_edition
from glossator.characters import refused_in
from glossator.cli.check import github_line
from glossator.cli.summary import inert
from glossator.files import Unusable, decode
from glossator.issue import Proposal, read_issue
from glossator.load import load
from glossator.markup import ARTICLE, NOTE, Parsed, parse
from glossator.model import Place
from glossator.problems import Code, EditionError, Problem, plain
from glossator.text import body_words, reading_text
from glossator.works import read_bibliography

MANY = int(os.environ.get("GLOSSATOR_FUZZ", "150"))
fuzz = settings(max_examples=MANY, deadline=None, suppress_health_check=list(HealthCheck))

#: Parts from which texts are made that come near to what parsers obey.
PARTS = st.sampled_from(
    [
        "*", "**", "_", "`", "```", "~~~", "[", "]", "(", ")", "![", "](", "<", ">", "<b>", "</b>", "<!--", "-->",
        "{{", "}}", "{%", "{term}`", "{raw}`", "{article}`x#p1`", ":::", "% ", "+++", "(a)=", "# ", "- ", "1. ", "> ",
        "    ", "\t", "\n", "\n\n", "  \n", "\\", "\\\n", "|", "--|--", "---\n", "[^1]", "[^1]: ", "[a]: b", "&lt;",
        "&#x202e;", "&#0;", "&amp", "http://a.b", "javascript:", "data:", "<http://a.b>", "mailto:", "//", "a", "é",
        "\u200d", "\u200b", "\u202e", "\u2028", "\x00", "\x1b[31m", "\ufeff", "道", "🏴", "'", '"', ":", ", ", "&a ",
        "*a ", "!!x ", "<<: ", "kind: context\n", "quote:\n  exact: ", "? ", "@misc{", "@string{", " = {", "}", "{", "#",
    ]
)  # fmt: skip
TEXTS = st.one_of(
    st.lists(PARTS, max_size=60).map("".join),
    st.text(max_size=300),
    st.builds(lambda part, times: part * times, PARTS, st.integers(0, 400)),
)


def one_line(problem: Problem) -> None:
    said = str(problem)
    assert "\n" not in said
    assert refused_in(said) is None
    assert said.startswith(problem.place.path.split("/")[0])


@fuzz
@given(TEXTS)
def test_bodies(text: str) -> None:
    for grammar in (NOTE, ARTICLE):
        result = parse(text, grammar, "book/x.md", 1)
        if isinstance(result, Parsed):
            assert {node.type for node in result.tree.walk()} <= grammar.allowed
            words = body_words(result)
            assert refused_in(words) is None
            assert refused_in(reading_text(result).text) is None
        else:
            assert result
            for problem in result:
                one_line(problem)
        again = parse(text, grammar, "book/x.md", 1)
        assert isinstance(again, Parsed) == isinstance(result, Parsed)


@fuzz
@given(TEXTS, st.sampled_from(["note", "term", "article"]))
def test_front_matter(text: str, schema: str) -> None:
    for source in (text, f"---\n{text}\n---\nWords.", f"---\nauthor: {text}\n---\n"):
        front, problems = frontmatter.read(source, "book/x.md", schema)
        assert (front is None) == bool(problems)
        for problem in problems:
            one_line(problem)


@fuzz
@given(st.binary(max_size=400))
def test_bytes(data: bytes) -> None:
    text = decode(data)
    if not isinstance(text, Unusable):
        assert refused_in(text) is None
        assert "\r" not in text


@fuzz
@given(TEXTS)
def test_bibliographies(text: str) -> None:
    for source in (text, f"@misc{{a,\n  title = {{{text}}},\n  author = {{{text}}}\n}}"):
        bibliography, problems = read_bibliography(source, "book/references.bib")
        for problem in problems:
            one_line(problem)
        assert all(not work.url or not address_refused(work.url) for work in bibliography.works)


@fuzz
@given(TEXTS)
def test_addresses(text: str) -> None:
    if not address_refused(text):
        head = text.partition(":")[0].lower()
        assert text.startswith("#") or head in ("http", "https", "mailto")
        assert not any(ord(char) < 33 for char in text)


@fuzz
@given(TEXTS)
def test_messages(text: str) -> None:
    shown = plain(text)
    assert len(shown) <= 80 or "##\\u" in shown
    assert refused_in(shown) is None
    assert "##[" not in shown
    line = github_line(Problem(Code.FILE_NAME, plain(text), Place(f"book/{text}", 1)))
    assert line.startswith("::error file=")
    assert "\n" not in line
    assert "\r" not in line
    assert line.count("::") >= 2
    for char in "<>[]()*_`#@|!&\\":
        assert char not in inert(text).replace("&#", "")


@fuzz
@given(TEXTS)
def test_issues(text: str) -> None:
    for source in (
        text,
        f"### Article\n\n{text}\n\n### Passage\n\n{text}\n\n### Your note\n\n{text}\n",
    ):
        try:
            proposal = read_issue(source)
        except EditionError as error:
            said = str(error)
            if refused_in(said) is not None:
                pytest.fail(said)
        else:
            assert isinstance(proposal, Proposal)
            assert "\n" not in proposal.article + proposal.passage + proposal.author


@settings(fuzz, max_examples=max(10, MANY // 8))
@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_editions(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    """Whatever files hold, the rest of the edition is as it was."""
    from shared import SMALL, copy_edition

    root = copy_edition(SMALL, tmp_path_factory.mktemp("fuzz") / "edition")
    places = (
        "annotations/1901-03-02-on-walking/x.md",
        "glossary/x.md",
        "articles/1902-01-01-x.md",
        "contributors.yml",
    )
    for text, place in zip(texts, places, strict=False):
        path = root / "book" / place
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
    edition, problems = load(root)
    book = compile_edition(edition)
    for problem in problems:
        one_line(problem)
    assert sum(len(apparatus.placed) for apparatus in book.apparatus.values()) == 10
    assert Path(edition.root) == root
