"""`glossator add SEED …`: documents in, article pages out, with everything that belongs to them."""

from __future__ import annotations

import hashlib
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import click

from .. import watch
from ..frontmatter.schema import schema_of
from ..ingest.article import KEYS
from ..ingest.draft import OF_EDITION, Draft, Entry, Given, draft, draft_of, enter
from ..ingest.lines import WAYS
from ..ingest.table import read_table
from ..problems import EditionError, plain
from .asked import ask
from .shelf import Shelf, read_bytes, read_text, write
from .told import arrived, passed_over, tell

#: What one document may take to be read, and again to become an article, in seconds of processor
#: time; a PDF has to be put together from its single letters.
_SECONDS, _SECONDS_OF = 4.0, {".pdf": 12.0}
#: With more documents than this, each is one line at most; --verbose says the rest.
_FEW = 5
#: What is one document's own, and no answer for the next.
_OWN = ("title", "date", "author")
_TOLD = tuple(key for key in KEYS if key != "seed")


def _flags(command: Callable[..., Any]) -> Callable[..., Any]:
    """An option for each key of an article's front matter, with the schema's own description."""
    for key in reversed(_TOLD):
        described = schema_of("article")["properties"][key]["description"]
        command = click.option(f"--{key.replace('_', '-')}", key, default=None, help=described)(
            command
        )
    return command


@click.command()
@click.argument("seeds", nargs=-1, required=True, type=click.Path(path_type=Path, dir_okay=False))
@_flags
@click.option(
    "--metadata",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A CSV file with a line for each: file, title, author, date, …",
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["markdown", "text", "double-spaced"]),
    help="How a plain file is read; else seen from the text.",
)
@click.option(
    "--lines",
    type=click.Choice(WAYS),
    help="Whether paragraphs keep their lines: those that look like verse, an address or a table (detect), all, or none.",
)
@click.option(
    "--encoding", default="", help="Encoding of plain files that are not UTF-8, such as latin-1."
)
@click.option(
    "--alike", is_flag=True, help="Add a document also where it is nearly the same as another."
)
@click.option("-n", "--dry-run", is_flag=True, help="Say what would be written; write nothing.")
@click.option(
    "-v", "--verbose", is_flag=True, help="Say of each document where every value is from."
)
@click.pass_obj
def add(
    root: Path, /, seeds: tuple[Path, ...], metadata: Path | None, format_: str | None, lines: str | None,
    encoding: str, alike: bool, dry_run: bool, verbose: bool, **flags: str | None,
) -> None:  # fmt: skip
    """Add documents: plain text, Markdown, HTML, Word, OpenDocument, EPUB or PDF.

    Of each, the file is kept in seeds/, its text becomes an article, every difference between the
    two is declared as an emendation, and the manifest and the table of contents get a line. What
    the document says of itself is taken from it; what it does not say must be given.

    Exit code 0: added. 1: something is missing or cannot be read, and nothing was written. 2: no
    edition here, or the call is wrong.
    """
    watch.begin()
    place = Shelf.open(root)
    given = {
        key: value for key, value in {**flags, "format": format_, "lines": lines}.items() if value
    }
    table = read_table(read_text(metadata, root), metadata.name) if metadata else {}
    run = _Run(place, given, table, metadata.name if metadata else "", encoding, alike)
    entries = run.all(seeds)
    for line in run.skipped:
        click.echo(line)
    tell(entries, run.drafts, verbose or len(seeds) <= _FEW)
    if run.failed:
        click.echo(f"Nothing was written: {run.refused} of {len(seeds)} cannot be added.", err=True)
        for line in run.failed:
            click.echo(line, err=True)
        sys.exit(1)
    if entries and not dry_run:
        write(place, entries)
    said = "would be added (nothing was written)" if dry_run else "added"
    for line in run.alike_ones:
        click.echo(line)
    for line in arrived(place, entries, run.drafts):
        click.echo(line)
    click.echo(f"{len(entries)} {'article' if len(entries) == 1 else 'articles'} {said}.")
    if unsaid := sum(each.places.get("language") == OF_EDITION for each in run.drafts):
        # Taken without a word, another language would be heard and hyphenated as this one.
        click.echo(
            f"Nothing says the language of {unsaid} of them, so it is the edition’s, "
            f"{place.config.language}; if it is another, give --language, or a column of a --metadata file."
        )


@dataclass(slots=True)
class _Run:
    """One call: what was given, and what has come of it so far."""

    place: Shelf
    given: dict[str, str]
    table: dict[str, dict[str, str]]
    table_name: str
    encoding: str
    alike: bool = False
    failed: list[str] = field(default_factory=list)
    refused: int = 0
    skipped: list[str] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    unsure: list[str] = field(default_factory=list)
    alike_ones: list[str] = field(default_factory=list)
    fresh: dict[str, str] = field(default_factory=dict)
    missing: dict[tuple[str, ...], list[str]] = field(default_factory=lambda: defaultdict(list))

    def all(self, seeds: Iterable[Path]) -> list[Entry]:
        """An entry for each seed that can be added, in the order of the call."""
        entries: list[Entry] = []
        self._unknown_rows({path.name for path in seeds})
        with click.progressbar(
            list(seeds), label="Reading", file=sys.stderr, hidden=not sys.stderr.isatty()
        ) as bar:
            for path in bar:
                try:
                    if (entry := self._one(path)) is not None:
                        entries.append(entry)
                except EditionError as error:
                    watch.at("")
                    self.failed.append(f"Not added: {plain(path.name)}: {error}")
                    self.refused += 1
        for keys, names in self.missing.items():
            shown = ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
            flags = " ".join(f"--{key.replace('_', '-')}" for key in keys)
            several = " and ".join(filter(None, (", ".join(keys[:-1]), keys[-1])))
            columns = "a column" if len(keys) == 1 else "columns"
            self.failed.append(
                f"Not added: {plain(shown, 300)}: nothing says the {several}. Give {flags}, or {columns} of a --metadata file."
            )
        self.failed += [f"In {line}" for line in self.unsure]
        return entries

    def _unknown_rows(self, names: set[str]) -> None:
        for row in self.table.keys() - names:
            if near := get_close_matches(row, names - self.table.keys(), 1):
                self.failed.append(
                    f"In {plain(self.table_name)}: no document “{plain(row)}”. Did you mean “{near[0]}”?"
                )

    def _one(self, path: Path) -> Entry | None:
        if reason := watch.too_much(str(path)):
            raise EditionError(f"reading it {reason}.")
        data = read_bytes(path, self.place.root)
        digest = hashlib.sha256(data).hexdigest()
        for name, record in self.place.manifest.items():
            if record["sha256"] == digest and (uses := self._uses(name)):
                self.skipped.append(
                    f"Passed over: {plain(path.name)} is the same as {plain(self.fresh[digest])}, which was given too."
                    if digest in self.fresh
                    else passed_over(self.place, path.name, name, uses)
                )
                return None
        watch.at(str(path), _SECONDS_OF.get(path.suffix.lower(), _SECONDS))
        made = draft(path.name, data, self._given(path.name), self.encoding)
        watch.at("")  # while somebody thinks
        made = self._complete(made)
        if made.missing:
            self.missing[made.missing].append(path.name)
            self.unsure += [f"{plain(path.name)}: {remark}" for remark in made.unsure]
            self.refused += 1
            return None
        watch.at(str(path), _SECONDS)
        entry = enter(
            made, self.place.config.options.book, self.place.ids, self._taken(path, digest)
        )
        self._judge_twin(entry, path.name)
        self.fresh[digest] = path.name
        self.place.ids.add(entry.id)
        self.place.manifest |= {name: dict(record) for name, record in entry.records.items()}
        self.place.used |= dict.fromkeys(entry.seeds, entry.id)
        self.drafts.append(made)
        watch.at("")
        return entry

    def _judge_twin(self, entry: Entry, name: str) -> None:
        """Refuse what is there already in other files, unless somebody says that both are meant.

        A line of its own in the metadata file says so.
        """
        if twin := self.place.twins.of(entry.text):
            if twin.share == 1:
                raise EditionError(f"it has the same words as {twin.article}.")
            share = f"{min(twin.share, 0.99):.2f}"
            if not (self.alike or name in self.table):
                raise EditionError(
                    f"it is nearly the same as {twin.article} ({share}). If both are wanted, give --alike."
                )
            self.alike_ones.append(f"{entry.id} is nearly the same as {twin.article} ({share}).")
        self.place.twins.add(entry.id, entry.text)

    def _uses(self, name: str) -> list[str]:
        """The article that a file of seeds/ became, and all seeds that are its own; or nothing."""
        made = [n for n, record in self.place.manifest.items() if record.get("made_from") == name]
        seeds = [name, *made]
        article = next((self.place.used[n] for n in seeds if n in self.place.used), "")
        return [article, *seeds] if article else []

    def _taken(self, path: Path, digest: str) -> set[str]:
        """The names of seeds that are taken; a file that lies among the seeds keeps its own."""
        folder = self.place.sources.parent
        there = {each.name for each in folder.iterdir()} if folder.is_dir() else set()
        same = path.resolve().parent == folder.resolve() or (
            self.place.manifest.get(path.name, {}).get("sha256") == digest
        )
        return (there | set(self.place.manifest)) - ({path.name} if same else set())

    def _given(self, name: str) -> Given:
        row = self.table.get(name, {})
        places = {**dict.fromkeys(self.given, "the command"), **dict.fromkeys(row, self.table_name)}
        return Given({**self.given, **row}, places, self.place.config.language)

    def _complete(self, made: Draft) -> Draft:
        """Ask for what is missing, where somebody is there to answer."""
        if not made.missing or not (sys.stdin.isatty() and sys.stdout.isatty()):
            return made
        answers = ask(made)
        # What is one document's own is asked again for the next.
        self.given |= {key: value for key, value in answers.items() if key not in _OWN}
        return draft_of(
            made.name, made.data, made.received, made.given.also(answers, "your answer")
        )
