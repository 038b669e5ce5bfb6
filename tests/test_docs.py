"""Do the docs say what the program does?"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import click
import pytest

from glossator.cli import main
from glossator.frontmatter.schema import schema_of
from glossator.kinds import KINDS
from shared import ROOT

sys.path.insert(0, str(ROOT / "docs"))
from make_reference import PAGES

DOCS = ROOT / "docs"


@pytest.mark.parametrize("name", PAGES)
def test_tables_are_current(name: str) -> None:
    assert (DOCS / name).read_text("utf-8") == PAGES[name](), "run: make reference"


def commands() -> list[tuple[str, click.Command]]:
    found: list[tuple[str, click.Command]] = []
    waiting: list[tuple[str, click.Command]] = list(main.commands.items())
    while waiting:
        name, command = waiting.pop()
        found.append((name, command))
        if isinstance(command, click.Group):
            waiting += [(f"{name} {inner}", each) for inner, each in command.commands.items()]
    return found


@pytest.mark.parametrize(("name", "command"), commands())
def test_every_command_has_help_and_stands_in_the_docs(name: str, command: click.Command) -> None:
    assert command.help
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, f"{name} {parameter.name}"
    pages = "".join(path.read_text("utf-8") for path in (ROOT / "README.md", *DOCS.glob("*.md")))
    assert f"glossator {name}" in pages


def test_the_schemas_know_the_kinds() -> None:
    assert schema_of("note")["properties"]["kind"]["enum"] == list(KINDS)


def test_every_key_is_described() -> None:
    page = (DOCS / "files.md").read_text("utf-8")
    for schema in ("note", "term", "article"):
        for key, value in schema_of(schema)["properties"].items():
            assert value["description"]
            assert f"`{key}`" in page, key


def pages() -> list[Path]:
    return [*ROOT.glob("*.md"), *DOCS.glob("*.md")]


@pytest.mark.parametrize("page", pages(), ids=lambda path: path.name)
def test_no_link_is_dead(page: Path) -> None:
    for goal in re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", page.read_text("utf-8")):
        assert (page.parent / goal).exists(), goal
