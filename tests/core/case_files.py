"""Cases as text files: `# title`, then named parts, each a line `name:` and what follows it."""

from __future__ import annotations

import re
from pathlib import Path

CASES = Path(__file__).parent / "cases"


def read_cases(name: str) -> list[tuple[str, dict[str, str]]]:
    """The cases of one file: title and parts. A part is indented by four spaces."""
    source = (CASES / name).read_text(encoding="utf-8")
    cases = []
    for block in re.split(r"^# ", source, flags=re.MULTILINE)[1:]:
        title, _, body = block.partition("\n")
        parts = re.findall(r"^(\w+):\n((?:(?: {4}.*)?\n)*)", body + "\n", flags=re.MULTILINE)
        cases.append((title.strip(), {key: _dedented(text) for key, text in parts}))
    return cases


def _dedented(text: str) -> str:
    return "\n".join(line[4:] for line in text.split("\n")).strip("\n")
