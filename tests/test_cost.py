"""Does what a page costs, and what it weighs, stay the same however many pages there are?"""

from __future__ import annotations

import pickle
import re
import shutil
from pathlib import Path

import pytest
from benchmarks.corpus import generate, measure

from shared import Run, with_jobs

pytestmark = pytest.mark.slow

FEW, MANY = 10, 60
FIRST = "book/articles/1900-01-01-article-1"


def _made(root: Path, count: int, jupyter_book: Run) -> Path:
    generate.write_edition(root, count)
    done = jupyter_book(root)
    assert done.returncode == 0, done.stdout + done.stderr
    return root


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory, jupyter_book: Run) -> Path:
    return _made(tmp_path_factory.mktemp("few"), FEW, jupyter_book)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory, jupyter_book: Run) -> Path:
    return _made(tmp_path_factory.mktemp("many"), MANY, jupyter_book)


def _site(root: Path) -> Path:
    return root / "_build" / "html"


def test_a_page_does_not_grow_with_the_edition(few: Path, many: Path) -> None:
    sizes = [(_site(root) / f"{FIRST}.html").stat().st_size for root in (few, many)]
    assert max(sizes) < 1.1 * min(sizes)


def test_an_article_is_kept_as_an_outline(many: Path) -> None:
    stored = many / "_build" / ".doctrees" / f"{FIRST}.doctree"
    document = pickle.loads(stored.read_bytes())
    assert "Article 1" in document.astext()
    assert len(document.astext()) < 200
    assert stored.stat().st_size < 5_000


def test_lists_name_the_first_uses_and_lead_to_all(many: Path) -> None:
    glossary = (_site(many) / "book" / "glossary.html").read_text("utf-8")
    entries = glossary.split("<dt ")[1:]
    assert max(entry.count("to-article") for entry in entries) <= 12
    seen = 0
    for entry in entries:
        for name, more in re.findall(r'href="\.\./uses/(term-\w+\.html)">and (\d+) more', entry):
            seen += 1
            page = (_site(many) / "uses" / name).read_text("utf-8")
            lines = re.findall(r'<li><a href="\.\./(book/articles/[^"#]+)#(p\d+)">', page)
            assert len(lines) == int(more) + entry.count("to-article")
            for path, anchor in lines[:3]:
                assert f'id="{anchor}"' in (_site(many) / path).read_text("utf-8")
    assert seen


def _written(root: Path) -> dict[str, int]:
    return {
        path.relative_to(_site(root)).as_posix(): path.stat().st_mtime_ns
        for path in _site(root).rglob("*.html")
    }


def test_one_note_changed_writes_its_page_and_no_other(many: Path, jupyter_book: Run) -> None:
    before = _written(many)
    measure.touch_note(many)
    assert jupyter_book(many).returncode == 0
    changed = {name for name, time in _written(many).items() if before.get(name) != time}
    # Sphinx writes its own pages, which are none of the edition's, every time.
    assert changed - {"search.html", "all-pages.html"} == {f"{FIRST}.html"}


def test_nothing_changed_writes_nothing(few: Path, jupyter_book: Run) -> None:
    assert jupyter_book(few).returncode == 0
    before = _written(few)
    # What lets a build end where it begins is one thing, what it finds to do is another.
    (few / "_build" / ".glossator" / "html.json").unlink(missing_ok=True)
    done = jupyter_book(few)
    assert "no targets are out of date" in done.stdout
    assert _written(few) == before


def test_two_processes_write_the_same_as_one(many: Path, tmp_path: Path, jupyter_book: Run) -> None:
    generate.write_edition(tmp_path, MANY)
    with_jobs(tmp_path, 2)
    measure.touch_note(tmp_path)  # as the edition that it is held against
    done = jupyter_book(tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    _same(many, tmp_path)


def test_a_changed_text_writes_what_shows_it(many: Path, tmp_path: Path, jupyter_book: Run) -> None:
    """Nothing is written that is as it was, and all is as a first build would write it."""
    before = _written(many)
    texts = {name: (_site(many) / name).read_bytes() for name in before}
    # Behind the first words that link a term, so that a page of uses has them.
    glossary = (_site(many) / "book" / "glossary.html").read_text("utf-8")
    term = re.findall(r'href="\.\./uses/term-(\w+)\.html">and', glossary)[0]
    [path, *_] = [
        each
        for each in sorted((many / "book" / "articles").glob("*.md"))
        if re.search(rf"[^\n]* {term} \w", each.read_text("utf-8").partition("\n---\n")[2])
    ]
    for each in (path, many / "seeds" / f"{path.stem}.txt"):
        text = each.read_text("utf-8")
        each.write_text(re.sub(rf" {term} (?=\w)", f" {term} anew ", text, count=1), "utf-8")
    measure.sign(many, path.stem)
    assert jupyter_book(many).returncode == 0
    changed = {name for name, time in _written(many).items() if before.get(name) != time}
    other = {name for name in before if (_site(many) / name).read_bytes() != texts[name]}
    assert {f"uses/term-{term}.html", f"book/articles/{path.stem}.html"} <= other
    assert changed - {"search.html", "all-pages.html"} == other
    shutil.copytree(many, tmp_path / "new", ignore=shutil.ignore_patterns("_build"))
    assert jupyter_book(tmp_path / "new").returncode == 0
    _same(many, tmp_path / "new")


def _same(one: Path, other: Path) -> None:
    files = (path for path in _site(one).rglob("*.*") if path.is_file())
    for name in sorted(path.relative_to(_site(one)) for path in files):
        if not name.name.startswith("."):
            assert (_site(other) / name).read_bytes() == (_site(one) / name).read_bytes(), name
