"""The command line: what a person or a workflow types.

Each command is a module of its own; this one holds what they share: the edition's folder, the
exit codes (0 good, 1 the edition has mistakes, 2 the call is wrong or there is no edition) and
the one place where an `EditionError` becomes a sentence.
"""

from __future__ import annotations

import sys
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import click

from .. import __version__
from ..problems import EditionError
from . import (
    add,
    anchor,
    build,
    check,
    credit,
    from_issue,
    init,
    new,
    review,
    schema,
    serve,
    suggest,
)


class _Commands(click.Group):
    """A group that knows what a mistyped command may have meant."""

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            near = get_close_matches(args[0], self.list_commands(ctx), 1)
            # Newer releases of click say it themselves.
            if near and "Did you mean" not in error.format_message():
                hint = f"{error.format_message()} Did you mean “{near[0]}”?"
                raise click.UsageError(hint, error.ctx) from None
            raise

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except EditionError as error:
            click.echo(f"glossator: {error}", err=True)
            ctx.exit(2)


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="glossator")
@click.option(
    "-C",
    "--directory",
    "root",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    default=".",
    help="The edition's folder (the one with _config.yml), instead of the current one.",
)
@click.pass_context
def main(ctx: click.Context, root: Path) -> None:
    """Make annotated reading editions: a folder of documents in; a website, a PDF and an EPUB out."""
    ctx.obj = root.resolve()
    # Notes hold more than ASCII; a log or a terminal that cannot show it must not end the run.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


for command in (
    add.add,
    anchor.anchor,
    build.build,
    check.check,
    credit.credit,
    from_issue.from_issue,
    init.init,
    new.new,
    review.review,
    schema.schema,
    serve.serve,
    suggest.suggest,
):
    main.add_command(command)
