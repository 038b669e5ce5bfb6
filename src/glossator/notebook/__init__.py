"""What can a person ask of an edition in a notebook, or in any Python program?

A thin shell over the core: it loads, and hands out what the core has found. It knows nothing
of widgets, which are in `glossator.widget`, nor of the pages on which results are shown.
"""

from __future__ import annotations

from .concordance import Line
from .edition import OpenEdition, open_edition
from .records import Link, Moment, Records

__all__ = ["Line", "Link", "Moment", "OpenEdition", "Records", "open_edition"]
