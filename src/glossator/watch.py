"""Which file is being worked on, and does it take more than any file may?

Counting decides every costly shape that we know before it costs anything. This is for those that
we do not know: a second process looks on, and one file that takes too much processor time, memory
or patience is named, left out, and the run begun again without it. Knows nothing of what is done.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from .onlooker import Board, Worker, first_to_stop, start

#: Seconds of processor time for a note or an entry; articles, seeds and bibliographies may be
#: much longer.
SECONDS, SECONDS_OF_ARTICLES = 2.0, 20.0
#: What was left out, for the processes that a watched one starts: a JSON object.
LEFT_OUT = "GLOSSATOR_LEFT_OUT"


@dataclass(slots=True)
class _Run:
    """This process: the board that it writes on if it is looked at, and what it leaves out."""

    board: Board | None = None
    left_out: dict[str, str] = field(default_factory=dict)


_run = _Run()


def at(name: str, seconds: float = 0) -> None:
    """From now on *name* is being worked on; nothing in particular where it is empty.

    It may take *seconds* of processor time, or as many as its place in an edition allows.
    """
    if _run.board is not None:
        _run.board.write(name, seconds or _seconds(name))


def _seconds(name: str) -> float:
    small = "/annotations/" in name or "/glossary/" in name
    return SECONDS if small else SECONDS_OF_ARTICLES


def too_much(name: str) -> str:
    """What *name* took too much of in this run, as the end of a sentence; empty if it did not."""
    return _run.left_out.get(name, "") or _told().get(name, "")


def handed_on() -> dict[str, str]:
    """The environment by which a process that this one starts leaves out the same files."""
    return {LEFT_OUT: json.dumps({**_told(), **_run.left_out})}


@cache
def _told() -> dict[str, str]:
    """What the process that started this one has left out."""
    try:
        told = json.loads(os.environ.get(LEFT_OUT) or "{}")
    except (ValueError, RecursionError):
        return {}
    return {str(k): str(v) for k, v in told.items()} if isinstance(told, dict) else {}


def begin() -> None:
    """Go on in a process that is looked at; where the system has no such thing, as before.

    Returns in the worker only. The onlooker ends with the worker's exit code.
    """
    if not hasattr(os, "fork") or not Path("/proc/self/stat").exists():
        return
    while True:
        worker = start()
        if isinstance(worker, Board):
            _run.board = worker
            return
        name, reason = _look_on(worker)
        status = worker.close()
        if not name or name in _run.left_out:
            # What died by a signal dies here as a shell would say it.
            sys.exit(status if status >= 0 else 128 - status)
        _run.left_out[name] = reason


def _look_on(worker: Worker) -> tuple[str, str]:
    """Wait for the worker's end; the file that it had to be stopped at, and why."""
    try:
        return first_to_stop([worker], strict=True)[1:]
    except KeyboardInterrupt:
        # A terminal interrupts both at once; the worker may be clearing up.
        if not worker.over(1):
            worker.signal(signal.SIGINT)
    return "", ""


def can_share() -> bool:
    """Whether several processes can go on from where this one is."""
    return hasattr(os, "fork") and sys.platform != "darwin"


def in_shares(works: Sequence[Callable[[], object]]) -> None:
    """Do all of these, each in a process of its own, which is looked at where this one is.

    They hand nothing back: what they make has to lie where it is found, and what one of them
    fails at is found by whoever does it next. A file that takes too much is left out from then on.
    """
    at("")
    running = {_share(work): work for work in works}
    try:
        while running:
            worker, name, reason = first_to_stop(running, strict=_run.board is not None)
            work = running.pop(worker)
            worker.close()
            if name and name not in _run.left_out:
                _run.left_out[name] = reason
                running[_share(work)] = work
    finally:
        for worker in running:
            worker.signal(signal.SIGKILL)
            worker.close()


def _share(work: Callable[[], object]) -> Worker:
    """Another process that does *work*, and nothing after it."""
    worker = start()
    if isinstance(worker, Worker):
        return worker
    done = False
    try:
        _run.board = worker
        work()
        done = True
    finally:
        # Nothing of what the process was in the middle of may go on here.
        os._exit(0 if done else 1)
