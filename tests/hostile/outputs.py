"""What a text becomes in each form of data that is written, and what another program reads there.

Each function takes a text that the loader would accept, has it written, has it read by a parser that is
not ours, and says what went in and what came out. One table for the suite and for the longer search.
"""

from __future__ import annotations

import html
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from tempfile import TemporaryDirectory

import pybtex.database
import typst
import yaml

from glossator import frontmatter, news, quotefile
from glossator.anchor.lock import read_lock, write_lock
from glossator.cite import cite_article, cite_note
from glossator.configuration import Config
from glossator.credit import citation_cff, codemeta_json
from glossator.ingest.article import article_text
from glossator.issue import proposed_record
from glossator.model import Annotation, Article, Contributor, Edition, Lock, Place, Quote, Span
from glossator.options import Options
from glossator.sphinx.epub import front, package, xhtml
from glossator.sphinx.indexing import script
from glossator.sphinx.metadata import _json, _meta
from glossator.works import read_bibliography

Pair = tuple[object, object]


def note(text: str) -> Annotation:
    return Annotation(
        article="1901-01-01-a", name="n", quote=Quote(text), kind="context", author=text,
        date="2026-01-01", body="x", place=Place("book/x.md"), quote_line=1, body_line=1,
    )  # fmt: skip


def article(text: str) -> Article:
    return Article(
        id="1901-01-01-a", title=text, author=text, date="1901-01-01", publisher=text, language="en",
        source=text, rights=text, seed="a.txt", body="x", place=Place("book/articles/a.md"), body_line=1,
    )  # fmt: skip


def config(text: str) -> Config:
    return Config(text, text, "en", "", Options(notes_license_url=""))


def edition(text: str) -> Edition:
    return Edition(
        root="/", title=text, language="en", articles=(article(text),),
        annotations={"1901-01-01-a": (note("handle"),)}, glossary=(), works=(), seeds={},
        contributors={"handle": Contributor("handle", text, role="editor")},
    )  # fmt: skip


def feed(text: str) -> Pair:
    one = news.News("https://a.b/", text, text, text, "2026-01-01", "context", text, text)
    root = ET.fromstring(news.write_feed(news.Channel(text, "https://a.b/", "https://a.b/", text, text, "en"), [one]))  # fmt: skip
    atom = {"a": news.ATOM}
    content = html.unescape(re.sub(r"<[^>]*>", "", root.findtext("a:entry/a:content", "", atom)))
    found = [root.findtext("a:title", "", atom), root.findtext("a:entry/a:author/a:name", "", atom)]
    return [text, text, text + text], [*found, content]


def sitemap(text: str) -> Pair:
    root = ET.fromstring(news.write_sitemap([(text, "2026-01-01")]))
    return [text], [each.text or "" for each in root.iter(f"{{{news.SITEMAP}}}loc")]


#: What TeX prints for the signs that are written as orders.
_PRINTED = {
    r"\textbackslash{}": "\\", r"\textbraceleft{}": "{", r"\textbraceright{}": "}", r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^", r"\%": "%", r"\&": "&", r"\#": "#", r"\_": "_", r"\$": "$",
}  # fmt: skip


def _printed(value: str) -> str:
    value = value[1:-1] if value.startswith("{") and value.endswith("}") else value
    signs = "|".join(map(re.escape, sorted(_PRINTED, key=len, reverse=True)))
    return re.sub(signs, lambda found: _PRINTED[found[0]], value)


def bibtex(text: str) -> Pair:
    said = cite_article(article(text), text).bibtex + "\n" + cite_note(note(text), 1, article(text), text).bibtex  # fmt: skip
    entries = pybtex.database.parse_string(said, "bibtex").entries
    first, second = entries.values()
    assert set(first.fields) <= {"title", "booktitle", "publisher", "year", "date", "language", "url", "note"}  # fmt: skip
    assert set(second.fields) <= {"title", "booktitle", "year", "date", "language"}
    assert first.persons["author"]
    assert second.persons["author"]
    # BibTeX takes every space for one.
    same = " ".join(text.split())
    return [same, same], [
        " ".join(_printed(first.fields[key]).split()) for key in ("title", "booktitle")
    ]


def csl(text: str) -> Pair:
    read = json.loads(json.dumps(cite_article(article(text), text).csl))
    return [text, text], [read["title"], read["container-title"]]


def citation_file(text: str) -> Pair:
    read = yaml.safe_load(citation_cff(edition(text), config(text)))
    return [text, text], [read["title"], read["authors"][0]["name"]]


def codemeta(text: str) -> Pair:
    read = json.loads(codemeta_json(edition(text), config(text)))
    return [text, text], [read["name"], read["author"][0]["name"]]


class _Elements(HTMLParser):
    """What a browser sees: elements with their attributes, and the words between them."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data


def head(text: str) -> Pair:
    made = (
        _meta("description", text) + f'<script type="application/ld+json">{_json([text])}</script>'
    )
    seen = _Elements(made)
    assert [tag for tag, _ in seen.elements] == ["meta", "script"]
    return [text, text], [seen.elements[0][1]["content"], json.loads(seen.words)[0]]


def data_file(text: str) -> Pair:
    made = script(text, {text: [text]})
    assert made.isascii()
    assert made.count("\n") == 1
    # The whole is one statement of JavaScript: two JSON values between fixed signs.
    name, rest = json.JSONDecoder().raw_decode(made, len("(globalThis.glossatorData??={})["))
    begin = rest + len("]=")
    data, end = json.JSONDecoder().raw_decode(made, begin)
    assert (made[rest:begin], made[end:]) == ("]=", ";\n")
    return [text, {text: [text]}], [name, data]


def epub_page(text: str) -> Pair:
    words = html.escape(text)
    root = ET.fromstring(front.page(text, f"<p>{words}</p>", language="en"))
    space = {"h": "http://www.w3.org/1999/xhtml"}
    return [text, text], [
        root.findtext(".//h:title", "", space),
        root.findtext(".//h:p", "", space),
    ]


def epub_of_html(text: str) -> Pair:
    """HTML of maintainers, whatever it is, becomes XML in which nothing runs."""
    made = xhtml.well_formed(text)
    root = ET.fromstring(f"<x>{made}</x>")
    for element in root.iter():
        assert element.tag not in ("script", "style", "iframe", "object", "svg")
        assert not any(key.startswith("on") or "script:" in value.lower() for key, value in element.items())  # fmt: skip
    safe = "".join(ET.fromstring(f"<x>{xhtml.well_formed(html.escape(text))}</x>").itertext())
    return text, safe


def epub_contents(text: str) -> Pair:
    made = ET.Element("x")
    package._text(made, text)
    return text, "".join(ET.fromstring(ET.tostring(made)).itertext())


def front_matter(text: str) -> Pair:
    """A note's file, and its quote replaced, read by a YAML that is not ours."""
    made = quotefile.note_text(Quote("x"), "context", text, "2026-01-01", "Words.")
    made = quotefile.replace_quote(made, Quote(text, text, text))
    read = next(yaml.safe_load_all(made.split("\n---\n")[0]))
    assert frontmatter.split(made) is not None
    return [text] * 4, [
        read["author"],
        *(read["quote"][key] for key in ("exact", "prefix", "suffix")),
    ]


def article_file(text: str) -> Pair:
    made = article_text({"title": text, "author": text, "date": "1901-01-01"}, (), "x\n")
    read = yaml.load(made.split("\n---\n")[0], Loader=yaml.BaseLoader)
    return [text, text], [read["title"], read["author"]]


def lock(text: str) -> Pair:
    made = write_lock(Lock(text, {"n": Span(0, 1)}))
    again = read_lock(made)
    return [text, text], ["\n".join(json.loads(made)["text"]), again.text if again else None]


def record(text: str) -> Pair:
    """A source in a reporter's words is one record, and nothing else of the bibliography."""
    read, problems = read_bibliography(proposed_record("key", text), "references.bib")
    return True, bool(problems) or list(read.entries.entries) == ["key"]


def typst_data(text: str) -> Pair:
    """What the PDF's compiler reads from its data."""
    with TemporaryDirectory() as folder:
        Path(folder, "book.json").write_text(json.dumps([text], ensure_ascii=False), "utf-8")
        Path(folder, "a.typ").write_text('#metadata(json("book.json").first()) <t>', "utf-8")
        compiler = typst.Compiler(str(Path(folder, "a.typ")), root=folder, ignore_system_fonts=True)
        return [text], json.loads(compiler.query("<t>", "value"))


OUTPUTS: dict[str, Callable[[str], Pair]] = {
    each.__name__: each
    for each in (
        feed, sitemap, bibtex, csl, citation_file, codemeta, head, data_file, epub_page, epub_of_html,
        epub_contents, front_matter, article_file, lock, record, typst_data,
    )
}  # fmt: skip
