"""`glossator anchor`: what became of the notes' words after a text changed, and mending quotes."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

import click

from .. import history
from ..anchor.jsonl import anchor_lines
from ..anchor.lock import write_lock
from ..anchor.verdicts import Verdict, judge
from ..apparatus import Apparatus
from ..checks import Report, examine
from ..frontmatter import read
from ..gist import all_notes
from ..markup import ARTICLE, Parsed, parse
from ..model import Lock, Span, State
from ..problems import EditionError, Problem, errors, plain
from ..quotefile import replace_quote
from ..text import reading_text
from ..writing import demand, put, text_of
from .shelf import read_text

LOCK = "anchors.lock"


@click.command()
@click.argument("notes", nargs=-1)
@click.option(
    "--from",
    "source",
    metavar="REV|FILE",
    help="The old text: a revision of git, or an article's former file.",
)
@click.option(
    "--fix",
    is_flag=True,
    help="Write new quotes for moved and changed notes, and record where all stand.",
)
@click.option(
    "--all", "every", is_flag=True, help="List the notes whose words stand where they stood, too."
)
@click.option(
    "--jsonl",
    is_flag=True,
    help="Read cases from standard input and write verdicts, one JSON object a line.",
)
@click.pass_obj
def anchor(
    root: Path, notes: tuple[str, ...], source: str | None, fix: bool, every: bool, jsonl: bool
) -> None:
    """Say what became of each note's words: exact, moved, changed, ambiguous or orphaned.

    NOTES are articles or notes (ARTICLE, ARTICLE/NOTE); all of them if none is named. The old
    text comes from --from, else from the anchors.lock beside the notes, else from git's HEAD.

    Exit code 0: every note has its place. 1: some need an editor. 2: the call was wrong.
    """
    if jsonl:
        sys.exit(_answer())
    report = examine(root)
    refused = _refused(report)
    named = _named(report, notes, set(refused))
    for id, problem in refused.items():
        if id in named:
            click.echo(problem)
    bad, mended = len(named & set(refused)), 0
    counts: Counter[str] = Counter()
    for apparatus in report.book.apparatus.values():
        chosen = [note.annotation for note in all_notes(apparatus) if note.annotation.id in named]
        if apparatus.parsed is None or not chosen:
            continue
        lock = report.book.edition.locks.get(apparatus.article.id)
        old, places = _old(root, apparatus, source, lock)
        verdicts = judge(chosen, apparatus.reading.text, old, places)
        for verdict in verdicts:
            counts[verdict.match.state.value] += 1
            if every or verdict.mended or not verdict.match.state.placed:
                click.echo("\n".join(_lines(verdict, apparatus)))
        if fix:
            try:
                mended += _fix(root, apparatus, verdicts)
            except EditionError as error:
                click.echo(f"Nothing was mended in {apparatus.article.id}: {error}", err=True)
                bad += 1
        bad += sum(_needs_editor(verdict, fix) for verdict in verdicts)
    click.echo(_summary(counts, mended))
    sys.exit(1 if bad else 0)


def _answer() -> int:
    sys.stdin.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    for line in anchor_lines(sys.stdin):
        sys.stdout.write(line + "\n")
    return 0


def _refused(report: Report) -> dict[str, Problem]:
    """What stands among the notes and could not be read as one, by its id, with the reason."""
    edition = report.book.edition
    used = {note.place.path for notes in edition.annotations.values() for note in notes}
    folder = PurePosixPath(report.config.options.book) / "annotations"
    found: dict[str, Problem] = {}
    for problem in errors(report.problems):
        path = PurePosixPath(problem.place.path)
        if problem.place.path not in used and path.is_relative_to(folder):
            inside = path.relative_to(folder).as_posix().removesuffix(".md")
            found.setdefault(inside, problem)
    return found


def _named(report: Report, notes: tuple[str, ...], refused: set[str]) -> set[str]:
    """The ids of the notes that the call names, those that were *refused* among them."""
    ids = {note.id for notes in report.book.edition.annotations.values() for note in notes}
    ids |= refused
    if not notes:
        return ids
    chosen = {id for id in ids for name in notes if id == name or id.partition("/")[0] == name}
    for name in notes:
        if not any(id == name or id.startswith(name + "/") for id in chosen):
            raise EditionError(f"there is no article and no note “{plain(name)}”.")
    return chosen


def _old(
    root: Path, apparatus: Apparatus, source: str | None, lock: Lock | None
) -> tuple[str | None, Mapping[str, Span]]:
    """The text on which the quotes were last right, and where they stood in it."""
    article = apparatus.article
    if source is not None:
        path = Path(source)
        if path.is_file():
            return _words_of(read_text(path, root), str(path)), {}
        if not history.kept(root):
            raise EditionError(
                f"there is no file “{plain(source)}”, and the edition has no history in git to ask."
            )
        if not history.known(root, source):
            raise EditionError(f"“{plain(source)}” is neither a file nor a revision of git.")
        text = history.file_at(root, source, article.place.path)
        return (_words_of(text, f"{source}:{article.place.path}") if text else None), {}
    if lock is not None:
        return lock.text, lock.spans
    text = history.file_at(root, "HEAD", article.place.path)
    return (_words_of(text, article.place.path) if text else None), {}


def _words_of(text: str, name: str) -> str:
    front, problems = read(text, name, "article")
    if front is None:
        raise EditionError(f"the old text cannot be read. {problems[0]}")
    parsed = parse(front.body, ARTICLE, name, front.body_line)
    if not isinstance(parsed, Parsed):
        raise EditionError(f"the old text cannot be read. {parsed[0]}")
    return reading_text(parsed).text


def _lock_path(root: Path, apparatus: Apparatus) -> Path:
    note = all_notes(apparatus)[0].annotation
    return root / Path(note.place.path).parent / LOCK


def _fix(root: Path, apparatus: Apparatus, verdicts: tuple[Verdict, ...]) -> int:
    """Write the mended quotes, and say how many; record the places when every note has one.

    `EditionError` where one of the files may not be written; then none of them was.
    """
    lock = _lock_path(root, apparatus)
    mended = [root / verdict.annotation.place.path for verdict in verdicts if verdict.mended]
    demand([*mended, lock], root)
    for verdict in verdicts:
        if verdict.mended:
            path = root / verdict.annotation.place.path
            put(path, root, replace_quote(text_of(path, root), verdict.mended))
    whole = len(verdicts) == len(all_notes(apparatus))
    settled = all(verdict.match.state.placed or verdict.annotation.orphaned for verdict in verdicts)
    if whole and settled:
        places = {v.annotation.name: v.match.span for v in verdicts if v.match.span is not None}
        put(lock, root, write_lock(Lock(apparatus.reading.text, places)))
    return sum(verdict.mended is not None for verdict in verdicts)


def _needs_editor(verdict: Verdict, fixed: bool) -> bool:
    if verdict.annotation.orphaned:
        return False
    return not verdict.match.state.placed or (verdict.mended is not None and not fixed)


def _lines(verdict: Verdict, apparatus: Apparatus) -> Iterator[str]:
    """What an editor reads of one note."""
    match, note, reading = verdict.match, verdict.annotation, apparatus.reading
    where = f" line {reading.line_at(match.span.start)}" if match.span else ""
    yield f"{note.place.path}:{note.quote_line}: {match.state.value} ({_score(match.score)}){where}. {match.reason}"
    if match.changes:
        yield "    the words: " + _changes(match.changes)
    if match.replacement:
        yield f"    replaced by: “{plain(match.replacement, 200)}”"
    for found in match.candidates[:3] if match.state is not State.EXACT else ():
        yield f"    perhaps line {reading.line_at(found.span.start)}: “{plain(found.words, 90)}” ({_score(found.score)})"
    if verdict.mended:
        yield f"    the quote becomes: “{plain(verdict.mended.exact, 200)}”"


def _score(score: float) -> str:
    """A likeness; what is not quite 1 is never shown as 1."""
    return f"{int(score * 100) / 100:.2f}"


def _changes(changes: tuple[object, ...]) -> str:
    """A word diff in one line: [-what went-] and {+what came+}."""
    parts = []
    for change in changes:
        old, new = change.old, change.new  # type: ignore[attr-defined]
        if old == new:
            parts.append(new)
        else:
            parts.append(
                (f"[-{old}-]" if old.strip() else "") + (f"{{+{new}+}}" if new.strip() else "")
            )
    return plain("".join(parts), 300)


def _summary(counts: Counter[str], mended: int) -> str:
    total = sum(counts.values())
    said = ", ".join(
        f"{counts[state.value]} {state.value}" for state in State if counts[state.value]
    )
    did = f" {mended} quote{'s' * (mended != 1)} mended." if mended else ""
    return f"{total} note{'s' * (total != 1)}: {said or 'nothing to anchor'}.{did}"
