"""Which names, subjects, authors and works has an index, in which order, and where is each used?

Names and subjects are the glossary's entries and what articles declare (`named`), by their kinds;
authors are those of articles and of works; works are those cited.
Selection and order are here for every output; which places become links or pages is theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from .book import Book
from .kinds import NAMES
from .model import Article, Indexed
from .named import declared
from .references import Backlinks, Use
from .sorting import letter_of, sort_key

#: The parts of an index in their order.
SECTIONS = ("names", "subjects", "authors", "works")
_WORD = re.compile(r"[^\W_]+")
_INITIALS = re.compile(r"(?:[ -]?[^\W\d_]\.)+")


@dataclass(frozen=True, slots=True)
class Heading:
    """An entry of the index. `places` are its uses, in the order of the articles.

    `sort` is what it is sorted by, `letter` the letter under which it stands, empty for figures;
    `term` and `work` are the glossary entry and the record that it leads to, if one.
    """

    section: str
    words: str
    sort: str
    letter: str
    places: tuple[Use, ...]
    term: str = ""
    work: str = ""


def index(book: Book, backlinks: Backlinks) -> tuple[Heading, ...]:
    """Every heading that has a place, by section and in the order of the edition's language.

    A name whose surname is known to come first, “Hamilton, Alexander”, stands so.
    """
    language = book.edition.language
    forms = dict(reversed(list(_sort_forms(book))))
    turned = [*_authors(book), *(form for form in forms.values() if "," in form)]
    inverted = {_letters(_turned(name)): name for name in turned}
    fuller = fuller_names(_authors(book))
    subjects = {sort_key(e.term, language) for e in book.edition.glossary if e.kind not in NAMES}
    made: dict[tuple[str, str], Heading] = {}
    places: dict[tuple[str, str], list[Use]] = {}
    for found in _headings(book, backlinks):
        words = inverted.get(_letters(found.words), found.words) if not found.work else found.words
        if found.section == "authors":
            words = fuller.get(words, words)
        form = forms.get(_letters(found.words), "") if words == found.words else ""
        person = found.section == "authors" and "," in words
        sort = sort_key(form or words, language, whole=bool(form) or person)
        # A name that has an entry among the subjects is not there twice.
        section = "subjects" if found.section == "names" and sort in subjects else found.section
        key = section, sort
        if key not in made:
            letter = letter_of(sort, language)
            made[key] = replace(found, section=section, words=words, sort=sort, letter=letter)
        places.setdefault(key, []).extend(found.places)
    order = list(SECTIONS)
    return tuple(
        replace(made[key], places=_in_order(places[key]))
        for key in sorted(made, key=lambda key: (order.index(key[0]), key[1]))
        if places[key]
    )


def _in_order(places: list[Use]) -> tuple[Use, ...]:
    """By article, its paragraphs before its notes; entries and pages at the end; each once."""
    places.sort(key=_order)
    return tuple({_order(use): use for use in places}.values())


def _sort_forms(book: Book) -> Iterator[tuple[str, str]]:
    """Names by their letters, and as what they are to be sorted."""
    for article in book.edition.articles:
        if article.author_sort:
            yield _letters(article.author), " ".join(article.author_sort.split())
        for each in article.index:
            if each.sort:
                yield _letters(each.heading), " ".join(each.sort.split())
    for entry in book.edition.glossary:
        if entry.sort:
            yield _letters(entry.term), " ".join(entry.sort.split())


def _headings(book: Book, backlinks: Backlinks) -> Iterator[Heading]:
    yield from _terms(book, backlinks)
    yield from _declared(book)
    for article in book.edition.articles:
        yield _heading("authors", article.author, (Use(article),))
    for work in book.edition.works:
        places = backlinks.works.get(work.key, ())
        yield replace(_heading("works", work.title, places), work=work.key)
        for author in work.names:
            yield _heading("authors", author, places)


def _heading(section: str, words: str, places: Iterable[Use]) -> Heading:
    return Heading(section, " ".join(words.split()), "", "", tuple(places))


def _terms(book: Book, backlinks: Backlinks) -> Iterator[Heading]:
    """The glossary's entries, with every paragraph that uses them and every note."""
    used: dict[str, list[Use]] = {}
    for article in book.edition.articles:
        for entry, numbers in book.gists[article.id].uses.items():
            used.setdefault(entry, []).extend(Use(article, paragraph=number) for number in numbers)
    for each in book.edition.glossary:
        named = [
            use for use in backlinks.terms.get(each.id, ()) if use.annotation or not use.article
        ]
        section = "names" if each.kind in NAMES else "subjects"
        yield replace(_heading(section, each.term, [*used.get(each.id, ()), *named]), term=each.id)


def _declared(book: Book) -> Iterator[Heading]:
    """What articles declare, with every paragraph, note and entry that names it."""
    places: dict[Indexed, list[Use]] = {}
    for indexed, use in declared(book):
        if use.annotation or use.paragraph or use.entry:
            places.setdefault(indexed, []).append(use)
    for indexed, uses in places.items():
        section = "names" if indexed.kind in NAMES else "subjects"
        yield _heading(section, indexed.heading, uses)


def _authors(book: Book) -> Iterator[str]:
    for work in book.edition.works:
        yield from (name for name in work.names if "," in name)


def fuller_names(names: Iterable[str]) -> dict[str, str]:
    """“Stephens, Bret” where it is also “Stephens, Bret L.”: the longer of two forms by the shorter.

    Only initials may come on top, and nobody else may share the surname and the first given name:
    of “Bush, George”, “Bush, George W.” and “Bush, George H. W.” all stay.
    """
    bearers: dict[tuple[str, str], set[str]] = {}
    for name in names:
        surname, _, given = name.partition(",")
        if given.split():
            bearers.setdefault((surname, given.split()[0]), set()).add(name)
    made = {}
    for forms in bearers.values():
        if len(forms) == 2:
            short, long = sorted(forms, key=len)
            more = long.removeprefix(short)
            if more != long and _INITIALS.fullmatch(more):
                made[short] = long
    return made


def _turned(name: str) -> str:
    """“Stephens, Bret” as it is said."""
    last, _, first = name.partition(",")
    return f"{first.strip()} {last.strip()}"


def _letters(words: str) -> str:
    return " ".join(_WORD.findall(words.casefold()))


def _order(use: Use) -> tuple[str, int, str, int, int, str]:
    article: Article | None = use.article
    if article is None:
        other = use.entry.id if use.entry else use.page.docname if use.page else ""
        return "~", 0, other, 0, 0, ""
    note = use.annotation.name if use.annotation else ""
    return (*article.order, use.number, use.paragraph, note)
