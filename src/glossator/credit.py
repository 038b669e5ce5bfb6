"""Who made an edition, in the forms in which others look for it: CITATION.cff and codemeta.json.

Records in, text out. The same edition gives the same bytes, so that a test can tell whether the
files are current.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from .configuration import Config
from .model import Annotation, Contributor, Edition
from .quotefile import yaml_text

#: The names that SPDX has for the licences that an edition's notes usually stand under.
_SPDX = {"CC BY 4.0": "CC-BY-4.0", "CC BY-SA 4.0": "CC-BY-SA-4.0", "CC0 1.0": "CC0-1.0"}


def citation_cff(edition: Edition, config: Config) -> str:
    """`CITATION.cff`: how the edition itself is cited (Citation File Format 1.2.0)."""
    lines = ["# Made by `glossator credit`.", "cff-version: 1.2.0", "type: dataset"]
    lines += [
        f"title: {yaml_text(config.title)}",
        "message: Please cite the edition; cite a note with its author.",
    ]
    lines += ["authors:"]
    for person in _authors(edition, config):
        lines += [f"  - name: {yaml_text(person.name)}"]
        lines += [f"    orcid: https://orcid.org/{person.orcid}"] if person.orcid else []
    if spdx := _SPDX.get(config.options.notes_license):
        lines += [f"license: {spdx}"]
    if config.options.notes_license_url:
        lines += [f"license-url: {yaml_text(config.options.notes_license_url)}"]
    lines += [f"repository-code: {yaml_text(config.repository)}"] if config.repository else []
    lines += [f"date-released: {yaml_text(date)}"] if (date := _newest(edition)) else []
    return "\n".join(lines) + "\n"


def codemeta_json(edition: Edition, config: Config) -> str:
    """`codemeta.json`: the same for catalogues of software and data (CodeMeta 3)."""
    record: dict[str, Any] = {
        "@context": "https://w3id.org/codemeta/3.0",
        "@type": "SoftwareSourceCode",
        "name": config.title,
        "programmingLanguage": "Python",
        "license": config.options.notes_license_url,
        "codeRepository": config.repository,
        "inLanguage": config.language,
        "dateModified": _newest(edition),
        "author": [_person(person) for person in _authors(edition, config)],
        "contributor": [_person(person) for person in contributors(edition)],
    }
    return (
        json.dumps(
            {key: value for key, value in record.items() if value}, ensure_ascii=False, indent=2
        )
        + "\n"
    )


def contributors(edition: Edition) -> tuple[Contributor, ...]:
    """Everybody who wrote or reviewed a note that is shown, by name."""
    handles = {name for note in _notes(edition) for name in (note.author, *note.reviewed_by)}
    people = (edition.contributors.get(handle, Contributor(handle, handle)) for handle in handles)
    return tuple(sorted(people, key=lambda person: (person.name.casefold(), person.handle)))


def _notes(edition: Edition) -> Iterator[Annotation]:
    for notes in edition.annotations.values():
        yield from (note for note in notes if not note.withdrawn)


def _authors(edition: Edition, config: Config) -> Iterable[Contributor]:
    """The editors that contributors.yml names; else who _config.yml says."""
    editors = [person for person in edition.contributors.values() if person.role == "editor"]
    return editors or [Contributor("", config.author or "The editors")]


def _newest(edition: Edition) -> str:
    return max((note.date for note in _notes(edition)), default="")


def _person(person: Contributor) -> dict[str, str]:
    record = {"@type": "Person" if person.handle else "Organization", "name": person.name}
    return {"@id": f"https://orcid.org/{person.orcid}", **record} if person.orcid else record
