"""In which archive does a work lie, and at which address?

What `eprint` and `archiveprefix` (biblatex: `eprinttype`) say in a record.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from pybtex.database import Entry
from pybtex.style.template import href

from ..works import bare

#: The archives whose addresses are known: how each is named in print, and what its addresses begin with.
ARCHIVES = {
    "arxiv": ("arXiv", "https://arxiv.org/abs/"),
    "hdl": ("hdl", "https://hdl.handle.net/"),
    "jstor": ("JSTOR", "https://www.jstor.org/stable/"),
    "pubmed": ("PubMed", "https://pubmed.ncbi.nlm.nih.gov/"),
}


def archived(entry: Entry) -> Any:
    """The archive and the work's number there, as a link where its address is known."""
    number = bare(entry.fields.get("eprint", "")).strip()
    archive = bare(entry.fields.get("archiveprefix", "")).strip()
    if not number:
        return ""
    name, address = ARCHIVES.get(archive.casefold(), (archive, ""))
    words = f"{name}:{number}" if name else number
    subject = bare(entry.fields.get("primaryclass", "")).strip()
    words += f" [{subject}]" if subject else ""
    if not address or ".." in number:
        return words
    return href(address + quote(number, safe="/.:-"))[words]
