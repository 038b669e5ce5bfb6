"""`glossator build`: the whole edition, through Jupyter Book, into a fresh place.

Each build starts from nothing in a folder of its own and is moved into `_build` when it is
whole. So its verdict depends on nothing that was built before, nothing that was removed stays
published, and a build that is stopped leaves the former output as it was.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from difflib import get_close_matches
from fnmatch import fnmatchcase
from pathlib import Path

import click
import filelock

from .. import watch
from ..checks import Report, examine
from ..child import environment, python
from ..configuration import read_config
from ..options import JOBS, NOTEBOOKS
from ..problems import Code, EditionError, Problem, errors, plain
from ..stamp import STAMP
from ..swap import put_in_place, restore
from ..toc import TOC
from .check import jobs_option, summary


@dataclass(frozen=True, slots=True)
class Format:
    """An output: Jupyter Book's builder, its folder, the file to open, and where the folder goes."""

    builder: str
    folder: str
    opens: str
    target: str

    @property
    def arguments(self) -> list[str]:
        """Jupyter Book's options for this builder."""
        if self.builder == "html":
            return ["--builder", "html"]
        return ["--builder", "custom", "--custom-builder", self.builder]


#: In the order in which they are built: the website offers the files that were made before it.
FORMATS: dict[str, Format] = {
    "pdf": Format("glossator-pdf", "glossator-pdf", "{name}.pdf", "glossator-pdf"),
    "epub": Format("epub", "epub", "{name}.epub", "epub"),
    "html": Format("html", "html", "index.html", "html"),
}

#: A PDF of some articles, which leaves the edition's own where it is.
SELECTION = "pdf of the selection"
OUTPUTS = {
    **FORMATS,
    SELECTION: Format(
        "glossator-pdf", "glossator-pdf", "{name}-selection.pdf", "glossator-pdf-selection"
    ),
}

#: Articles that are named where a beginning fits several.
_MOST = 8
_ANSI = re.compile(r"\x1b\[[0-9;]*m")
#: What builders say that is no mistake: notes that stand elsewhere than at their words, notebooks that were not run.
_SAID = re.compile(
    r"PDF: |PDFs of |notebooks: |  (?:Farthest from|Continued overleaf|At the end of their article)\b"
)
_TOLD = re.compile(r"\b(?:WARNING|ERROR|CRITICAL): |\b[A-Z]\w*(?:Error|Exception)\b")


@click.command()
@click.argument("formats", nargs=-1, type=click.Choice(list(FORMATS)))
@click.option("-v", "--verbose", is_flag=True, help="Show everything that Jupyter Book says.")
@click.option(
    "-a",
    "--article",
    "articles",
    multiple=True,
    metavar="ARTICLE",
    help="A PDF of this article only, or of several: a name, or a pattern such as 2024-*; repeat it for more.",
)
@click.option("--no-run", is_flag=True, help="Run no notebooks; their pages say so.")
@jobs_option
@click.pass_obj
def build(
    root: Path,
    formats: tuple[str, ...],
    verbose: bool,
    articles: tuple[str, ...],
    no_run: bool,
    jobs: int,
) -> None:
    """Build the edition: html, pdf and epub, or those that are named.

    Exit code 0: built, with no errors (there may be warnings). 1: the edition has mistakes; what
    could be built is in place all the same. 2: no edition here, or nothing could be built.
    """
    if no_run:
        os.environ[NOTEBOOKS] = "off"
    if jobs > 1:
        os.environ[JOBS] = str(jobs)
    if articles and formats not in ((), ("pdf",)):
        raise click.UsageError("--article is for the PDF only: glossator build pdf --article …")
    if articles:
        folder = root / read_config(root)[0].options.book / "articles"
        articles = _named(articles, sorted(path.stem for path in folder.glob("*.md")))
    watch.begin()
    report = examine(root, jobs=jobs)
    for problem in report.problems:
        click.echo(problem)
    click.echo(summary(report))
    if any(_no_contents(problem) for problem in report.problems):
        click.echo(f"glossator: nothing is built before {TOC} is mended (see above).", err=True)
        raise SystemExit(1)
    chosen = [name for name in FORMATS if name in formats or not formats]
    if articles:
        chosen = [SELECTION]
    place = root / "_build"
    if place.is_symlink():
        raise EditionError("the folder _build is a link; what it leads to is not touched.")
    try:
        place.mkdir(exist_ok=True)
        with filelock.FileLock(place / ".lock", timeout=0):
            good = _build_all(root, place, chosen, report, verbose, articles)
    except filelock.Timeout:
        raise EditionError(
            "another build of this edition is running; wait until it is done."
        ) from None
    except OSError as error:
        raise EditionError(f"nothing could be built: {error}") from None
    wrong = len(errors(report.problems))
    if wrong:
        click.echo(f"The edition was built, but it has {wrong} error{'s' * (wrong != 1)} (above).")
    sys.exit(0 if good and not wrong else 1)


def _no_contents(problem: Problem) -> bool:
    """Whether the table of contents cannot be read, so that Jupyter Book must not try."""
    return problem.place.path == TOC and problem.code is not Code.TOC_PAGE


def _named(articles: tuple[str, ...], names: list[str]) -> tuple[str, ...]:
    """The names and patterns that were given; the beginning of one article's name is its name."""
    made = []
    for article in articles:
        begun = [name for name in names if name.startswith(article)]
        if any(fnmatchcase(name, article) for name in names):
            made.append(article)
        elif len(begun) == 1:
            made.append(begun[0])
        elif begun:
            shown = ", ".join(begun[:_MOST]) + (", …" if len(begun) > _MOST else "")
            raise click.UsageError(
                f"“{plain(article)}” begins {len(begun)} articles: {shown}. "
                f"Give one, or all of them as “{plain(article)}*”."
            )
        else:
            near = get_close_matches(article, names, n=1, cutoff=0.4)
            hint = f" Did you mean {near[0]}?" if near else ""
            raise click.UsageError(f"no article is called “{plain(article)}”.{hint}")
    return tuple(made)


def _build_all(
    root: Path,
    place: Path,
    chosen: list[str],
    report: Report,
    verbose: bool,
    articles: tuple[str, ...],
) -> bool:
    _clear_left_over(place)
    good = True
    with tempfile.TemporaryDirectory(prefix=".new-", dir=place) as fresh:
        for name in chosen:
            started = time.monotonic()
            clean, whole = _build_one(root, Path(fresh), OUTPUTS[name], report, verbose, articles)
            took = f"{time.monotonic() - started:.1f} s"
            if not whole:
                click.echo(
                    f"{name}: not built ({took}); what was there before is unchanged.", err=True
                )
                good = False
                continue
            good = good and clean
        for name in chosen:
            format = OUTPUTS[name]
            if (Path(fresh) / "_build" / format.folder / STAMP).is_file():
                put_in_place(Path(fresh) / "_build" / format.folder, place / format.target)
                opens = (
                    place
                    / format.target
                    / format.opens.format(name=report.config.options.file_name)
                )
                if opens.is_file():
                    click.echo(f"{name}: {_shown(opens)}")
                else:
                    click.echo(f"{name}: none was made, for what is said above.", err=True)
    return good


def _shown(path: Path) -> str:
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def _build_one(
    root: Path,
    fresh: Path,
    format: Format,
    report: Report,
    verbose: bool,
    articles: tuple[str, ...],
) -> tuple[bool, bool]:
    """Run Jupyter Book: whether it found no more to say than the report, and got to the end."""
    # Jupyter Book has no `__main__`, and its script need not be on the path.
    command = python("jupyter_book.cli.main", "main(prog_name='jupyter-book')", "build", str(root))
    command += ["--path-output", str(fresh), "-W", "--keep-going", *format.arguments]
    told = {f"{problem.message} {problem.hint}".strip() for problem in report.problems}
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=environment(PYTHONUTF8="1", GLOSSATOR_ARTICLES=" ".join(articles), **watch.handed_on()),
        encoding="utf-8",
        errors="replace",
    ) as process:
        kept: list[str] = []
        news = False
        try:
            for line in process.stdout or ():
                bare = _ANSI.sub("", line.rstrip())
                kept.append(bare)
                new = bool(_TOLD.search(bare)) and not any(known in bare for known in told)
                news = news or new
                if verbose or new or _SAID.match(bare):
                    click.echo(_harmless(bare))
        except BaseException:
            process.kill()  # else it would go on writing while its folder is cleared away
            raise
    whole = (fresh / "_build" / format.folder / STAMP).is_file()
    if not whole and not verbose:
        click.echo("\n".join(map(_harmless, kept[-20:])), err=True)
    # Jupyter Book is asked to fail at any warning, so as to fail at those of others than ours.
    only_known = process.returncode == 1 and bool(told) and not news
    return process.returncode == 0 or only_known, whole


def _harmless(line: str) -> str:
    """A line of another program, which may repeat what a stranger wrote, as no log obeys it."""
    shown = plain(line, 2_000)
    return f"| {shown}" if shown.startswith("::") else shown


def _clear_left_over(place: Path) -> None:
    """What a build that was stopped has left; under the lock, so that it is nobody's."""
    for left in place.glob(".new-*"):
        shutil.rmtree(left, ignore_errors=True)
    restore(place)
