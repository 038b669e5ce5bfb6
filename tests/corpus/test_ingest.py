"""Is what becomes of a document its text, and is each difference declared?"""

from __future__ import annotations

import re
import textwrap

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from glossator.dates import read_date
from glossator.emend import apply_emendations, reverse_emendations
from glossator.ingest.draft import Given, draft, enter
from glossator.ingest.edit import edit
from glossator.ingest.found import Known
from glossator.ingest.heading import read_heading
from glossator.ingest.layout import cuts, double_spaced, format_of
from glossator.ingest.plain import escape
from glossator.ingest.table import read_table
from glossator.labels import LANGUAGES, labels
from glossator.markup import ARTICLE, Parsed, parse
from glossator.model import Seed
from glossator.problems import EditionError
from glossator.text import reading_text
from glossator.witness import witness

#: Words as they stand in sources, and what Markdown would take for markup.
ODD = "* _a_ # ## > - + 1. 2) [x] [^1]: <b> &amp; `c` \\ \\* {{x}} {%y%} {# --- *** === ~~~ ::: (a)= % +++ $x$ | ! ![i](u) <!-- -->"
WORDS = st.one_of(
    st.sampled_from(ODD.split()),
    st.sampled_from(
        [
            "the",
            "king",
            "said,",
            "of",
            "Town",
            "and",
            "crown;",
            "which",
            "He",
            "had",
            "lost.",
            "Who?",
            "No!",
            "end:",
            "“so”",
            "it’s",
        ]
    ),
    st.text("abcäß \u00a0\u3000.,-", min_size=1, max_size=6).filter(lambda w: w.strip(" ")),
)
PARAGRAPHS = st.lists(
    st.lists(WORDS, min_size=1, max_size=40).map(" ".join), min_size=1, max_size=6
)


def proved(text: str, format: str, title: str = "A Title") -> str:
    """The body that a seed gives, after everything that must hold of it was seen to hold."""
    seed = Seed("s.txt", "", text, format)
    made = edit(seed, title, read_heading(text, format, Known(title)))
    assert not made.problems, made.problems
    assert made.collation.clean, made.collation
    received = witness(text, format)
    emended = apply_emendations(received, made.emendations)
    assert reverse_emendations(emended.text, emended.edits) == received
    return made.body


@given(PARAGRAPHS, st.integers(20, 80), st.booleans())
@example(["a" * 50, "goes on"], 40, False)
@example(["\u00a0the king " * 6, "12", "and the\u00a0"], 40, False)
def test_a_wrapped_text_is_read_word_for_word(
    paragraphs: list[str], width: int, titled: bool
) -> None:
    wrapped = [
        textwrap.fill(p, width, break_long_words=False, break_on_hyphens=False) for p in paragraphs
    ]
    text = "\n\n".join((["A TITLE"] if titled else []) + wrapped) + "\n"
    body = proved(text, "text")
    parsed = parse(body, ARTICLE, "")
    assert isinstance(parsed, Parsed)
    read = reading_text(parsed).text.removeprefix("A Title")
    # Every word is there, in its order, except the numbers of pages between halves.
    wanted = " ".join(paragraphs).split()
    assert [w for w in read.split() if not w.isdigit()] == [w for w in wanted if not w.isdigit()]


@given(PARAGRAPHS)
def test_a_double_spaced_text_collates(paragraphs: list[str]) -> None:
    text = "\n\n\n".join(textwrap.fill(p, 40).replace("\n", "\n\n") for p in paragraphs)
    proved(text, "double-spaced")


@given(
    st.lists(
        st.sampled_from(
            [
                "Some",
                "words",
                "that",
                "*mean*",
                "little.",
                "And",
                "_more_",
                "of",
                "[them](https://example.org).",
            ]
        ),
        min_size=1,
        max_size=80,
    ),
    st.integers(20, 60),
)
def test_a_markdown_text_collates(words: list[str], width: int) -> None:
    paragraphs = [" ".join(words[place : place + 30]) for place in range(0, len(words), 30)]
    text = "# A *Title*\n\n" + "\n\n".join(textwrap.fill(p, width) for p in paragraphs)
    body = proved(text, "markdown")
    assert body.startswith("\n# A *Title*\n")


@given(st.lists(WORDS, min_size=1, max_size=12).map(" ".join).map(lambda t: " ".join(t.split())))
def test_escaped_words_read_as_themselves(words: str) -> None:
    parsed = parse(escape(words), ARTICLE, "")
    assert isinstance(parsed, Parsed)
    assert reading_text(parsed).text == words


def test_a_page_break_is_an_emendation_with_its_reason() -> None:
    text = "On Walking\n\nBy A. Rambler\n\nPeople ask what walking is good for. It is good for\n\n12\n\nnothing at all, and that is its use.\n"
    seed = Seed("s", "", text, "text")
    heading = read_heading(text, "text")
    assert heading.found["author"].value == "A. Rambler"
    made = edit(seed, "On Walking", heading)
    title, cut = made.emendations
    assert title.seed == "On Walking\n\nBy A. Rambler"
    assert (cut.seed, cut.text) == ("good for\n\n12\n\nnothing at", "good for nothing at")
    assert "page" in cut.reason
    assert "It is good for nothing at all, and" in made.body


#: A heading, a page's end, a word that a line divides, and white space at an edge.
_CHANGED = (
    "On Walking\n\nBy A. Rambler\n\nPeople ask what walking is good for. It is good for\n\n12\n\n"
    "nothing at all, and that is its use. No path is incompre-\nhensible to those who walk.\n\n"
    "\u3000An incomprehensible path is a path too, and so is this one.\n"
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_reasons_are_in_the_language_of_the_edition_whatever_the_articles(language: str) -> None:
    own = {"date": "1901-03-02", "publisher": "P.", "rights": "free", "source": "s"}
    made = draft(
        "s.txt", _CHANGED.encode(), Given({**own, "language": "en"}, {"date": "here"}, language)
    )
    said = {each.reason for each in enter(made, "book", (), ()).edited.emendations}
    names = ("emended_head", "emended_page_number", "emended_divided", "emended_edge")
    assert said == {labels(language)[name] for name in names}


def test_a_heading_that_was_overruled_is_said_in_the_same_language() -> None:
    own = {
        "date": "1901-03-02",
        "publisher": "P.",
        "rights": "free",
        "source": "s",
        "author": "Bo Walker",
    }
    made = draft("s.txt", _CHANGED.encode(), Given(own, dict.fromkeys(own, "here"), "de"))
    said = [each.reason for each in enter(made, "book", (), ()).edited.emendations]
    assert labels("de")["emended_head_overruled"] in said


@pytest.mark.parametrize(
    ("first", "second", "cut"),
    [
        ("The roads of this parish, said the council, are for", "carts and not for walkers.", True),
        (
            "The roads of this parish, said the council, are for",
            "Carts and not for walkers.",
            False,
        ),
        (
            "The roads of this parish, said the council, are long.",
            "carts and not for walkers.",
            False,
        ),
        ("The roads;", "the carts;", False),
        ("The roads of this parish, and that is resolved here;", "that carts are", False),
    ],
)
def test_which_paragraphs_a_page_break_cut(first: str, second: str, cut: bool) -> None:
    assert bool(list(cuts([first, second]))) is cut


def test_double_spacing_is_seen() -> None:
    line = "a line that goes on and on, and does not end where it ends"
    assert double_spaced("\n\n".join([line] * 30))
    assert not double_spaced("\n".join([line] * 30))
    assert not double_spaced("\n\n".join([line + "."] * 30))
    assert format_of("# A\n\nb", "a.txt")[0] == "markdown"


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("Friday, November 23, 1787.", "1787-11-23"),
        ("Tuesday January 8, 1788.", "1788-01-08"),
        ("30 May 2024", "2024-05-30"),
        ("1901-03-02", "1901-03-02"),
        ("the 3rd of March", ""),
        ("May 1788", ""),
    ],
)
def test_dates_are_read_in_full_or_not_at_all(words: str, date: str) -> None:
    assert read_date(words) == date


TITLE = "The Same Subject Continued (Of the Roads of the Parish and of those who use them)"
HEADING = """\
THE HILL PAPERS. No. 14

The Same Subject Continued
(Of the Roads of the Parish and of those
who use them)

From the Hill Gazette.
Saturday, March 16, 1901.

RAMBLER

To the Readers of the Gazette:

The subject of my last paper was the roads of this parish, and
it is not exhausted.
"""


def test_a_newspapers_heading_is_taken_apart() -> None:
    found = read_heading(HEADING, "text").found
    assert {key: value.value for key, value in found.items()} == {
        "number": "14",
        "title": TITLE,
        "published": "From the Hill Gazette. Saturday, March 16, 1901.",
        "date": "1901-03-16",
        "author": "RAMBLER",
    }
    assert found["date"].line == 8


def test_nothing_is_detected_where_nothing_is_said() -> None:
    text = "The subject of my last paper was the roads of this parish, and\nit is not exhausted.\n"
    heading = read_heading(text, "text")
    assert heading.found == {}
    assert heading.last == 0


def test_front_matter_and_headings_of_markdown() -> None:
    text = "---\nauthor: A. Rambler\ndate: 2 March 1901\nlang: en\n---\n\n# On *Walking*\n\nWho walks, sees.\n"
    found = read_heading(text, "markdown").found
    assert (found["title"].value, found["date"].value) == ("On Walking", "1901-03-02")
    body = proved(text, "markdown", "On Walking")
    assert body == "\n# On *Walking*\n\nWho walks, sees.\n"


VALUES = {
    "title": "T",
    "author": "A",
    "date": "1901-03-02",
    "publisher": "P",
    "language": "en",
    "source": "S",
    "rights": "R",
}


def given_(**more: str) -> Given:
    values = {**VALUES, **more}
    return Given(values, dict.fromkeys(values, "the test"))


def test_an_editors_word_goes_before_the_documents_and_is_said() -> None:
    made = draft("hill-14.txt", HEADING.encode(), given_(title=TITLE, date="1901-03-15"))
    assert made.values["date"] == "1901-03-15"
    assert any("1901-03-16" in remark for remark in made.remarks)
    assert made.values["number"] == "14"


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.md", "# T\n\n<script>x</script>\n", "raw HTML"),
        ("a.md", "# T\n\n```{include} x\n```\n", "directive"),
        ("a.txt", "words {{ here", None),
        ("{{x}}.txt", "words here", None),
    ],
)
def test_what_cannot_be_an_article_is_refused_with_its_line(
    name: str, text: str, said: str | None
) -> None:
    made = draft(name, text.encode(), given_())
    if said is None:
        assert enter(made, "book", (), ()).edited.good
    else:
        with pytest.raises(EditionError, match=said):
            enter(made, "book", (), ())


def test_what_is_no_utf8_is_not_guessed() -> None:
    data = "Ärger und Muße".encode("latin-1")
    with pytest.raises(EditionError, match="--encoding"):
        draft("a.txt", data, given_())
    entry = enter(draft("a.txt", data, given_(), "latin-1"), "book", (), ())
    assert "Ärger und Muße" in entry.text
    assert set(entry.records) == {"a.txt", "a.txt.txt"}
    assert entry.records["a.txt"]["format"] == "original"


def test_two_articles_of_one_day_and_title() -> None:
    made = draft("a.txt", b"words", given_())
    assert enter(made, "book", {"1901-03-02-t"}, {"a.txt"}).id == "1901-03-02-t-2"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("title\nx", "no column “file”"),
        ("file,autor\na,b", "Did you mean “author”"),
        ("file,title\na,b\na,c", "twice"),
        ("file,title\na,b,c", "more cells"),
        ("file,title\n,c", "names no file"),
    ],
)
def test_a_metadata_file_is_judged(text: str, said: str) -> None:
    with pytest.raises(EditionError, match=re.escape(said)):
        read_table(text, "m.csv")


def test_empty_cells_say_nothing() -> None:
    assert read_table("file,title,author\na,T,\n", "m.csv") == {"a": {"title": "T"}}
