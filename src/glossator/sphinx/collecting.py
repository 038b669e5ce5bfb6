"""How often does a build search its memory for what nobody uses any more?

Python does whenever there are some hundreds of new records. A page has thousands of nodes, most
of which are in use until it is written, so that a tenth of a build would be spent on searching.
"""

from __future__ import annotations

import gc

from sphinx.application import Sphinx

#: New records before a search, and searches before one that goes deeper.
_RARELY = (100_000, 20, 20)


def add(app: Sphinx) -> None:
    """Search rarely from the beginning of a build to its end."""
    before = gc.get_threshold()
    app.connect("builder-inited", lambda app: gc.set_threshold(*_RARELY))
    app.connect("build-finished", lambda app, error: gc.set_threshold(*before))
