"""What becomes of a suggestion that an editor accepts or declines, and how is that remembered?"""

from __future__ import annotations

import re

from ..anchor import describe_quote
from ..model import Place
from ..problems import Code, FileError, Problem, plain
from ..quotefile import note_text
from ..text import ReadingText
from .record import Suggestion

_DECISION = re.compile(
    r"[\"']?(?P<id>[0-9a-f]{8})[\"']?:\s*(?P<decision>accepted|declined)\s*(?:#.*)?"
)


def note_of(
    suggestion: Suggestion, reading: ReadingText, author: str, date: str, language: str = "en"
) -> str:
    """The file of the note that an accepted suggestion becomes, in the language of the edition."""
    quote = describe_quote(reading.text, suggestion.span)
    return note_text(quote, "reference", author, date, suggestion.body(language))


def note_name(suggestion: Suggestion) -> str:
    """A file name, without ending, that says what the note is and is the same each time."""
    words = re.findall(r"[a-z0-9]+", suggestion.words.lower())[:5]
    return "-".join([*words, suggestion.id])[-70:].strip("-")


def read_decisions(text: str, path: str) -> dict[str, str]:
    """What was decided: `accepted` or `declined`, by the suggestion's id.

    Raises `FileError` for the first line that is no decision.
    """
    decisions = {}
    for number, line in enumerate(text.split("\n"), 1):
        found = _DECISION.fullmatch(line)
        if found:
            decisions[found["id"]] = found["decision"]
        elif line.strip() and not line.lstrip().startswith("#"):
            message = f"“{plain(line)}” is no decision."
            hint = "Write “id”: accepted or “id”: declined, one a line."
            raise FileError(Problem(Code.SUGGEST_FORM, message, Place(path, number), hint))
    return decisions


def decision_line(suggestion: Suggestion, decision: str) -> str:
    """The line by which a decision is remembered, with what it was about."""
    about = f"{suggestion.article} → {suggestion.target}: {plain(suggestion.words, 50)}"
    return f'"{suggestion.id}": {decision}  # {about}\n'
