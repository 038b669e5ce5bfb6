"""An edition in German of as many articles as are wanted, in which every list has something to say.

All of its words are German, so that a word of another language on a page is the program's.
"""

from __future__ import annotations

import hashlib
import re
from functools import cache
from pathlib import Path

from babel import Locale
from bs4 import BeautifulSoup, Comment, Doctype

from glossator.kinds import KINDS
from glossator.labels import labels
from glossator.starter import Beginning, starter_files

#: What is called the same in every language: names, formats, and signs of a date.
NAMES = frozenset(
    ["glossator", "JavaScript", "BibTeX", "CSL", "JSON", "PDF", "EPUB", "ORCID", "Esc"]
)
_ATTRIBUTES = ("aria-label", "title", "alt", "placeholder")
_WORD = re.compile(r"[^\W\d_]+")


def write_german(root: Path, articles: int, address: str = "") -> Path:
    """The edition's files, in *root*; with an *address* it has a feed."""
    files = dict(starter_files(Beginning("Briefe vom Hügel", "Die Prüfer", "de-AT")))
    names = [_name(number) for number in range(1, articles + 1)]
    for number, name in enumerate(names, 1):
        title = f"Brief {number} an das Tal"
        text = f"{title}\n\n{_text(number)}"
        files[f"seeds/{name}.txt"] = f"{text}\n"
        files[f"book/articles/{name}.md"] = _article(number, name, title)
        files["seeds/SOURCES.yml"] += _seed(name, f"{text}\n")
        for note, written in _notes(number, names).items():
            files[f"book/annotations/{name}/{note}.md"] = written
    files["book/glossary/urkunde.md"] = "---\nterm: Urkunde\nkind: idea\n---\nEin Schriftstück, das etwas beweist; siehe {term}`Glosse`.\n"  # fmt: skip
    files["book/references.bib"] += _BIB
    files["book/lists.md"] = _LISTS
    lines = "".join(f"      - file: book/articles/{name}\n" for name in names)
    marked = "      - file: book/glossary\n"
    toc = files["_toc.yml"].replace("  - caption", f"{lines}  - caption", 2)
    toc = toc.replace(lines, "", 1).replace(marked, f"{marked}      - file: book/lists\n")
    files["_toc.yml"] = toc
    if address:
        files["_config.yml"] += f"html:\n  baseurl: {address}\n"
    for path, written in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(written, "utf-8")
    return root


def _name(number: int) -> str:
    return f"{1900 + number // 12}-{number % 12 + 1:02}-03-brief-{number}"


def _text(number: int) -> str:
    return (
        f"Wer den Brief {number} liest, findet eine Urkunde am Rand. Der Bote kam am Abend.\n\n"
        "Unten im Tal liegt eine Glosse neben der Urkunde."
    )


def _seed(name: str, text: str) -> str:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return f"{name}.txt:\n  sha256: {digest}\n  format: text\n  source: aus dem Kasten\n"


def _article(number: int, name: str, title: str) -> str:
    return f"""---
title: {title}
author: Anna Wanderer
date: {name[:10]}
publisher: Der Bote
language: de
source: aus dem Kasten
rights: Niemand hat Rechte daran.
seed: {name}.txt
emendations:
  - seed: "{title}\\n\\nWer"
    text: "# {title}\\n\\nWer"
    reason: Der Titel ist als Überschrift gesetzt.
---

# {title}

{_text(number)}
"""


def _notes(number: int, names: list[str]) -> dict[str, str]:
    """The notes on an article: each kind and each state in its turn."""
    kind = list(KINDS)[number % len(KINDS)]
    state = ("", "status: reviewed\nreviewed_by: [Berta Prüfer]\n", "status: disputed\n")[
        number % 3
    ]
    body = "Das meint {cite}`gang-1890`, {cite}`sitz-1891` und {cite}`steh-1892`. Es geschah am 1899-05-03 und am 1812-06-07."
    notes = {"rand": _note("am Rand", kind, state, body)}
    if number > 1:
        goal = names[number // 2 - 1]
        notes["brief"] = _note(
            "Der Bote", "reference", "",
            f"Vergleiche {{article}}`{goal}#p1` und {{article}}`gang-1890`, {{note}}`{goal}/rand`.",
        )  # fmt: skip
    if number == 1:
        notes["fort"] = _note("verlorene Worte", "context", "orphaned: Die Worte sind fort.\n", "Sie sind fort.")  # fmt: skip
        notes["alt"] = _note("am Abend", "context", "withdrawn: Das war falsch.\n", "Falsch.")
    return notes


def _note(exact: str, kind: str, state: str, body: str) -> str:
    return (
        f'---\nquote:\n  exact: "{exact}"\nkind: {kind}\nauthor: Carl Notar\ndate: 1999-11-22\n'
        f"sources: [gang-1890]\n{state}---\n{body}\n"
    )


_BIB = """@book{gang-1890,
  author = {Gänger, Emil},
  title = {Vom Gehen},
  publisher = {Selbstverlag},
  year = {1890},
  keywords = {opinion}
}
@incollection{sitz-1891,
  author = {Müller, Anna and Meier, Karl},
  title = {Sitzen in Städten},
  booktitle = {Das Buch der Stühle},
  editor = {Weiß, Otto and Schwarz, Eva},
  publisher = {Verlag},
  year = {1891},
  volume = {3},
  series = {Reihe},
  pages = {3--9},
  url = {https://buch.example/sitzen},
  urldate = {2024-05-03},
  keywords = {scholarship}
}
@phdthesis{steh-1892, author = {Lang, Eva}, title = {Vom Stehen}, school = {Schule}, year = {1892}}
"""
_LISTS = """# Verzeichnisse

## Neu

```{edition-recent}
```

## Fort

```{edition-withdrawn}
```

## Jahre

```{edition-in-time}
```
"""


def words_seen(html: str) -> set[str]:
    """Every word that a page says: its text, its names for those who listen, its descriptions.

    Without the forms of citations, whose words are those of their formats, and code.
    """
    page = BeautifulSoup(html, "html.parser")
    for each in page.select("script, style, pre, code, bibtex"):
        each.decompose()
    said = [
        str(text) for text in page.find_all(string=True) if not isinstance(text, (Comment, Doctype))
    ]
    for element in page.find_all(True):
        said += [str(element[name]) for name in _ATTRIBUTES if element.has_attr(name)]
        if element.name == "meta" and element.get("name") == "description":
            said.append(str(element["content"]))
    return words_in(" ".join(said))


def words_in(text: str) -> set[str]:
    """The words of a text; single letters are none."""
    return {word for word in _WORD.findall(text) if len(word) > 1}


@cache
def german_words(root: Path) -> frozenset[str]:
    """The words that pages may say: the edition's, the German table's, and names of months."""
    fixed = labels("de")
    known = words_in(" ".join(fixed.values()))
    known |= words_in(" ".join(" ".join(forms.values()) for forms in fixed.counted.values()))
    months = Locale("de_AT").months["format"]
    for width in ("abbreviated", "wide"):
        known |= words_in(" ".join(months[width].values()))
    for path in root.rglob("*"):
        if path.is_file() and "_build" not in path.relative_to(root).parts:
            if path.name in ("README.md", "Makefile", "requirements.txt", "_config.yml"):
                continue
            known |= words_in(path.stem + " " + path.read_text("utf-8"))
    return frozenset(known - _NOT_SAID) | NAMES


#: Keys and values in the edition's files, which are English and which no page should show.
_NOT_SAID = words_in(
    "title author date publisher language source rights seed emendations text reason quote exact "
    "kind sources status reviewed disputed withdrawn orphaned term forms context reference chapters "
    "file caption format root parts idea year keywords opinion scholarship edition recent format "
    "booktitle editor volume series pages url urldate school and incollection phdthesis"
)
