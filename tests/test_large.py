"""Do the lists of a large edition stay of a weight, and is everything in them still to be found?"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from benchmarks.corpus import generate, measure
from bs4 import BeautifulSoup

from glossator.index import index
from glossator.sphinx.session import Session, open_session
from shared import Run

pytestmark = pytest.mark.slow

FEW, MANY = 60, 240
#: Bytes of any page that is no article, and of a list that is as full as it can be.
HEAVIEST, FULL = 150_000, 100_000
PAGES = ("index", "indexes", "glossary", "works", "emendations", "about")


def _written(root: Path, count: int) -> Path:
    """An edition of short articles that refer to each other, with days in notes and names to index."""
    generate.write_edition(root, count, notes=3)
    toc = root / "_toc.yml"
    toc.write_text(toc.read_text("utf-8") + "      - file: book/indexes\n", "utf-8")
    ids = sorted(path.stem for path in (root / "book/articles").glob("*.md"))
    for number, id in enumerate(ids):
        note = root / f"book/annotations/{id}/note-1.md"
        earlier = f"Compare {{article}}`{ids[number // 3]}`." if number else "It is the first."
        day = f"It was on {1 + number % 28} May {1880 + number % 9}."
        note.write_text(f"{note.read_text('utf-8')}\n{earlier} {day}\n", "utf-8")
        _emend(root, id, number)
        measure.sign(root, id)
    return root


def _emend(root: Path, id: str, number: int) -> None:
    """A heading for the index, and every other article a word less than its seed."""
    article, seed = root / f"book/articles/{id}.md", root / f"seeds/{id}.txt"
    front, rule, body = article.read_text("utf-8").rpartition("\n---\n")
    name = max(re.findall(r"\b[a-z]{4,}\b", body), key=len)
    front += f"\nindex:\n  - {{ heading: 'Name {number}', kind: person, words: [{name}] }}"
    if number % 2:
        seed.write_text(f"Stray words.\n\n{seed.read_text('utf-8')}", "utf-8")
        front += (
            "\nemendations:\n  - seed: Stray words.\n    text: ''\n    reason: " + "No part. " * 90
        )
    article.write_text(front + rule + body, "utf-8")


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory, jupyter_book: Run) -> tuple[Path, Path]:
    """Both editions' folders of pages, the small one first."""
    made = []
    for count in (FEW, MANY):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(generate, "WORDS", 120)
            root = _written(tmp_path_factory.mktemp(f"edition{count}"), count)
        done = jupyter_book(root)
        assert done.returncode == 0, done.stdout + done.stderr
        made.append(root / "_build" / "html")
    return made[0], made[1]


@pytest.fixture(scope="module")
def site(sites: tuple[Path, Path]) -> Path:
    return sites[1]


@pytest.fixture(scope="module")
def session(site: Path) -> Session:
    made = open_session(site.parents[1])
    made.bounded = True
    return made


def _read(site: Path, *patterns: str) -> str:
    """The pages of these names, one after the other."""
    paths = [path for pattern in patterns for path in sorted(site.glob(pattern))]
    assert paths
    return "\n".join(path.read_text("utf-8") for path in paths)


def test_no_list_grows_with_the_edition(sites: tuple[Path, Path]) -> None:
    few, many = sites
    for name in PAGES:
        sizes = [(site / f"book/{name}.html").stat().st_size for site in (few, many)]
        assert sizes[1] < max(1.1 * sizes[0], FULL), name
    for site in sites:
        pages = [*site.glob("book/*.html"), *site.glob("lists/*.html"), *site.glob("uses/*.html")]
        assert max(path.stat().st_size for path in pages) < HEAVIEST
    assert len(list((many / "lists").iterdir())) > 30


def test_every_link_of_a_list_leads_somewhere_and_no_id_stands_twice(site: Path) -> None:
    ids: dict[Path, set[str]] = {}
    for page in site.rglob("*.html"):
        found = re.findall(r'\bid="([^"]+)"', page.read_text("utf-8"))
        ids[page] = set(found)
        assert len(found) == len(ids[page]), page
    seen = 0
    for page in [*site.glob("book/*.html"), *site.glob("lists/*.html"), *site.glob("uses/*.html")]:
        for link in set(re.findall(r'href="([^":]+)"', page.read_text("utf-8"))):
            path, _, anchor = link.partition("#")
            goal = (page.parent / path.partition("?")[0]).resolve() if path else page
            assert goal.is_file(), (page, link)
            assert not anchor or anchor in ids[goal], (page, link)
            seen += 1
    assert seen > 5_000


def test_every_article_stands_on_the_page_of_its_year(site: Path, session: Session) -> None:
    front = _read(site, "book/index.html")
    for article in session.report.book.edition.articles:
        year = f"lists/articles-{article.date[:4]}.html"
        assert f'href="../{year}"' in front
        assert f'href="../{article.docname}.html"' in _read(site, year)


def test_every_dated_note_and_every_reference_stands_on_a_page_of_its_time(
    site: Path, session: Session
) -> None:
    main, events = _read(site, "book/indexes.html"), _read(site, "lists/chronology-*.html")
    references = _read(site, "lists/references-*.html")
    for docname in (article.docname for article in session.report.book.edition.articles):
        assert f'href="../{docname}.html#note-note-1"' in events
        assert f'href="../{docname}.html"' in references
    # The pictures lead to the same pages as the lists below them.
    soup = BeautifulSoup(main, "html.parser")
    drawn, listed = (
        {link["href"] for link in soup.select(f"{where} a[href^='../lists/']")}
        for where in ("svg", "ul.references")
    )
    assert drawn
    assert drawn <= listed


def test_every_place_of_a_heading_is_reached_from_the_index(site: Path, session: Session) -> None:
    pages = _read(site, "book/indexes.html", "lists/index-*.html")
    found = index(session.report.book, session.backlinks)
    lines = {}
    for line in re.findall(r"<li>.*?</li>", pages, re.S):
        words = re.sub(r"<[^>]+>", "", line).strip()
        lines[words.partition(";")[0]] = line
    cut = 0
    for heading in found:
        reached = lines[heading.words]
        if more := re.search(r'href="\.\./(uses/[^"]+)\.html"', reached):
            cut += 1
            reached += (
                _read(site, f"{more[1]}.html", f"{more[1]}-[0-9]*.html")
                if (site / f"{more[1]}-2.html").exists()
                else _read(site, f"{more[1]}.html")
            )
        for place in heading.places:
            if place.article is None:
                continue
            anchor = (
                f"#note-{place.annotation.name}" if place.annotation else f"#p{place.paragraph}"
            )
            anchor = "" if anchor == "#p0" else anchor
            assert f'href="../{place.article.docname}.html{anchor}"' in reached, heading.words
    assert cut > 100


def test_emendations_are_on_the_page_to_which_their_article_leads(
    site: Path, session: Session
) -> None:
    assert session.emended
    for article in session.report.book.edition.articles:
        if article.emendations:
            page = _read(site, f"{article.docname}.html")
            [goal] = re.findall(r'href="\.\./\.\./(lists/emendations[^"#]+)#emendations', page)
            assert f'id="emendations-{article.id}"' in _read(site, goal)


def _times(site: Path) -> dict[str, int]:
    found = (path for path in site.rglob("*.html"))
    return {path.relative_to(site).as_posix(): path.stat().st_mtime_ns for path in found}


def test_a_changed_day_writes_what_shows_it_and_no_other_page(
    site: Path, tmp_path: Path, jupyter_book: Run
) -> None:
    root = site.parents[1]
    note = next((root / "book/annotations").glob("*-article-100/note-1.md"))
    text = note.read_text("utf-8")
    assert jupyter_book(root).returncode == 0
    before = _times(site)
    note.write_text(re.sub(r"on \d+ May", "on 30 May", text), "utf-8")
    assert jupyter_book(root).returncode == 0
    changed = {name for name, time in _times(site).items() if before.get(name) != time}
    [year] = re.findall(r"May (\d+)", text)
    article = f"book/articles/{note.parent.name}.html"
    # Sphinx writes its own pages, which are none of the edition's, every time.
    assert changed - {"search.html", "all-pages.html"} == {article, f"lists/chronology-{year}.html"}
    fresh = tmp_path / "fresh"
    shutil.copytree(root, fresh, ignore=shutil.ignore_patterns("_build"))
    assert jupyter_book(fresh).returncode == 0
    made = fresh / "_build" / "html"
    assert _times(made).keys() == _times(site).keys()
    for name in _times(site):
        assert (made / name).read_bytes() == (site / name).read_bytes(), name


def test_pages_that_no_list_has_any_more_are_taken_away(site: Path, jupyter_book: Run) -> None:
    root = site.parents[1]
    page = root / "book/indexes.md"
    text = page.read_text("utf-8")
    page.write_text("# Indexes\n\nNone.\n", "utf-8")
    assert jupyter_book(root).returncode == 0
    left = {path.name.partition("-")[0] for path in (site / "lists").iterdir()}
    page.write_text(text, "utf-8")
    assert left == {"articles", "emendations"}
    assert not list((site / "uses").glob("heading-*"))
