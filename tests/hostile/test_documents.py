"""Does a document that was made to harm whoever opens it end as one sentence?"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("bs4")

_OPF = "http://www.idpf.org/2007/opf"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_ENTITIES = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaaaaaaaaaaaa">'
    + "".join(
        f'<!ENTITY {chr(98 + n)} "{("&" + chr(97 + n) + ";") * 10}">' for n in range(9)
    )
    + '<!ENTITY f SYSTEM "file:///etc/passwd">]>'
)  # fmt: skip


def _archive(**files: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return held.getvalue()


def _word(text: str, before: str = "") -> bytes:
    relation = f'<Relationship Id="r" Type="{_RELATIONS.replace("package", "officeDocument")}/officeDocument" Target="word/document.xml"/>'
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    return _archive(
        **{
            "[Content_Types].xml": f'<Types xmlns="{types}"/>',
            "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}">{relation}</Relationships>',
            "word/document.xml": f'{before}<w:document xmlns:w="{_WORD}"><w:body>{text}</w:body></w:document>',
        }
    )


def _epub(spine: str, manifest: str = "", page: str = "x") -> bytes:
    container = '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="c.opf"/></rootfiles></container>'
    package = f'<package xmlns="{_OPF}"><manifest><item id="a" href="a.html"/>{manifest}</manifest><spine>{spine}</spine></package>'
    return _archive(**{"META-INF/container.xml": container, "c.opf": package, "a.html": page})


_PARAGRAPH = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
DOCUMENTS: dict[str, tuple[Callable[[], bytes], str]] = {
    "nested.html": (lambda: b"<div>" * 5_000 + b"x", "nested too deeply"),
    "long.html": (lambda: b"<p>x</p>" * 700_000, "more than 5,000,000 characters"),
    "entities.docx": (lambda: _word(_PARAGRAPH.format("&j;"), _ENTITIES), "cannot be read"),
    "packed.docx": (
        lambda: _word(_PARAGRAPH.format("a" * 1000) * 60_000),
        "far more than its own size",
    ),
    "no-archive.docx": (lambda: b"PK\x03\x04", "cannot be read"),
    "again.epub": (
        lambda: _epub('<itemref idref="a"/>' * 20_000, page="<p>" + "x" * 100_000),
        "more text than one document",
    ),
    "outside.epub": (
        lambda: _epub('<itemref idref="b"/>', '<item id="b" href="../../../../etc/passwd"/>'),
        "cannot be read",
    ),
    "entities.epub": (
        lambda: _archive(
            **{"META-INF/container.xml": f"{_ENTITIES}<container>&f;</container>"}
        ),
        "defines entities",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document(name: str, small: Path, tmp_path: Path, glossator: Callable) -> None:
    make, said = DOCUMENTS[name]
    path = tmp_path / name
    path.write_bytes(make())
    before = {file for file in small.rglob("*") if "_build" not in file.parts}
    values = {"title": "T", "author": "A", "publisher": "P", "language": "en", "rights": "none"}
    given = [word for key, value in values.items() for word in (f"--{key}", value)]
    result = glossator(small, "add", path, "--date", "1902-01-01", "--source", "S", *given)
    assert result.returncode == 1
    assert said in result.stdout + result.stderr
    assert "Traceback" not in result.stderr
    assert "root:" not in result.stdout + result.stderr
    assert {file for file in small.rglob("*") if "_build" not in file.parts} == before


def test_an_entity_reads_no_file(small: Path, tmp_path: Path, glossator: Callable) -> None:
    secret = tmp_path / "secret"
    secret.write_text("a very secret word", "utf-8")
    path = tmp_path / "outside.docx"
    before = _ENTITIES.replace("/etc/passwd", str(secret))
    path.write_bytes(_word(_PARAGRAPH.format("Words: &f;"), before))
    glossator(small, "add", path, "--date", "1902-01-01", "--title", "T", "--author", "A")
    read = [file.read_bytes() for file in small.rglob("*") if file.is_file()]
    assert not any(b"a very secret word" in data for data in read)
