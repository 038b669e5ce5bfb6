"""How are many pages written that are alike but for their titles and texts?

The theme sets one of them, with marks where the two will stand, and the others are made from it.
"""

from __future__ import annotations

from html import escape
from pathlib import Path

from sphinx.application import Sphinx

from .records import replace

_TITLE, _BODY = "\ue000title\ue000", "\ue000body\ue000"


class Alike:
    """The pages of one build in a *folder* beside the edition's own pages."""

    def __init__(self, app: Sphinx, folder: str) -> None:
        self._app, self._frame = app, _frame(app, f"{folder}/frame")

    def write(self, name: str, title: str, body: str) -> None:
        """Write the page of that *name*, whose *title* is words and whose *body* is HTML."""
        text = self._frame.replace(_TITLE, escape(title)).replace(_BODY, body)
        replace(Path(self._app.builder.get_outfilename(name)), text)  # type: ignore[attr-defined]


def _frame(app: Sphinx, name: str) -> str:
    app.builder.handle_page(name, {"title": _TITLE, "body": _BODY}, "page.html")  # type: ignore[attr-defined]
    path = Path(app.builder.get_outfilename(name))  # type: ignore[attr-defined]
    text = path.read_text("utf-8")
    path.unlink()
    return text
