"""What does an edition of so many articles look like? The same for the same seed number.

Articles of 1,200 words of an invented vocabulary whose words are as unevenly used as real ones,
with some passages taken from earlier articles; twenty notes each; a glossary; works cited.
"""

from __future__ import annotations

import datetime
import hashlib
import random
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

from glossator.starter import Beginning, starter_files

WORDS, NOTES, ENTRIES, WORKS = 1_200, 20, 200, 50
_START = datetime.date(1900, 1, 1)


class Corpus:
    """A source of texts: a vocabulary, and what was written so far."""

    def __init__(self, seed: int = 1) -> None:
        self._random = random.Random(seed)
        self._vocabulary = sorted({self._word() for _ in range(12_000)})
        self._random.shuffle(self._vocabulary)
        self._weights = list(accumulate(1 / (rank + 3) for rank in range(len(self._vocabulary))))
        self._written: list[list[str]] = []

    def _word(self) -> str:
        syllables = self._random.randint(1, 4)
        return "".join(
            self._random.choice("bcdfghklmnprstvw") + self._random.choice("aeiou")
            for _ in range(syllables)
        )

    def words(self, count: int) -> list[str]:
        """So many words, the frequent ones more often."""
        return self._random.choices(self._vocabulary, cum_weights=self._weights, k=count)

    def paragraphs(self) -> list[str]:
        """A text of some 1,200 words; now and then a passage that an earlier text has."""
        made: list[str] = []
        while sum(paragraph.count(" ") + 1 for paragraph in made) < WORDS:
            words = self.words(self._random.randint(60, 140))
            if self._written and self._random.random() < 0.05:
                source = self._random.choice(self._written)
                start = self._random.randrange(max(1, len(source) - 30))
                words[20:40] = source[start : start + 25]
            self._written.append(words)
            made.append(_sentences(words, self._random))
        return made

    def entries(self) -> list[str]:
        """Words of middling frequency, for the glossary."""
        return self._vocabulary[100 : 100 + ENTRIES]

    def passages(self, paragraphs: list[str], count: int) -> Iterator[str]:
        """Words for notes to stand on: half a sentence each."""
        for _ in range(count):
            words = self._random.choice(paragraphs).split(" ")
            start = self._random.randrange(len(words) - 12)
            yield " ".join(words[start : start + self._random.randint(5, 12)])


def _sentences(words: list[str], source: random.Random) -> str:
    made, at = [], 0
    while at < len(words):
        sentence = words[at : at + source.randint(8, 24)]
        at += len(sentence)
        made.append(" ".join(sentence).capitalize() + ".")
    return " ".join(made)


def texts(count: int, seed: int = 1) -> Iterator[str]:
    """So many articles' texts, without anything else."""
    corpus = Corpus(seed)
    for _ in range(count):
        yield "\n\n".join(corpus.paragraphs())


def write_edition(root: Path, count: int, seed: int = 1, notes: int = NOTES) -> None:
    """An edition of *count* articles with *notes* on each in the empty folder *root*."""
    corpus = Corpus(seed)
    files = starter_files(Beginning(f"{count} articles", "The generator"))
    files = {
        name: text
        for name, text in files.items()
        if "1900-01-01" not in name and "gloss.md" not in name
    }
    records, years = [], {}
    for number in range(count):
        day = _START + datetime.timedelta(days=3 * number)
        id = f"{day}-article-{number + 1}"
        paragraphs = corpus.paragraphs()
        files |= _article(id, number, day, paragraphs, corpus, notes)
        body = files[f"seeds/{id}.txt"].encode()
        records.append(f"{id}.txt:\n  sha256: {hashlib.sha256(body).hexdigest()}\n")
        years.setdefault(day.year, []).append(id)
    files["seeds/SOURCES.yml"] = "".join(records)
    files["_toc.yml"] = _toc(years)
    files |= {f"book/glossary/{word}.md": _entry(word) for word in corpus.entries()}
    files["book/references.bib"] = "\n".join(map(_work, range(WORKS)))
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def _article(
    id: str,
    number: int,
    day: datetime.date,
    paragraphs: list[str],
    corpus: Corpus,
    notes: int,
) -> dict[str, str]:
    title = f"Article {number + 1}"
    body = f"# {title}\n\n" + "\n\n".join(paragraphs) + "\n"
    front = (
        f"---\ntitle: {title}\nauthor: A. Writer\ndate: {day}\npublisher: P\nlanguage: en\n"
        f'source: S\nrights: R\nseed: {id}.txt\nnumber: "{number + 1}"\n---\n\n'
    )
    files = {f"book/articles/{id}.md": front + body, f"seeds/{id}.txt": body}
    for place, words in enumerate(corpus.passages(paragraphs, notes)):
        text = " ".join(corpus.words(30))
        files[f"book/annotations/{id}/note-{place + 1}.md"] = (
            f'---\nquote:\n  exact: "{words}"\nkind: context\nauthor: a-writer\ndate: 2026-01-01\n'
            f"sources: [work-{(number + place) % WORKS}]\n---\n{text.capitalize()}.\n"
        )
    return files


def _entry(word: str) -> str:
    return f"---\nterm: {word}\n---\nWhat the word means in these articles.\n"


def _work(number: int) -> str:
    fields = "author = {Writer, A.}, publisher = {P}, year = {1890}, keywords = {scholarship}"
    return f"@book{{work-{number},\n  title = {{Work {number}}}, {fields}\n}}\n"


def _toc(years: dict[int, list[str]]) -> str:
    lines = ["format: jb-book", "root: book/index", "parts:"]
    for year, ids in years.items():
        lines += [f'  - caption: "{year}"', "    chapters:"]
        lines += [f"      - file: book/articles/{id}" for id in ids]
    lines += ["  - caption: Apparatus", "    chapters:"]
    lines += [
        f"      - file: book/{name}" for name in ("glossary", "works", "emendations", "about")
    ]
    return "\n".join(lines) + "\n"


def write_plain(root: Path, edition: Path, notes: bool) -> None:
    """The same articles for Jupyter Book alone, with its own theme.

    With its own notes as well, if asked for: a directive in the margin after the paragraph.
    """
    for path in sorted((edition / "book" / "articles").glob("*.md")):
        text = path.read_text("utf-8").split("\n---\n", 1)[1]
        for place, body in _notes_on(edition, path.stem, text) if notes else ():
            end = text.find("\n\n", place)
            end = len(text) if end < 0 else end
            text = f"{text[:end].rstrip()}\n\n```{{margin}}\n{body}\n```{text[end:]}"
        target = root / "book" / "articles" / path.name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
    (root / "book" / "index.md").write_text("# Articles\n", "utf-8")
    toc = (edition / "_toc.yml").read_text("utf-8").split("  - caption: Apparatus")[0]
    (root / "_toc.yml").write_text(toc, "utf-8")
    execute = 'execute:\n  execute_notebooks: "off"\n'
    config = f"title: Plain\nauthor: N\nonly_build_toc_files: true\n{execute}"
    (root / "_config.yml").write_text(config, "utf-8")


def write_mkdocs(root: Path, edition: Path, notes: bool) -> None:
    """The same articles for MkDocs with its theme Material; their notes are footnotes."""
    for path in sorted((edition / "book" / "articles").glob("*.md")):
        text = path.read_text("utf-8").split("\n---\n", 1)[1]
        said = list(_notes_on(edition, path.stem, text)) if notes else []
        for number, (place, _) in enumerate(said):
            text = f"{text[:place]}[^{number}]{text[place:]}"
        text += "".join(f"\n[^{number}]: {body}\n" for number, (_, body) in enumerate(said))
        target = root / "docs" / path.name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
    (root / "docs" / "index.md").write_text("# Articles\n", "utf-8")
    config = "site_name: Plain\ntheme:\n  name: material\nmarkdown_extensions: [footnotes]\n"
    (root / "mkdocs.yml").write_text(config, "utf-8")


def _notes_on(edition: Path, article: str, text: str) -> Iterator[tuple[int, str]]:
    """Where the words of each note end in *text*, and the note's own; the last of them first.

    So what is put in for one leaves the places of those that follow as they were.
    """
    found = []
    for path in sorted((edition / "book" / "annotations" / article).glob("*.md")):
        head, _, body = path.read_text("utf-8").partition("\n---\n")
        exact = head.partition('exact: "')[2].partition('"\n')[0]
        found.append((text.index(exact) + len(exact), body.strip()))
    yield from sorted(found, reverse=True)
