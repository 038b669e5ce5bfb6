"""Is a second build in the same folder, after whatever change, what a first one would have been?"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from benchmarks.corpus import generate

from shared import Run, with_jobs

pytestmark = [pytest.mark.slow]
#: Enough for pages of uses.
COUNT = 14


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("made")
    generate.write_edition(root, COUNT, notes=2)
    return root


def move_the_glossary(root: Path) -> None:
    """Its list to another page, below a heading."""
    page, other = root / "book" / "glossary.md", root / "book" / "about.md"
    directive = "```{edition-glossary}\n```\n"
    text = page.read_text("utf-8")
    assert directive in text
    page.write_text(text.replace(directive, ""), "utf-8")
    other.write_text(f"{other.read_text('utf-8')}\n## Terms\n\n{directive}", "utf-8")


def drop_the_works(root: Path) -> None:
    page = root / "book" / "works.md"
    text = page.read_text("utf-8")
    page.write_text(re.sub(r"```\{edition-works\}\n```\n", "", text), "utf-8")


def rename_the_edition(root: Path) -> None:
    _config(root, r"^title: .*$", "title: Another name")


def change_the_copyright(root: Path) -> None:
    _config(root, r"^copyright: .*$", 'copyright: "Somebody else"')


def say_where_it_stands(root: Path) -> None:
    config = root / "_config.yml"
    text = config.read_text("utf-8")
    config.write_text(f"{text}\nhtml:\n  baseurl: https://editions.example/\n", "utf-8")


def delete_an_article(root: Path) -> None:
    article = sorted((root / "book" / "articles").glob("*.md"))[-1]
    article.unlink()
    shutil.rmtree(root / "book" / "annotations" / article.stem)
    (root / "seeds" / f"{article.stem}.txt").unlink()
    manifest = root / "seeds" / "SOURCES.yml"
    text = manifest.read_text("utf-8")
    manifest.write_text(re.sub(rf"{article.stem}\.txt:\n.*\n", "", text), "utf-8")
    toc = root / "_toc.yml"
    line = f"      - file: book/articles/{article.stem}\n"
    toc.write_text(toc.read_text("utf-8").replace(line, ""), "utf-8")


def _config(root: Path, pattern: str, by: str) -> None:
    config = root / "_config.yml"
    text, count = re.subn(pattern, by, config.read_text("utf-8"), count=1, flags=re.M)
    assert count == 1
    config.write_text(text, "utf-8")


CHANGES = [
    move_the_glossary,
    drop_the_works,
    rename_the_edition,
    change_the_copyright,
    say_where_it_stands,
    delete_an_article,
]


@pytest.mark.parametrize("change", CHANGES)
def test_it_is(
    change: Callable[[Path], None], made: Path, tmp_path: Path, jupyter_book: Run
) -> None:
    again, new = tmp_path / "again", tmp_path / "new"
    # In its own place, for Sphinx reads everything anew in another.
    shutil.copytree(made, again)
    assert jupyter_book(again).returncode == 0
    assert list((again / "_build" / "html" / "uses").glob("*.html"))
    change(again)
    shutil.copytree(again, new, ignore=shutil.ignore_patterns("_build"))
    for root in (again, new):
        done = jupyter_book(root)
        assert done.returncode == 0, done.stdout + done.stderr
    assert _texts(again) == _texts(new)


@pytest.mark.parametrize("value", ["", "2.5", "many", "0"])
def test_a_number_of_processes_that_is_none(
    value: str, made: Path, tmp_path: Path, jupyter_book: Run
) -> None:
    root = tmp_path / "odd"
    shutil.copytree(made, root)
    with_jobs(root, value)
    done = jupyter_book(root)
    said = done.stdout + done.stderr
    assert "glossator_jobs cannot be" in said, said
    assert "Traceback" not in said
    assert (root / "_build" / "html" / "index.html").is_file()


def _texts(root: Path) -> dict[str, bytes]:
    """What readers get, by the names of the files."""
    site = root / "_build" / "html"
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in site.rglob("*")
        if path.is_file() and not path.name.startswith(".") and path.name != "objects.inv"
    }
