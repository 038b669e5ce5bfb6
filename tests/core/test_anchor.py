"""Anchors hold, and never lie."""

from __future__ import annotations

import json

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from glossator.anchor import Anchoring, describe_quote, match_quote, reanchor, word_diff
from glossator.anchor.fold import whole_graphemes
from glossator.anchor.jsonl import anchor_lines
from glossator.model import Change, Match, Quote, Span, State

from .case_files import read_cases

anything = st.text(max_size=80)
VOCABULARY = ["the", "a", "of", "fox", "hen", "dog", "saw", "king", "war", "men,", "end."]
prose = st.lists(st.sampled_from(VOCABULARY), max_size=40).map(" ".join)
texts = anything | prose | st.text("ab \n-e\u0301ก\u0e34家国👩\u200d🚀", max_size=50)


def marked(text: str) -> tuple[str, Span | None]:
    """A text without the marks ⟦ and ⟧, and the span between them."""
    if "⟦" not in text:
        return text, None
    before, _, rest = text.partition("⟦")
    inside, _, after = rest.partition("⟧")
    return before + inside + after, Span(len(before), len(before) + len(inside))


def check_span(match: Match, text: str) -> None:
    """A placed quote has a span inside the text that cuts no grapheme; an unplaced one none."""
    assert match.state.placed == (match.span is not None)
    assert 0.0 <= match.score <= 1.0
    clusters = {found.start() for found in regex.finditer(r"\X", text)} | {len(text)}
    spans = [match.span] if match.span else []
    for span in spans + [candidate.span for candidate in match.candidates]:
        assert 0 <= span.start <= span.end <= len(text)
        assert {span.start, span.end} <= clusters


@pytest.mark.parametrize(("title", "parts"), read_cases("anchor.md"))
def test_reanchoring(title: str, parts: dict[str, str]) -> None:
    (old, span), (new, truth) = marked(parts["old"]), marked(parts["new"])
    assert span is not None
    match = reanchor(old, new, span)
    assert (match.state.value, match.span) == (parts["state"], truth), (title, match)


@pytest.mark.parametrize(("title", "parts"), read_cases("quotes.md"))
def test_quotes(title: str, parts: dict[str, str]) -> None:
    text, truth = marked(parts["text"])
    quote = Quote(parts["exact"], parts.get("prefix", ""), parts.get("suffix", ""))
    match = match_quote(text, quote)
    assert (match.state.value, match.span) == (parts["state"], truth), (title, match)


def test_an_ambiguous_quote_says_what_would_decide() -> None:
    match = match_quote("The red fox met a fox.", Quote("fox"))
    assert match.state is State.AMBIGUOUS
    hints = [(candidate.quote.prefix, candidate.quote.suffix) for candidate in match.candidates]
    assert all(prefix or suffix for prefix, suffix in hints)
    for candidate in match.candidates:
        assert match_quote("The red fox met a fox.", candidate.quote).span == candidate.span


def test_a_replaced_passage_says_by_what() -> None:
    old = "The treaty was signed in May. Its seventh article was secret. It held for nine years."
    new = "The treaty was signed in May. Wine and music flowed all night. It held for nine years."
    match = reanchor(old, new, Span(30, 61))
    assert match.state is State.ORPHANED
    assert "Wine and music flowed" in match.replacement


def test_a_changed_passage_has_its_word_diff() -> None:
    old = "In May the whole nation stood behind its king, they say."
    new = "In May the entire nation stood behind its king, they say."
    match = reanchor(old, new, Span(7, 29))
    assert match.changes == (
        Change("the ", "the "),
        Change("whole", "entire"),
        Change(" nation stood", " nation stood"),
    )
    assert "".join(change.old for change in match.changes) == old[7:29]


@given(texts, texts)
def test_the_word_diff_holds_both_readings(old: str, new: str) -> None:
    changes = word_diff(old, new)
    assert "".join(change.old for change in changes) == old
    assert "".join(change.new for change in changes) == new


@given(texts, st.data())
def test_a_described_span_is_found_again(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    span = whole_graphemes(text, Span(start, end))
    if span.start < span.end:
        assert match_quote(text, describe_quote(text, span)).span == span


@given(texts, texts, texts, texts)
def test_matching_never_raises(text: str, exact: str, prefix: str, suffix: str) -> None:
    check_span(match_quote(text, Quote(exact, prefix, suffix)), text)


@given(texts, texts, st.data())
def test_reanchoring_never_raises(old: str, new: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(old)))
    end = data.draw(st.integers(start, len(old)))
    check_span(reanchor(old, new, Span(start, end)), new)


@given(texts, texts, texts)
def test_quotes_that_occur_once_are_found(before: str, exact: str, after: str) -> None:
    text = before + exact + after
    once = text.find(exact) == text.rfind(exact) and bool(exact)
    if once:
        match = match_quote(text, Quote(exact))
        start = text.find(exact)
        assert match.state is State.EXACT
        assert match.span == whole_graphemes(text, Span(start, start + len(exact)))


@given(texts, texts, st.data())
def test_the_order_of_notes_is_nothing(old: str, new: str, data: st.DataObject) -> None:
    offsets = st.integers(0, len(old))
    spans = [Span(*sorted(pair)) for pair in data.draw(st.lists(st.tuples(offsets, offsets)))]
    forth, back = Anchoring(old, new), Anchoring(old, new)
    first = [forth.match(span) for span in spans]
    assert first == [back.match(span) for span in reversed(spans)][::-1]


@given(texts, st.data())
def test_an_unchanged_text_keeps_every_passage(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    span = whole_graphemes(text, Span(start, end))
    if span.start < span.end:
        assert reanchor(text, text, span).span == span


def answer(**record: object) -> dict[str, object]:
    (line,) = anchor_lines([json.dumps(record)])
    answered: dict[str, object] = json.loads(line)
    return answered


def test_jsonl_carries_a_passage_from_the_old_text() -> None:
    old, new = "One fox, and one hen, and one dog.", "Now one fox, and one big hen, and one dog."
    selector = {"exact": "one hen", "start": old.index("one hen")}
    found = answer(id=7, old_text=old, new_text=new, selector=selector)
    assert (found["id"], found["state"]) == (7, "changed")
    assert new[found["start"] : found["end"]] == "one big hen"  # type: ignore[misc]


def test_jsonl_without_an_old_text_uses_the_context() -> None:
    selector = {"exact": "fox", "prefix": "saw the ", "suffix": None}
    found = answer(id="a", new_text="The fox saw the fox.", selector=selector)
    assert (found["start"], found["end"]) == (16, 19)


def test_jsonl_unplaced_quotes_have_null_places() -> None:
    found = answer(id=1, new_text="Nothing of the sort.", selector={"exact": "whales and ships"})
    assert (found["state"], found["start"], found["end"]) == ("orphaned", None, None)


@pytest.mark.parametrize(
    "line",
    [
        "not json",
        "[]",
        '{"id": 1}',
        '{"id": 1, "new_text": 3, "selector": {"exact": "a"}}',
        '{"id": 1, "new_text": "a", "selector": {}}',
        '{"id": 1, "new_text": "a", "selector": {"exact": "a", "start": "x"}}',
    ],
)
def test_jsonl_a_bad_line_is_answered_and_the_rest_goes_on(line: str) -> None:
    good = json.dumps({"id": 2, "new_text": "abc def", "selector": {"exact": "abc"}})
    first, second = (json.loads(one) for one in anchor_lines([line, "", good]))
    assert "error" in first
    assert second["start"] == 0


def test_a_passage_without_words_between_contexts_without_place() -> None:
    """Found by fuzzing: the right context stands nowhere, and the passage has no word."""
    assert match_quote("[x]{}", Quote("{}", "[x]{}", "[x]{}")).state is State.AMBIGUOUS
