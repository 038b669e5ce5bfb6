"""Does a note keep the edition's principles, as far as a program can see?

Pure functions from a note's words to what an editor should look at. They see words, not
meaning: each can be answered in the note's file under `exceptions`, with a reason.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from .kinds import KINDS
from .model import Annotation
from .problems import Code, plain

_QUOTED = re.compile(r"“[^“”]*”|«[^«»]*»|„[^„“]*“")
_RELATIVE = re.compile(
    r"\b(now|nowadays|recently|currently|today|at present|to date|so far|these days|last year|this year)\b",
    re.I,
)
_DATED = re.compile(r"\b1\d{3}\b|\b20\d{2}\b")
_FIRST_PERSON = re.compile(r"\b(I|[Mm]e|[Mm]y|[Ww]e|us|[Oo]urs?)\b")
#: What is counted in roman numerals; abbreviations may end with a full stop.
_COUNTED = re.compile(
    r"act|acts|amendment|appendix|app|art|article|articles|bk|book|books|canto|cap|ch|chap|chapter|"
    r"chapters|cl|clause|column|division|fig|figure|letter|no|nos|number|part|parts|phase|plate|pt|scene|"
    r"sec|section|sections|series|tab|table|title|tome|tract|type|vol|vols|volume|volumes|war",
    re.I,
)
#: Words with a capital only because a sentence begins with them.
_OPENERS = re.compile(
    r"also|although|and|as|because|before|but|can|could|did|do|either|even|finally|first|for|had|have|he|"
    r"here|how|however|if|in|indeed|is|it|later|maybe|moreover|neither|nor|not|now|of|on|once|only|or|"
    r"otherwise|perhaps|she|should|since|so|sometimes|still|than|that|the|then|there|therefore|they|this|"
    r"though|thus|to|today|tomorrow|too|unless|until|was|well|were|what|when|where|whether|which|while|who|"
    r"whom|whose|why|will|with|would|yes|yesterday|yet",
    re.I,
)
_BEFORE_NUMERAL = re.compile(r"(?P<word>[^\W\d_]+)(?P<stop>\.?)\s+\Z")
_WAR = re.compile(r"\bWorld War\s+\Z")
#: How it goes on behind a numeral: a stop, another number, “of”, a possessive, or a word that no “I” has.
_AFTER_NUMERAL = re.compile(
    r"[’']s\b|[,.;:!?)\]*_/(–—-]|\s*\Z|\s*\n\s*\n|\s*\(?(?:r\.\s*|c\.\s*)?\d|\s*§|\s+(?:is|has|does)\b"
    r"|\s+of\b(?!\s+course)|\s+(?:and|or|to|through)\s+[IVX]{2,}\b"
    r"|\s+(?:art|article|ch|chapter|cl|clause|scene|sec|section)\b\.?\s+(?:\d|[IVX]+\b)"
)
#: Words by which a note agrees or disagrees without saying so; the principles have examples.
_TONE = re.compile(
    r"\b(even this article|for once|in truth|it is well known|as everybody knows|everyone knows|experts agree|"
    r"of course|obviously|clearly|undoubtedly|unsurprisingly|so-called|rightly|wrongly|smears?|nonsense|"
    r"absurd(?:ly)?|propagand(?:a|istic)|a lie|shameful(?:ly)?|finally admits?|has to admit)\b",
    re.I,
)
#: A quotation shorter than this is a word that is spoken of, rather than somebody's sentence.
_QUOTATION_WORDS = 3


#: How the texts begin and end that `glossator new` and the website write into new files.
NOTE_TEMPLATE = "Write the note here"
TERM_TEMPLATE = "means, in one to three sentences."


@dataclass(frozen=True, slots=True)
class Remark:
    """What a rule has to say of one note."""

    code: Code
    message: str
    hint: str


Rule = Callable[[Annotation, str, str], Iterator[Remark]]
RULES: list[Rule] = []


def rule(function: Rule) -> Rule:
    """Add a function to the rules that every note is held against."""
    RULES.append(function)
    return function


def remarks(note: Annotation, words: str, article: str) -> Iterator[Remark]:
    """What the rules say of a note whose body reads *words*, on an article that reads *article*."""
    for function in RULES:
        yield from function(note, words, article)


def without_quotations(words: str) -> str:
    """The words that are the note's own."""
    return _QUOTED.sub(" ", words)


@rule
def sourced(note: Annotation, words: str, article: str) -> Iterator[Remark]:
    """Kinds that state facts name their sources."""
    kind = KINDS[note.kind]
    if kind.needs_source and not note.sources:
        message = f"a note of the kind “{kind.label}” states facts, but names no source."
        yield Remark(
            Code.EDITORIAL_SOURCE, message, "Name the sources: sources: [key-of-references-bib]."
        )


@rule
def dated(note: Annotation, words: str, article: str) -> Iterator[Remark]:
    """“Now” says nothing to a reader who does not know when it was written."""
    own = without_quotations(words)
    if (found := _RELATIVE.search(own)) and not _DATED.search(own):
        message = f"the note says “{found[0]}”, but dates nothing."
        yield Remark(Code.EDITORIAL_DATED, message, "Write the date.")


@rule
def quoted(note: Annotation, words: str, article: str) -> Iterator[Remark]:
    """What stands between quotation marks comes from the article or from a source."""
    if note.sources:
        return
    known = _folded(article)
    for found in _QUOTED.findall(words):
        inside = found[1:-1].strip(" ,.;:…")
        if len(inside.split()) >= _QUOTATION_WORDS and _folded(inside) not in known:
            message = (
                f"“{plain(inside, 50)}” is quoted from somewhere, but the note names no source."
            )
            yield Remark(
                Code.EDITORIAL_QUOTATION,
                message,
                "Name its source, or take the quotation marks away.",
            )


def _folded(words: str) -> str:
    return " ".join(words.casefold().split())


@rule
def short(note: Annotation, words: str, article: str) -> Iterator[Remark]:
    """A reader's eye leaves the text for a note; it should soon be back."""
    count, limit = len(words.split()), KINDS[note.kind].words
    if count > limit:
        message = f"the note has {count} words; a note of its kind should have at most {limit}."
        yield Remark(Code.EDITORIAL_LENGTH, message, "Shorten it, or make two of it.")


@rule
def impersonal(note: Annotation, words: str, article: str) -> Iterator[Remark]:
    """The edition has no “I” and no “we”."""
    own = without_quotations(words)
    said = (found for found in _FIRST_PERSON.finditer(own) if not _is_numeral(own, found))
    found = next(said, None)
    if found and (note.language or "en").startswith("en"):
        message = f"the note speaks in the first person (“{found[0]}”)."
        yield Remark(Code.EDITORIAL_PERSON, message, "Say who holds the view, or leave it out.")


def _is_numeral(words: str, found: re.Match[str]) -> bool:
    """Whether an “I” counts: it stands behind what is counted, and ends what is said with it."""
    before, after = words[: found.start()], words[found.end() :]
    if found[0] != "I" or not (_AFTER_NUMERAL.match(after) or _WAR.search(before)):
        return False
    last = _BEFORE_NUMERAL.search(before[-60:])
    if last is None:
        return False
    word = last["word"]
    if _COUNTED.fullmatch(word):
        return True
    return not last["stop"] and word[0].isupper() and not _OPENERS.fullmatch(word)


@rule
def toned(note: Annotation, words: str, article: str) -> Iterator[Remark]:
    """A judgement belongs to the person who makes it."""
    found = _TONE.search(without_quotations(words))
    if found and (note.language or "en").startswith("en"):
        message = f"the note says “{found[0]}”, which judges rather than reports."
        yield Remark(Code.EDITORIAL_TONE, message, "Say who judges so, or leave it out.")
