"""`glossator credit`: keeps CITATION.cff and codemeta.json as the edition's files have it."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ..checks import examine
from ..credit import citation_cff, codemeta_json, contributors
from ..problems import EditionError
from ..writing import put, text_of

FILES = {"CITATION.cff": citation_cff, "codemeta.json": codemeta_json}


@click.command()
@click.option(
    "--check", "only", is_flag=True, help="Write nothing; exit code 1 if a file is not current."
)
@click.pass_obj
def credit(root: Path, only: bool) -> None:
    """Write CITATION.cff and codemeta.json from what the notes and book/contributors.yml say."""
    report = examine(root)
    edition = report.book.edition
    stale = False
    for name, write in FILES.items():
        path, text = root / name, write(edition, report.config)
        if _current(path, root) == text:
            continue
        stale = True
        if only:
            click.echo(f"{name} is not current. Try: glossator credit")
        else:
            put(path, root, text)
            click.echo(f"Written: {name}")
    people = len(contributors(edition))
    click.echo(f"{people} contributor{'' if people == 1 else 's'}.")
    sys.exit(1 if only and stale else 0)


def _current(path: Path, root: Path) -> str:
    """What the file says now; nothing where it cannot be used, and so is not current."""
    try:
        return text_of(path, root)
    except EditionError:
        return ""
