"""Do the compiled schemas let through exactly what the published ones do?"""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.frontmatter.schema import _MANY, _holds, _validator, schema_of

NOTE = {"quote": {"exact": "words"}, "kind": "context", "author": "a", "date": "2026-01-01"}
DATES = ["2026-01-01", "2026-02-31", "20260101", "2026-01-01\n"]
NAMES = ["withdrawn", "reviewed", "yes", "context", "de", "de\n", "editorial.length", "work-1\n"]
ODD = st.sampled_from(["", " ", "a", "a\n", "x" * 10_001, *DATES, *NAMES])
VALUES = ODD | st.lists(ODD, max_size=3) | st.dictionaries(ODD, ODD, max_size=2)


def keys(name: str) -> st.SearchStrategy[str]:
    return st.sampled_from([*schema_of(name)["properties"], "unknown", "unknown\n"])


@pytest.mark.parametrize("name", _MANY)
@given(data=st.data())
def test_both_agree(name: str, data: st.DataObject) -> None:
    right: dict[str, Any] = NOTE if name == "note" else {"term": "a"}
    kept = {key: right[key] for key in data.draw(st.sets(st.sampled_from([*right])))}
    values = {**kept, **data.draw(st.dictionaries(keys(name), VALUES, max_size=4))}
    assert _holds(values, name) == (not list(_validator(name).iter_errors(values)))


@pytest.mark.parametrize("status", ["draft", "reviewed", "disputed", "withdrawn", "gone"])
@pytest.mark.parametrize("more", [{}, {"reviewed_by": ["B"]}, {"withdrawn": "twice said"}])
def test_what_a_state_needs_is_asked_for(status: str, more: dict[str, Any]) -> None:
    values = {**NOTE, "status": status, **more}
    assert _holds(values, "note") == (not list(_validator("note").iter_errors(values)))
