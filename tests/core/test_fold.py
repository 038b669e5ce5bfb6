"""Folding: what counts as the same, and the way back."""

from __future__ import annotations

import unicodedata

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from glossator.anchor.fold import fold, fold_text, whole_graphemes
from glossator.model import Span

from .case_files import read_cases

anything = st.text(max_size=60) | st.text(
    "ab -‐—\n\u00ad\u200b\u0301ﬁé“'.ก\u0e34각\u1100\u1161", max_size=40
)


@pytest.mark.parametrize(("title", "parts"), read_cases("fold.md"))
def test_folded_form(title: str, parts: dict[str, str]) -> None:
    assert fold_text(parts["source"]) == parts["folded"], title


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
def test_unicode_forms_fold_alike(form: str) -> None:
    text = "Élan – “naïve” ﬁne, がぎぐ 한국어 किताब Ångström"
    assert fold_text(unicodedata.normalize(form, text)) == fold_text(text)  # type: ignore[arg-type]


def test_a_soft_hyphen_and_a_zero_width_space_are_nothing() -> None:
    assert fold_text("ex\u00adam\u200bple") == "example"
    assert fold_text("ex\u00ad\nample") == "example"


@given(anything, st.data())
def test_every_folded_range_comes_back_inside_the_source(text: str, data: st.DataObject) -> None:
    folded = fold(text)
    start = data.draw(st.integers(0, len(folded.text)))
    end = data.draw(st.integers(start, len(folded.text)))
    span = folded.to_source(Span(start, end))
    assert 0 <= span.start <= span.end <= len(text)
    clusters = {found.start() for found in regex.finditer(r"\X", text)} | {len(text)}
    assert span.start in clusters
    assert span.end in clusters


@given(anything, st.data())
def test_a_source_range_is_inside_its_folded_range(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    span = whole_graphemes(text, Span(start, end))
    back = fold(text).to_folded(span)
    assert 0 <= back.start <= back.end <= len(fold(text).text)


@given(anything, anything)
def test_widening_to_graphemes_cuts_none(text: str, more: str) -> None:
    whole = text + more
    span = whole_graphemes(whole, Span(len(text), len(whole)))
    clusters = {found.start() for found in regex.finditer(r"\X", whole)} | {len(whole)}
    assert span.start in clusters
    assert span.end in clusters
