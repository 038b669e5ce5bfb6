"""Which links of an HTML text lead to the author's own footnotes, and where do these stand?

A reference is a link to a place further down, with nothing but a number or a sign as its words.
While the text is converted, marks that no text holds stand for it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

_OPEN, _CLOSE = "\ue000", "\ue001"
_MARK = re.compile(f"{_OPEN}(\\d+){_CLOSE}")
_SIGN = re.compile(r"[\[(]?\s*(?:\d{1,4}|[*†‡§¶#]{1,4}|[a-z]{1,2}|[ivxlc]{1,7})\s*[.)\]]?")
_BACK = re.compile(
    r"[↑↩⤴^\ufe0e\s]*|[\[(]?\s*(?:\d{1,4}|[a-z]|[*†‡§¶]{1,4}|back|return)\s*[.)\]]?", re.I
)
_NUMBER = re.compile(r"\s*(?:[\[(]\s*\d{1,4}\s*[\])]|\d{1,4}\s*[.)]|[*†‡§¶]{1,4})\s*")
_BLOCKS = ("p", "li", "div", "aside", "dd", "td", "section")
#: A note is no longer than this; what is longer is a part of the text that a link leads to.
_LONGEST = 20_000


@dataclass(slots=True)
class Kept:
    """The footnotes that were found so far: their texts, by their numbers."""

    texts: dict[int, str] = field(default_factory=dict)
    count: int = 0

    def mark(self) -> str:
        """What stands in the text for the next footnote until it is converted."""
        self.count += 1
        return f"{_OPEN}{self.count}{_CLOSE}"

    def told_apart(self, text: str) -> str:
        """*text* with references and notes in Markdown's form, where a library wrote the marks."""
        text = re.sub(rf"\[({_OPEN}\d+{_CLOSE})\]", r"\1", text)
        return _MARK.sub(r"[^\1]", re.sub(rf"(?m)^({_OPEN}\d+{_CLOSE})\.", r"\1:", text))


def take_footnotes(soup: Any) -> list[tuple[str, Any]]:
    """Take the notes out of *soup*, leaving marks; each with its mark, in their order."""
    place = {id(element): number for number, element in enumerate(soup.descendants)}
    targets: dict[str, Any] = {}
    for element in soup(id=True):
        targets.setdefault(str(element["id"]), element)
    # Whether a block may be a note is asked once of each, however many links lead to it.
    kept, found, judged = Kept(), dict[int, tuple[str, Any]](), dict[int, bool]()
    for link in soup.select('a[href^="#"]'):
        target = targets.get(str(link["href"])[1:])
        if target is None or not _SIGN.fullmatch(link.get_text().strip()):
            continue
        note = target if target.name in _BLOCKS else target.find_parent(_BLOCKS)
        if note is None or place[id(note)] < place[id(link)]:
            continue
        if id(note) not in judged:
            judged[id(note)] = _may_be_note(note)
        if not judged[id(note)]:
            continue
        if id(note) not in found:
            found[id(note)] = kept.mark(), note
        (link.find_parent("sup") or link).replace_with(found[id(note)][0])
    for _, note in found.values():
        _cleaned(note).extract()
    for empty in soup.find_all(["ol", "ul", "section", "aside"]):
        if not empty.get_text().strip() and not empty.find("img"):
            empty.decompose()
    return list(found.values())


def _may_be_note(block: Any) -> bool:
    return len(block.get_text()) <= _LONGEST and not block.find(["h1", "h2", "h3", "article"])


def _cleaned(note: Any) -> Any:
    """A note without its own number and without the links back."""
    for link in note.select('a[href^="#"]'):
        if _BACK.fullmatch(link.get_text()):
            (link.find_parent("sup") or link).decompose()
    first = next((text for text in note.find_all(string=True) if text.strip()), None)
    if first is not None:
        first.replace_with(_NUMBER.sub("", str(first), count=1) if _NUMBER.match(first) else first)
    return note


def as_markdown(text: str, notes: list[tuple[str, str]]) -> str:
    """*text* with its marks as references, and the notes below it."""
    listed = "\n\n".join(f"{mark}: {_indented(words)}" for mark, words in notes)
    return _MARK.sub(r"[^\1]", f"{text.rstrip()}\n\n{listed}\n" if listed else text)


def _indented(words: str) -> str:
    return words.strip().replace("\n", "\n    ").replace("\n    \n", "\n\n")
