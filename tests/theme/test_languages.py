"""Words of another language say so in the website, the EPUB and the PDF, and nowhere as markup."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pikepdf
import pytest

from glossator.checks import examine
from glossator.languages import code_of, direction, is_tag
from glossator.references import Targets
from glossator.sphinx import nodes as ours
from glossator.sphinx.articles import article_nodes
from shared import SMALL, Run, copy_edition

WALKING = "1901-03-02-on-walking"
NOTE = """---
quote:
  exact: "a slow and harmless neighbour"
kind: language
author: a-reader
date: 2026-11-22
sources: [wanderer-1890, notice-1891, gang-1892]
---
The [*flânerie*]{lang=fr} of the [ثورة]{lang=ar} is [no span] and no \\[link\\]{lang=fr}.
"""


#: A title in its language, in either way of saying which, and one that editors wrote.
WORKS = """
@book{wanderer-1890, author = {Wanderer, Anna}, title = {Vom Gehen}, publisher = {Eigenverlag}, year = {1890}, langid = {ngerman}, keywords = {opinion}}
@misc{notice-1891, author = {{Gemeinderat}}, title = {{[Notice on the roads]}}, year = {1891}, language = {German}, keywords = {primary document}}
@misc{gang-1892, author = {Wanderer, Anna}, title = {Ein Gang}, year = {1892}, language = {German}, keywords = {opinion}}
"""


def _with_languages(root: Path) -> Path:
    copy_edition(SMALL, root)
    with (root / "book/references.bib").open("a", encoding="utf-8") as file:
        file.write(WORKS)
    (root / f"book/annotations/{WALKING}/walker.md").write_text(NOTE, "utf-8")
    article = root / f"book/articles/{WALKING}.md"
    listed = 'foreign:\n  - words: "slow and harmless"\n    language: fr\n  - words: slow\n    language: de\nemendations:\n'
    article.write_text(article.read_text("utf-8").replace("emendations:\n", listed), "utf-8")
    return root


def test_the_text_is_the_seeds_and_its_words_are_found_inside_others(tmp_path: Path) -> None:
    report = examine(_with_languages(tmp_path / "edition"))
    assert [str(problem) for problem in report.problems] == []
    apparatus = report.book.apparatus[WALKING]
    page = article_nodes(apparatus, Targets(report.book))
    found = [(node["language"], node.astext()) for node in page.findall(ours.foreign)]
    # The shorter words stand only inside the longer ones, which the note's passage cuts.
    assert ("fr", "slow and harmless") in found
    assert ("fr", "flânerie") in found
    assert ("ar", "ثورة") in found
    assert {language for language, _ in found} == {"fr", "ar"}


@pytest.mark.slow
def test_every_output_says_the_language(tmp_path: Path, glossator: Run) -> None:
    root = _with_languages(tmp_path / "edition")
    done = glossator(root, "build", "html", "epub", "pdf")
    assert done.returncode == 0, done.stdout + done.stderr
    page = (root / f"_build/html/book/articles/{WALKING}.html").read_text("utf-8")
    assert '<span lang="fr"><em>flânerie</em></span>' in page
    assert '<span lang="ar" dir="rtl">ثورة</span>' in page
    assert '<span lang="fr">slow and harmless</span>' in page
    with zipfile.ZipFile(root / "_build/epub/walking.epub") as book:
        [inside] = [book.read(name).decode() for name in book.namelist() if WALKING in name]
    assert '<span lang="fr" xml:lang="fr"><em>flânerie</em></span>' in inside
    works = (root / "_build/html/book/works.html").read_text("utf-8")
    assert '<span lang="de"><em>Vom Gehen</em></span>' in works
    assert '<span lang="de">Ein Gang</span>' in works
    assert works.count('lang="de"') == 2
    told = (root / "_build/html/_static/previews.js").read_text("utf-8")
    assert '"foreign":[["Vom Gehen","de"]]' in re.sub(r"(?<=[:,]) ", "", told)
    with zipfile.ZipFile(root / "_build/epub/walking.epub") as book:
        [cited] = [book.read(name).decode() for name in book.namelist() if "works" in name]
    assert '<span lang="de" xml:lang="de"><em>Vom Gehen</em></span>' in cited
    # A tagged PDF names the language of each passage where it is set.
    with pikepdf.open(root / "_build/glossator-pdf/walking.pdf") as pdf:
        streams = [object for object in pdf.objects if isinstance(object, pikepdf.Stream)]
        set_as = {
            language
            for stream in streams
            for language in re.findall(rb"/Lang ?\((\w+)\)", _read(stream))
        }
    assert {b"en", b"fr", b"ar", b"de"} <= set_as


def _read(stream: pikepdf.Stream) -> bytes:
    try:
        return stream.read_bytes()
    except pikepdf.PdfError:  # a picture's data, which has no words
        return b""


def test_bibliographies_name_languages_in_several_ways() -> None:
    names = ["German", "ngerman", "de-AT", " french ", "Klingon", ""]
    assert [code_of(name) for name in names] == ["de", "de", "de-AT", "fr", "", ""]


def test_codes() -> None:
    good = "de pt-BR sr-Latn zh-Hant-TW de-1996 es-419 sl-rozaj"
    assert all(map(is_tag, good.split()))
    bad = ["", "d", "german", "de_DE", "de-", "-de", 'de" x="', "de-\n", "x y"]
    assert not any(map(is_tag, bad))
    codes = ["ar", "he-IL", "az-Arab", "ur-Latn", "en"]
    assert [direction(code) for code in codes] == ["rtl", "rtl", "", "", ""]
