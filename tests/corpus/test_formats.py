"""Do Word, OpenDocument, EPUB, HTML and PDF files give the text that a reader sees in them?"""

from __future__ import annotations

import io
import zipfile

import pytest

from glossator.ingest import received
from glossator.ingest.draft import Given, draft, enter
from glossator.markup import ARTICLE, Parsed, parse
from glossator.problems import EditionError
from glossator.text import reading_text

VALUES = {
    "title": "On Roads",
    "author": "A. Rambler",
    "date": "1901-03-16",
    "publisher": "P",
    "language": "en",
    "source": "S",
    "rights": "R",
}
FIRST = "The roads of this parish are for carts."
SECOND = "A fox has no cart & no * road."

HTML = f"""<!doctype html><html lang="en-GB"><head><title>On Roads | The Gazette</title>
<meta name="author" content="A. Rambler"><meta property="article:published_time" content="1901-03-16T08:00">
<link rel="canonical" href="https://example.org/roads"><style>p {{}}</style></head>
<body><nav>Home</nav><article><h1>On Roads</h1><p>{FIRST}</p><script>x()</script>
<blockquote><p>A <em>fox</em> has no cart &amp; no * road.</p></blockquote></article><footer>©</footer></body></html>"""


def zipped(files: dict[str, str]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return made.getvalue()


def html() -> bytes:
    return HTML.encode()


def docx() -> bytes:
    pytest.importorskip("mammoth")
    space = "http://schemas.openxmlformats.org"
    w = f'xmlns:w="{space}/wordprocessingml/2006/main"'
    second = SECOND.replace("&", "&amp;")
    body = "".join(
        f"<w:p>{style}<w:r><w:t>{words}</w:t></w:r></w:p>"
        for style, words in (
            ('<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>', "On Roads"),
            ("", FIRST),
            ("", second),
        )
    )
    types = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    relation = f"{space}/officeDocument/2006/relationships/officeDocument"
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{space}/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{types}.document.main+xml"/>'
            f'<Override PartName="/word/styles.xml" ContentType="{types}.styles+xml"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{space}/package/2006/relationships">'
            f'<Relationship Id="r1" Type="{relation}" Target="word/document.xml"/></Relationships>',
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{space}/package/2006/relationships">'
            f'<Relationship Id="r1" Type="{relation.replace("officeDocument", "styles", 2).replace("styles/2006", "officeDocument/2006")}" Target="styles.xml"/></Relationships>',
            "word/styles.xml": f'<w:styles {w}><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style></w:styles>',
            "word/document.xml": f"<w:document {w}><w:body>{body}</w:body></w:document>",
        }
    )


def odt() -> bytes:
    odfdo = pytest.importorskip("odfdo")
    document = odfdo.Document("text")
    document.body.clear()
    document.body.append(odfdo.Header(1, "On Roads"))
    document.body.append(odfdo.Paragraph(FIRST))
    document.body.append(odfdo.Paragraph(SECOND))
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def epub() -> bytes:
    page = f"<html xmlns='http://www.w3.org/1999/xhtml'><body><h1>On Roads</h1><p>{FIRST}</p></body></html>"
    last = "<html xmlns='http://www.w3.org/1999/xhtml'><body><p>A fox has no cart &amp; no * road.</p></body></html>"
    package = """<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/">
    <metadata><dc:title>On Roads</dc:title><dc:creator>A. Rambler</dc:creator></metadata>
    <manifest><item id="b" href="two%20.xhtml"/><item id="a" href="one.xhtml"/><item id="n" href="nav.xhtml" properties="nav"/></manifest>
    <spine><itemref idref="n"/><itemref idref="a"/><itemref idref="b"/></spine></package>"""
    container = '<c xmlns="urn:x"><rootfile full-path="OPS/package.opf"/></c>'
    return zipped(
        {
            "META-INF/container.xml": container,
            "OPS/package.opf": package,
            "OPS/one.xhtml": page,
            "OPS/two .xhtml": last,
        }
    )


def pdf() -> bytes:
    pytest.importorskip("pdfminer")
    import typst

    source = f"#set page(width: 10cm, height: 6cm)\n#set text(hyphenate: false)\nOn Roads\n\n{FIRST}\n#pagebreak()\nA fox has no cart & no \\* road."
    return bytes(typst.compile(source.encode()))


@pytest.mark.parametrize(
    ("ending", "make"), [("html", html), ("docx", docx), ("odt", odt), ("epub", epub), ("pdf", pdf)]
)
def test_the_words_are_those_of_the_document(ending: str, make: object) -> None:
    assert callable(make)
    made = draft(f"roads.{ending}", make(), Given(VALUES, dict.fromkeys(VALUES, "the test")))
    entry = enter(made, "book", (), ())
    parsed = parse(entry.edited.body, ARTICLE, "")
    assert isinstance(parsed, Parsed)
    words = " ".join(reading_text(parsed).text.split())
    assert words == f"On Roads {FIRST} {SECOND}"
    original, text = entry.records.values()
    assert original["format"] == "original"
    assert text["made_from"] == f"roads.{ending}"


def test_a_page_says_what_it_is() -> None:
    found = draft("roads.html", html(), Given({}, {})).values
    assert found == {
        "title": "On Roads",
        "author": "A. Rambler",
        "date": "1901-03-16",
        "language": "en-GB",
        "source": "https://example.org/roads",
    }


def test_a_missing_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    document = docx()

    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(received.importlib, "import_module", missing)
    with pytest.raises(EditionError, match=r"glossator\[formats\]"):
        received.receive("a.docx", document)


@pytest.mark.parametrize("ending", ["docx", "odt", "epub", "pdf"])
def test_a_damaged_file_is_a_sentence(ending: str) -> None:
    with pytest.raises(EditionError):
        received.receive(f"a.{ending}", b"no such file")


def test_a_binary_file_is_not_a_text() -> None:
    with pytest.raises(EditionError, match="are not known"):
        received.receive("a.jpg", b"\0\1\2")
