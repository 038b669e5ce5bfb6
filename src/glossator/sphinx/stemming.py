"""How is the search index made without working out the stem of each word again and again?

Sphinx asks for the stem of every word of every page, although a whole edition has no more
different words than a dictionary. What is found is the same; only the asking is remembered.
"""

from __future__ import annotations

from functools import lru_cache

from docutils import nodes
from sphinx.application import Sphinx


def add(app: Sphinx) -> None:
    """Register the event: pages are resolved before their words are counted."""
    app.connect("doctree-resolved", _remember)


def _remember(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    language = getattr(getattr(app.builder, "indexer", None), "lang", None)
    if language is not None and not hasattr(language.stem, "cache_info"):
        language.stem = lru_cache(maxsize=200_000)(language.stem)
