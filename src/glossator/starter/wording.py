"""What do a new edition's pages say, in its language?

One file a language in `languages/`; a language without one gets the English words, and a notice
that says so. Knows nothing of files or of what an editor gave.
"""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import Any

import yaml

LANGUAGES = Path(__file__).parent / "languages"
_ENGLISH = "en"
_WIDTH = 60
_NOTICE = """There are no words in the language “{language}” for a new edition yet, so this page, those in `book/` and the parts in `_toc.yml` were begun in English.
Write them anew in your own; of each, the words are free, and the lists in braces stay.

"""


def languages() -> tuple[str, ...]:
    """The codes of the languages that have words."""
    return tuple(sorted(path.stem for path in LANGUAGES.glob("*.yml")))


def language_of_words(language: str) -> str:
    """In which language an edition in *language* (a code such as `de-AT`) is begun."""
    code = _code(language)
    return code if code in languages() else _ENGLISH


def _code(language: str) -> str:
    return language.replace("_", "-").partition("-")[0].lower()


def words_for(language: str, with_wheel: bool = False) -> dict[str, str]:
    """Every word of the pages by its name, with what follows from them; values stay open."""
    own = language_of_words(language)
    known = _code(language) == own
    read = _read(own)
    del read["language"]  # the edition has its own, which may name a country
    paragraphs: list[str] = read.pop("sample_text")
    title = read["sample_title"]
    start = " ".join(paragraphs[0].split()[:2])
    engine = f"\n## {read['engine_title']}\n\n{read['engine_text']}\n"
    return {
        **read,
        "sample_text": "\n\n".join(paragraphs),
        "seed": "\n\n".join([title, *map(_wrapped, paragraphs)]),
        "opening": f"{title}\n\n{start}",
        "opening_headed": f"# {title}\n\n{start}",
        "language_of_words": own,
        "language_of_notes": "" if known else f"language: {own}\n",
        "notice": "" if known else _NOTICE.format(language=language),
        "engine": engine if with_wheel else "",
    }


def _wrapped(paragraph: str) -> str:
    return textwrap.fill(paragraph, _WIDTH, break_long_words=False, break_on_hyphens=False)


def _read(language: str) -> dict[str, Any]:
    values: dict[str, Any] = yaml.safe_load((LANGUAGES / f"{language}.yml").read_text("utf-8"))
    return values
