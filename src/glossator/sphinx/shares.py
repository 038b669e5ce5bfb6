"""How is work divided between the processes that a build may use?"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import TypeVar

from sphinx.application import Sphinx
from sphinx.errors import ExtensionError
from sphinx.util.parallel import ParallelTasks, parallel_available

from ..options import JOBS

_T = TypeVar("_T")
_R = TypeVar("_R")
#: Fewer things than this are not worth a process.
_LEAST = 8
#: Shares of one process: where some take longer than others, another takes the next.
_EACH = 2
#: More processes than this are a mistake.
_MOST = 64
_STOPPED = (
    "a process that wrote some of the pages was stopped, perhaps because the memory did not "
    "suffice for so many. Build again, which goes on from there; with fewer glossator_jobs, if it "
    "happens again."
)


def jobs(app: Sphinx) -> int:
    """How many processes a build may use: whoever asks for the most is right."""
    given = app.config.glossator_jobs
    asked = os.environ.get(JOBS, "")
    known = given if isinstance(given, int) and 1 <= given <= _MOST else 1
    named = int(asked) if asked.isdecimal() and len(asked) < 4 else 1
    return max(app.parallel, known, min(named, _MOST))


def in_shares(
    app: Sphinx,
    things: Sequence[_T],
    work: Callable[[Sequence[_T]], _R],
    take: Callable[[_R], object],
    meanwhile: Callable[[], object] = tuple,
) -> None:
    """Do *work* on all *things*, and *take* what it gives, once or for several shares of them.

    *meanwhile* is done by this process while others are at work.
    """
    processes = min(app.parallel, len(things) // _LEAST)
    if processes < 2 or not parallel_available:
        meanwhile()
        take(work(things))
        return
    number, taken = processes * _EACH, 0

    def took(_: Sequence[_T], made: _R) -> None:
        nonlocal taken
        taken += 1
        take(made)

    tasks = ParallelTasks(processes)
    for nth in range(number):
        tasks.add_task(work, things[nth::number], took)
    meanwhile()
    try:
        tasks.join()
    except EOFError:
        raise ExtensionError(_STOPPED) from None
    if taken < number:
        raise ExtensionError(_STOPPED)


def aside(app: Sphinx, work: Callable[[], object]) -> Callable[[], object]:
    """Begin a piece of *work*, which nothing waits for yet; what is given back waits for it.

    Another process does it meanwhile; where there may be only one, this one does it in the end.
    """
    if app.parallel < 2 or not parallel_available:
        return work
    tasks = ParallelTasks(1)
    tasks.add_task(work)

    def wait() -> None:
        try:
            tasks.join()
        except EOFError:
            raise ExtensionError(_STOPPED) from None

    return wait
