"""What is used more often than a list shows, and where?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Set
from dataclasses import dataclass

from ...gist import Gist
from ...model import GlossaryEntry
from ...references import Backlinks, Use, backlinks
from ..links import USES
from ..lists.leaves import cut_short, heading_key, page_of_places
from ..lists.phrases import shown_uses
from ..session import Session


@dataclass(frozen=True, slots=True)
class Used:
    """What has more uses than a list shows. `sort` is term, work or heading (of the index alone)."""

    sort: str
    key: str
    name: str
    uses: tuple[Use, ...]


def pagename(sort: str, key: str, number: int = 1) -> str:
    """The name of a page of uses."""
    return f"{USES}/{sort}-{key}" + (f"-{number}" if number > 1 else "")


def used_often(session: Session, listed: Collection[str]) -> Iterator[Used]:
    """What has more uses than a list shows; *listed* are the names of the edition's lists."""
    cut = list(cut_short(session)) if "index" in listed else []
    pages = {page_of_places(session, heading): heading for heading in cut}
    most, alone = shown_uses(session, "term"), _unlinked(session)
    for definition in session.report.book.glossary:
        used = _term(definition.entry, session.backlinks, alone)
        if len(used.uses) > most or f"term-{used.key}" in pages:
            yield used
    most = shown_uses(session, "work")
    for work in session.report.book.edition.works:
        uses = session.backlinks.works.get(work.key, ())
        if len(uses) > most or f"work-{work.key}" in pages:
            yield Used("work", work.key, work.label, uses)
    for page, heading in pages.items():
        if page.startswith("heading-"):
            yield Used("heading", heading_key(heading), heading.words, heading.places)


def terms_used(session: Session, wanted: Set[str]) -> Iterator[Used]:
    """These terms of the glossary with all of their uses, be they few."""
    book = session.report.book
    links, alone = backlinks(book, session.targets, wanted), _unlinked(session)
    for definition in book.glossary:
        if definition.entry.id in wanted:
            yield _term(definition.entry, links, alone)


def _term(entry: GlossaryEntry, links: Backlinks, alone: Mapping[str, list[Use]]) -> Used:
    uses = (*links.terms.get(entry.id, ()), *alone.get(entry.id, ()))
    return Used("term", entry.id, entry.term, uses)


def _unlinked(session: Session) -> Mapping[str, list[Use]]:
    """The articles that have a term only where it is no link, such as in a heading, by the term."""
    book, found = session.report.book, defaultdict[str, list[Use]](list)
    for article in book.edition.articles:
        gist = book.gists[article.id]
        for entry in gist.uses.keys() - gist.linked.keys():
            found[entry].append(Use(article, paragraph=gist.uses[entry][0]))
    return found


def nth_of(gist: Gist, entry: str, use: Use) -> int | None:
    """Which of an article's links of a term a use is; None where the article has none."""
    return gist.linked[entry].index(use.paragraph) if entry in gist.linked else None


def others_of(gist: Gist, entry: str, use: Use) -> list[int]:
    """At an article's first use of a term, the paragraphs that have it without a line of their own."""
    lines = gist.linked.get(entry, gist.uses[entry][:1])
    if use.paragraph != lines[0]:
        return []
    return [number for number in gist.uses.get(entry, ()) if number and number not in lines]
