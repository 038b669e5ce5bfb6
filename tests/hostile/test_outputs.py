"""Does every form of data give the same characters to a parser that is not ours, whatever they are?"""

from __future__ import annotations

import pytest
from hypothesis import given

from glossator.characters import refused_in

from .outputs import OUTPUTS
from .test_fuzz import TEXTS, fuzz

#: Words that each format has a meaning for.
ORDERS = (
    '</script><script>alert(1)</script>', "]]><x>&amp;", "-->", '" onload="x', "'", "}, note = {x", "{{ 7*7 }}",
    "@misc{x, title={y}}", "\\input{/etc/passwd}", "\\", "%", "a and b", "#read(\"/etc/passwd\")", "---", "x\\", "a: b",
    "- a", "# a", "null", "~", "yes", "1e5", "0x1", "!!python/none", "&a", "*a", "|", ">", "%TAG", "@", "`", "?", "<<",
    "=cmd|' /C calc'!A0", "&#x3c;script>", "&lt;b&gt;", "é", "道", "שלום", "🏴", "\u0301a", "a\u00a0b", "\ufffd", "https://a.b/{}?%7B",
)  # fmt: skip


def holds(name: str, text: str) -> None:
    said, read = OUTPUTS[name](text)
    assert read == said


@pytest.mark.parametrize("name", OUTPUTS)
def test_orders(name: str) -> None:
    for text in ORDERS:
        holds(name, text)


@pytest.mark.parametrize("name", [name for name in OUTPUTS if name != "typst_data"])
def test_any_text(name: str) -> None:
    @fuzz
    @given(TEXTS)
    def same(text: str) -> None:
        # Neither the schemas nor any reader know a value of nothing but spaces.
        text = " ".join(text.split())
        if text and refused_in(text) is None:
            holds(name, text)

    same()
