"""Who are the contributors?"""

from __future__ import annotations

import os
from pathlib import Path

from .. import frontmatter
from ..model import Contributor
from ..problems import Code
from .reader import SMALL, Reader


def read_contributors(reader: Reader, path: Path) -> dict[str, Contributor]:
    """Who the handles are; the file may be missing, and then each handle speaks for itself."""
    if not os.path.lexists(path) or (text := reader.text(path, SMALL)) is None or not text.strip():
        return {}
    values, problems = frontmatter.read_mapping(text, reader.name(path), "contributors")
    reader.add(problems)
    found = {handle: Contributor(handle, **record) for handle, record in values.items()}
    for person in found.values():
        if person.orcid and not valid_orcid(person.orcid):
            message = f"{person.orcid} is no ORCID iD; its last digit does not fit the others."
            reader.say(
                Code.FRONT_SCHEMA, message, reader.name(path), hint="Compare it with orcid.org."
            )
    return found


def valid_orcid(orcid: str) -> bool:
    """Whether the check digit of an ORCID iD is right (ISO 7064, MOD 11-2)."""
    total = 0
    for digit in orcid.replace("-", "")[:-1]:
        total = (total + int(digit)) * 2
    return orcid[-1] == "0123456789X"[(12 - total % 11) % 11]
