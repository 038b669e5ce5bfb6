"""Cases as text: a title, what somebody sends, and the code of what must be said of it, or `inert`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path


def read_cases(name: str, filled: Callable[[str], str]) -> Iterator[tuple[str, str, str]]:
    """Title, text and code of each case in a file beside this one.

    `\\u{…}` is the character with that number; *filled* writes out what else is abbreviated.
    """
    kept = Path(__file__).with_name(name).read_text("utf-8")
    for block in kept.split("\n=== ")[1:]:
        title, rest = block.split("\n", 1)
        text, _, code = rest.rpartition("\n--- ")
        text = re.sub(r"\\u\{([0-9a-f]+)\}", lambda found: chr(int(found[1], 16)), text)
        yield title, filled(text), code.strip()
