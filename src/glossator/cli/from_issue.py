"""`glossator from-issue`: a note file from an issue that was made with the edition's form."""

from __future__ import annotations

import datetime
import re
import sys
from collections.abc import Mapping
from itertools import count
from pathlib import Path
from typing import BinaryIO

import click

from ..frontmatter import read
from ..issue import Proposal, proposed_record, read_issue
from ..kinds import KINDS
from ..load import load
from ..markup import NOTE, Parsed, parse
from ..model import Edition
from ..options import read_config
from ..problems import EditionError, Problem, plain
from ..quotefile import note_text
from .new import TEMPLATE, find_article, find_quote, free_path, same_words, slug

_LIMIT = 256 * 1024


@click.command("from-issue")
@click.argument("file", type=click.File("rb"), default="-")
@click.option("--author", default=None, help="Who reported it, if the issue does not say.")
@click.option(
    "--name", default=None, help="The file's name without .md; else made from the passage."
)
@click.pass_obj
def from_issue(root: Path, file: BinaryIO, author: str | None, name: str | None) -> None:
    """Turn an issue made with the form into a note's file, with the reporter as author.

    FILE is the issue's text, or its JSON (`gh issue view 12 --json body,author,createdAt`);
    without it, standard input is read. Text that cannot be a note is refused with the reason,
    and nothing is written.

    Exit code 0: written. 1: the text cannot be used as it is. 2: this is no such issue.
    """
    proposal = read_issue(_decoded(file.read(_LIMIT + 1)))
    config, _ = read_config(root)
    edition, _ = load(root, config)
    apparatus = find_article(edition, proposal.article)
    quote = find_quote(apparatus, proposal.passage)
    path = free_path(
        root / config.options.book / "annotations" / apparatus.article.id,
        name or slug(proposal.passage),
    )
    for other in same_words(apparatus, quote):
        click.echo(f"On these words there is already: {other}", err=True)
    where = path.relative_to(root).as_posix()
    today = datetime.date.today().isoformat()
    writer = proposal.author or author or "a-contributor"
    known, records = _sources(proposal, edition, path.stem)
    text = note_text(
        quote,
        _kind(proposal),
        writer,
        proposal.date or today,
        proposal.body or TEMPLATE,
        [*known, *records],
    )
    if problems := _problems(text, where):
        for problem in problems:
            click.echo(problem, err=True)
        click.echo("Nothing was written; ask the reporter to change this.", err=True)
        sys.exit(1)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8", newline="\n")
    click.echo(f"Written: {where}")
    if records:
        _add_records(root / config.options.book / "references.bib", records)
        click.echo(
            f"Added to references.bib, in the reporter's words; complete them: {', '.join(records)}"
        )


def _add_records(path: Path, records: Mapping[str, str]) -> None:
    """Write new records below those that the bibliography has."""
    before = path.read_text("utf-8").rstrip("\n") + "\n\n" if path.exists() else ""
    path.write_text(before + "\n".join(records.values()), "utf-8", newline="\n")


def _decoded(data: bytes) -> str:
    if len(data) > _LIMIT:
        raise EditionError("the issue is longer than any note.")
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise EditionError("the issue is not UTF-8.") from None


def _kind(proposal: Proposal) -> str:
    if proposal.kind not in KINDS:
        raise EditionError(
            f"“{plain(proposal.kind)}” is no kind of note; there are: {', '.join(KINDS)}."
        )
    return proposal.kind


def _sources(proposal: Proposal, edition: Edition, name: str) -> tuple[list[str], dict[str, str]]:
    """Those sources that are keys of references.bib, and records for the others by new keys."""
    keys = {work.key for work in edition.works}
    known = [source for source in proposal.sources if source in keys]
    free = (key for n in count(1) if (key := f"{name[:60]}-source-{n}") not in keys)
    others = [source for source in proposal.sources if source not in keys]
    records = {key: proposed_record(key, words) for key, words in zip(free, others, strict=False)}
    return known, records


def _problems(text: str, path: str) -> list[Problem]:
    """What `check` would say of the file, before it is one."""
    front, problems = read(text, path, "note")
    if front is None:
        return problems
    parsed = parse(front.body, NOTE, path, front.body_line)
    if not isinstance(parsed, Parsed):
        return list(parsed)
    if re.match(r"\s*Write the note here", front.body):
        raise EditionError("the issue holds no note.")
    return []
