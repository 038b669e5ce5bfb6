"""`glossator schema`: the JSON Schemas against which front matter is checked."""

from __future__ import annotations

import json
from pathlib import Path

import click

from ..frontmatter.schema import schema_of
from ..problems import plain
from ..writing import put_where_told

NAMES = ("note", "term", "article", "sources", "contributors")


@click.command()
@click.argument("name", type=click.Choice(NAMES), required=False)
@click.option(
    "--into",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write all of them into this folder.",
)
@click.pass_obj
def schema(root: Path, name: str | None, into: Path | None) -> None:
    """Print a JSON Schema, or write all of them into a folder, so that editors can complete and check."""
    if into is not None:
        for each in NAMES:
            path = into / f"{each}.schema.json"
            put_where_told(path, root, _text(each))
            click.echo(f"Written: {plain(str(path), 300)}")
    elif name is not None:
        click.echo(_text(name), nl=False)
    else:
        raise click.UsageError(f"Name one of {', '.join(NAMES)}, or give --into FOLDER.")


def _text(name: str) -> str:
    return json.dumps(schema_of(name), ensure_ascii=False, indent=2) + "\n"
