"""Do references, their picture, the chronology and the index stand on the built pages?"""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from test_citations import REPLY, SITTING, WALKING, write_note

from shared import SMALL, Run, copy_edition

PAGES = {"network": "References", "chronology": "Chronology", "index": "Index"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, jupyter_book: Run) -> Path:
    """The small edition with a page of each list, every use of a term linked, and a later reference."""
    root = copy_edition(SMALL, tmp_path_factory.mktemp("built") / "small")
    toc, config = root / "_toc.yml", root / "_config.yml"
    for name, title in PAGES.items():
        page = f"# {title}\n\n```{{edition-{name}}}\n```\n"
        (root / f"book/{name}-page.md").write_text(page, "utf-8")
        toc.write_text(toc.read_text("utf-8") + f"  - file: book/{name}-page\n", "utf-8")
    more = "    glossator_link_terms: all\n    glossator_stem_terms: en\n"
    config.write_text(config.read_text("utf-8") + more, "utf-8")
    (root / "book/glossary/chair.md").write_text("---\nterm: chair\n---\nA seat.\n", "utf-8")
    body = "See {article}`council-1901` and {article}`what came of it <1901-03-16-a-reply>`."
    write_note(root, WALKING, "a slow and harmless neighbour", body)
    write_note(root, REPLY, "I do not doubt", "The council met on 14 February 1901.", "council")
    sitting = root / f"book/articles/{SITTING}.md"
    text = sitting.read_text("utf-8")
    sitting.write_text(text.replace("author:", 'number: "2"\nauthor:', 1), "utf-8")
    built = jupyter_book(root)
    assert built.returncode == 0, built.stdout + built.stderr
    return root / "_build/html/book"


def page(site: Path, name: str) -> BeautifulSoup:
    return BeautifulSoup((site / f"{name}.html").read_text("utf-8"), "html.parser")


def test_an_article_says_who_cites_it(site: Path) -> None:
    sitting = page(site, f"articles/{SITTING}")
    passage = sitting.select_one("p.cited-passage")
    assert passage is not None
    assert passage.find_previous("p", id="p1") is not None
    assert passage.find_next("p", id="p4") is not None
    assert passage.get_text() == "Cited later by “A Reply to Mr Settle” (16 March 1901), note 1. "
    assert [a["href"] for a in passage.select("a")] == [
        f"{REPLY}.html",
        f"{REPLY}.html#note-chair",
    ]
    foot = page(site, f"articles/{REPLY}").select_one("footer .cited-later")
    assert foot is not None
    assert foot.get_text().startswith(
        "Notes on earlier articles lead here: “On Walking” (2 March 1901), note"
    )


def test_the_number_in_the_series_stands_wherever_an_article_is_named(site: Path) -> None:
    numbered = "No. 2. In Praise of Sitting"
    sitting = page(site, f"articles/{SITTING}")
    assert sitting.title is not None
    assert sitting.title.get_text().startswith(f"{numbered} – ")
    assert [p.get_text() for p in sitting.select(".article-head p")][:2] == ["No. 2", "B. Settle"]
    heading = sitting.select_one("h1")
    assert heading is not None
    assert heading.get_text().startswith("In Praise of Sitting")
    for other in (f"articles/{WALKING}", "glossary", "chronology-page"):
        links = page(site, other).select(f'a[href*="{SITTING}"]')
        assert numbered in [a.get_text().partition(",")[0] for a in links]
    (records,) = (site.parent / "_static").glob(f"records-*{SITTING}.js")
    assert numbered in records.read_text("utf-8")


def test_a_later_article_is_shown_as_such(site: Path) -> None:
    note = page(site, f"articles/{WALKING}").select_one("#note-extra .note-body")
    assert note is not None
    later = note.select_one("a.later")
    assert isinstance(later, Tag)
    assert later.get_text() == "what came of it (of 16 March 1901, later)"
    assert "(14 February 1901)" in note.get_text()


def test_inflections_are_linked_everywhere(site: Path) -> None:
    linked = page(site, f"articles/{SITTING}").select('a[data-term="chair"]')
    assert [a.get_text() for a in linked] == ["chair"]
    assert len(page(site, f"articles/{REPLY}").select('a[data-term="chair"]')) == 2


def test_the_picture_of_references_says_the_same_as_its_list(site: Path) -> None:
    made = page(site, "network-page")
    stops = made.select("svg.network [data-stop]")
    assert [stop.name for stop in stops] == ["a", "a", "a", "a"]
    assert stops[0]["href"] == "works.html#work-council-1901"
    assert stops[1]["href"] == f"articles/{WALKING}.html"
    lines = {tuple(path["data-ends"].split()) for path in made.select("svg path.cites")}
    assert lines == {("1", "0"), ("1", "3"), ("2", "1"), ("3", "2")}
    assert len(made.select("svg path.later")) == 1
    said = [" ".join(item.get_text().split()) for item in made.select("ul.references li")]
    assert len(said) == 3
    assert said[0].startswith("“On Walking” (2 March 1901) refers to “Report on the Roads” (14")
    assert made.select_one("svg.network desc") is not None


def test_the_chronology_has_articles_and_dated_notes(site: Path) -> None:
    rows = [
        [" ".join(cell.get_text().split()) for cell in row.select("td")]
        for row in page(site, "chronology-page").select("table.chronology tbody tr")
    ]
    assert rows[0] == [
        "(1) 14 February 1901",
        "The council met on 14 February 1901. (A Reply to Mr Settle, note 2)",
    ]
    assert rows[1] == ["(2) 2 March 1901", "“On Walking”, A. Rambler"]
    assert len(rows) == 4
    events = page(site, "chronology-page").select("svg.timeline a.event")
    assert [a["href"] for a in events] == [f"#event-{number}" for number in range(1, 5)]


def test_the_index_leads_to_every_place(site: Path) -> None:
    made = page(site, "index-page")
    assert [each.get_text() for each in made.select(".index-section")] == [
        "Subjects",
        "Authors",
        "Works",
    ]
    lines = {
        item.get_text().partition(",")[0].partition(";")[0]: item
        for item in made.select("ul.index-list li")
    }
    fox = lines["fox"]
    links = {str(a["href"]) for a in fox.select("a")}
    assert "glossary.html#term-fox" in links
    assert any(link.startswith(f"articles/{WALKING}.html#p") for link in links)
    for item in lines.values():
        for a in item.select("a"):
            target, _, anchor = str(a["href"]).partition("#")
            assert not anchor or page(site, target.removesuffix(".html")).find(id=anchor)
