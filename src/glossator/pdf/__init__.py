"""The edition on paper: a Sphinx builder that typesets it with Typst."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the planner starts without Sphinx
    from sphinx.application import Sphinx
    from sphinx.config import Config

#: What a notebook's cell shows on paper, the best first; MyST-NB knows only Sphinx's own builders.
_OUTPUTS = ("image/svg+xml", "image/png", "image/jpeg", "text/markdown", "text/plain")


def setup(app: Sphinx) -> None:
    """Register the builder."""
    from .builder import PdfBuilder

    app.add_builder(PdfBuilder)
    app.connect("config-inited", _choose_outputs)


def _choose_outputs(app: Sphinx, config: Config) -> None:
    if "nb_mime_priority_overrides" in config:
        ours = [("glossator-pdf", kind, place) for place, kind in enumerate(_OUTPUTS, 1)]
        config.nb_mime_priority_overrides = [*ours, *config.nb_mime_priority_overrides]
