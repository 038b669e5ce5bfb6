"""An edition in which notes stand everywhere that a note can stand, and texts look like code.

Each note has words of its own, so that tests can count them.
"""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

JUPYTER_BOOK = "from jupyter_book.cli.main import main; main(prog_name='jupyter-book')"
#: Characters that mean something to XML, LaTeX, Texinfo, roff, Jinja or Typst, as they are read.
HOSTILE = (
    r"<script>alert(1)</script> ]]> &amp; & \input{/etc/passwd} {{ 7*7 }} $x_1^2$ 50%"
    r' #read("x") ~ @bye'
)
_ESCAPED = (
    r"\<script>alert(1)\</script> ]]> \&amp; & \\input\{/etc/passwd\} \{\{ 7\*7 \}\} \$x_1^2\$ 50%"
    r' #read("x") ~ @bye'
)
TITLE = r"On Knots & \input{x} 3 < 4 % $y_1$ #1 ~ ]]>"
_TITLE = r"On Knots & \\input{x} 3 < 4 % $y_1$ #1 ~ ]]>"

ARTICLE = rf"""# {_TITLE}

A *knot in a rope* is a decision about a line, and
[the bowline is the best known](https://example.org/a?b=1&c=2#d) of all.

Whoever ties a knot in the dark must know it by heart, and this paragraph ends here.
The next words lead on.

And so they begin again, with a second paragraph of the same length.

> A quotation may hold a hitch.

- An item may hold a splice.

| Knot | Use |
|------|-----|
| Reef | tying sails |

## A heading with a bend

The author adds a remark.[^1] {_ESCAPED}

[^1]: In a footnote there may be a sheepshank.
"""

OTHER = """# A Second Article

One paragraph only, with one loop in it.
"""


@dataclass(frozen=True)
class Case:
    """A note of the edition: the words it is on, and the words it says."""

    name: str
    exact: str
    body: str
    article: str = "1901-03-02-on-knots"
    orphaned: str = ""

    @property
    def words(self) -> list[str]:
        """Its own words, which stand nowhere else."""
        return re.findall(rf"\b{self.name.replace('-', '')}\w+", self.body)


def _body(name: str, count: int = 3) -> str:
    stem = name.replace("-", "")
    return " ".join(f"{stem}word{number:03}" for number in range(count))


CASES = (
    Case("title", "Knots", _body("title")),
    Case("emphasis", "knot in a", _body("emphasis")),
    Case("overlap-one", "a rope is a decision", _body("overlap-one")),
    Case("overlap-two", "decision about a line", _body("overlap-two")),
    Case("in-link", "bowline is the best", _body("in-link")),
    Case("same-one", "must know it by heart", _body("same-one")),
    Case("same-two", "must know it by heart", _body("same-two")),
    Case("across", "The next words lead on. And so they begin again", _body("across")),
    Case("quotation", "a hitch", _body("quotation")),
    Case("item", "a splice", _body("item")),
    Case("cell", "tying sails", _body("cell")),
    Case("heading", "a bend", _body("heading")),
    Case("footnote", "a sheepshank", _body("footnote")),
    Case("long", "adds a remark", _body("long", 300) + "\n\n" + _body("longmore", 300)),
    Case("lists", "second paragraph", "- " + _body("lists") + "\n\n> *listsquoted* **listsbold**"),
    Case("hostile", "begin again", f"hostilebefore {_ESCAPED} hostileafter"),
    Case("lost", "words that are gone", _body("lost"), orphaned="The words were cut."),
    Case("refers", "one loop", "See {note}`1901-03-02-on-knots/title`, {term}`loop`, "
         "{note}`1901-03-02-on-knots/lost`, {cite}`ashley-1944`; " + _body("refers"),
         article="1901-03-09-second"),
)  # fmt: skip
PLACED = [case for case in CASES if not case.orphaned]


def write_edition(root: Path) -> Path:
    """The edition's files, in *root*."""
    files = {
        "_config.yml": _CONFIG,
        "_toc.yml": _TOC,
        "book/index.md": "# Knots\n\n```{edition-articles}\n```\n",
        "book/glossary.md": "# Glossary\n\n```{edition-glossary}\n```\n",
        "book/works.md": "# Works\n\n```{edition-works}\n```\n",
        "book/page.md": _PAGE,
        "book/glossary/loop.md": "---\nterm: loop\n---\nA closed curve.\n",
        "book/references.bib": _BIB,
    }
    manifest = []
    for name, title, text in (
        ("1901-03-02-on-knots", TITLE, ARTICLE),
        ("1901-03-09-second", "A Second Article", OTHER),
    ):
        files[f"seeds/{name}.md"] = text
        files[f"book/articles/{name}.md"] = _head(name, title) + text
        digest = hashlib.sha256(text.encode()).hexdigest()
        manifest.append(f"{name}.md:\n  sha256: {digest}\n  format: markdown\n")
    files["seeds/SOURCES.yml"] = "".join(manifest)
    for case in CASES:
        files[f"book/annotations/{case.article}/{case.name}.md"] = _note(case)
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    return root


def _note(case: Case) -> str:
    orphaned = f"orphaned: {case.orphaned}\n" if case.orphaned else ""
    kind = "context" if case.name == "same-two" else "textual"
    long = (
        "exceptions:\n  editorial.length: It is there to be long.\n" if case.name == "long" else ""
    )
    return (
        f'---\nquote:\n  exact: "{case.exact}"\nkind: {kind}\n'
        "author: a & b_c 5%\ndate: 2026-11-22\n"
        f"{orphaned}{long}---\n{case.body}\n"
    )


def _head(name: str, title: str) -> str:
    return (
        f"---\ntitle: '{title}'\nauthor: A. Sailor & Co.\ndate: {name[:10]}\n"
        "publisher: The Hill & Gazette_1\nlanguage: en\n"
        "source: A newspaper made up for these tests\nrights: 'Nobody has any & 3 < 4.'\n"
        f"seed: {name}.md\n---\n\n"
    )


_CONFIG = """title: "Knots & <Hitches>"
author: The testers
only_build_toc_files: true
execute:
  execute_notebooks: "off"
sphinx:
  extra_extensions: [glossator.sphinx]
  config:
    language: en
    html_theme: glossator
    show_warning_types: true
    glossator_file_name: knots
"""
_TOC = """format: jb-book
root: book/index
parts:
  - caption: Articles & <more>
    chapters:
      - file: book/articles/1901-03-02-on-knots
      - file: book/articles/1901-03-09-second
  - caption: Apparatus
    chapters:
      - file: book/glossary
      - file: book/works
      - file: book/page
"""
_PAGE = """# A page

Text with HTML: <b>bold<br>words</b> <script>alert("running")</script>

<table border=1><tr><td>loose<td>cells</table>

<img src="https://example.org/x.png" alt="elsewhere">

## A section

A [file](https://example.org/file.zip) and a footnote.[^a]

[^a]: The maintainers' own.
"""
_BIB = """@book{ashley-1944,
  author = {Ashley, Clifford},
  title = {The Book of Knots & Other Things},
  publisher = {Press},
  year = {1944},
  keywords = {reference work}
}
"""

EPOCH = "1780000000"


def build(root: Path, builder: str, out: Path, **environment: str) -> Path:
    """The folder of what one of Sphinx's builders makes of *root*, called as Jupyter Book does."""
    command = [sys.executable, "-c", JUPYTER_BOOK, "build", str(root), "-W", "--keep-going"]
    command += ["--builder", "custom", "--custom-builder", builder, "--path-output", str(out)]
    env = {
        **os.environ,
        "PYTHONUTF8": "1",
        "NO_COLOR": "1",
        "SOURCE_DATE_EPOCH": EPOCH,
        **environment,
    }
    made = subprocess.run(
        command, cwd=root, env=env, capture_output=True, text=True, timeout=300, check=False
    )
    assert made.returncode == 0, made.stdout[-3000:] + made.stderr[-3000:]
    return out / "_build" / builder
