"""Cases for the anchors, with their truth; importing a module of kinds enters them in the table."""

from . import ordinary, traps, varied

__all__ = ["ordinary", "traps", "varied"]
