"""How an article and a note are cited."""

from __future__ import annotations

import pytest

from glossator.cite import quoted

from .case_files import read_cases


@pytest.mark.parametrize(("title", "parts"), read_cases("quoted.md"))
def test_quotations_alternate(title: str, parts: dict[str, str]) -> None:
    assert quoted(parts["words"]) == parts["quoted"], title
