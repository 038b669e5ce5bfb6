"""What does an edition bring along when another theme sets its pages: one style sheet."""

from __future__ import annotations

from pathlib import Path

from sphinx.application import Sphinx

_STYLES = Path(__file__).parent.parent / "theme" / "plain"
_OURS = ("glossator", "glossator-epub")


def add(app: Sphinx) -> None:
    """Set notes apart from the text wherever the edition's own theme is not used."""
    app.connect("builder-inited", _style)


def _style(app: Sphinx) -> None:
    if (
        app.builder.format == "html"
        and app.builder.name != "epub"
        and app.config.html_theme not in _OURS
    ):
        app.config.html_static_path.append(str(_STYLES))
        app.add_css_file("glossator-notes.css")
