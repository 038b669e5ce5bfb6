"""Do paper, sides and the place of the notes follow the configuration, and do mistakes have a place?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pdf_edition import TESTS, add_article, build_with, copy, prose, squeezed, text_of, words_of

ARTICLE = "1901-05-01-long"
NOTES = [(f"n{n}", f"marker{n} among", f"Remark{n} says: {prose(30 + n, n)}") for n in range(12)]


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    """A small edition with one longer article."""
    root = copy(TESTS / "small", tmp_path / "edition")
    paragraphs = [f"Here stands marker{n} among words. {prose(90, n)}" for n in range(12)]
    add_article(root, ARTICLE, "\n\n".join(paragraphs) + "\n", NOTES, title="A Long Walk")
    return root


SIZES = {"a4": (595, 842), "a5": (420, 595), "us-letter": (612, 792)}


@pytest.mark.slow
@pytest.mark.parametrize("notes", ["margin", "foot", "end", "none"])
@pytest.mark.parametrize("sides", ["one", "two"])
@pytest.mark.parametrize("paper", SIZES)
def test_every_choice_makes_a_book(
    edition: Path, jupyter_book: Any, paper: str, sides: str, notes: str
) -> None:
    config = f"    glossator_paper: {paper}\n    glossator_sides: {sides}\n    glossator_notes: {notes}\n"
    built = build_with(jupyter_book, edition, config=config)
    assert built.code == 0, built.log
    with pikepdf.open(built.pdf) as pdf:
        box = [round(float(value)) for value in pdf.pages[0].mediabox]
        assert (box[2], box[3]) == SIZES[paper]
    text = squeezed(text_of(built.pdf, 0))
    for number, (_, _, body) in enumerate(NOTES):
        assert text.count(f"Remark{number}says") == (notes != "none")
        assert notes != "foot" or squeezed(body)[:30] in text


@pytest.mark.slow
def test_in_a_two_sided_book_articles_begin_on_the_right(edition: Path, jupyter_book: Any) -> None:
    built = build_with(jupyter_book, edition, config="    glossator_sides: two\n")
    first = {}
    for piece in built.layout["pieces"]:
        first.setdefault(piece["chapter"], piece["page"])
    assert all(page % 2 == 1 for page in first.values()), first


@pytest.mark.slow
def test_a_number_stands_beside_its_paragraph_where_notes_are_at_the_foot(
    edition: Path, jupyter_book: Any
) -> None:
    """And is not left behind at the end of the page before."""
    built = build_with(jupyter_book, edition, config="    glossator_notes: foot\n")
    found = []
    for boxes in words_of(built.pdf).values():
        starts = [box for box in boxes if box[4] == "Here"]
        for left, top, _, bottom, _ in starts:
            beside = [
                box[4] for box in boxes if box[2] < left and top < (box[1] + box[3]) / 2 < bottom
            ]
            found += beside
    assert found == [str(number) for number in range(1, len(NOTES) + 1)]


def test_a_character_without_a_glyph_is_an_error_with_its_place(
    edition: Path, jupyter_book: Any
) -> None:
    note = edition / f"book/annotations/{ARTICLE}/n3.md"
    note.write_text(note.read_text("utf-8") + "\nA sign that no font has: 漢.\n", "utf-8")
    built = build_with(jupyter_book, edition)
    assert built.code != 0
    assert "no glyph for “漢” (U+6F22" in built.log
    assert f"book/annotations/{ARTICLE}/n3.md:11" in built.log
    assert not list(built.out.glob("*.pdf")), "no page with an empty box instead of a letter"


@pytest.mark.slow
def test_the_command_line_names_no_file_that_was_not_made(edition: Path, glossator: Any) -> None:
    note = edition / f"book/annotations/{ARTICLE}/n3.md"
    note.write_text(note.read_text("utf-8") + "\nA sign that no font has: 漢.\n", "utf-8")
    done = glossator(edition, "build", "pdf")
    assert done.returncode != 0
    assert "pdf: none was made, for what is said above." in done.stderr
    assert "walking.pdf" not in done.stdout


@pytest.mark.slow
def test_an_image_that_cannot_be_shown_is_an_error_with_its_place(
    edition: Path, jupyter_book: Any
) -> None:
    (edition / "book/broken.png").write_bytes(b"no picture")
    with (edition / "book/kinds.md").open("a", encoding="utf-8") as page:
        page.write("\n![A broken picture](broken.png)\n")
    built = build_with(jupyter_book, edition)
    assert built.code != 0
    assert "“book/broken.png” cannot be shown" in built.log
    assert "kinds.md" in built.log


PAGE = """
## Things that pages have

A [link](https://example.org), *emphasis*, **strength**, `code`, $x^2 + 1$, a note[^1] and a break\\
in the line.

> A quotation.

- one
  1. inner
- two

Term
: Its definition.

| a | b |
|---|---|
| left | right |

```{admonition} Beware
Of the fox.
```

```{note}
A plain remark.
```

```python
print("a  b")
```

```{rubric} A rubric
```

---

```{figure} fox.svg
:alt: A square
The caption of the square.
```

$$ e = mc^2 $$

% A comment that nobody reads.

<p>raw markup</p>

[^1]: The footnote's words.
"""


def test_ordinary_pages_come_out_whole(edition: Path, jupyter_book: Any) -> None:
    square = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><rect width="20" height="20"/></svg>'
    (edition / "book/fox.svg").write_text(square, "utf-8")
    with (edition / "book/kinds.md").open("a", encoding="utf-8") as page:
        page.write(PAGE)
    built = build_with(jupyter_book, edition)
    assert built.code == 0, built.log
    assert "has no form" not in built.log
    text = squeezed(text_of(built.pdf))
    for words in (
        "x^2+1", "inthe line", "A quotation.", "inner", "Term", "Its definition.", "right", "Beware", "Of the fox.",
        "A plain remark.", 'print("ab")', "A rubric", "The caption of the square.", "e = mc^2", "The footnote’s words.",
    ):  # fmt: skip
        assert squeezed(words).replace("’", "'") in text.replace("’", "'"), words
    for words in ("nobody reads", "raw markup"):
        assert squeezed(words) not in text, words


@pytest.mark.slow
def test_a_page_can_be_left_out(tmp_path: Path, jupyter_book: Any) -> None:
    root = copy(TESTS / "small", tmp_path / "edition")
    whole = text_of(build_with(jupyter_book, root).pdf, 0)
    assert "Kinds of notes" in whole
    built = build_with(jupyter_book, root, "without", "    glossator_paper_skip: kind* nothing\n")
    assert built.code == 0, built.log
    text = text_of(built.pdf, 0)
    assert "Kinds of notes" not in text
    assert "Glossary" in text
    assert "No page is called “nothing”; glossator_paper_skip has it." in built.log


@pytest.mark.slow
def test_the_contents_name_the_parts(tmp_path: Path, jupyter_book: Any) -> None:
    root = copy(TESTS / "small", tmp_path / "edition")
    toc = root / "_toc.yml"
    listed = [line for line in toc.read_text("utf-8").splitlines() if line.startswith("  - file:")]
    chapters = "\n".join(f"  {line}" for line in listed[:2])
    rest = "\n".join(f"  {line}" for line in listed[2:])
    toc.write_text(
        "format: jb-book\nroot: book/index\nparts:\n"
        f"  - caption: The first days\n    chapters:\n{chapters}\n"
        f"  - caption: What came later\n    chapters:\n{rest}\n",
        "utf-8",
    )
    built = build_with(jupyter_book, root)
    assert built.code == 0, built.log
    contents = next(page for page in text_of(built.pdf, 0).split("\f") if "Contents" in page)
    assert contents.index("The first days") < contents.index("What came later")
