"""Which files does a new edition begin with?

The files lie in `edition/`, without words of any language; the words are in `wording`, one file a
language. What is filled in stands between at signs, `@title@`, in YAML `@title:yaml@`. Pure: values
in, file names and texts out. Knows nothing of the disk it is for.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from babel import Locale

from ..languages import code_by_name
from ..problems import plain
from .wording import words_for

EDITION = Path(__file__).parent / "edition"
#: Names that would mean something to other tools while they lie in a package.
_RENAMED = {"gitignore": ".gitignore", "gitattributes": ".gitattributes"}
_VALUE = re.compile(r"@(?P<name>[a-z_]+)(?P<yaml>:yaml)?@")
_SOURCES = "seeds/SOURCES.yml"
#: What pages would run as a program, and what would end a line of YAML or Markdown.
_REFUSED = re.compile(r"\{\{|\{%|\{#|[\x00-\x1f\x7f]")
#: What an edition may do without.
_MAY_LACK = frozenset({"wheel"})
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
    wheel: str = ""
    date: str = "1900-01-01"


def refusals(beginning: Beginning) -> tuple[str, ...]:
    """Why these values cannot be used, one sentence each; empty where they can."""
    said = (refusal(name, value) for name, value in asdict(beginning).items())
    return tuple(filter(None, said))


def refusal(name: str, value: str) -> str:
    """Why *value* cannot be used for what is called *name*, in a sentence; empty where it can."""
    if name == "language" and not _language(value):
        return _no_language(plain(value, 50))
    if not value.strip() and name not in _MAY_LACK:
        return f"the {name} is empty: write it on one line."
    if _REFUSED.search(value):
        return f"the {name} cannot be “{plain(value)}”: write it on one line, without braces."
    return ""


def _no_language(said: str) -> str:
    """What to write instead of *said*: the code of the language that it names, if it names one."""
    hyphens = said.strip().replace("_", "-")
    code = hyphens if _language(hyphens) else code_by_name(said)
    if _language(code):
        return f"“{said}” is not a language's code; write {code}."
    return f"“{said}” is not a language's code, such as en, de or pt-BR."


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
    words = words_for(beginning.language, bool(beginning.wheel))
    values = {**asdict(beginning), "name": words["name"], "with_formats": _with_formats(beginning)}
    made = {}
    for template, text in _templates():
        path = _filled(template, "", values)
        # Words hold values of the edition, and values hold nothing: so this is the order.
        made[path] = _filled(_filled(text, "", words), path, values)
    seed = next(text for path, text in made.items() if path.startswith("seeds/1900"))
    digest = hashlib.sha256(seed.encode("utf-8")).hexdigest()
    made[_SOURCES] = made[_SOURCES].replace("@sha256@", digest)
    return made


def _with_formats(beginning: Beginning) -> str:
    """The requirement that brings the libraries for other formats too."""
    return f"{beginning.requirement}[formats]" if beginning.wheel else "glossator[formats]"


def _templates() -> list[tuple[str, str]]:
    found = sorted(path for path in EDITION.rglob("*") if path.is_file())
    return [(_path(path.relative_to(EDITION)), path.read_text("utf-8")) for path in found]


def _path(inside: Path) -> str:
    return inside.with_name(_RENAMED.get(inside.name, inside.name)).as_posix()


def _filled(text: str, path: str, values: Mapping[str, str]) -> str:
    """*text* with its values; in Markdown, they mean nothing but themselves."""

    def value(found: re.Match[str]) -> str:
        if found["name"] not in values:
            return found[0]
        plain = values[found["name"]]
        if found["yaml"]:
            return json.dumps(plain, ensure_ascii=False)
        return _SIGNIFICANT.sub(r"\\\1", plain) if path.endswith(".md") else plain

    return _VALUE.sub(value, text)
