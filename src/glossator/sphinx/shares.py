"""How is the writing of many things divided between the processes that a build may use?"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import TypeVar

from sphinx.application import Sphinx
from sphinx.util.parallel import ParallelTasks, parallel_available

from ..options import JOBS

_T = TypeVar("_T")
_R = TypeVar("_R")
#: Fewer things than this are not worth a process.
_LEAST = 8
#: Shares of one process: where some take longer than others, another takes the next.
_EACH = 2


def jobs(app: Sphinx) -> int:
    """How many processes a build may use: whoever asks for the most is right."""
    asked = os.environ.get(JOBS, "")
    named = int(asked) if asked.isdecimal() else 1
    return max(app.parallel, app.config.glossator_jobs, named)


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
    if app.parallel < 2 or not parallel_available or len(things) < app.parallel * _LEAST:
        meanwhile()
        take(work(things))
        return
    number = app.parallel * _EACH
    tasks = ParallelTasks(app.parallel)
    for nth in range(number):
        tasks.add_task(work, things[nth::number], lambda _, made: take(made))
    meanwhile()
    tasks.join()
