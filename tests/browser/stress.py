"""An edition that no editor would make: 200 notes of every length and shape on one page."""

from __future__ import annotations

import hashlib
from pathlib import Path

ARTICLE = "1900-01-01-stress"
#: Text that would run in a page that took words for markup.
HOSTILE = (
    "<img src=x onerror=\"document.title='ran'\"></script><script>document.title='ran'</script>"
)

_CONFIG = """\
title: "Stress"
author: The testers
only_build_toc_files: true
execute:
  execute_notebooks: "off"
sphinx:
  extra_extensions: [glossator.sphinx]
  config:
    html_theme: glossator
    language: en
    show_warning_types: true
"""
_TOC = """\
format: jb-book
root: book/index
chapters:
  - file: book/articles/1900-01-01-stress
  - file: book/glossary
  - file: book/hostile
"""
_HEAD = """\
---
title: "{title}"
author: "A. Tester"
date: 1900-01-01
publisher: The testers
language: en
source: made for these tests
rights: "Written for the tests of this project; BSD-3-Clause."
seed: stress.txt
---

"""
_KINDS = ("context", "identification", "language", "textual", "reference")


def write_stress(root: Path, paragraphs: int = 40, each: int = 5) -> Path:
    """An edition in *root* whose one article has `paragraphs * each` notes."""
    title = "Stress & more"
    blocks = [f"# {title}"]
    for number in range(1, paragraphs + 1):
        if number % 9 == 0:
            blocks.append(f"## Part {number}")
        words = " ".join(f"word{number}x{place} and" for place in range(30))
        blocks.append(("> " if number % 7 == 0 else "") + f"Begin{number} {words} end{number}.")
    body = "\n\n".join(blocks) + "\n"
    _write(root / "_config.yml", _CONFIG)
    _write(root / "_toc.yml", _TOC)
    _write(root / "seeds" / "stress.txt", body)
    digest = hashlib.sha256(body.encode()).hexdigest()
    _write(root / "seeds" / "SOURCES.yml", f"stress.txt:\n  sha256: {digest}\n")
    _write(root / "book" / "articles" / f"{ARTICLE}.md", _HEAD.format(title=title) + body)
    # Articles with such titles are refused; a maintainer's page may say it as text.
    _write(root / "book" / "hostile.md", f"# Hostile {_escaped(HOSTILE)}\n\nIts words.\n")
    _write(root / "book" / "index.md", "# Stress\n\n```{edition-articles}\n```\n")
    _write(root / "book" / "glossary.md", "# Glossary\n\n```{edition-glossary}\n```\n")
    _write(
        root / "book" / "glossary" / "end.md",
        f"---\nterm: word1x29\nforms: []\n---\nA definition with {_escaped(HOSTILE)} in it.\n",
    )
    for number in range(1, paragraphs + 1):
        for place in range(each):
            _write(
                root / "book" / "annotations" / ARTICLE / f"note-{number}-{place}.md",
                _note(number, place, paragraphs),
            )
    return root


def _note(number: int, place: int, paragraphs: int) -> str:
    exact = f"word{number}x{place * 6} and word{number}x{place * 6 + 1}"
    if place == 2:  # overlaps the one before it and holds it whole
        exact = f"word{number}x6 and word{number}x7 and word{number}x8 and word{number}x9"
    if place == 4 and number < paragraphs and (number + 1) % 9 and (number + 1) % 7 and number % 7:
        exact = f"word{number}x29 and end{number}.\\n\\nBegin{number + 1} word{number + 1}x0"
    length = 600 if (number, place) == (3, 3) else (number * 7 + place * 13) % 60 + 4
    body = " ".join(f"remark{number}y{place}z{count}" for count in range(length))
    kind = _KINDS[place % len(_KINDS)]
    author = "somebody" if place else "another"
    return f'---\nquote:\n  exact: "{exact}"\nkind: {kind}\nauthor: {author}\ndate: 2026-01-01\n---\n{body}.\n'


def _escaped(text: str) -> str:
    return "".join("\\" + sign if sign in "<>&\"'=" else sign for sign in text)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
