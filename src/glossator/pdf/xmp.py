"""How does a finished PDF get the fields of its XMP packet that the compiler has no words for?

The packet is the last object but one of the file, plain text in a stream of its own. It is written
anew, and what stands after it moves: the catalogue and the table of places. Nothing else is touched.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape

_STREAM = re.compile(
    rb"<</Length (\d+)/Type/Metadata/Subtype/XML>>\nstream\n(.*?)\nendstream\n", re.S
)
_END = "</rdf:Description></rdf:RDF>"
_LANGUAGES = re.compile("<dc:language>.*?</dc:language>", re.S)
_PLACE = re.compile(rb"(\d{10}) (\d{5}) n")


def with_fields(pdf: bytes, about: Mapping[str, Any]) -> bytes:
    """*pdf* with contributors, languages, sources and rights in its packet.

    The same bytes where the packet does not stand where the compiler has always put it.
    """
    found = _STREAM.search(pdf, max(0, pdf.rfind(b"/Type/Metadata/Subtype/XML") - 40))
    table = pdf.rfind(b"\nxref\n") + 1
    if not found or table < found.end() or _END.encode() not in found[2]:
        return pdf
    packet = _packet(found[2].decode(), about).encode()
    stream = b"<</Length %d/Type/Metadata/Subtype/XML>>\nstream\n%s\nendstream\n" % (
        len(packet),
        packet,
    )
    moved = len(stream) - len(found[0])

    def place(entry: re.Match[bytes]) -> bytes:
        at = int(entry[1])
        return b"%010d %s n" % (at + moved if at > found.start() else at, entry[2])

    body = pdf[: found.start()] + stream + pdf[found.end() : table]
    tail = _PLACE.sub(place, pdf[table:]).replace(
        b"startxref\n%d\n" % table, b"startxref\n%d\n" % (table + moved)
    )
    return body + tail


def _packet(packet: str, about: Mapping[str, Any]) -> str:
    packet = _LANGUAGES.sub("", packet)
    fields = _list("language", "Bag", about["languages"])
    fields += _list("contributor", "Bag", about["contributors"])
    if "<dc:subject>" not in packet:
        fields += _list("subject", "Bag", about["subjects"])
    fields += "".join(f"<dc:source>{escape(one)}</dc:source>" for one in about["sources"][:1])
    if about["rights"]:
        words = escape(about["rights"])
        fields += f'<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">{words}</rdf:li></rdf:Alt></dc:rights>'
    return packet.replace(_END, fields + _END)


def _list(name: str, sort: str, words: Sequence[str]) -> str:
    if not words:
        return ""
    items = "".join(f"<rdf:li>{escape(word)}</rdf:li>" for word in words)
    return f"<dc:{name}><rdf:{sort}>{items}</rdf:{sort}></dc:{name}>"
