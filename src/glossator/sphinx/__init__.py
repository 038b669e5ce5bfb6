"""The Sphinx extension: the shell through which Jupyter Book builds an edition."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import __version__

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the extension; unless there is nothing to build, before what builds is imported."""
    from . import collecting, standing

    collecting.add(app)
    standing.add(app)
    from .extension import register

    register(app)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
