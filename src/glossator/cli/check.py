"""`glossator check`: everything that an editor should look at, each problem once."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from .. import watch
from ..checks import Report, examine
from ..problems import Code, Problem, Severity, errors, plain
from ..writing import add_where_told
from .summary import changed_files, summary_page


@dataclass(frozen=True, slots=True)
class _Format:
    """How problems are printed: one line for each, and what comes after all of them."""

    line: Callable[[Problem], str]
    last: Callable[[Report], str]


#: What keeps a file out of all other checks.
_LEFT_OUT = (Code.FRONT_MISSING, Code.FRONT_YAML, Code.FRONT_SCHEMA)
_MORE = " More may show when front matter is mended: what such a file quotes and refers to is looked at then."


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def summary(report: Report) -> str:
    """One line: how much was looked at, and what was found."""
    edition = report.book.edition
    notes = sum(len(gist.notes) + len(gist.withdrawn) for gist in report.book.gists.values())
    terms, works = len(edition.glossary), len(edition.works)
    looked_at = (
        f"{_count(len(edition.articles), 'article')}, {_count(notes, 'note')}, "
        f"{terms:,} glossary {'entry' if terms == 1 else 'entries'}, {_count(works, 'work')}"
    )
    wrong = len(errors(report.problems))
    found = f"{_count(wrong, 'error')}, {_count(len(report.problems) - wrong, 'warning')}"
    more = _MORE if any(problem.code in _LEFT_OUT for problem in report.problems) else ""
    return f"{looked_at}: {found if report.problems else 'nothing to mend'}.{more}"


def github_line(problem: Problem) -> str:
    """A workflow command that stands at the line concerned; what a stranger wrote is escaped."""
    level = "error" if problem.severity is Severity.ERROR else "warning"
    place = f"file={_property(plain(problem.place.path, 400))},line={problem.place.line},title={problem.code.id}"
    return f"::{level} {place}::{_data(f'{problem.message} {problem.hint}'.strip())}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _json_last(report: Report) -> str:
    # Characters beyond ASCII are escaped: a file's name may hold what a terminal obeys.
    return json.dumps([_record(problem) for problem in report.problems], indent=1)


def _record(problem: Problem) -> dict[str, str | int]:
    return {
        "code": problem.code.id,
        "severity": problem.severity.value,
        "path": problem.place.path,
        "line": problem.place.line,
        "message": problem.message,
        "hint": problem.hint,
    }


def _nothing(problem: Problem) -> str:
    return ""


FORMATS: dict[str, _Format] = {
    "text": _Format(str, summary),
    "json": _Format(_nothing, _json_last),
    "github": _Format(github_line, summary),
}


def lines(report: Report, name: str) -> Iterator[str]:
    """What `check` prints."""
    format = FORMATS[name]
    yield from filter(None, map(format.line, report.problems))
    yield format.last(report)


#: `-j`, of commands that can share their work between processes.
jobs_option = click.option(
    "-j",
    "--jobs",
    type=click.IntRange(1, 64),
    default=1,
    metavar="N",
    help="So many processes share the work, or as many as the edition says.",
)


@click.command()
@click.option(
    "--format", "name", type=click.Choice(list(FORMATS)), default="text", show_default=True,
    help="For people, for programs, or for annotations in a GitHub workflow.",
)  # fmt: skip
@click.option(
    "--changed-from",
    "revision",
    metavar="REV",
    help="In the summary, show only what differs from this revision of git.",
)
@click.option(
    "--summary",
    "target",
    type=click.Path(path_type=Path, dir_okay=False),
    envvar="GITHUB_STEP_SUMMARY",
    help="Append a page with each note beside its passage to this file; in a workflow, to its summary.",
)
@jobs_option
@click.pass_obj
def check(root: Path, name: str, revision: str | None, target: Path | None, jobs: int) -> None:
    """Say everything that is wrong with the edition, with file, line and remedy.

    Exit code 0: no errors (there may be warnings). 1: errors. 2: no edition here.
    """
    watch.begin()
    report = examine(root, jobs=jobs)
    for line in lines(report, name):
        click.echo(line)
    if target is not None:
        changed = changed_files(root, revision) if revision else None
        add_where_told(target, root, summary_page(report, summary(report), changed))
    sys.exit(1 if errors(report.problems) else 0)
