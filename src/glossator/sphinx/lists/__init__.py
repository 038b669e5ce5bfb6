"""What stands on the pages that the edition makes itself: glossary, works, emendations …?

A maintainers' page says with a directive where a list goes; the list is filled in when the
page is written, because it speaks of the whole edition. One entry of `LISTS` a list; importing
the files beside this one fills the table.
"""

from __future__ import annotations

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective

from .. import nodes as ours
from ..session import session_of
from . import articles, editing, glossary, network, people, works
from .table import LISTS


class EditionListDirective(SphinxDirective):
    """`{edition-<name>}`: the place of a generated list."""

    has_content = False

    def run(self) -> list[nodes.Node]:
        return [ours.edition_list(name=self.name.removeprefix("edition-"))]


class FillLists(SphinxPostTransform):
    """Fills in the lists, before links inside the edition are resolved, for they hold many."""

    default_priority = 4

    def run(self, **kwargs: object) -> None:
        for place in list(self.document.findall(ours.edition_list)):
            place.replace_self(
                LISTS[place["name"]](session_of(self.app)) or [nodes.paragraph("", "None.")]
            )


__all__ = [
    "LISTS",
    "EditionListDirective",
    "FillLists",
    "articles",
    "editing",
    "glossary",
    "network",
    "people",
    "works",
]
