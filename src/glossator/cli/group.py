"""How does a group of commands speak: its list, what a mistyped name may have meant, its refusals?"""

from __future__ import annotations

import sys
from difflib import get_close_matches
from functools import partial
from typing import Any

import click

from ..problems import EditionError
from .door import through


class Commands(click.Group):
    """Commands that have their list, their typing errors and an edition that cannot start in common."""

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

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, each with its whole first sentence, over several lines if need be."""
        found = ((name, self.get_command(ctx, name)) for name in self.list_commands(ctx))
        with formatter.section("Commands"):
            formatter.write_dl(
                [(name, one.get_short_help_str(limit=200)) for name, one in found if one]
            )

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except EditionError as error:
            click.echo(f"glossator: {error}", err=True)
            ctx.exit(2)


class Program(Commands):
    """The group of all commands, by which the program begins and ends."""

    def main(self, *arguments: Any, standalone_mode: bool = True, **more: Any) -> Any:
        call = partial(super().main, *arguments, standalone_mode=False, **more)
        return sys.exit(through(call)) if standalone_mode else call()
