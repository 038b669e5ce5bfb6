"""Which lines does a seed add to `seeds/SOURCES.yml`?

Lines are only ever added at the end, so that whatever a person wrote there stays as it is.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from .. import frontmatter
from ..problems import EditionError

_KEYS = ("sha256", "format", "made_from", "made_by", "source", "retrieved", "rights")


def with_seeds(text: str, path: str, records: Mapping[str, Mapping[str, str]]) -> str:
    """The manifest *text* with *records* added; what was there before is unchanged."""
    before = read_manifest(text, path)
    lines = [line for name, record in records.items() for line in _lines(name, record)]
    joint = "" if not text or text.endswith("\n") else "\n"
    made = text + joint + "".join(f"{line}\n" for line in lines)
    if read_manifest(made, path) != {**before, **records}:
        raise EditionError(
            f"nothing can be added to {path}; write one seed a line, indented by two spaces."
        )
    return made


def read_manifest(text: str, path: str) -> dict[str, dict[str, str]]:
    """What the manifest says; `EditionError` where it cannot be read."""
    if not any(line.strip() and not line.lstrip().startswith("#") for line in text.split("\n")):
        return {}
    values, problems = frontmatter.read_mapping(text, path, "sources")
    if problems:
        raise EditionError(str(problems[0]))
    return values


def _lines(name: str, record: Mapping[str, str]) -> Iterable[str]:
    yield f"{json.dumps(name) if ' ' in name or name.isdigit() else name}:"
    for key in _KEYS:
        if value := record.get(key):
            yield f"  {key}: {value if value.isalnum() else json.dumps(value, ensure_ascii=False)}"
