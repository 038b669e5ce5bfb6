"""Editions for the tests of the PDF, and ways to read what was built."""

from __future__ import annotations

import hashlib
import json
import os
import pickle
import re
import shutil
import subprocess
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from docutils import nodes

from glossator.sphinx import nodes as ours
from glossator.sphinx.articles import unfold
from glossator.sphinx.session import open_session
from shared import once

TESTS = Path(__file__).parent.parent
#: Where a PDF is, in the folder in which it was built.
PLACE = "_build/glossator-pdf"
EPOCH = "1767225600"
HOSTILE = 'Words like `#read("/etc/passwd")`, `$x$`, `<label>`, `@ref`, `-- ... \'a\' "b"`, `#sys.inputs` stay.'
#: The same, as Markdown writes it.
HOSTILE_SOURCE = re.sub(r"([`<>*_#$@\\])", r"\\\1", HOSTILE)


def add_article(
    root: Path, id: str, text: str, notes: Iterable[tuple[str, str, str]], **front: str
) -> None:
    """An article with its seed, and its notes as (name, quote, body)."""
    title = front.get("title", "Hard Cases")
    seed = f"# {title}\n\n{text}"
    (root / "seeds" / f"{id}.txt").write_text(seed, "utf-8")
    with (root / "seeds/SOURCES.yml").open("a", encoding="utf-8") as manifest:
        manifest.write(f"{id}.txt:\n  sha256: {hashlib.sha256(seed.encode()).hexdigest()}\n")
    head = {
        "title": title, "author": "A. Rambler", "date": id[:10], "publisher": "The Hill Gazette",
        "language": "en", "source": "made up for these tests", "rights": "free", "seed": f"{id}.txt", **front,
    }  # fmt: skip
    _write(root / f"book/articles/{id}.md", head, seed)
    for name, quote, body in notes:
        exact, _, prefix = quote.partition("<<")
        selector = {"exact": exact, **({"prefix": prefix} if prefix else {})}
        about = {
            "quote": selector,
            "kind": "context",
            "author": "a-reader",
            "date": "2026-11-22",
            "sources": [],
        }
        _write(root / f"book/annotations/{id}/{name}.md", about, body)
    with (root / "_toc.yml").open("a", encoding="utf-8") as toc:
        toc.write(f"  - file: book/articles/{id}\n")


def _write(path: Path, head: dict[str, Any], body: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    front = "\n".join(
        f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in head.items()
    )
    path.write_text(f"---\n{front}\n---\n\n{body}\n", "utf-8")


def prose(words: int, seed: int = 0) -> str:
    """So many words in sentences, other ones for another seed."""
    stock = [
        "fox",
        "lane",
        "hill",
        "road",
        "cart",
        "bench",
        "chair",
        "river",
        "stone",
        "window",
        "garden",
        "letter",
        "council",
        "morning",
        "walker",
    ]
    made = []
    for n in range(words):
        word = stock[(n * 7 + n // 5 + seed * 3) % len(stock)]
        made.append(f"{word.capitalize() if n % 12 == 0 else word}{'.' if n % 12 == 11 else ''}")
    return " ".join(made).rstrip(".") + "."


@dataclass(frozen=True)
class Built:
    """A built PDF with its report."""

    root: Path
    out: Path
    log: str
    code: int

    @property
    def pdf(self) -> Path:
        return next(iter(self.out.glob("*.pdf")))

    @property
    def layout(self) -> dict[str, Any]:
        return json.loads(next(iter(self.out.glob("*.layout.json"))).read_text("utf-8"))  # type: ignore[no-any-return]

    def doctree(self, docname: str) -> nodes.document:
        """A document as Sphinx stored it, with its text: what should be in the PDF."""
        stored = self.out.parent / ".doctrees" / f"{docname}.doctree"
        document: nodes.document = pickle.loads(stored.read_bytes())
        unfold(document, open_session(self.root))
        return document

    def notes(self, docname: str) -> list[ours.annotation]:
        return sorted(
            self.doctree(docname).findall(ours.annotation), key=lambda note: note["number"]
        )


def build_with(jupyter_book: Any, root: Path, name: str = "out", config: str = "") -> Built:
    """The PDF of the edition in *root*; *config* is more of `sphinx: config:`."""
    if config:
        file = root / "_config.yml"
        file.write_text(
            file.read_text("utf-8").replace("    language: en\n", f"    language: en\n{config}"),
            "utf-8",
        )
    out = root.parent / name
    done = jupyter_book(
        root, "--builder", "custom", "--custom-builder", "glossator-pdf", "--path-output", out,
        SOURCE_DATE_EPOCH=EPOCH,
    )  # fmt: skip
    return Built(root, out / PLACE, done.stdout + done.stderr, done.returncode)


def build_once(
    factory: pytest.TempPathFactory, name: str, jupyter_book: Any, write: Callable[[Path], object]
) -> Built:
    """The PDF of the edition that *write* puts into an empty place, built once for all processes."""

    def make(folder: Path) -> None:
        write(folder / "edition")
        built = build_with(jupyter_book, folder / "edition")
        (folder / "said.json").write_text(json.dumps([built.log, built.code]), "utf-8")

    folder = once(factory, name, make)
    log, code = json.loads((folder / "said.json").read_text("utf-8"))
    return Built(folder / "edition", folder / "out" / PLACE, log, code)


def need_poppler() -> None:
    """Skip where poppler is not installed; in CI it has to be."""
    if shutil.which("pdftotext") is None:
        assert not os.environ.get("CI"), "poppler-utils is not installed"
        pytest.skip("poppler-utils is not installed")


def text_of(pdf: Path, head: int = 60) -> str:
    """The words in the order in which the file has them, without the running heads."""
    need_poppler()
    done = subprocess.run(
        ["pdftotext", "-raw", "-x", "0", "-y", str(head), "-W", "2000", "-H", "2000", pdf, "-"],
        capture_output=True, check=True,
    )  # fmt: skip
    return done.stdout.decode()


def words_of(pdf: Path) -> dict[int, list[tuple[float, float, float, float, str]]]:
    """The boxes of all words, by page: left, top, right, bottom, word."""
    need_poppler()
    done = subprocess.run(["pdftotext", "-bbox", pdf, "-"], capture_output=True, check=True)
    made: dict[int, list[tuple[float, float, float, float, str]]] = {}
    for line in done.stdout.decode().splitlines():
        if line.strip().startswith("<page "):
            made[len(made) + 1] = []
        elif found := re.search(
            r'xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">(.*)</word>', line
        ):
            left, top, right, bottom = (float(value) for value in found.groups()[:4])
            made[len(made)].append((left, top, right, bottom, found[5]))
    return made


def squeezed(text: str) -> str:
    """Text without what typesetting adds: spaces, hyphens at line ends, page numbers, heads of pieces."""
    text = re.sub(r"(?m)^\x0c?\d+, continued\.\s", "", text)
    text = re.sub(r"\s\(p\.\s\S+\)|,\sp\.\s[\d–]+", "", text)
    return re.sub(r"[\s\u00ad\u2060]+", "", text)


def note_words(note: ours.annotation) -> list[str]:
    """The paragraphs of a note, without its sources."""
    found = []
    for paragraph in note.findall(nodes.paragraph):
        found.append(squeezed(paragraph.astext()))
    return found


HARD = "1901-04-01-hard-cases"
MANY = "1901-04-02-many-notes"


def copy(source: Path, target: Path) -> Path:
    """A copy of the edition in *source*."""
    target.mkdir(parents=True)
    for name in ("book", "seeds"):
        shutil.copytree(source / name, target / name)
    for name in ("_config.yml", "_toc.yml"):
        shutil.copyfile(source / name, target / name)
    return target
