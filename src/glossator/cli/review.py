"""`glossator review`: which notes wait for an editor?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from html import escape
from pathlib import Path

import click

from ..book import Book
from ..checks import examine
from ..model import Annotation
from ..problems import plain
from ..writing import put_where_told
from .summary import changed_files

#: In the order in which they want attention.
_WAITING = ("disputed", "draft")
_DONE = ("reviewed", "withdrawn")


@click.command()
@click.argument("articles", nargs=-1)
@click.option(
    "--status", "chosen", multiple=True, type=click.Choice([*_WAITING, *_DONE]),
    help="List the notes in this state; may be given again (default: disputed and draft).",
)  # fmt: skip
@click.option(
    "--changed-from",
    "revision",
    metavar="REV",
    help="Only notes that differ from this revision of git.",
)
@click.option(
    "--page", type=click.Path(path_type=Path, dir_okay=False),
    help="Also write a page into a built website's folder that leads to each of these notes.",
)  # fmt: skip
@click.pass_obj
def review(
    root: Path,
    articles: tuple[str, ...],
    chosen: tuple[str, ...],
    revision: str | None,
    page: Path | None,
) -> None:
    """List the notes that wait for a review, of all articles or of those whose id holds ARTICLES.

    A note is reviewed when its front matter says `status: reviewed` and, under `reviewed_by`,
    who did it. `withdrawn: "the reason"` takes a note out of the edition and keeps its file.
    """
    book = examine(root).book
    notes = [
        note
        for note in _notes(book)
        if not articles or any(part in note.article for part in articles)
    ]
    if revision:
        changed = changed_files(root, revision)
        notes = [note for note in notes if note.place.path in changed]
    if page is not None:
        put_where_told(page, root, _page(notes, book))
    wanted = chosen or _WAITING
    for status in wanted:
        for note in notes:
            if note.status == status:
                click.echo(_line(note))
    counts = Counter(note.status for note in notes)
    click.echo(
        ", ".join(f"{counts[status]} {status}" for status in (*_DONE[:1], *_WAITING, *_DONE[1:]))
        + "."
    )


def _notes(book: Book) -> Iterator[Annotation]:
    for apparatus in book.apparatus.values():
        yield from (note.annotation for note in (*apparatus.placed, *apparatus.unplaced))
        yield from apparatus.withdrawn


def _page(notes: list[Annotation], book: Book) -> str:
    """A page without scripts; every word in it may be a stranger's."""
    items = []
    for note in notes:
        article = book.apparatus[note.article].article
        address = f"{article.docname}.html#note-{note.name}"
        words = f"{article.running_title}, {note.name}: “{plain(note.quote.exact, 120)}”"
        items.append(
            f'<li><a href="{escape(address)}">{escape(words)}</a> ({escape(plain(note.author))})</li>'
        )
    title = "What was changed"
    listed = "<ul>\n" + "\n".join(items) + "\n</ul>" if items else "<p>No note.</p>"
    policy = '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">'
    head = f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8">{policy}<title>{title}</title></head>'
    return f"{head}\n<body><h1>{title}</h1>\n{listed}\n</body></html>\n"


def _line(note: Annotation) -> str:
    by = f"by {plain(note.author, 40)}, {note.date}"
    if note.withdrawn:
        return f"{note.place.path}: withdrawn ({by}): {plain(note.withdrawn, 120)}"
    return f"{note.place.path}: {note.status} ({by}) on “{plain(note.quote.exact, 60)}”"
