"""What does the cover look like? A picture that Typst sets from the edition's own words."""

from __future__ import annotations

from pathlib import Path

import typst

_TEMPLATE = Path(__file__).parents[2] / "theme" / "glossator-epub" / "cover.typ"
_DOTS_PER_INCH = 240.0


def cover_image(*, title: str, creator: str, publisher: str, language: str) -> bytes:
    """A PNG of 1200 by 1800 dots. The words reach Typst as data and cannot become code."""
    words = {"title": title, "creator": creator, "publisher": publisher, "language": language}
    made = typst.compile(str(_TEMPLATE), format="png", ppi=_DOTS_PER_INCH, sys_inputs=words)
    assert isinstance(made, bytes), "a cover is one page"
    return made
