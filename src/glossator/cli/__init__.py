"""The command line: what a person or a workflow types.

Each command is a module of its own; this one holds what they share: the edition's folder, the
exit codes (0 good, 1 the edition has mistakes, 2 the call is wrong or there is no edition; `door`
has those of accidents).
"""

from __future__ import annotations

import sys
from pathlib import Path

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
from .group import Program


@click.group(
    cls=Program,
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
    try:
        ctx.obj = root.resolve()
    except FileNotFoundError:
        raise EditionError("the current folder is not there any more.") from None
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
