"""What do the docs say of options and problems? The tables themselves, as Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from .options import PREFIX, Options
from .problems import Code


def options_page() -> str:
    """docs/options.md."""
    return "\n".join(_options()) + "\n"


def _options() -> Iterator[str]:
    yield "# Options"
    yield ""
    yield "In `_config.yml`, under `sphinx:`, `config:`. This page is made by `make reference`."
    yield ""
    yield "| option | default | meaning |"
    yield "|---|---|---|"
    for option in fields(Options):
        yield f"| `{PREFIX}{option.name}` | `{option.default}` | {option.metadata['help']} |"


def problems_page() -> str:
    """docs/problems.md."""
    return "\n".join(_problems()) + "\n"


def _problems() -> Iterator[str]:
    yield "# Problems"
    yield ""
    yield "Every problem is said in one form: `file:line: error: what is wrong. What to do. [code]`."
    yield "This page is made by `make reference`."
    yield ""
    yield "| code | means |"
    yield "|---|---|"
    for code in sorted(Code, key=lambda code: code.id):
        yield f"| `{code.id}` | {code.sentence} |"
