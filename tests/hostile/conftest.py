"""An edition in which every value that can hold markup or a program does hold it."""

from __future__ import annotations

from pathlib import Path

import pytest

#: What would run somewhere if it were taken for more than words.
IMG = "<img src=x onerror=alert(1)>"
SCRIPT = "</script><script>alert(1)</script>"
TEMPLATE = "{{ 7*7 }}"
PROGRAMS = (
    IMG,
    SCRIPT,
    TEMPLATE,
    '#read("/etc/passwd")',
    "\\input{/etc/passwd}",
    "]]>",
    '" onmouseover="alert(1)',
)

_NOTE = """---
quote:
  exact: "{quote}"
kind: language
author: "{author}"
date: 2026-11-22
sources: [hostile-2020]
---
{body}
"""
_BODY = (
    "A note with \\\\<img src=x onerror=alert(1)> and &lt;script>alert(1)&lt;/script> and \\\\{\\\\{ 7*7 }} and "
    '#read("/etc/passwd") and \\\\input{/etc/passwd} and ]]> and $x$, see {term}`fox`, {cite}`hostile-2020` and '
    "[a link](https://example.org/?a=%22onmouseover=alert(1)&b='x')."
).replace("\\\\", "\\")


def make_hostile(root: Path) -> Path:
    """Fill the small edition in *root* with hostile values, none of which is refused."""
    config = root / "_config.yml"
    values = config.read_text("utf-8")
    config.write_text(
        values.replace("title: On Walking and Sitting", f"title: 'On Walking {IMG} & {SCRIPT}'")
        .replace("author: The testers", f"author: 'The testers {IMG}'"),
        "utf-8",
    )  # fmt: skip
    notes = root / "book" / "annotations" / "1901-03-02-on-walking"
    author = "A & B 'C' &lt;img&gt; = +1 #read(x)"
    (notes / "hostile.md").write_text(
        _NOTE.format(quote="a slow and harmless neighbour", author=author, body=_BODY), "utf-8"
    )
    (root / "book" / "glossary" / "hostile.md").write_text(
        f"---\nterm: \"lane & 'road' #x\"\nforms: [lane]\n---\n{_BODY}\n", "utf-8"
    )
    bibliography = root / "book" / "references.bib"
    record = f"@misc{{hostile-2020,\n  title = {{{{{IMG} {SCRIPT} {{{{ 7*7 }}}} ]]>}}}},\n  author = {{{{{IMG}}}}},\n"
    record += f"  publisher = {{{{{IMG} #read(x)}}}},\n  year = 2020,\n  url = {{https://example.org/?a=1&b='x'}}\n}}\n"
    bibliography.write_text(bibliography.read_text("utf-8") + "\n" + record, "utf-8")
    return root


@pytest.fixture
def hostile(small: Path) -> Path:
    """The small edition, filled with hostile values that are text."""
    return make_hostile(small)
