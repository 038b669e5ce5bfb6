"""How does a seed become an article's text, with each difference declared?

The text is the seed's. Lines are unwrapped, the title becomes a heading, and halves of
paragraphs are rejoined. All that is more than white space is an emendation, and `collate` is
asked before anything leaves this module. An edit's reason is the name of a fixed word until it is
declared, in the language of those who read it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..collate import Collation, collate
from ..declare import Edit, applied, declare
from ..labels import labels
from ..markup import ARTICLE, Parsed, parse
from ..model import Emendation, Seed, Span
from ..problems import Problem
from ..text import reading_text
from ..witness import Witness, read_witness
from . import rewrap
from .divided import Halves
from .found import Heading, letters
from .lines import Bound, bound_paragraphs
from .plain import blocks, edges, escape, joins

_SEPARATOR = "\n\n"
#: Of the words of an emendation, as the schema of articles has it.
_LONGEST = 20_000
TITLE, TITLE_GIVEN = "emended_title", "emended_untitled"
SALUTATION = "emended_salutation"
#: The same where the front matter has all that stood above the text, and where it has other values.
TITLE_AND_MORE = ("emended_head", "emended_head_overruled")
ABOVE = ("emended_above", "emended_above_overruled")


@dataclass(frozen=True, slots=True)
class Edited:
    """An article's text and its emendations, and why they cannot be used where that is so.

    `bound` are the paragraphs that keep their lines.
    """

    body: str
    emendations: tuple[Emendation, ...]
    collation: Collation
    problems: tuple[Problem, ...] = ()
    bound: tuple[Bound, ...] = ()

    @property
    def good(self) -> bool:
        """Whether the text may be used and is the seed's but for the emendations."""
        return self.collation.clean and not self.problems


def edit(
    seed: Seed, title: str, heading: Heading, lines: str = "detect", language: str = "en"
) -> Edited:
    """The article's text that *seed* gives under *title*, without the lines of its heading.

    *lines* is one of `WAYS`: whether paragraphs of plain text keep theirs. In Markdown, an author
    says where a line ends; only to `keep` them all makes a difference there. The reasons of
    emendations are in *language*.
    """
    witness = read_witness(seed.text, seed.format)
    start = _offset_after(witness, heading.last)
    if seed.format == "markdown":
        made, edits = _edit_markdown(seed, witness, start, title, heading, lines == "keep")
        bound: tuple[Bound, ...] = ()
    else:
        made, edits, bound = _edit_plain(seed, witness, start, title, heading, lines)
    words = labels(language)
    said = [replace(each, reason=words[each.reason]) for each in edits if each is not None]
    return _proved(seed, made, declare(witness.text, said, _LONGEST), bound)


def _edit_plain(
    seed: Seed, witness: Witness, start: int, title: str, heading: Heading, way: str
) -> tuple[list[str], list[Edit | None], tuple[Bound, ...]]:
    text = witness.text
    spans = blocks(text, start)
    bound = bound_paragraphs(seed.text, witness, spans, way, bool(heading.unsure))
    kept = [each.span for each in bound]
    halves = Halves(witness, [span for span in spans if span not in kept])
    rejoined = [
        join for join in joins(text, spans, halves) if not any(join.span.overlaps(s) for s in kept)
    ]
    body = [
        *rejoined,
        *(e for e in halves.edits() if not any(join.span.overlaps(e.span) for join in rejoined)),
        *edges(text, spans),
        *_salutation(witness, start, heading),
    ]
    # An edge that a rejoining takes away with the gap is no edge any more.
    joined = [edit.span for edit in rejoined]
    body = [
        edit for edit in body if edit.new or not any(span.overlaps(edit.span) for span in joined)
    ]
    edits = [_titled(text, start, f"# {title}", title, heading), *body]
    breaks = [each for paragraph in bound for each in paragraph.breaks]
    free = [each for each in breaks if not any(e.span.overlaps(each.span) for e in body)]
    paragraphs = applied(text, [*body, *free], Span(start, len(text))).split(_SEPARATOR)
    made = [f"# {escape(title)}", *(_lines(words) for words in paragraphs if words.strip())]
    return made, edits, bound


def _lines(paragraph: str) -> str:
    """A paragraph as Markdown, with a break behind each line but the last."""
    return "\\\n".join(escape(line.strip()) for line in paragraph.split("\n") if line.strip())


def _edit_markdown(
    seed: Seed, witness: Witness, start: int, title: str, heading: Heading, kept: bool
) -> tuple[list[str], list[Edit | None]]:
    first = _own_heading(witness.text[:start], title) or f"# {escape(title)}"
    lines = seed.text.removeprefix("\ufeff").replace("\f", " ").split("\n")
    spans = blocks(witness.text, start)
    rest, edits = rewrap.rejoined("\n".join(lines[heading.last :]).strip("\n"), witness.text, spans)
    title_edit = _titled(witness.text, start, first, title, heading)
    made = [first, rewrap.unwrapped(rest, kept)] if rest.strip() else [first]
    return made, [title_edit, *edits]


def _own_heading(above: str, title: str) -> str:
    """The seed's own first-level heading, with its markup, where it reads as the title does."""
    for block in above.split(_SEPARATOR):
        parsed = parse(block, ARTICLE, "") if block.startswith("# ") else ()
        if isinstance(parsed, Parsed) and reading_text(parsed).text == title:
            return block
    return ""


def _proved(
    seed: Seed, made: list[str], emendations: Iterator[Emendation], bound: tuple[Bound, ...]
) -> Edited:
    body = "\n" + _SEPARATOR.join(made) + "\n"
    declared = tuple(emendations)
    parsed = parse(body, ARTICLE, "", 1)
    problems = () if isinstance(parsed, Parsed) else parsed
    return Edited(body, declared, collate(seed, body, declared), problems, bound)


def _offset_after(witness: Witness, line: int) -> int:
    """Where the first line after *line* begins."""
    if not line:
        return 0
    found = next((offset for offset, number in witness.marks if number > line), len(witness.text))
    while found < len(witness.text) and witness.text[found] in " \n":
        found += 1
    return found


def _titled(witness: str, start: int, head: str, title: str, heading: Heading) -> Edit | None:
    """What becomes of all that stands before the text."""
    old = witness[:start].rstrip(" \n")
    if not old:
        return Edit(Span(0, 0), head + _SEPARATOR, TITLE_GIVEN)
    if old == head:
        return None
    reason = _reason(old, title, heading)
    if start < len(witness) and _SEPARATOR not in witness[len(old) : start]:
        # The title and the text are one paragraph in the seed; they are told apart here.
        return Edit(Span(0, start), head + _SEPARATOR, reason)
    if old.startswith(head + _SEPARATOR):
        return Edit(Span(len(head), len(old)), "", ABOVE[bool(heading.overruled)])
    return Edit(Span(0, len(old)), head, reason)


def _reason(above: str, title: str, heading: Heading) -> str:
    """Why a title stands where those words stood, and nothing that is not so."""
    if letters(above) == letters(title):
        return TITLE
    return TITLE_AND_MORE[bool(heading.overruled)]


def _salutation(witness: Witness, start: int, heading: Heading) -> Iterator[Edit]:
    """A salutation that line spacing has run into the text stands alone again."""
    if not heading.salutation:
        return
    after = _offset_after(witness, heading.salutation)
    words = witness.text[start:after].rstrip()
    gap = Span(start + len(words), after)
    if gap.end - gap.start == 1 and (last := re.search(r"\S+$", words)):
        begins = re.compile(r"\S+").match(witness.text, after)
        end = begins.end() if begins else after
        shown = Span(start + last.start(), end)
        yield Edit(shown, last[0] + _SEPARATOR + witness.text[after:end], SALUTATION)
