"""Which files does a new edition begin with?

The files lie in `edition/`; what is the edition's own stands there as `@name@`, in YAML as
`@name:yaml@`. Pure: values in, file names and texts out. Knows nothing of the disk it is for.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import asdict, dataclass
from pathlib import Path

from babel import Locale

EDITION = Path(__file__).parent / "edition"
#: Names that would mean something to other tools while they lie in a package.
_RENAMED = {"gitignore": ".gitignore", "gitattributes": ".gitattributes"}
_VALUE = re.compile(r"@(?P<name>[a-z_]+)(?P<yaml>:yaml)?@")
_SEED = "seeds/1900-01-01-on-margins.txt"
#: What pages would run as a program, and what would end a line of YAML or Markdown.
_REFUSED = re.compile(r"\{\{|\{%|\{#|[\x00-\x1f\x7f]")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_SIGNIFICANT = re.compile(r"([\\`*_\[\]<>{}#|])")


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a new edition is told about itself."""

    title: str
    author: str
    language: str = "en"
    license: str = "CC BY 4.0"
    file_name: str = "edition"
    requirement: str = "glossator"
    date: str = "1900-01-01"


def refusals(beginning: Beginning) -> tuple[str, ...]:
    """Why these values cannot be used, one sentence each; empty where they can."""
    said = [
        f"the {name} cannot be “{value}”: write it on one line, without braces."
        for name, value in asdict(beginning).items()
        if not value.strip() or _REFUSED.search(value)
    ]
    if not _language(beginning.language):
        said.append(f"“{beginning.language}” is not a language's code, such as en, de or pt-BR.")
    return tuple(said)


def _language(code: str) -> bool:
    """Whether *code* has the form of a language's code, and its parts are known ones."""
    if not _LANGUAGE.fullmatch(code):
        return False
    language, *others = code.split("-")
    names = Locale("en")
    regions = [other.upper() for other in others if len(other) == 2]
    known = language.lower() in names.languages
    return known and all(region in names.territories for region in regions)


def starter_files(beginning: Beginning) -> dict[str, str]:
    """The files of a new edition: their paths, relative to its folder, and their texts."""
    values = asdict(beginning)
    made = {path: _filled(text, path, values) for path, text in _templates()}
    digest = hashlib.sha256(made[_SEED].encode("utf-8")).hexdigest()
    made["seeds/SOURCES.yml"] = made["seeds/SOURCES.yml"].replace("@sha256@", digest)
    return made


def _templates() -> list[tuple[str, str]]:
    found = sorted(path for path in EDITION.rglob("*") if path.is_file())
    return [(_path(path.relative_to(EDITION)), path.read_text("utf-8")) for path in found]


def _path(inside: Path) -> str:
    return inside.with_name(_RENAMED.get(inside.name, inside.name)).as_posix()


def _filled(text: str, path: str, values: dict[str, str]) -> str:
    def value(found: re.Match[str]) -> str:
        if found["name"] not in values:
            return found[0]
        plain = values[found["name"]]
        if found["yaml"]:
            return json.dumps(plain, ensure_ascii=False)
        return _SIGNIFICANT.sub(r"\\\1", plain) if path.endswith(".md") else plain

    return _VALUE.sub(value, text)
