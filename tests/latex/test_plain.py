"""Do Sphinx's other builders run without a word of warning, and lose no note?"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest

from knotty import CASES, HOSTILE, build, write_edition
from shared import first_fast


def _markup(text: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", text.replace("<script", "\0script")))


#: The builders: where their pages are, and how a page reads without its markup.
BUILDERS: dict[str, tuple[str, Callable[[str], str]]] = {
    "text": ("**/*.txt", str),
    "man": ("*.1", lambda text: re.sub(r"\\f[BIPR]", "", text)),
    "texinfo": ("*.texi", str),
    "singlehtml": ("**/index.html", _markup),
    "dirhtml": ("book/**/index.html", _markup),
    "gettext": ("*.pot", str),
    "xml": ("book/**/*.xml", unescape),
    "pseudoxml": ("book/**/*.pseudoxml", str),
}

#: The hostile text as a builder writes it, where it has marks of its own.
WRITTEN = {
    "man": r"\einput{/etc/passwd} {{ 7*7 }} $x_1^2$",
    "texinfo": r"\input@{/etc/passwd@} @{@{ 7*7 @}@} $x_1^2$ 50% #read(\"x\") ~ @@bye".replace(
        r"\"", '"'
    ),
    "gettext": r"\\input{/etc/passwd} {{ 7*7 }}",
    "xml": HOSTILE,
}


@pytest.fixture(scope="session")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The knotty edition."""
    return write_edition(tmp_path_factory.mktemp("knotty") / "edition")


@pytest.mark.parametrize("builder", first_fast(BUILDERS, 2))
def test_a_plain_builder_loses_no_note(builder: str, edition: Path, tmp_path: Path) -> None:
    where, read = BUILDERS[builder]
    folder = build(edition, builder, tmp_path / builder)
    files = [path for path in folder.glob(where) if "_static" not in path.parts]
    assert files
    text = "\n".join(read(path.read_text("utf-8")) for path in files)
    for case in CASES:
        for word in case.words:
            assert len(re.findall(rf"\b{word}\b", text)) == 1, (case.name, word)
    if builder in WRITTEN:
        assert " ".join(WRITTEN[builder].split()) in " ".join(text.split())
