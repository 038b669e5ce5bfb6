"""Do Word, OpenDocument, EPUB, HTML and PDF files give the text that a reader sees in them?"""

from __future__ import annotations

import io
import zipfile

import pytest

from glossator.ingest import library, received
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

    monkeypatch.setattr(library.importlib, "import_module", missing)
    with pytest.raises(EditionError, match=r"glossator\[formats\]"):
        received.receive("a.docx", document)


@pytest.mark.parametrize("ending", ["docx", "odt", "epub", "pdf"])
def test_a_damaged_file_is_a_sentence(ending: str) -> None:
    with pytest.raises(EditionError):
        received.receive(f"a.{ending}", b"no such file")


def test_a_table_is_no_document() -> None:
    with pytest.raises(EditionError, match="is given as --metadata"):
        received.receive("papers.csv", b"file,title\n")


def test_a_binary_file_is_not_a_text() -> None:
    with pytest.raises(EditionError, match="are not known"):
        received.receive("a.jpg", b"\0\1\2")


NOTED = """<html><body><h1>On Roads</h1><p>Carts.<sup><a href="#n1" id="r1">[1]</a></sup> Foxes.<a href="#n2">*</a>
 See <a href="#law">the law</a>, <a href="/charter">the charter</a> and <a href="ftp://x">the rest</a>.</p>
<h1 id="law">The law</h1><p>Nobody<a href="#n1">1</a> knows it.</p><h2>Its parts</h2><p>Two.</p>
<p id="n2">* Foxes have
no carts.</p><ol><li id="n1"><p>1. The <em>charter</em>. <a href="#r1">↩</a></p><p>It is old.</p></li></ol></body></html>"""


def _read(name: str, data: bytes) -> object:
    return draft(name, data, Given(VALUES, dict.fromkeys(VALUES, "the test")))


def _body(name: str, data: bytes) -> str:
    entry = enter(_read(name, data), "book", (), ())  # type: ignore[arg-type]
    return entry.edited.body


def test_footnotes_of_a_page_are_kept_as_footnotes_and_dead_links_as_words() -> None:
    body = _body("a.html", NOTED.encode())
    assert "Carts.[^1] Foxes.[^2]" in body
    assert "Nobody[^1] knows it." in body
    assert "[^1]: The *charter*.\n\n    It is old.\n\n[^2]: Foxes have no carts.\n" in body
    assert "See the law, the charter and the rest." in body
    assert "## The law" in body
    assert "### Its parts" in body
    remarks = _read("a.html", NOTED.encode()).remarks  # type: ignore[attr-defined]
    assert "3 links that lead nowhere outside of the document are kept as words only." in remarks
    based = NOTED.replace(
        "<body>", '<head><link rel="canonical" href="https://example.org/a/roads"></head><body>'
    )
    assert "[the charter](https://example.org/charter)" in _body("a.html", based.encode())


def test_pictures_that_are_left_out_are_said() -> None:
    page = '<h1>On Roads</h1><p>Carts.<img src="a.png" alt="A cart"></p><p><img src="b.png"></p>'
    said = "2 pictures are left out; an article shows pictures from book/articles/pictures/."
    assert said in _read("a.html", page.encode()).remarks  # type: ignore[attr-defined]


def test_the_title_in_the_head_of_an_article_is_its_title() -> None:
    page = (
        "<body><header><h1>The Gazette</h1></header><article><header><h1>On Roads</h1>"
        "<p>By A. Rambler</p></header><p>Carts.</p></article></body>"
    )
    entry = enter(_read("a.html", page.encode()), "book", (), ())  # type: ignore[arg-type]
    assert entry.edited.body == "\n# On Roads\n\nCarts.\n"
    assert [each.seed for each in entry.edited.emendations] == ["By A. Rambler"]


def test_no_words_of_a_note_are_lost() -> None:
    page = (
        '<nav><a href="#n3">3</a></nav><h1>On Roads</h1><p>Carts.<a href="#n1">1</a></p>'
        '<p id="n1">1. See<a href="#n2">2</a> there.</p><p id="n2">2. The second.</p><p id="n3">The third.</p>'
    )
    body = _body("a.html", page.encode())
    assert "Carts.[^1]" in body
    assert "[^1]: See[^2] there.\n\n[^2]: The second." in body
    assert "\n\nThe third.\n" in body


def test_a_link_to_a_part_of_the_text_is_no_footnote() -> None:
    page = '<h1>On Roads</h1><p>See part <a href="#two">2</a>.</p><div id="two"><h2>2</h2><p>Two.</p></div>'
    body = _body("a.html", page.encode())
    assert "[^" not in body
    assert "## 2\n\nTwo." in body


def test_footnotes_of_an_epub_may_stand_in_another_file() -> None:
    with zipfile.ZipFile(io.BytesIO(epub())) as archive:
        files = {name: archive.read(name).decode() for name in archive.namelist()}
    files["OPS/one.xhtml"] = files["OPS/one.xhtml"].replace(
        "</p>", "<a href='two%20.xhtml#n1'>1</a> See <a href='two%20.xhtml'>more</a>.</p>"
    )
    files["OPS/two .xhtml"] = files["OPS/two .xhtml"].replace(
        "</body>", "<aside id='n1'><p>A note.</p></aside></body>"
    )
    body = _body("a.epub", zipped(files))
    assert f"{FIRST}[^1] See more." in body
    assert "[^1]: A note." in body


def test_footnotes_of_an_opendocument_text_are_kept_as_footnotes() -> None:
    odfdo = pytest.importorskip("odfdo")
    document = odfdo.Document("text")
    document.body.clear()
    document.body.append(odfdo.Header(1, "On Roads"))
    paragraph = odfdo.Paragraph("Carts go [9] up the hill.")
    paragraph.insert_note(after="Carts", note_id="n1", citation="7", body="A note.")
    document.body.append(paragraph)
    made = io.BytesIO()
    document.save(made)
    body = _body("a.odt", made.getvalue())
    assert "Carts[^1] go" in body
    assert "[^1]: A note." in body
    assert "[9] up" in body.replace("\\", "")


def test_a_title_without_a_style_is_the_title_and_stands_once() -> None:
    with zipfile.ZipFile(io.BytesIO(docx())) as archive:
        files = {name: archive.read(name).decode() for name in archive.namelist()}
    text = files["word/document.xml"].replace('<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>', "")
    assert text != files["word/document.xml"]
    plain = zipped({**files, "word/document.xml": text})
    entry = enter(_read("a.docx", plain), "book", (), ())  # type: ignore[arg-type]
    assert entry.edited.body.startswith(f"\n# On Roads\n\n{FIRST}\n")
    (title,) = entry.edited.emendations
    assert title.reason == "The title is set as a heading."


def test_word_says_its_title_and_author() -> None:
    core = '<c xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>On Roads</dc:title><dc:creator>A. Rambler</dc:creator></c>'
    with zipfile.ZipFile(io.BytesIO(docx())) as archive:
        files = {name: archive.read(name).decode() for name in archive.namelist()}
    found = draft("a.docx", zipped({**files, "docProps/core.xml": core}), Given({}, {}))
    assert found.values["author"] == "A. Rambler"
    assert found.places["author"] == "the file’s own description"
    bomb = '<!DOCTYPE x [<!ENTITY a "b">]>' + core
    assert (
        "author"
        not in draft("a.docx", zipped({**files, "docProps/core.xml": bomb}), Given({}, {})).values
    )


PAGES = """#set page(width: 10cm, height: 8cm, header: [THE HILL GAZETTE #h(1fr) 2 March 1901], footer: align(center, context counter(page).display()))
#set document(title: "On Roads", author: "A. Rambler")
#set text(hyphenate: false)
On Roads

By A. Rambler

The roads of this parish are for carts.
#pagebreak()
A fox has no cart, and of all that go upon the road it is the one that needs none, so that nobody
#pagebreak()
has ever seen it wait for one.
"""


def test_what_stands_at_the_edge_of_each_page_of_a_pdf_is_left_out_and_said() -> None:
    pytest.importorskip("pdfminer")
    import typst

    made = draft("a.pdf", bytes(typst.compile(PAGES.encode())), Given({}, {}))
    assert "GAZETTE" not in made.received.text
    assert made.values["title"] == "On Roads"
    assert made.values["author"] == "A. Rambler"
    assert len(made.remarks) == 3
    assert made.remarks[0].startswith("“THE HILL GAZETTE” and the like, at the edge of 3")
    entry = enter(_read("a.pdf", made.data), "book", (), ())  # type: ignore[arg-type]
    assert entry.edited.body.endswith(
        "\n\nThe roads of this parish are for carts.\n\nA fox has no cart, and of all that go upon the "
        "road it is the one that needs none, so that nobody has ever seen it wait for one.\n"
    )


def test_words_that_a_pdf_divides_are_whole() -> None:
    pytest.importorskip("pdfminer")
    import typst

    words = "incomprehensible remarkable constitution representation " * 6
    source = f'#set page(width: 6cm, height: auto)\n#set text(hyphenate: true, lang: "en")\n#set par(justify: true)\n{words}'
    text = received.receive("a.pdf", bytes(typst.compile(source.encode()))).text
    assert max(map(len, text.split("\n"))) < 50
    assert sorted(text.split()) == sorted(words.split())
