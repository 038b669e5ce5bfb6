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

from ..configuration import read_config
from ..frontmatter import read
from ..issue import Proposal, proposed_record, read_issue
from ..kinds import KINDS
from ..load import load
from ..load.pages import BIBLIOGRAPHY_LIMIT
from ..load.reader import SMALL
from ..markup import NOTE, Parsed, parse
from ..model import Edition, Place
from ..problems import Code, EditionError, Problem, plain
from ..quotefile import note_text
from ..works import read_bibliography
from ..writing import demand, put, text_of
from .new import TEMPLATE, find_article, find_quote, free_path, same_words, slug

_LIMIT = 256 * 1024
#: What GitHub Actions and Azure Pipelines take for an order in what a program says.
_ORDER = re.compile(r"::|##(?:vso)?\[")


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
    writer = _writer(proposal.author or author or "a-contributor")
    known, words = _sources(proposal, edition, path.stem)
    records = {key: proposed_record(key, source) for key, source in words.items()}
    text = note_text(
        quote,
        _kind(proposal),
        writer,
        proposal.date or today,
        proposal.body or TEMPLATE,
        [*known, *records],
    )
    bibliography = root / config.options.book / "references.bib"
    made = _with_records(text_of(bibliography, root), records, words) if records else ""
    if problems := _problems(text, where):
        for problem in problems:
            click.echo(problem, err=True)
        click.echo("Nothing was written; ask the reporter to change this.", err=True)
        sys.exit(1)
    # First the records: a note without them would name sources that nobody knows.
    demand([path, bibliography] if records else [path], root)
    if records:
        put(bibliography, root, made)
    put(path, root, text)
    click.echo(f"Written: {where}")
    if records:
        click.echo(
            f"Added to references.bib, in the reporter's words; complete them: {', '.join(records)}"
        )


def _with_records(before: str, records: Mapping[str, str], words: Mapping[str, str]) -> str:
    """The bibliography *before* with new records below it, as the loader will accept it.

    *words* are the sources by their keys, as the reporter wrote them. Raises `EditionError`
    where one of them cannot be a record, or what is there already keeps it from being read.
    """
    for key, record in records.items():
        if problems := read_bibliography(record, "")[1]:
            reason = problems[0].message.replace(key, "it")
            raise EditionError(
                f"the source “{plain(words[key], 60)}” cannot become a record: {reason} "
                "Nothing was written; ask the reporter to shorten it, or put what is more than "
                "author, title and address into the note."
            )
    made = "\n\n".join(filter(None, (before.rstrip("\n"), "\n".join(records.values()))))
    read = read_bibliography(made, "references.bib")[0]
    if (
        len(made.encode("utf-8")) > BIBLIOGRAPHY_LIMIT
        or not records.keys() <= read.entries.entries.keys()
    ):
        raise EditionError(
            "references.bib can take no record as it is, so nothing was written; mend it first: "
            "glossator check"
        )
    return made


def _decoded(data: bytes) -> str:
    if len(data) > _LIMIT:
        raise EditionError("the issue is longer than any note.")
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise EditionError("the issue is not UTF-8.") from None


def _writer(name: str) -> str:
    """The reporter's name, unless a log that repeats it would obey it."""
    if _ORDER.search(name):
        raise EditionError(
            f"the name “{plain(name, 60)}” reads like an order to a program (“::” or “##[”); "
            "ask the reporter for another."
        )
    return name


def _kind(proposal: Proposal) -> str:
    if proposal.kind not in KINDS:
        raise EditionError(
            f"“{plain(proposal.kind)}” is no kind of note; there are: {', '.join(KINDS)}."
        )
    return proposal.kind


def _sources(proposal: Proposal, edition: Edition, name: str) -> tuple[list[str], dict[str, str]]:
    """Those sources that are keys of references.bib, and the others by new keys."""
    keys = {work.key for work in edition.works}
    known = [source for source in proposal.sources if source in keys]
    free = (key for n in count(1) if (key := f"{name[:60]}-source-{n}") not in keys)
    others = [source for source in proposal.sources if source not in keys]
    return known, dict(zip(free, others, strict=False))


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
    if len(text.encode("utf-8")) > SMALL:
        message = f"the note would be larger than {SMALL // 1024} KB."
        return [Problem(Code.FILE_SIZE, message, Place(path), "Make it shorter.")]
    return []
