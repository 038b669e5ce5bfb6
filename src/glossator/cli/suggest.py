"""`glossator suggest links|terms`: what an editor might add; nothing is added unasked."""

from __future__ import annotations

import datetime
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from difflib import get_close_matches
from pathlib import Path

import click

from ..book import Book, compile_edition, read_texts
from ..candidates import find_candidates
from ..checks import examine
from ..checks.glossary import forms
from ..checks.pointing import unused
from ..citing import BadPattern
from ..configuration import Config, read_config
from ..gist import all_notes
from ..glossary import TermIndex, inflected
from ..load import load
from ..load.desk import DECISIONS
from ..load.patterns import Patterns
from ..model import Span
from ..pointers import pointers
from ..problems import Code, EditionError, plain
from ..references import Targets
from ..suggestions import (
    BODIES,
    Suggestion,
    Text,
    decision_line,
    note_name,
    note_of,
    read_decisions,
    suggest_links,
)
from ..writing import demand, put, text_of
from .group import Commands
from .signing import own_name

_UNDO = f"to decide anew, take its line out of {DECISIONS}, and its note away if it has one."

#: What may be answered to a proposal, and what it means.
_KEYS = {
    **dict.fromkeys(("a", "y", "accept", "yes"), "accept"),
    **dict.fromkeys(("d", "n", "decline", "no"), "decline"),
    **dict.fromkeys(("s", "skip"), "skip"),
    **dict.fromkeys(("q", "quit"), "quit"),
}
_HELP = """    a, y   accept: write a note that leads there
    d, n   decline: never propose it again
    s      skip: leave it for another time (so does Enter)
    q      quit: what was decided is kept"""
_UNSIGNED = "Nothing says whose notes these would be: to accept any, quit and give --author NAME."


@click.group(cls=Commands)
def suggest() -> None:
    """Propose cross-references and glossary entries, for an editor to accept or decline."""


@suggest.command()
@click.option(
    "--limit", default=30, show_default=True, help="How many phrases are shown; 0 for all."
)
@click.pass_obj
def terms(root: Path, limit: int) -> None:
    """Frequent capitalised phrases without an entry, entries never used, and forms that collide."""
    config, _ = read_config(root)
    edition, _ = load(root, config)
    texts = [(article.id, reading) for article, reading in read_texts(edition)]
    found = find_candidates(texts, edition.glossary)
    for each in found[: limit or None]:
        uses = f"{each.uses} uses in {each.articles} article{'' if each.articles == 1 else 's'}"
        click.echo(f"“{plain(each.phrase)}”: {uses}, such as: {plain(each.context, 120)}")
    if len(found) > limit > 0:
        click.echo(f"{len(found) - limit} more with --limit 0.")
    click.echo("Begin an entry: glossator new term WORDS")
    book = compile_edition(edition, config.options)
    for line in _by_stems(book, config.options.stem_terms.split()):
        click.echo(line)
    for problem in [
        *forms(book),
        *(p for p in unused(book, Targets(book)) if p.code is Code.GLOSSARY_UNUSED),
    ]:
        click.echo(problem)


def _by_stems(book: Book, languages: list[str]) -> Iterator[str]:
    """What is linked only because of its stem, for somebody to look at."""
    index = TermIndex(book.edition.glossary, languages)
    found: Counter[tuple[str, str]] = Counter()
    for each in book.apparatus.values() if languages else ():
        mentions = index.find(each.reading, each.article.id, each.article.language)
        found.update((form, words) for form, words, _ in inflected(mentions, each.reading))
    by_form: dict[str, list[str]] = {}
    for (form, words), count in sorted(found.items(), key=lambda item: (item[0][0], -item[1])):
        by_form.setdefault(form, []).append(f"{words} ({count})")
    if by_form:
        yield "Found by their stems; what is another word goes under “skip” of its entry:"
    for form, words_found in by_form.items():
        yield f"  “{plain(form)}”: {plain(', '.join(words_found), 200)}"


@suggest.command()
@click.option("--article", default="", help="Only for articles whose id holds this.")
@click.option(
    "--sort", "sorts", multiple=True, type=click.Choice(list(BODIES)), help="Only of this sort."
)
@click.option(
    "--least",
    type=click.FloatRange(0, 1),
    show_default="0.5, and 0.25 for the sort “similar”",
    help="The least score, from 0 to 1.",
)
@click.option("--limit", default=50, show_default=True, help="How many are shown; 0 for all.")
@click.option("--accept", "accepted", multiple=True, metavar="ID", help="Make a note of this one.")
@click.option(
    "--decline", "declined", multiple=True, metavar="ID", help="Never propose this one again."
)
@click.option(
    "--author", default=None, help="Who accepts; else git’s name for you, or your login name."
)
@click.option(
    "--ask/--list", "ask", default=None, help="Ask for each (default: when at a terminal)."
)
@click.option("--json", "as_json", is_flag=True, help="Print the proposals as JSON.")
@click.pass_obj
def links(
    root: Path, /, article: str, sorts: tuple[str, ...], least: float | None, limit: int,
    accepted: tuple[str, ...], declined: tuple[str, ...], author: str | None, ask: bool | None,
    as_json: bool,
) -> None:  # fmt: skip
    """Cross-references to earlier articles: quotations, mentions and similar passages.

    An accepted proposal becomes a note of the kind “reference”; book/suggestions.yml remembers
    every decision, so that nothing is proposed twice. Patterns of an edition's own (“No. 14”,
    “my last paper”) stand in book/patterns.yml.

    Exit code 0: done. 1: an ID is not among the proposals. 2: no edition here.
    """
    desk = _Desk.open(root, author)
    if accepted or declined:
        sys.exit(
            desk.decide_all({**dict.fromkeys(accepted, True), **dict.fromkeys(declined, False)})
        )
    if not any(article in id for id in desk.texts):
        raise EditionError(_no_article(article, desk.texts))
    chosen = [s for s in desk.open_suggestions if _wanted(s, article, sorts, least)]
    shown = chosen[: limit or None]
    if as_json:
        click.echo(json.dumps([asdict(each) for each in shown], ensure_ascii=False, indent=1))
        return
    at_terminal = sys.stdin.isatty() and sys.stdout.isatty()
    if ask if ask is not None else at_terminal:
        desk.ask(shown)
        return
    for each in shown:
        click.echo(_line(each, desk.titles))
    more = f"; {len(chosen) - len(shown)} more with --limit 0" if len(chosen) > len(shown) else ""
    how = " Decide with --accept ID or --decline ID." if chosen else ""
    click.echo(f"{len(chosen)} {'proposal' if len(chosen) == 1 else 'proposals'}{more}.{how}")


def _no_article(part: str, ids: Iterable[str]) -> str:
    near = get_close_matches(part, list(ids), 1, 0.4)
    hint = f" Did you mean “{near[0]}”?" if near else ""
    return f"there is no article whose id holds “{plain(part)}”.{hint}"


def _wanted(each: Suggestion, article: str, sorts: tuple[str, ...], least: float | None) -> bool:
    # A likeness is never as sure as a quotation; it has a scale of its own.
    usual = 0.25 if each.sort == "similar" else 0.5
    return (
        each.score >= (usual if least is None else least)
        and article in each.article
        and (not sorts or each.sort in sorts)
    )


def _line(each: Suggestion, titles: Mapping[str, str]) -> str:
    goals = []
    for target in each.targets:
        id, _, passage = target.partition("#")
        there = f", paragraph {passage[1:]}" if passage else ""
        goals.append(f"    → {id}, {plain(titles.get(id, ''), 60)}{there}")
    where = "\n".join(goals)
    return (
        f"{each.id}  {each.score:.2f}  {each.sort}: {each.article}\n"
        f"    “{plain(each.words, 100)}”\n{where}\n    because of {plain(each.evidence, 110)}"
    )


@dataclass(slots=True)
class _Desk:
    """An editor at work on one edition's suggestions."""

    root: Path
    config: Config
    texts: dict[str, Text]
    decided: Mapping[str, str]
    open_suggestions: list[Suggestion]
    author: str

    @classmethod
    def open(cls, root: Path, author: str | None) -> _Desk:
        report = examine(root)
        config = report.config
        texts = [(a.article, a.reading) for a in report.book.apparatus.values() if a.parsed]
        book = root / config.options.book
        decided = _decisions(book / DECISIONS, root)
        patterns = Patterns(book, root)
        try:
            found = suggest_links(texts, patterns.values, decided, _linked(report.book))
        except BadPattern as error:
            patterns.refuse(error)
        return cls(
            root,
            config,
            {text[0].id: text for text in texts},
            decided,
            found,
            author or own_name(root),
        )

    @property
    def titles(self) -> dict[str, str]:
        return {id: article.listed_title for id, (article, _) in self.texts.items()}

    def decide_all(self, decisions: Mapping[str, bool]) -> int:
        """Accept and decline by id; the exit code."""
        known = {each.id: each for each in self.open_suggestions}
        unknown = [id for id in decisions if id not in known]
        for id in unknown:
            if id in self.decided:
                click.echo(f"“{id}” was {self.decided[id]} already; {_UNDO}", err=True)
                continue
            near = get_close_matches(id, known, 1)
            hint = f" Did you mean {near[0]}?" if near else ""
            click.echo(f"“{plain(id)}” is not among the open proposals.{hint}", err=True)
        for id, accept in decisions.items():
            if id in known:
                self.decide(known[id], accept)
        return 1 if unknown else 0

    def decide(self, each: Suggestion, accept: bool) -> None:
        """Write the note, if any, and then remember."""
        book = self.root / self.config.options.book
        if accept:
            if not self.author:
                raise EditionError("nothing says whose note it is; give --author NAME.")
            path = book / "annotations" / each.article / f"{note_name(each)}.md"
            today = datetime.date.today().isoformat()
            reading, language = self.texts[each.article][1], self.config.language
            text = note_of(each, reading, self.author, today, language)
            demand([path, book / DECISIONS], self.root)
            put(path, self.root, text)
            click.echo(f"Written: {path.relative_to(self.root)}, by {plain(self.author)}")
        line = decision_line(each, "accepted" if accept else "declined")
        put(book / DECISIONS, self.root, text_of(book / DECISIONS, self.root) + line)

    def ask(self, suggestions: Iterable[Suggestion]) -> None:
        """Go through the proposals with somebody at a terminal."""
        chosen = list(suggestions)
        if chosen and not self.author:
            click.echo(_UNSIGNED)
        for each in chosen:
            click.echo(_line(each, self.titles))
            said = self._answer()
            if said == "quit":
                return
            if said != "skip":
                self.decide(each, said == "accept")

    def _answer(self) -> str:
        """What to do with the proposal that is shown: one of the words in `_KEYS`."""
        while True:
            key: str = click.prompt(
                "  accept, decline, skip, quit or ?", "s", False, value_proc=_key
            )
            said = _KEYS.get(key, "")
            if said == "accept" and not self.author:
                click.echo(_UNSIGNED)
            elif said:
                return said
            else:
                click.echo(_HELP)


def _key(answer: str) -> str:
    """A key that means something, by its letter or its word; click asks again for any other."""
    key = answer.strip().casefold()[:10]
    if key == "?" or key in _KEYS:
        return key
    raise click.BadParameter(f"“{plain(answer, 20)}” is none of the keys; ? lists them.")


def _decisions(path: Path, root: Path) -> dict[str, str]:
    return read_decisions(text_of(path, root), path.relative_to(root).as_posix())


def _linked(book: Book) -> dict[tuple[str, str], list[Span]]:
    """The passages of notes that link an article to an earlier one already."""
    targets = Targets(book)
    made: dict[tuple[str, str], list[Span]] = {}
    for apparatus in book.apparatus.values():
        for note in all_notes(apparatus):
            for found in pointers(note.body, ""):
                target = targets.article(found.target) if found.role == "article" else None
                if target is not None and note.match.span and hasattr(target, "id"):
                    pair = apparatus.article.id, target.id
                    made.setdefault(pair, []).append(note.match.span)
    return made
