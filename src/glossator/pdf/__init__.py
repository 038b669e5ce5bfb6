"""The edition on paper: a Sphinx builder that typesets it with Typst."""

from __future__ import annotations

from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    """Register the builder."""
    from .builder import PdfBuilder

    app.add_builder(PdfBuilder)
