"""Which of our roles may maintainers use on their own pages? The same four as in notes."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.docutils import SphinxRole

from ..model import Place
from ..pointers import pointer
from .render import point
from .session import session_of

logger = logging.getLogger(__name__)


class EditionRole(SphinxRole):
    """`{cite}`, `{term}`, `{article}` or `{note}` on an ordinary page."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        source, line = self.get_source_info()
        found = pointer(self.text, self.name, Place(source, line))
        made = point(found, session_of(self.env.app).targets)
        if "unresolved" in made.get("classes", ()):  # type: ignore[attr-defined]
            logger.warning(
                "{%s} points at “%s”, which is not in this edition.",
                self.name,
                found.target,
                location=self.get_location(),
            )
        return [made], []


def add(app: Sphinx) -> None:
    """Register the roles; in place of Sphinx's `term`, whose glossary an edition does not use."""
    for name in ("cite", "term", "article", "note"):
        app.add_role(name, EditionRole(), override=True)
