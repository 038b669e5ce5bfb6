"""What is an editor told of the documents that are added?

Each on a few lines, or all together where they are many; --verbose says everything.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import click

from ..ingest.article import KEYS
from ..ingest.draft import Draft, Entry
from ..problems import plain
from ..works import bare_address, read_bibliography
from ..writing import text_of
from .shelf import Shelf

#: So many remarks are shown without --verbose.
_SHOWN = 10


def arrived(place: Shelf, entries: list[Entry], drafts: list[Draft]) -> Iterator[str]:
    """Which records of works cited are articles now, and which might be meant to be."""
    book = place.config.options.book
    bibtex = text_of(place.root / book / "references.bib", place.root)
    works = read_bibliography(bibtex, "references.bib")[0].works if bibtex else ()
    by_address = {bare_address(work.url): work for work in works if work.url}
    by_title = {(_letters(work.title), work.date): work for work in works}
    for entry, made in zip(entries, drafts, strict=True):
        values = made.values
        work = by_address.get(bare_address(values["source"])) if values.get("source") else None
        if work is not None:
            yield f"What refers to the record “{work.key}” leads to {entry.id} from now on."
        elif work := by_title.get((_letters(values["title"]), values["date"])):
            yield (
                f"The record “{work.key}” has the same title and date as {entry.id}: if they are "
                "one, give the article's “source” and the record's “url” the same address."
            )


def passed_over(place: Shelf, document: str, seed: str, uses: Sequence[str]) -> str:
    """That a document is there already, and how its article (the first of *uses*) is taken out."""
    article, *seeds = uses
    options = place.config.options
    files = ", ".join(f"{options.seeds}/{name}" for name in seeds)
    return (
        f"Passed over: {plain(document)} is in the edition already, as {seed}.\n"
        f"  To add it anew, first take out what it became: delete {options.book}/articles/{article}.md, "
        f"{options.book}/annotations/{article}/ with the notes, {files}, and the lines of these "
        f"in {options.seeds}/SOURCES.yml and of the article in _toc.yml."
    )


def _letters(words: str) -> str:
    return "".join(char for char in words.casefold() if char.isalnum())


def tell(entries: Sequence[Entry], drafts: Sequence[Draft], fully: bool) -> None:
    """What was read of each document, and what of it an editor should look at."""
    for entry, made in zip(entries, drafts, strict=True):
        _one(entry, made, fully)
    if not fully:
        _lines_kept(entries)
        _remarks(drafts)


def _one(entry: Entry, made: Draft, fully: bool) -> None:
    count = len(entry.edited.emendations)
    read = f"read as {made.received.format}, because {made.received.why}"
    click.echo(
        f"Read: {plain(made.name)} → {entry.path} ({count} {'emendation' if count == 1 else 'emendations'})"
    )
    if not fully:
        return
    click.echo(f"  {read}")
    for key in KEYS:
        if key in made.places and made.values.get(key):
            click.echo(f"  {key}: {plain(made.values[key])} ({made.places[key]})")
    for bound in entry.edited.bound:
        words = plain(made.received.text.split("\n")[bound.line - 1], 40)
        count = len(bound.breaks) + 1
        click.echo(
            f"  line {bound.line}, “{words}”: keeps its {count} lines, because {bound.reason}"
        )
    for emendation in entry.edited.emendations:
        click.echo(f"  emended: “{plain(emendation.seed, 60)}”: {emendation.reason}")
    for remark in made.remarks:
        click.echo(f"  note: {remark}")


def _lines_kept(entries: Iterable[Entry]) -> None:
    counts = [len(entry.edited.bound) for entry in entries if entry.edited.bound]
    if counts:
        paragraphs, documents = (
            _counted(sum(counts), "paragraph"),
            _counted(len(counts), "document"),
        )
        click.echo(
            f"{paragraphs} of {documents} keep their lines, as verse, addresses and tables do: "
            "--verbose lists them, --lines says otherwise."
        )


def _remarks(drafts: Iterable[Draft]) -> None:
    remarks = [f"{plain(made.name)}: {remark}" for made in drafts for remark in made.remarks]
    if not remarks:
        return
    click.echo(f"Not everything that the documents say of themselves was taken ({len(remarks)}):")
    for line in remarks[:_SHOWN]:
        click.echo(f"  {line}")
    if len(remarks) > _SHOWN:
        more = len(remarks) - _SHOWN
        click.echo(f"  {more} more with --verbose; --dry-run writes nothing.")


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
