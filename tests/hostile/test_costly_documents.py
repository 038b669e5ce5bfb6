"""Is a document that its format's parser would take long for refused by counting?"""

from __future__ import annotations

import io
import zipfile

import pytest

from glossator.ingest.received import receive
from glossator.problems import EditionError


def _archive(member: str, paragraph: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr(member, f"<x>{paragraph * 6_000}</x>")
    return held.getvalue()


COSTLY = {
    "comments.html": (b"<!--" * 300_000, "300,000 of the sign “<”"),
    "few-comments.html": (b"<!--" * 2_000, "2,000 of the sign “<!--”"),
    "ampersands.html": (b"&" * 1_000_000, "1,000,000 of the sign “&”"),
    "angles.html": (b"<" * 1_000_000, "1,000,000 of the sign “<”"),
    "crossed.html": (b"<p>" + b"<b>a<i>b</b>" * 30_000, "90,001 of the sign “<”"),
    "divs.html": (b"<div>" * 100_000 + b"x", "100,000 of the sign “<”"),
    "long.docx": (_archive("word/document.xml", "<w:p/>"), "6,000 paragraphs"),
    "long.odt": (_archive("content.xml", "<text:p>x</text:p>"), "6,000 paragraphs"),
    "definitions.md": (b"[a]: b\n" * 50_000, "line 501: it holds more than 500 definitions"),
}


@pytest.mark.parametrize("name", COSTLY)
def test_costly_document(name: str) -> None:
    data, said = COSTLY[name]
    with pytest.raises(EditionError, match="make several documents") as refused:
        receive(name, data)
    assert said in str(refused.value)


MARKED = {"stars.md": b"# T\n\n" + b"*a " * 90_000, "brackets.md": b"[" * 100_000}


@pytest.mark.parametrize("name", MARKED)
def test_markdown_is_measured_as_an_article_is(name: str) -> None:
    with pytest.raises(EditionError, match=r"^line \d+: there is more markup here"):
        receive(name, MARKED[name])
