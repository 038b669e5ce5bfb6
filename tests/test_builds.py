"""Does `jupyter-book build .` keep the edition's promises, whatever was built before?"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from glossator.checks import examine
from glossator.text import body_words
from shared import ROOT, Run, copy_edition, run

pytestmark = pytest.mark.slow

WALKING = "1901-03-02-on-walking"
PAGE = f"_build/html/book/articles/{WALKING}.html"
ARTICLE = f"book/articles/{WALKING}.md"
NOTES = f"book/annotations/{WALKING}"


def soup_of(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text("utf-8"), "lxml")


def words_of(element: Tag | BeautifulSoup) -> str:
    return " ".join(element.get_text().split())


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(old) == 1, f"“{old}” stands {text.count(old)} times in {path.name}"
    path.write_text(text.replace(old, new), "utf-8")


@pytest.fixture(scope="module", params=["small", "real"])
def built(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, jupyter_book: Run
) -> Path:
    """The small and the real edition, built as a newcomer would, warnings as errors."""
    source = ROOT if request.param == "real" else ROOT / "tests" / "small"
    root = copy_edition(source, tmp_path_factory.mktemp(request.param))
    done = jupyter_book(root, "-W", "--keep-going")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "WARNING" not in done.stderr
    return root


def test_each_word_of_each_note_stands_once(built: Path) -> None:
    report = examine(built)
    for apparatus in report.book.apparatus.values():
        page = words_of(soup_of(built / "_build" / "html" / f"{apparatus.article.docname}.html"))
        for note in apparatus.placed:
            assert note.body is not None
            for sentence in re.split(
                r"(?<=[.;:]) ", note_text(built, apparatus.article.docname, note.annotation.name)
            ):
                if len(sentence.split()) > 5:
                    assert page.count(sentence) == 1, sentence
        assert len(apparatus.placed) > 1


def note_text(root: Path, docname: str, name: str) -> str:
    """A note's body as its file has it, by way of the page's own element."""
    element = soup_of(root / "_build" / "html" / f"{docname}.html").select_one(
        f"#note-{name} .note-body"
    )
    assert element is not None
    return words_of(element)


def test_nothing_of_a_note_is_lost(built: Path) -> None:
    """The page has the very words of each file; roles that print a label apart."""
    for apparatus in examine(built).book.apparatus.values():
        soup = soup_of(built / "_build" / "html" / f"{apparatus.article.docname}.html")
        for note in apparatus.placed:
            element = soup.select_one(f"#note-{note.annotation.name} .note-body")
            assert element is not None
            assert note.body is not None
            for link in element.select("a.ref"):
                link.replace_with(" ")
            kept = words_of(element).split()
            wanted = re.sub(r"[^\s]*<[^>]*>", " ", body_words(note.body)).split()
            missing = [word for word in kept if word.strip(".,;:()“”") and word not in wanted]
            assert len(missing) <= 2 * len(element.select("a")) + 2, missing


def test_words_and_notes_point_at_each_other(built: Path) -> None:
    for apparatus in examine(built).book.apparatus.values():
        soup = soup_of(built / "_build" / "html" / f"{apparatus.article.docname}.html")
        for note in apparatus.placed:
            id, name = note.annotation.id, note.annotation.name
            pieces = [
                piece
                for piece in soup.select("[data-note-ref]")
                if id in piece["data-note-ref"].split()
            ]
            quoted = "".join("".join(piece.get_text().split()) for piece in pieces)
            assert quoted == "".join(note.annotation.quote.exact.split())
            reference = soup.select_one(f"#ref-{name}")
            aside = soup.select_one(f"aside#note-{name}")
            assert reference is not None
            assert aside is not None
            assert reference["href"] == f"#note-{name}"
            assert aside["data-annotation"] == id
            assert aside.select_one(f'a[href="#ref-{name}"]') is not None


def test_no_id_stands_twice_and_no_link_is_dead(built: Path) -> None:
    html = built / "_build" / "html"
    pages = {path: soup_of(path) for path in html.rglob("*.html")}
    ids = {path: [element["id"] for element in soup.select("[id]")] for path, soup in pages.items()}
    for path, soup in pages.items():
        assert len(ids[path]) == len(set(ids[path])), path.name
        for link in soup.select("a[href]"):
            href = str(link["href"])
            if re.match(r"[a-z]+:", href):
                continue
            file, _, anchor = href.partition("#")
            goal = (path.parent / file.partition("?")[0]).resolve() if file else path
            assert goal.is_file(), f"{path.name} → {href}"
            if anchor and goal in ids:
                assert anchor in ids[goal], f"{path.name} → {href}"


def test_terms_are_linked_once_and_back(built: Path) -> None:
    book = examine(built).book
    glossary = soup_of(built / "_build/html/book/glossary.html")
    for apparatus in book.apparatus.values():
        soup = soup_of(built / "_build" / "html" / f"{apparatus.article.docname}.html")
        linked = [link["data-term"] for link in soup.select("a.automatic[data-term]")]
        assert linked == [mention.entry for mention in apparatus.mentions]
        assert len(linked) == len(set(linked))
    assert {f"term-{entry.id}" for entry in book.edition.glossary} <= {
        e["id"] for e in glossary.select("[id]")
    }


def test_works_name_the_passages_that_cite_them(built: Path) -> None:
    soup = soup_of(built / "_build/html/book/works.html")
    for apparatus in examine(built).book.apparatus.values():
        for note in apparatus.placed:
            for key in note.annotation.sources:
                entry = soup.select_one(f"#work-{key}")
                assert entry is not None
                item = entry.find_parent("li")
                assert item is not None
                assert item.select_one(f'a[href$="#note-{note.annotation.name}"]') is not None


def test_rights_stand_on_the_article(built: Path) -> None:
    for apparatus in examine(built).book.apparatus.values():
        page = words_of(soup_of(built / "_build" / "html" / f"{apparatus.article.docname}.html"))
        assert " ".join(apparatus.article.rights.split()) in page


# --- mistakes -----------------------------------------------------------------------------


def build_twice(jupyter_book: Run, root: Path) -> str:
    """Two builds of an edition with a mistake: both must fail and say the same."""
    first, second = (jupyter_book(root) for _ in range(2))
    assert first.returncode != 0
    assert second.returncode != 0
    return first.stderr


def test_a_note_whose_words_are_gone_is_shown_unplaced(small: Path, jupyter_book: Run) -> None:
    edit(small / NOTES / "fox.md", "The fox that crossed", "The badger that crossed")
    said = build_twice(jupyter_book, small)
    assert f"{NOTES}/fox.md:3" in said
    assert "The badger that crossed the lane" in said
    assert "The fox that crossed the lane" in said
    unplaced = soup_of(small / PAGE).select_one("#unplaced-notes")
    assert unplaced is not None
    assert unplaced.select_one("#note-fox") is not None
    assert "common in the parish" in words_of(unplaced)


def test_a_word_deleted_in_the_article_is_noticed(small: Path, jupyter_book: Run) -> None:
    edit(small / ARTICLE, "The fox that crossed", "The that crossed")
    said = build_twice(jupyter_book, small)
    assert f"{ARTICLE}:24" in said
    assert "[collation.difference]" in said
    assert f"{NOTES}/fox.md:3" in said
    assert soup_of(small / PAGE).select_one("#unplaced-notes #note-fox") is not None


@pytest.mark.parametrize(
    "hostile",
    [
        "{{ 7*7 }}",
        "```{include} /etc/hostname\n```",
        "```{code-cell}\nprint(7*7)\n```",
        "<b id='evil'>49</b>",
    ],
)
def test_programs_are_refused_before_anything_is_rendered(
    hostile: str, small: Path, jupyter_book: Run
) -> None:
    """In a note, an entry, an article, and another article's front matter."""
    head = "book/articles/1901-03-09-in-praise-of-sitting.md"
    author = "author: " + repr(hostile.replace("\n", " ").replace("'", ""))
    edit(small / head, "author: B. Settle", author)
    bodies = (f"{NOTES}/fox.md", "book/glossary/fox.md", "book/articles/1901-03-16-a-reply.md")
    for path in bodies:
        with (small / path).open("a", encoding="utf-8") as file:
            file.write(f"\n{hostile}\n")
    done = jupyter_book(small)
    assert done.returncode != 0
    for path in (*bodies, head):
        before = (small / path).read_text("utf-8").partition(hostile.split("\n")[0][:5])[0]
        line = before.count("\n") + 1
        assert re.search(rf"{re.escape(path)}:{line}: .*\[markup\.refused\]", done.stderr), path
    for page in (small / "_build" / "html" / "book").rglob("*.html"):
        words = page.read_text("utf-8")
        assert "49" not in words_of(BeautifulSoup(words, "lxml"))
        assert "evil" not in words


# --- builds after builds ------------------------------------------------------------------


def read_again(output: str) -> set[str]:
    """The pages that a build says it read."""
    return _named_in(output, "reading sources")


def written_again(output: str) -> set[str]:
    """The pages that a build says it wrote."""
    return _named_in(output, "writing output")


def _named_in(output: str, step: str) -> set[str]:
    bare = re.sub(r"\x1b\[[0-9;]*m", "", output)
    return set(re.findall(rf"{step}\.\.\. \[ *\d+%\] (\S+)", bare))


def test_one_note_changed_writes_one_page(small: Path, jupyter_book: Run) -> None:
    """Sphinx knows no more of an article than its headings, and need not read it for a note."""
    assert jupyter_book(small).returncode == 0
    edit(small / NOTES / "fox.md", "common in the parish", "rare in the parish")
    done = jupyter_book(small)
    assert done.returncode == 0
    assert read_again(done.stdout) == set()
    assert written_again(done.stdout) == {f"book/articles/{WALKING}"}
    assert "rare in the parish" in words_of(soup_of(small / PAGE))
    assert written_again(jupyter_book(small).stdout) == set()


@pytest.mark.parametrize("text", ["[]", "{}", '{"view": 1}'])
def test_records_of_another_release_are_no_hindrance(
    small: Path, jupyter_book: Run, text: str
) -> None:
    assert jupyter_book(small).returncode == 0
    site = small / "_build" / "html"
    words = (site / "_static" / "search-index.js").read_text("ascii")
    for name in (".written", ".index"):
        assert (site / name).is_file()
        (site / name).write_text(text, "utf-8")
    edit(small / NOTES / "fox.md", "common in the parish", "rare in the parish")
    done = jupyter_book(small)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "rare in the parish" in words_of(soup_of(small / PAGE))
    assert (site / "_static" / "search-index.js").read_text("ascii") != words


def test_a_removed_note_leaves_nothing(small: Path, jupyter_book: Run) -> None:
    assert jupyter_book(small).returncode == 0
    (small / NOTES / "harmless.md").unlink()
    assert jupyter_book(small).returncode == 0
    for page in (small / "_build" / "html").rglob("*.html"):
        assert "harmless.md" not in page.read_text("utf-8")
        assert "note-harmless" not in page.read_text("utf-8")


def test_a_removed_article_leaves_nothing_after_a_whole_build(small: Path, glossator: Run) -> None:
    assert glossator(small, "build", "html").returncode == 0
    id = "1901-03-16-a-reply"
    (small / f"book/articles/{id}.md").unlink()
    (small / f"seeds/{id}.txt").unlink()
    for note in (small / f"book/annotations/{id}").iterdir():
        note.unlink()
    (small / f"book/annotations/{id}").rmdir()
    manifest = (small / "seeds/SOURCES.yml").read_text("utf-8")
    (small / "seeds/SOURCES.yml").write_text(re.sub(rf"{id}\.txt:\n.*\n", "", manifest), "utf-8")
    edit(small / "_toc.yml", f"  - file: book/articles/{id}\n", "")
    done = glossator(small, "build", "html")
    assert done.returncode == 0, done.stdout + done.stderr
    left = [path for path in (small / "_build" / "html").rglob("*") if id in path.name]
    assert not left
    assert not [
        path for path in (small / "_build/html").rglob("*.html") if id in path.read_text("utf-8")
    ]


def test_whole_builds_leave_nothing_behind(small: Path, glossator: Run) -> None:
    assert glossator(small, "build", "html").returncode == 0
    left = {path.name for path in (small / "_build").iterdir()}
    # The lock, and the memory of what rests on unchanged files; no half-made folder.
    assert left - {".lock", ".glossator"} == {"html"}


def test_a_warning_does_not_fail_a_whole_build_and_others_do(small: Path, glossator: Run) -> None:
    (small / "book" / "glossary" / "zebra.md").write_text("---\nterm: zebra\n---\nUnused.\n")
    done = glossator(small, "build", "html")
    assert done.returncode == 0, done.stdout
    assert "[glossary.unused]" in done.stdout
    page = small / "book" / "kinds.md"
    page.write_text(f"{page.read_text('utf-8')}\n```{{nonsense}}\n```\n", "utf-8")
    done = glossator(small, "build", "html")
    assert done.returncode == 1
    assert "Unknown directive type: 'nonsense'" in done.stdout


# --- other ways in ------------------------------------------------------------------------


def test_another_theme_loses_no_note(small: Path, jupyter_book: Run) -> None:
    edit(small / "_config.yml", "html_theme: glossator", "html_theme: sphinx_book_theme")
    assert jupyter_book(small, "-W", "--keep-going").returncode == 0
    soup = soup_of(small / PAGE)
    notes = soup.select("aside[data-annotation]")
    assert len(notes) == 6
    assert all(note.select_one(".note-body").get_text().strip() for note in notes)  # type: ignore[union-attr]


def test_sphinx_alone_builds_an_edition(small: Path) -> None:
    (small / "_config.yml").unlink()
    (small / "conf.py").write_text(
        'project = "On Walking"\nextensions = ["myst_parser", "glossator.sphinx"]\n'
        'root_doc = "book/index"\nhtml_theme = "glossator"\nsuppress_warnings = ["toc.not_included"]\n',
        "utf-8",
    )
    pages = sorted(path.stem for path in (small / "book").glob("*.md") if path.stem != "index")
    toctree = "\n".join(
        [*pages, *(f"articles/{path.stem}" for path in (small / "book/articles").iterdir())]
    )
    with (small / "book/index.md").open("a", encoding="utf-8") as index:
        index.write(f"\n```{{toctree}}\n{toctree}\n```\n")
    done = run(
        sys.executable,
        "-m",
        "sphinx",
        "-W",
        "--keep-going",
        "-b",
        "html",
        ".",
        "_build/html",
        cwd=small,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert len(soup_of(small / PAGE).select("aside[data-annotation]")) == 6


@pytest.mark.slow
def test_the_website_offers_what_was_built_before_it(small: Path, glossator: Run) -> None:
    done = glossator(small, "build")
    assert done.returncode == 0, done.stdout + done.stderr
    page = small / PAGE
    links = [str(link["href"]) for link in soup_of(page).select('a[href*="_downloads/"]')]
    assert sorted({Path(link).suffix for link in links}) == [".epub", ".pdf"]
    assert all((page.parent / link).is_file() for link in links)
    # What shows another state of the edition is not offered.
    edit(small / NOTES / "fox.md", "common in the parish", "rare in the parish")
    assert glossator(small, "build", "html").returncode == 0
    assert soup_of(page).select('a[href*="_downloads/"]') == []


def test_a_page_with_roles_follows_what_they_point_at(small: Path, jupyter_book: Run) -> None:
    page = small / "book" / "kinds.md"
    said = "See {cite}`council-1901`, {term}`fox` and {note}`1901-03-02-on-walking/fox`."
    page.write_text(f"{page.read_text('utf-8')}\n{said}\n", "utf-8")
    done = jupyter_book(small)
    assert done.returncode == 0
    assert "WARNING" not in done.stderr
    built = small / "_build" / "html" / "book" / "kinds.html"
    assert soup_of(built).select_one('a.to-term[href$="#term-fox"]')
    assert "See Parish Council 1901" in words_of(soup_of(built))
    edit(small / "book" / "references.bib", "Parish Council", "Town Council")
    done = jupyter_book(small)
    assert done.returncode == 0, done.stderr
    assert read_again(done.stdout) == {"book/kinds"}
    assert "See Town Council 1901" in words_of(soup_of(built))


def test_an_article_that_is_gone_is_no_hindrance(small: Path, jupyter_book: Run) -> None:
    """Though the table of contents still names it."""
    assert jupyter_book(small).returncode == 0
    gone = sorted((small / "book" / "articles").glob("*.md"))[1]
    gone.unlink()
    done = jupyter_book(small)
    assert "KeyError" not in done.stdout + done.stderr
    assert gone.stem in done.stderr
