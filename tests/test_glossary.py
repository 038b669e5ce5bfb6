"""Are the glossary's terms found where they stand, and nowhere else?"""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.glossary import TermIndex, collisions, linked, look_up, resolve
from glossator.markup import ARTICLE, Parsed, parse
from glossator.model import GlossaryEntry, Place
from glossator.stems import stemmed, stemmer
from glossator.text import ReadingText, reading_text

CASES = (Path(__file__).parent / "cases" / "glossary.txt").read_text("utf-8").partition("\n")[2]


def entry(line: str) -> GlossaryEntry:
    parts = [part.strip() for part in line.split("|")] + ["", ""]
    return GlossaryEntry(
        id=parts[0].lower().replace(" ", "-"),
        term=parts[0],
        body="",
        body_line=1,
        place=Place("x.md"),
        forms=tuple(filter(None, parts[1].split(","))),
        skip=tuple(filter(None, parts[2].split(","))),
    )


def reading_of(text: str) -> ReadingText:
    parsed = parse(text, ARTICLE, "a.md")
    assert isinstance(parsed, Parsed), parsed
    return reading_text(parsed)


def cases() -> list[object]:
    found = []
    for case in CASES.split("===\n"):
        title, _, rest = case.partition("\n")
        glossary, article, mentions = (part.strip("\n") for part in f"\n{rest}".split("\n---\n"))
        title, _, choice = title.partition(" | ")
        wanted = [words for words in mentions.split("; ") if words]
        found.append(pytest.param(glossary.strip().split("; "), article, choice, wanted, id=title))
    return found


@pytest.mark.parametrize(("glossary", "article", "choice", "wanted"), cases())
def test_mentions(glossary: list[str], article: str, choice: str, wanted: list[str]) -> None:
    reading = reading_of(article)
    per, _, language = (choice or "first").partition(" ")
    every = TermIndex(map(entry, glossary), [language]).find(reading, "the-article", language)
    found = linked(every, reading, per)
    assert [reading.words(mention.span) for mention in found] == wanted


WORDS = st.sampled_from(
    ["fox", "fox hunt", "hunt", "Fox", "a", "[fox](https://x.y)", "*fox*", "hunts", "\n", "fox’s"]
)


@given(st.lists(WORDS, min_size=1, max_size=30), st.booleans())
def test_mentions_never_overlap_nor_stand_in_links(words: list[str], first: bool) -> None:
    text = "x " + " ".join(words)
    reading = reading_of(text)
    glossary = [entry("fox | foxes"), entry("fox hunt"), entry("hunt")]
    found = linked(TermIndex(glossary).find(reading, "a"), reading, "first" if first else "all")
    for one, two in itertools.pairwise(found):
        assert one.span.end <= two.span.start
    links = [piece.span for piece in reading.pieces if piece.linked]
    assert not any(mention.span.overlaps(span) for mention in found for span in links)
    if first:
        assert len({mention.entry for mention in found}) == len(found)


def test_a_headword_is_meant_before_a_form() -> None:
    meant = resolve([entry("fox | hunter"), entry("hunter")])
    assert look_up(meant, "Hunter") == entry("hunter")
    assert look_up(meant, "nobody") is None


def test_collisions_are_told() -> None:
    found = list(collisions([entry("fox | reynard"), entry("reynard")]))
    assert [(form, first.id, second.id) for form, first, second in found] == [
        ("reynard", "fox", "reynard")
    ]


@given(st.lists(WORDS, min_size=1, max_size=30))
def test_stems_only_ever_add(words: list[str]) -> None:
    reading = reading_of("x " + " ".join(words))
    glossary = [entry("fox"), entry("fox hunt"), entry("hunt")]
    plain = TermIndex(glossary).find(reading, "a", "en")
    stemmed = TermIndex(glossary, ["en"]).find(reading, "a", "en-GB")
    assert {mention.span for mention in plain} <= {mention.span for mention in stemmed} | {
        inside.span for inside in plain for around in stemmed if around.span.contains(inside.span)
    }


def test_a_stemmer_is_for_its_language_only() -> None:
    index = TermIndex([entry("fox")], ["en"])
    reading = reading_of("Two foxes.")
    assert len(index.find(reading, "a", "en")) == 1
    assert index.find(reading, "a", "de") == ()
    assert TermIndex([entry("fox")]).find(reading, "a", "en") == ()


def test_every_stemmer_can_be_had() -> None:
    for language in stemmed():
        found = stemmer(language)
        assert found is not None
        assert found.same("a", "a")
    assert stemmer("tlh") is None
