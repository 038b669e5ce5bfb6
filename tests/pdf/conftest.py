"""The editions that the tests of the PDF read, each built once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pdf_edition import (
    HARD,
    HOSTILE_SOURCE,
    MANY,
    TESTS,
    Built,
    add_article,
    build_once,
    copy,
    prose,
)


@pytest.fixture(scope="session")
def hard(tmp_path_factory: pytest.TempPathFactory, jupyter_book: Any) -> Built:
    """The small edition with an article of hard cases and one with 200 notes, as PDF."""
    return build_once(tmp_path_factory, "hard-pdf", jupyter_book, _write_hard)


@pytest.fixture(scope="session")
def real_pdf(tmp_path_factory: pytest.TempPathFactory, jupyter_book: Any) -> Built:
    """The first edition as PDF."""
    return build_once(
        tmp_path_factory, "real-pdf", jupyter_book, lambda root: copy(TESTS.parent, root)
    )


def _write_hard(root: Path) -> None:
    copy(TESTS / "small", root)
    text = (
        "The brown fox and the *very slow dog* met at [the old gate of the town](https://example.org/gate) at noon.\n\n"
        f"{HOSTILE_SOURCE} Here the passage begins and goes on\n\n"
        "into the next paragraph, where it ends. Then the story overlaps with itself more than once.\n\n"
        "> A quotation of one line.\n\n## The gate of the town\n\nThe last words.\n"
    )
    notes = [
        ("long", "brown fox", prose(600)),
        ("same-words-a", "met at", "The first of two notes on the same words."),
        ("same-words-b", "met at", "The second of two notes on the same words."),
        ("in-emphasis", "slow dog", "A note whose words stand in emphasis."),
        ("in-link", "old gate", "A note whose words stand in a link."),
        ("hostile", "Words like", HOSTILE_SOURCE),
        (
            "across",
            "goes on\n\ninto the next",
            "A note across two paragraphs.\n\n> With a quotation.\n\n- And a list\n- of two items",
        ),
        ("overlap-a", "story overlaps with", "The first of two that overlap."),
        ("overlap-b", "overlaps with itself", "The second of two that overlap."),
        ("heading", "gate of the town<<The ", "A note on a heading."),
        ("title", "Hard Cases", "A note on the title."),
    ]
    add_article(root, HARD, text, notes)
    sentences = [f"Sentence number {n} speaks of thing{n} and of nothing else." for n in range(200)]
    paragraphs = "\n\n".join(" ".join(sentences[n : n + 8]) for n in range(0, 200, 8))
    add_article(
        root, MANY, paragraphs + "\n",
        [(f"n{n}", f"thing{n} and", f"Remark{n} begins. {prose(20 + n % 60, n)}") for n in range(200)],
        title="Many Notes",
    )  # fmt: skip
