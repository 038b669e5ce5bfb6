"""How often does a build search its memory for what nobody uses any more?

Python does whenever there are some hundreds of new records. A page has thousands of nodes, which
are in use until it is written and then know each other, so that a tenth of a build would be spent
on searching. They are taken apart instead when their page is written.
"""

from __future__ import annotations

import atexit
import gc

from docutils import nodes
from sphinx.application import Sphinx

#: New records before a search, and searches before one that goes deeper.
_RARELY = (100_000, 20, 20)


def add(app: Sphinx) -> None:
    """Search rarely from now on, and in every build, to its end."""
    before = gc.get_threshold()
    # What is imported now, and what Sphinx remembers of an earlier build, is there to stay.
    gc.set_threshold(*_RARELY)
    # When the program ends, all of it goes at once, and nothing has to be searched for.
    atexit.register(gc.freeze)
    app.connect("builder-inited", lambda app: gc.set_threshold(*_RARELY))
    app.connect("build-finished", lambda app, error: gc.set_threshold(*before))


def take_apart(document: nodes.document) -> None:
    """Let the nodes of a page that is written know nothing of each other."""
    waiting: list[nodes.Node] = [document]
    while waiting:
        node = waiting.pop()
        waiting += node.children
        node.parent = None
        node.document = None  # type: ignore[assignment]
        node.children = []
