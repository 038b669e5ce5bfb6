"""What stands on the pages that the edition makes itself: glossary, works, emendations …?

A maintainers' page says with a directive where a list goes; the list is filled in when the
page is written, because it speaks of the whole edition. One entry of `LISTS` a list; importing
the files beside this one fills the table.
"""

from __future__ import annotations

import hashlib

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective

from ...labels import labels
from .. import nodes as ours
from ..session import Session, session_of
from . import articles, chronology, editing, glossary, index, network, people, works
from .table import LISTS

#: What a PDF says in the place of a list that it makes in its own way.
_PRINTED = {"index": "index_at_end"}


class EditionListDirective(SphinxDirective):
    """`{edition-<name>}`: the place of a generated list."""

    has_content = False

    def run(self) -> list[nodes.Node]:
        return [ours.edition_list(name=self.name.removeprefix("edition-"))]


class FillLists(SphinxPostTransform):
    """Fills in the lists, before links inside the edition are resolved, for they hold many."""

    default_priority = 4

    def run(self, **kwargs: object) -> None:
        words = labels(session_of(self.app).language)
        printed = self.app.builder.name == "glossator-pdf"
        for place in list(self.document.findall(ours.edition_list)):
            if printed and place["name"] in _PRINTED:
                place.replace_self(nodes.paragraph("", words[_PRINTED[place["name"]]]))
            else:
                place.replace_self(_made(session_of(self.app), place["name"]))


def _made(session: Session, name: str) -> list[nodes.Node]:
    none = nodes.paragraph("", labels(session.language)["none"], classes=["none", f"none-{name}"])
    made = LISTS[name](session) or [none]
    words = "".join(map(str, made))
    session.lists[name] = hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()
    return made


def digest_of(session: Session, name: str) -> str:
    """A fingerprint of what a list shows."""
    if name not in session.lists:
        _made(session, name)
    return session.lists[name]


__all__ = [
    "LISTS",
    "EditionListDirective",
    "FillLists",
    "articles",
    "chronology",
    "digest_of",
    "editing",
    "glossary",
    "index",
    "network",
    "people",
    "works",
]
