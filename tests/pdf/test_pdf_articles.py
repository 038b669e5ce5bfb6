"""Has each article a PDF of its own, and can articles be chosen?"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pdf_edition import TESTS, Built, add_article, build_with, copy, prose, squeezed, text_of

ONE, OTHER = "1901-05-01-one", "1901-05-02-other"


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small edition with two more articles; the second speaks of the first."""
    root = copy(TESTS / "small", tmp_path_factory.mktemp("articles") / "edition")
    add_article(
        root,
        ONE,
        "Words of the first. Nothing here needs to be explained.\n",
        [("a", "Words of", "A remark.")],
    )
    back = f"A remark on {{article}}`{ONE}`."
    add_article(root, OTHER, f"Words of the second. {prose(60)}\n", [("b", "Words of", back)])
    return root


@pytest.fixture(scope="module")
def built(edition: Path, jupyter_book: Any) -> Built:
    """The edition's PDF and those of its articles."""
    return build_with(jupyter_book, edition, config="    glossator_article_pdfs: true\n")


def test_each_article_has_a_pdf_of_its_own(built: Built) -> None:
    assert built.code == 0, built.log
    files = {file.stem: file for file in (built.out / "articles").glob("*.pdf")}
    assert {ONE, OTHER} <= set(files)
    first, second = (squeezed(text_of(files[name], 0)) for name in (ONE, OTHER))
    assert "thefirst." in first
    assert "thesecond." not in first
    assert "thesecond." in second
    assert "thefirst." not in second
    assert "Aremark" in first
    assert "Tobecitedas" in first, "the imprint"


def test_it_has_the_entries_that_it_uses_and_no_others(built: Built) -> None:
    """The small edition's first article uses terms; the two that were added use none."""
    pages = {file.stem: file for file in (built.out / "articles").glob("*.pdf")}
    with_terms = [name for name, file in pages.items() if "\nGlossary\n" in text_of(file, 0)]
    assert with_terms
    assert ONE not in with_terms


def test_its_works_stand_under_the_headings_of_their_kinds(built: Built) -> None:
    texts = [text_of(file, 0) for file in (built.out / "articles").glob("*.pdf")]
    with_works = [text for text in texts if "\nWorks cited\n" in text]
    assert with_works
    assert all("Primary document" in text or "Reference work" in text for text in with_works)


def test_it_is_as_accessible_as_the_edition(built: Built) -> None:
    for file in (built.out / "articles").glob("*.pdf"):
        with pikepdf.open(file) as pdf, pdf.open_metadata() as about:
            assert about["pdfuaid:part"] == "1"
            assert len(about["dc:creator"]) == 1
            assert about["dc:creator"][0] in ("A. Rambler", "B. Settle"), "its author, and no other"
            assert str(pdf.docinfo["/Author"]) == about["dc:creator"][0]
            assert about["dc:contributor"] == {"The testers"}
            assert (about["pdfaid:part"], about["pdfaid:conformance"]) == ("2", "A")
        done = subprocess.run(
            [sys.executable, "-m", "pdfua", "check", file],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.slow
def test_a_selection_of_articles(edition: Path, tmp_path: Path, jupyter_book: Any) -> None:
    root = copy(edition, tmp_path / "edition")
    chosen = build_with(jupyter_book, root, config='    glossator_articles: "1901-05-01-*"\n')
    text = squeezed(text_of(chosen.pdf, 0))
    assert chosen.code == 0, chosen.log
    assert "thefirst." in text
    assert "thesecond." not in text


@pytest.mark.slow
def test_a_selection_of_nothing_is_an_error(
    edition: Path, tmp_path: Path, jupyter_book: Any
) -> None:
    root = copy(edition, tmp_path / "edition")
    chosen = build_with(jupyter_book, root, config='    glossator_articles: "1899-*"\n')
    assert chosen.code != 0
    assert "No article is called “1899-*”" in chosen.log


@pytest.mark.slow
def test_the_command_line_chooses_articles(edition: Path, tmp_path: Path) -> None:
    root = copy(edition, tmp_path / "edition")
    command = [sys.executable, "-m", "glossator", "build", "--article"]
    wrong = subprocess.run(
        [*command, "1901-05-01-won"], cwd=root, capture_output=True, text=True, check=False
    )
    assert wrong.returncode == 2
    assert f"Did you mean {ONE}?" in wrong.stderr
    done = subprocess.run([*command, ONE], cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    made = list((root / "_build/glossator-pdf-selection").glob("*-selection.pdf"))
    assert "thefirst." in squeezed(text_of(made[0], 0))
    assert not (root / "_build/glossator-pdf").exists(), "the edition's own PDF is left alone"


@pytest.mark.slow
def test_a_selection_holds_nothing_of_the_rest(edition: Path, tmp_path: Path) -> None:
    root = copy(edition, tmp_path / "edition")
    command = [sys.executable, "-m", "glossator", "build", "pdf", "--article"]
    several = subprocess.run(
        [*command, "1901-05-0"], cwd=root, capture_output=True, text=True, check=False
    )
    assert several.returncode == 2
    assert f"begins 2 articles: {ONE}, {OTHER}" in several.stderr
    assert several.stdout == "", "it is said before anything is checked"
    done = subprocess.run(
        [*command, "1901-05-01", "--article", "1901-03-02*"],
        cwd=root, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    (made,) = (root / "_build/glossator-pdf-selection").glob("*-selection.pdf")
    text = text_of(made, 0)
    assert "A selection: 2 of 5 articles" in text
    assert "thefirst." in squeezed(text)
    assert "thesecond." not in squeezed(text)
    assert "Kinds of notes" not in text
    assert "In Praise of Sitting" not in text.partition("Contents")[0], "the imprint"
