"""An edition of any size for measuring: so many articles, each with 20 notes, and 200 terms."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

NOTES, PARAGRAPHS, TERMS = 20, 12, 200

_STOCK = [
    "government",
    "committee",
    "ministers",
    "pressure",
    "decision",
    "harbour",
    "railway",
    "winter",
    "treaty",
    "assembly",
    "delegates",
    "question",
    "statement",
    "newspaper",
    "correspondent",
    "evening",
    "markets",
    "prices",
    "workers",
    "factory",
    "council",
    "election",
    "majority",
    "opposition",
    "speech",
    "territory",
    "frontier",
    "army",
    "province",
    "capital",
    "journey",
    "letter",
    "argument",
    "principle",
    "history",
    "century",
    "language",
    "according",
    "although",
    "because",
    "between",
    "during",
    "every",
    "however",
    "indeed",
    "large",
    "little",
    "many",
    "more",
    "never",
    "often",
    "only",
    "perhaps",
]

CONFIG = """title: A measured edition
author: The editors
only_build_toc_files: true
execute:
  execute_notebooks: "off"
sphinx:
  extra_extensions: [glossator.sphinx]
  config:
    language: en
    html_theme: glossator
    show_warning_types: true
    glossator_file_name: measured
"""


def make(root: Path, articles: int) -> None:
    """Write the edition into *root*."""
    names = [f"{1801 + n // 12:04}-{n % 12 + 1:02}-01-article-{n}" for n in range(articles)]
    manifest = []
    for number, name in enumerate(names):
        manifest.append(_article(root, name, number))
    (root / "seeds/SOURCES.yml").write_text("".join(manifest), "utf-8")
    for term in range(TERMS):
        about = {"term": f"keyword{_letters(term)}", "sources": []}
        _write(root / f"book/glossary/term-{term}.md", about, _prose(28, term))
    (root / "book/references.bib").write_text("", "utf-8")
    (root / "book/index.md").write_text("# Front page\n\nWords.\n", "utf-8")
    (root / "book/glossary.md").write_text("# Glossary\n\n```{edition-glossary}\n```\n", "utf-8")
    (root / "_config.yml").write_text(CONFIG, "utf-8")
    files = [*(f"book/articles/{name}" for name in names), "book/glossary"]
    toc = "".join(f"  - file: {file}\n" for file in files)
    (root / "_toc.yml").write_text(f"format: jb-book\nroot: book/index\nchapters:\n{toc}", "utf-8")


def _article(root: Path, name: str, number: int) -> str:
    paragraphs = []
    for paragraph in range(PARAGRAPHS):
        marks = [n for n in range(NOTES) if n % PARAGRAPHS == paragraph]
        words = " ".join(
            f"Then passage {_letters(mark)} came with keyword{_letters((number * 7 + mark) % TERMS)}."
            for mark in marks
        )
        paragraphs.append(f"{words} {_prose(70, number * 31 + paragraph)}")
    title = f"Article number {number}"
    text = f"# {title}\n\n" + "\n\n".join(paragraphs) + "\n"
    (root / "seeds").mkdir(parents=True, exist_ok=True)
    (root / f"seeds/{name}.txt").write_text(text, "utf-8")
    about = {
        "title": title, "author": f"Author {number}", "date": name[:10], "publisher": "The Gazette", "language": "en",
        "source": "made up", "rights": "free", "seed": f"{name}.txt",
    }  # fmt: skip
    _write(root / f"book/articles/{name}.md", about, text)
    for mark in range(NOTES):
        note = {
            "quote": {"exact": f"passage {_letters(mark)} came"}, "kind": "context", "author": "an-editor",
            "date": "2026-01-01", "sources": [],
        }  # fmt: skip
        _write(
            root / f"book/annotations/{name}/note-{mark}.md", note, _prose(45, number * 97 + mark)
        )
    return f"{name}.txt:\n  sha256: {hashlib.sha256(text.encode()).hexdigest()}\n"


def _write(path: Path, about: dict[str, Any], body: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    front = "\n".join(f"{key}: {json.dumps(value)}" for key, value in about.items())
    path.write_text(f"---\n{front}\n---\n\n{body}\n", "utf-8")


def _letters(number: int) -> str:
    return chr(97 + number // 26 % 26) + chr(97 + number % 26) + "x"


def _prose(words: int, seed: int) -> str:
    made, state = [], seed * 2654435761 % 2**32 + 1
    for place in range(words):
        state = (state * 1103515245 + 12345) % 2**31
        word = _STOCK[(state >> 8) % len(_STOCK)]
        made.append(word.capitalize() if place % 14 == 0 else word + "." * (place % 14 == 13))
    return " ".join(made).rstrip(".") + "."
