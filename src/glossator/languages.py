"""What is a language's code, and which way is it written?

Codes are BCP 47 tags, such as de, pt-BR or sr-Latn. Knows nothing of texts.
"""

from __future__ import annotations

import re

#: A language, and after it a script, a region and variants: what BCP 47 calls well-formed.
TAG = re.compile(
    r"[A-Za-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|[0-9]{3}))?(?:-(?:[A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*"
)
#: Languages that are written from right to left, unless a script after them says otherwise.
_RIGHT_TO_LEFT = frozenset(
    ["ar", "arc", "ckb", "dv", "fa", "he", "khw", "ks", "ps", "sd", "ug", "ur", "yi"]
)


def is_tag(code: str) -> bool:
    """Whether *code* is a language's code."""
    return TAG.fullmatch(code) is not None


def direction(code: str) -> str:
    """`rtl` for a language that is written from right to left, else empty."""
    name, _, rest = code.lower().partition("-")
    return "rtl" if name in _RIGHT_TO_LEFT and not rest.startswith(("latn", "cyrl")) else ""
