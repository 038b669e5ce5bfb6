"""`glossator new note|term`: a contribution's file, filled in as far as possible."""

from __future__ import annotations

import datetime
import os
import re
import sys
import unicodedata
from pathlib import Path

import click
from rapidfuzz.fuzz import partial_ratio
from rapidfuzz.process import extractOne

from ..anchor import describe_quote, match_quote
from ..apparatus import Apparatus
from ..book import compile_edition
from ..checks.anchors import MARKS_OF_NOBODY, places, without_marks
from ..configuration import read_config
from ..editorial import NOTE_TEMPLATE, TERM_TEMPLATE
from ..files import RESERVED
from ..kinds import ENTRY_KINDS, KINDS
from ..load import load
from ..model import Edition, Quote, State
from ..problems import EditionError, plain
from ..quotefile import note_text, yaml_text
from ..writing import put
from .group import Commands
from .signing import own_name

#: What a new note says until its author writes it.
TEMPLATE = f"{NOTE_TEMPLATE}, in 25 to 70 words, and name its sources above."

#: Who wrote a note that nobody signed, until somebody does.
_SOMEBODY = "a-contributor"
#: What is said before a number in a series: “No. 10”, “Nr. 10”, “#10”.
_BEFORE_NUMBER = re.compile(r"(?:n(?:[or]|um|umber)?(?:\.?º|[.°])?|№|#)\s*(?=\d)")


@click.group(cls=Commands)
def new() -> None:
    """Begin a note or a glossary entry: a file in the right place, filled in as far as possible."""


@new.command()
@click.argument("article")
@click.option("--quote", required=True, help="The words of the article that the note is about.")
@click.option(
    "--kind",
    type=click.Choice(list(KINDS)),
    default="context",
    show_default=True,
    help="What sort of note.",
)
@click.option(
    "--author", default=None, help="Who writes it; else git’s name for you, or your login name."
)
@click.option("--name", default=None, help="The file's name without .md; else made from the quote.")
@click.option(
    "--again", is_flag=True, help="Write it although there is a note on the very same words."
)
@click.option(
    "--edit/--no-edit", default=None, help="Open the file in $EDITOR (default: when at a terminal)."
)
@click.pass_obj
def note(
    root: Path,
    article: str,
    quote: str,
    kind: str,
    author: str | None,
    name: str | None,
    again: bool,
    edit: bool | None,
) -> None:
    """Begin a note on ARTICLE (its id, a part of it, or its number) at the words of --quote.

    Exit code 0: written. 1: there is a note on these words. 2: no place, or not one, can be meant.
    """
    config, _ = read_config(root)
    edition, _ = load(root, config)
    apparatus = find_article(edition, article)
    found = find_quote(apparatus, quote)
    folder = root / config.options.book / "annotations" / apparatus.article.id
    path = free_path(folder, name or slug(quote))
    for other in same_words(apparatus, found):
        click.echo(f"On these words there is already: {other}", err=True)
        if not again:
            taken = "Nothing was written; with --again, a second note on them is begun."
            raise click.ClickException(taken)
    author = author or own_name(root)
    if not author:
        click.echo(
            f"Nothing says who you are, so its author is “{_SOMEBODY}”: write your name there, or give --author.",
            err=True,
        )
    text = note_text(
        found,
        kind,
        author or _SOMEBODY,
        datetime.date.today().isoformat(),
        TEMPLATE,
    )
    _write(path, text, root, edit)


@new.command()
@click.argument("words")
@click.option(
    "--form", "forms", multiple=True, help="Another spelling that is linked; may be given again."
)
@click.option("--kind", type=click.Choice(ENTRY_KINDS), help="What it names, for the index.")
@click.option(
    "--edit/--no-edit", default=None, help="Open the file in $EDITOR (default: when at a terminal)."
)
@click.pass_obj
def term(
    root: Path, words: str, forms: tuple[str, ...], kind: str | None, edit: bool | None
) -> None:
    """Begin a glossary entry for WORDS."""
    config, _ = read_config(root)
    edition, _ = load(root, config)
    for entry in edition.glossary:
        if words.casefold() in (form.casefold() for form in (entry.term, *entry.forms)):
            raise click.ClickException(f"“{plain(words)}” has an entry already: {entry.place.path}")
    path = free_path(root / config.options.book / "glossary", slug(words))
    listed = ", ".join(map(yaml_text, forms))
    named = f"kind: {kind}\n" if kind else ""
    text = f"---\nterm: {yaml_text(words)}\nforms: [{listed}]\n{named}sources: []\n---\nWhat {words} {TERM_TEMPLATE}\n"
    _write(path, text, root, edit)


def find_article(edition: Edition, words: str) -> Apparatus:
    """The article with that id or number, or the only one whose id holds *words*."""
    ids = [article.id for article in edition.articles]
    chosen = [id for id in ids if id == words] or _numbered(edition, words)
    chosen = chosen or [id for id in ids if words in id]
    if len(chosen) == 1:
        return compile_edition(edition).apparatus[chosen[0]]
    if chosen:
        # Those whose name ends with the words are meant sooner than those whose date holds them.
        chosen.sort(key=lambda id: not id.endswith(f"-{words}"))
        more = f" and {len(chosen) - 5} more" if len(chosen) > 5 else ""
        raise EditionError(f"“{plain(words)}” could be any of: {', '.join(chosen[:5])}{more}.")
    raise EditionError(f"there is no article “{plain(words)}”.{_other_articles(edition, words)}")


def _numbered(edition: Edition, words: str) -> list[str]:
    """The articles whose number in the series *words* are: “10” or “No. 10”."""
    wanted = _number(words)
    return [each.id for each in edition.articles if each.number and _number(each.number) == wanted]


def _number(words: str) -> str:
    """A number in a series, without what is said before it."""
    return _BEFORE_NUMBER.sub("", words.strip().casefold())


def _other_articles(edition: Edition, words: str) -> str:
    """Which article may have been meant."""
    ids = [article.id for article in edition.articles]
    numbers = [int(each.number) for each in edition.articles if each.number.isdecimal()]
    if numbers and _number(words).isdecimal():
        return f" Their numbers go from {min(numbers)} to {max(numbers)}."
    near = extractOne(words, ids, scorer=partial_ratio, score_cutoff=60)
    if near and not _number(words).isdecimal():  # a number is like every date
        return f" Did you mean “{near[0]}”?"
    return f" There are: {', '.join(ids[:5])}{', …' if len(ids) > 5 else ''}."


def find_quote(apparatus: Apparatus, words: str) -> Quote:
    """A quote for the place of *words*, unique in the article."""
    reading = apparatus.reading
    match = match_quote(reading.text, Quote(words))
    if match.span is not None and match.state is State.EXACT:
        return describe_quote(reading.text, match.span)
    near = [f"  {where}" for where in places(match, reading)]
    if match.span is not None:
        near = [f"  line {reading.line_at(match.span.start)}, “{plain(reading.words(match.span))}”"]
    if match.state is State.AMBIGUOUS:
        raise EditionError(
            "\n".join(["these words stand more than once; quote some words more:", *near])
        )
    if inner := without_marks(words, reading):
        raise EditionError(MARKS_OF_NOBODY.format(words=plain(inner)))
    nearest = ["the nearest are:", *near] if near else []
    raise EditionError("\n".join([f"the words “{plain(words)}” are not in the article.", *nearest]))


def same_words(apparatus: Apparatus, quote: Quote) -> list[str]:
    """The files of the notes that stand on the very words of *quote* already."""
    span = match_quote(apparatus.reading.text, quote).span
    return [note.annotation.place.path for note in apparatus.placed if note.span == span]


def slug(words: str) -> str:
    """A file's name from the first of some words."""
    plain_words = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode()
    name = "-".join(re.findall(r"[a-z0-9]+", plain_words.lower())[:6])[:60].strip("-") or "untitled"
    return f"{name}-1" if RESERVED.fullmatch(name) else name


def free_path(folder: Path, name: str) -> Path:
    """A file in *folder* that is not there yet."""
    if not re.fullmatch(r"[a-z0-9](?:[a-z0-9-]{0,78}[a-z0-9])?", name):
        raise EditionError(
            f"“{plain(name)}” cannot be a file's name: use a to z, 0 to 9 and hyphens."
        )
    path, number = folder / f"{name}.md", 2
    while os.path.lexists(path):
        path, number = folder / f"{name}-{number}.md", number + 1
    return path


def _write(path: Path, text: str, root: Path, edit: bool | None) -> None:
    put(path, root, text)
    click.echo(f"Written: {path.relative_to(root)}")
    if edit if edit is not None else sys.stdin.isatty() and sys.stdout.isatty():
        click.edit(filename=str(path))
    click.echo("When it is ready: glossator check")
