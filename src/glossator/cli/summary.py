"""What do the notes of a pull request look like to the editor who decides on them?

Markdown for `$GITHUB_STEP_SUMMARY`: each note as it will read, beside its passage, and the state
of every anchor that it touches. Whatever a stranger wrote is written in character references,
which no Markdown takes for markup, mentions or addresses.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from .. import history
from ..apparatus import Apparatus, Placed
from ..checks import Report
from ..gist import all_notes
from ..kinds import KINDS
from ..model import GlossaryEntry
from ..problems import EditionError, Severity, plain
from ..text import body_words

#: GitHub shows at most 1 MiB, and an editor reads less.
_LONGEST = 500_000
_AROUND = 80


def inert(text: str, limit: int = 4_000) -> str:
    """*text* on one line, as Markdown that shows these characters and does nothing else."""
    shown = plain(text, limit)
    return "".join(
        char if char.isalnum() or char in " ,“”’–—…" else f"&#{ord(char)};" for char in shown
    )


def changed_files(root: Path, revision: str) -> frozenset[str]:
    """The files of the edition that differ from *revision*, new ones included, relative to *root*."""
    try:
        return history.changed_files(root, revision)
    except history.Unknown as error:
        said = plain(str(error), 200)
        raise EditionError(f"git cannot say what was changed: {said}.") from None


def summary_page(report: Report, counted: str, changed: frozenset[str] | None) -> str:
    """The page: what was found, then each note, entry and article that is among *changed*.

    *changed* is None where everything is to be shown.
    """
    parts = [f"## {inert(counted)}", "", *_problems(report)]
    length = sum(map(len, parts))
    for part in _contributions(report, changed):
        length += len(part)
        if length > _LONGEST:
            parts.append("_More was changed than can be shown here._\n")
            break
        parts.append(part)
    return "\n".join(parts) + "\n"


def _problems(report: Report) -> Iterator[str]:
    for problem in report.problems[:100]:
        sign = "❌" if problem.severity is Severity.ERROR else "⚠️"
        where = inert(f"{problem.place.path}:{problem.place.line}", 400)
        yield f"- {sign} {where}: {inert(f'{problem.message} {problem.hint}'.strip(), 600)}"
    if len(report.problems) > 100:
        yield f"- and {len(report.problems) - 100} more"
    yield ""


def _contributions(report: Report, changed: frozenset[str] | None) -> Iterator[str]:
    for apparatus in report.book.apparatus.values():
        notes = list(all_notes(apparatus))
        shown = [note for note in notes if changed is None or note.annotation.place.path in changed]
        if shown:
            yield f"### {inert(apparatus.article.listed_title)}\n"
            yield from (_note(note, apparatus, report) for note in shown)
        # A changed text concerns every note on it, whoever wrote them.
        if changed is not None and apparatus.article.place.path in changed:
            yield _states(apparatus, notes)
    for definition in report.book.glossary:
        if definition.body and (changed is None or definition.entry.place.path in changed):
            yield _entry(definition.entry, body_words(definition.body))


def _note(note: Placed, apparatus: Apparatus, report: Report) -> str:
    annotation = note.annotation
    works = {work.key: work.label for work in report.book.edition.works}
    text = body_words(note.body) if note.body else "This text cannot be used as it is; see above."
    lines = [
        f"**{inert(annotation.name)}** · {KINDS[annotation.kind].label} · {inert(annotation.author)} · "
        f"{_state(note)}\n",
        f"> {_passage(note, apparatus)}\n",
        f"{inert(text)}\n",
    ]
    if annotation.sources:
        labels = "; ".join(
            inert(works.get(key, f"{key} (no record)")) for key in annotation.sources
        )
        lines.append(f"Sources: {labels}\n")
    return "\n".join(lines)


def _passage(note: Placed, apparatus: Apparatus) -> str:
    span, text = note.match.span, apparatus.reading.text
    if span is None:
        return f"**{inert(note.annotation.quote.exact)}** (not found in the article)"
    before, after = (
        text[max(0, span.start - _AROUND) : span.start],
        text[span.end : span.end + _AROUND],
    )
    words = inert(text[span.start : span.end], 1_500)
    # Where a passage begins or ends within a sentence, so does the emphasis.
    left = " " if before[-1:].isspace() else ""
    right = " " if after[:1].isspace() else ""
    return f"…{inert(before)}{left}**{words}**{right}{inert(after)}…"


def _state(note: Placed) -> str:
    line = f"the words are {note.match.state.value}"
    return line if note.match.state.placed else f"**{line}**"


def _states(apparatus: Apparatus, notes: Iterable[Placed]) -> str:
    rows = [f"| {inert(note.annotation.name)} | {note.match.state.value} |" for note in notes]
    title = inert(apparatus.article.listed_title)
    return "\n".join(
        [
            f"The text of “{title}” was changed; its notes now stand so:\n",
            "| note | words |",
            "|---|---|",
            *rows,
            "",
        ]
    )


def _entry(entry: GlossaryEntry, words: str) -> str:
    forms = f" ({', '.join(map(inert, entry.forms))})" if entry.forms else ""
    return f"**{inert(entry.term)}**{forms}: {inert(words)}\n"
