"""How is an article of the edition, or one of its notes, cited?

Three forms of one record: a sentence, BibTeX and CSL-JSON. Knows nothing of pages; an address is
given by the caller, and may be missing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .dates import readable_date
from .labels import labels
from .model import Annotation, Article

#: What begins with these is reckoned by the tables into which lines are pasted.
_FORMULA = ("=", "+", "-", "@")
_LINE_END = re.compile(r"\s*\n\s*")


@dataclass(frozen=True, slots=True)
class Citation:
    """A record in the three forms that readers paste elsewhere."""

    text: str
    bibtex: str
    csl: Mapping[str, Any]


def cite_article(
    article: Article, edition: str, address: str = "", language: str = "en"
) -> Citation:
    """How an article is cited from this edition; its source stands in the record.

    *language* is that of the edition, in which the sentence is.
    """
    key = _key(article.author, article.date, article.title)
    return _cite(
        key=key,
        author=article.author,
        title=article.title,
        date=article.date,
        container=edition,
        publisher=article.publisher,
        language=article.language,
        address=address or article.source,
        said_in=language,
    )


def cite_note(
    note: Annotation,
    number: int,
    article: Article,
    edition: str,
    address: str = "",
    language: str = "en",
) -> Citation:
    """How a note is cited: by its author, its number and the words that it is written on."""
    words = " ".join(note.quote.exact.split())
    short = words if len(words) <= 80 else words[:79].rstrip() + "…"
    return _cite(
        key=f"{_key(article.author, article.date, article.title)}-{note.name}",
        author=note.author,
        title=note_title(number, short, language),
        date=note.date,
        container=f"{article.title} ({edition})",
        publisher="",
        language=note.language,
        address=address,
        said_in=language,
    )


def note_title(number: int, words: str, language: str) -> str:
    """What a note is called where it stands alone: by its number and its words."""
    said = labels(language)["note_on" if number else "note_on_words"]
    return said.format(number=number, words=quoted(words, language))


def _cite(
    *,
    key: str,
    author: str,
    title: str,
    date: str,
    container: str,
    publisher: str,
    language: str,
    address: str,
    said_in: str,
) -> Citation:
    year = date.split("-")[0]
    named = [author, quoted(title, said_in)]
    if author.lstrip().startswith(_FORMULA):
        named.reverse()
    inside = labels(said_in)["cited_inside"].format(title=container)
    parts = [*named, publisher, readable_date(date, said_in), inside, address]
    web = address.startswith(("https://", "http://"))
    fields = {
        "author": _said(author) if _are_names(author) else f"{{{_said(author)}}}",
        "title": f"{{{_said(title)}}}",
        "booktitle": _said(container),
        "publisher": _said(publisher),
        "year": _said(year),
        "date": _said(date),
        "language": _said(language),
        # An address is taken literally by every style that prints one.
        "url": "".join(_IN_ADDRESS.get(sign, sign) for sign in address) if web else "",
        "note": "" if web else _said(address),
    }
    csl = {
        "id": key,
        "type": "webpage",
        "title": title,
        "author": [_person(author)] if author else [],
        "container-title": container,
        "publisher": publisher,
        "issued": {"date-parts": [[int(part) for part in date.split("-") if part.isdigit()]]},
        "language": language,
        "URL": address,
    }
    return Citation(
        text=_LINE_END.sub(" ", ", ".join(part for part in parts if part).strip()) + ".",
        bibtex=_bibtex(key, fields),
        csl={name: value for name, value in csl.items() if value},
    )


#: A quotation, to its end as far as that can be told from an apostrophe, or to where words were cut.
_QUOTATION = re.compile(r"“([^“”]*)(?:”|$)|‘((?:[^‘’]|’(?=\w))*)’(?!\w)")
#: The same with the marks of other languages, whose first may be the last of English.
_ABROAD = re.compile(rf"„([^„“”]*)(?:[“”]|$)|«\s?([^«»]*?)\s?(?:»|$)|{_QUOTATION.pattern}")


def quoted(words: str, language: str = "en", depth: int = 0) -> str:
    """*words* between the quotation marks of a language; quotations inside have the next level's."""

    def inside(found: re.Match[str]) -> str:
        return quoted(next(filter(None, found.groups()), ""), language, depth + 1)

    fixed = labels(language)
    first, last = fixed.marks[:2] if depth % 2 == 0 else fixed.marks[2:]
    pattern = _QUOTATION if fixed.language == "en" else _ABROAD
    return f"{first}{pattern.sub(inside, words)}{last}"


def _person(name: str) -> dict[str, str]:
    """A name of two or more words has a family name; a single word is taken as it is."""
    given, _, family = name.rpartition(" ")
    return {"family": family, "given": given} if given else {"literal": name}


def _key(author: str, date: str, title: str) -> str:
    first = re.sub(r"[^a-z]", "", author.split()[-1].lower()) if author.split() else ""
    word = next((w for w in re.findall(r"[a-z]+", title.lower()) if len(w) > 3), "")
    return f"{first or 'anonymous'}{date[:4]}{word}"


def _are_names(author: str) -> bool:
    """Whether BibTeX can take *author* apart: words, with one comma at most, joined by “and”."""
    people = re.split(r"\sand\s", author, flags=re.IGNORECASE)
    return " " in author and all(
        each.count(",") <= 1 and all(part.strip() for part in each.split(",")) for each in people
    )


#: What BibTeX and TeX would take for markup. Braces are counted by BibTeX even after a backslash.
_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: "\\" + sign for sign in "%&#_$"},
}
_IN_ADDRESS = {"{": "%7B", "}": "%7D", "\\": "%5C"}


def _said(words: str) -> str:
    return "".join(_SPECIAL.get(sign, sign) for sign in words)


def _bibtex(key: str, fields: Mapping[str, str]) -> str:
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@misc{{{key},", *lines, "}"])
