"""What does a generated edition look like whose articles know each other, and that has every list?

Of each article one note names a day and two refer to earlier articles, and it declares six
headings for the index. The pages are those that docs/corpus.md offers.
"""

from __future__ import annotations

import random
import re
import shutil
from pathlib import Path

_MONTHS = ("January", "March", "April", "June", "July", "September", "October", "December")
_KINDS = ("person", "place", "idea")
_PAGES = {
    "indexes": "# Index\n\n```{edition-index}\n```\n",
    "network": "# Which article refers to which\n\n```{edition-network}\n```\n",
    "chronology": "# Chronology\n\n```{edition-chronology}\n```\n",
}
_DATED, _REFERRING = 14, (3, 9)
#: A reference leads back over no more articles than this.
_BACK = 60


def write_rich(root: Path, edition: Path, seed: int = 5) -> None:
    """A copy of a generated *edition* in *root*, with all of this."""
    shutil.copytree(edition, root, ignore=shutil.ignore_patterns("_build"))
    source = random.Random(seed)
    paths = sorted((root / "book" / "articles").glob("*.md"))
    for number, path in enumerate(paths):
        notes = root / "book" / "annotations" / path.stem
        for nth in _REFERRING if number else ():
            earlier = source.choice(paths[max(0, number - _BACK) : number]).stem
            _say(notes / f"note-{nth}.md", f"Compare {{article}}`{earlier}`.")
        year = 1895 + source.randrange(len(paths) // 100 + 6)
        day = f"{source.randint(1, 28)} {source.choice(_MONTHS)} {year}"
        _say(notes / f"note-{_DATED}.md", f"This happened on {day}, as has been said.")
        _declare(path, len(paths), source)
    toc = root / "_toc.yml"
    listed = "".join(f"      - file: book/{name}\n" for name in _PAGES)
    toc.write_text(toc.read_text("utf-8") + listed, "utf-8")
    for name, text in _PAGES.items():
        (root / "book" / f"{name}.md").write_text(text, "utf-8")


def _say(note: Path, words: str) -> None:
    note.write_text(f"{note.read_text('utf-8').rstrip()}\n\n{words}\n", "utf-8")


def _declare(article: Path, articles: int, source: random.Random) -> None:
    """Six headings for the index, of which others may declare some as well."""
    text = article.read_text("utf-8")
    words = sorted(set(re.findall(r"\b[a-z]{6,}\b", text.partition("\n---\n")[2])))
    lines = [
        f'  - {{ heading: "Heading {source.randrange(2 * articles)}", '
        f'kind: {source.choice(_KINDS)}, words: ["{word}"] }}\n'
        for word in source.sample(words, 6)
    ]
    once = {line.partition('", ')[0]: line for line in lines}
    declared = f"\nindex:\n{''.join(once.values())}seed: "
    article.write_text(text.replace("\nseed: ", declared, 1), "utf-8")
