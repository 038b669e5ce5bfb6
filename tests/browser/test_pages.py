"""What pages load and say, and what they never do."""

from __future__ import annotations

import gzip
import json
import re
import subprocess
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml

ROOT = Path(__file__).parent.parent.parent


def _pages(site: Path) -> list[Path]:
    return [*sorted(site.glob("book/**/*.html")), site / "search.html"]


def test_every_page_opens_from_disk_without_a_complaint(open_page: Any, site: Path) -> None:
    for path in _pages(site):
        opened = open_page(path.as_uri(), 1200)
        opened.page.wait_for_load_state("load")
        opened.page.wait_for_timeout(100)
        assert [url for url in opened.asked if not url.startswith(("file:", "data:"))] == []
        assert opened.failed == []


def test_no_request_leaves_the_site_and_none_fails(open_page: Any, site: Path, served: str) -> None:
    for path in _pages(site):
        opened = open_page(served + path.relative_to(site).as_posix(), 1200)
        opened.page.wait_for_load_state("networkidle")
        assert [url for url in opened.asked if not url.startswith((served, "data:"))] == []
        assert opened.failed == []


def test_no_string_of_a_script_goes_over_several_lines() -> None:
    """For the indents of lines are taken out of what pages load."""
    for path in (ROOT / "src/glossator/theme/glossator/js").glob("*.js"):
        code = re.sub(r"/\*.*?\*/|^\s*//[^\n]*", "", path.read_text("utf-8"), flags=re.S | re.M)
        assert [line for line in code.splitlines() if line.count("`") % 2] == [], path.name


def test_an_article_is_light(open_page: Any, site: Path, served: str) -> None:
    opened = open_page(served + "book/articles/2024-05-30-go-ahead-for-nato-attacks.html")
    opened.page.wait_for_load_state("networkidle")
    asked = [url for url in opened.asked if url.startswith(served)]
    files = [site / urlsplit(url).path.lstrip("/") for url in asked]
    weight = sum(len(gzip.compress(file.read_bytes(), 6)) for file in files)
    assert len(asked) <= 10, asked
    assert weight <= 60 * 1024, f"{weight / 1024:.1f} KB"


def test_no_page_holds_a_script_of_its_own_or_of_others(site: Path) -> None:
    for path in _pages(site):
        text = path.read_text("utf-8")
        scripts = re.findall(r"<script\b([^>]*)>(.*?)</script>", text, re.S)
        for attributes, content in scripts:
            assert "src=" in attributes or 'type="application/ld+json"' in attributes, path
            assert not content or "ld+json" in attributes, path
        assert not re.search(r"<[a-z][^>]*\son[a-z]+=", text), path
        assert "thebe" not in text, path


def test_ids_are_unique_and_links_inside_the_site_lead_somewhere(site: Path) -> None:
    ids = {}
    for path in _pages(site):
        found = re.findall(r'\sid="([^"]+)"', path.read_text("utf-8"))
        assert len(found) == len(set(found)), (
            path,
            sorted({i for i in found if found.count(i) > 1}),
        )
        ids[path.resolve()] = set(found)
    for path in _pages(site):
        for href in re.findall(r'<a\b[^>]*\shref="([^"]+)"', path.read_text("utf-8")):
            if re.match(r"[a-z]+:", href):
                continue
            target, _, anchor = href.partition("#")
            file = (path.parent / target).resolve() if target else path.resolve()
            assert file.is_file(), (path, href)
            assert not anchor or file not in ids or anchor in ids[file], (path, href)


def test_titles_that_look_like_markup_are_text(open_page: Any, stress: Path) -> None:
    for name in (
        "book/hostile.html",
        "book/index.html",
        "search.html?q=hostile",
        "book/glossary.html",
    ):
        page = open_page(stress.as_uri() + "/" + name).page
        page.wait_for_timeout(300)
        assert page.title() != "ran"
        assert page.locator("img").count() == 0
        if name.startswith("search"):
            assert "<img src=x" in page.locator("#search-results").inner_text()


@pytest.mark.parametrize("width", [320, 360, 768, 1440])
def test_nothing_sticks_out_sideways(width: int, open_page: Any, site: Path) -> None:
    for path in _pages(site):
        page = open_page(path.as_uri(), width).page
        over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert over <= 0, (path.name, width, over)


def test_on_paper_every_note_is_whole(open_page: Any, article: str, tmp_path: Path) -> None:
    page = open_page(article).page
    page.wait_for_timeout(200)
    page.emulate_media(media="print")
    cut = page.evaluate(
        """[...document.querySelectorAll('.notes > .note')].filter((note) =>
          !note.checkVisibility({ visibilityProperty: true }) || note.scrollHeight > note.clientHeight + 1).length"""
    )
    assert cut == 0


def test_an_article_tells_other_programs_what_it_is(site: Path) -> None:
    text = (site / "book/articles/2024-05-30-go-ahead-for-nato-attacks.html").read_text("utf-8")
    data = json.loads(re.findall(r'<script type="application/ld\+json">(.*?)</script>', text)[0])
    assert data["@type"] == "ScholarlyArticle"
    assert data["commentCount"] == len(data["comment"]) == text.count('class="note note-')
    assert '<meta name="citation_title"' in text
    assert '<meta property="og:title"' in text
    assert '<html lang="en"' in text


LOADED = "await glossator.load('passage', document.documentElement.dataset.passage);"
SELECT = """async ([from, to]) => {
  LOADED
  const reading = glossatorReading.read(document.querySelector('section.article'));
  const start = reading.text.indexOf(from), end = reading.text.indexOf(to, start) + to.length;
  const place = (at, last) => { const run = reading.runs.filter((run) => last ? run.start < at : run.start <= at).pop(); return [run.node, at - run.start]; };
  const range = document.createRange();
  range.setStart(...place(start, false));
  range.setEnd(...place(end, true));
  getSelection().removeAllRanges();
  getSelection().addRange(range);
  return reading.text;
}""".replace("LOADED", LOADED)


def test_selected_words_become_a_note_that_the_edition_accepts(
    open_page: Any, article: str
) -> None:
    from glossator.anchor import match_quote
    from glossator.book import compile_edition
    from glossator.load import load
    from glossator.model import Quote

    loaded = load(ROOT)
    edition = loaded[0] if isinstance(loaded, tuple) else loaded
    apparatus = next(iter(compile_edition(edition).apparatus.values()))
    page = open_page(article).page
    for first, last in (
        ("Each side", "adversaries"),
        ("Russia", "Russia"),
        ("a trap from", "European"),
        ("the war", "war"),
    ):
        reading = page.evaluate(SELECT, [first, last])
        assert reading == apparatus.reading.text
        page.wait_for_selector(".passage:visible")
        page.wait_for_timeout(250)
        # Without a repository there is one way, and an action that leads nowhere is not shown.
        assert page.locator(".passage > :visible").all_inner_texts() == ["Annotate", "Copy link"]
        written = page.evaluate("glossatorPassage.note().text")
        front = yaml.safe_load(written.split("---\n")[1])
        assert front["sources"] == []
        quote = Quote(**front["quote"])
        match = match_quote(apparatus.reading.text, quote)
        assert match.span is not None, quote
        assert match.span.start == apparatus.reading.text.index(first)
        page.evaluate("getSelection().removeAllRanges()")


def test_a_repository_gets_the_note_as_a_new_file(
    open_page: Any, article: str, browser: Any
) -> None:
    text = '---\nquote:\n  exact: "“a” & b # c"\n---\nWords.\n'
    page = open_page(article).page
    found = page.evaluate(
        f"""async (text) => {{ {LOADED} return ['https://github.com/a/b', 'https://gitlab.com/a/b', 'https://codeberg.org/a/b']
          .map((repository) => glossatorNoteFile.hostOf(repository).file(repository, 'main', 'book/x/y.md', text)); }}""",
        text,
    )
    github, gitlab, codeberg = map(urlsplit, found)
    assert (github.path, parse_qs(github.query)) == (
        "/a/b/new/main",
        {"filename": ["book/x/y.md"], "value": [text]},
    )
    assert (gitlab.path, parse_qs(gitlab.query)) == (
        "/a/b/-/new/main",
        {"file_name": ["book/x/y.md"]},
    )
    assert (codeberg.path, parse_qs(codeberg.query)["value"]) == ("/a/b/_new/main/", [text])
    hostile = 'a "b" \\ : # \u2028 \x7f \n\n - {{ x }} <b>'
    assert (
        yaml.safe_load("x: " + page.evaluate("(text) => glossatorNoteFile.quoted(text)", hostile))[
            "x"
        ]
        == hostile
    )


def _documented() -> list[re.Pattern[str]]:
    """The files of the table in docs/theme.md; `<…>` stands for any name."""
    text = (ROOT / "docs" / "theme.md").read_text("utf-8")
    rows = [line.split("|")[1] for line in text.splitlines() if line.startswith("| `_static/")]
    names: list[str] = []
    for row in rows:
        for name in re.findall(r"`([^`]+)`", row):
            names.append(names[-1].rsplit(".", 1)[0] + name if name.startswith(".") else name)
    return [re.compile(re.sub(r"<[^>]+>", r"[\\w-]+", name.replace(".", r"\."))) for name in names]


def test_the_docs_name_each_file_that_a_page_loads(open_page: Any, site: Path, served: str) -> None:
    known = _documented()
    files = [f"_static/{path.name}" for path in (site / "_static").iterdir()]
    missing = [name.pattern for name in known if not any(map(name.fullmatch, files))]
    assert missing == []
    asked: set[str] = set()
    for path in _pages(site):
        opened = open_page(f"{served}{path.relative_to(site).as_posix()}?q=kharkiv")
        opened.page.wait_for_load_state("networkidle")
        for link in opened.page.locator("main a.ref:visible").all()[:3]:
            link.dispatch_event("pointerover", {"bubbles": True, "pointerType": "mouse"})
            opened.page.wait_for_timeout(400)
        asked |= {urlsplit(url).path.lstrip("/") for url in opened.asked if url.startswith(served)}
    loaded = {path for path in asked if not path.endswith(".html")}
    assert loaded
    assert [path for path in loaded if not any(name.fullmatch(path) for name in known)] == []


def test_paper_is_white_whatever_colours_were_chosen(open_page: Any, article: str) -> None:
    page = open_page(article, color_scheme="dark").page
    page.locator("#theme-toggle").click()
    page.locator("#theme-toggle").click()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page.emulate_media(media="print")
    ink = page.evaluate("getComputedStyle(document.body).color")
    assert sum(map(int, re.findall(r"\d+", ink)[:3])) < 3 * 60


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("format", ["A4", "Letter"])
def test_a_printed_article_has_every_word_of_every_note(
    format: str, scripts: bool, open_page: Any, article: str, tmp_path: Path
) -> None:
    page = open_page(article, java_script_enabled=scripts).page
    bodies = page.locator(".note-body").all_text_contents()
    page.pdf(path=tmp_path / "printed.pdf", format=format)
    run = subprocess.run(
        ["pdftotext", "-raw", tmp_path / "printed.pdf", "-"], capture_output=True, check=True
    )
    printed = re.sub(r"\W+", "", run.stdout.decode())

    def there(words: str) -> bool:
        """Whole, or in two parts where a page ends."""
        cuts = range(len(words))
        return any(words[:at] in printed and words[at:] in printed for at in cuts)

    assert len(bodies) > 90
    assert [body[:60] for body in bodies if not there(re.sub(r"\W+", "", body))] == []


@pytest.mark.parametrize(
    ("name", "first"), [("glossary", "A"), ("works", "Primary document"), ("indexes", "Names")]
)
def test_long_lists_begin_with_links_to_their_parts(
    name: str, first: str, open_page: Any, site: Path
) -> None:
    page = open_page((site / f"book/{name}.html").as_uri()).page
    links = page.locator(".jumps a")
    assert links.first.inner_text() == first
    links.last.click()
    assert page.locator(":target").is_visible()
    assert 0 <= page.locator(":target").bounding_box()["y"] < 900
