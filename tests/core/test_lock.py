"""The lock gives back what was put in, and nothing that was tampered with."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from glossator.anchor.lock import Lock, read_lock, write_lock
from glossator.model import Span

names = st.text("abc-", min_size=1, max_size=8)


@given(st.text(min_size=1), st.dictionaries(names, st.data()))
def test_a_lock_comes_back(text: str, notes: dict[str, st.DataObject]) -> None:
    spans = {}
    for name, data in notes.items():
        start = data.draw(st.integers(0, len(text) - 1))
        spans[name] = Span(start, data.draw(st.integers(start + 1, len(text))))
    lock = Lock(text, spans)
    assert read_lock(write_lock(lock)) == lock


def test_a_lock_is_one_line_a_paragraph_and_a_note() -> None:
    written = write_lock(
        Lock("First paragraph.\n\nSecond “one”.", {"b": Span(0, 5), "a": Span(7, 9)})
    )
    lines = written.split("\n")
    assert '    "a": [7, 9],' in lines
    assert lines.index('    "a": [7, 9],') < lines.index('    "b": [0, 5]')
    assert '    "Second “one”."' in lines
    assert written == write_lock(
        Lock("First paragraph.\n\nSecond “one”.", {"a": Span(7, 9), "b": Span(0, 5)})
    )


def test_an_empty_lock_comes_back() -> None:
    assert read_lock(write_lock(Lock("", {}))) == Lock("", {})


def test_a_lock_whose_text_was_touched_is_none() -> None:
    written = write_lock(Lock("The words.", {"a": Span(0, 3)}))
    assert read_lock(written.replace("words", "swords")) is None


@given(st.text())
def test_anything_else_is_none(source: str) -> None:
    assert read_lock(source) is None


def test_a_place_outside_the_text_is_none() -> None:
    written = write_lock(Lock("The words.", {"a": Span(0, 3)}))
    assert read_lock(written.replace("[0, 3]", "[0, 99]")) is None
    assert read_lock(written.replace("[0, 3]", '"x"')) is None
