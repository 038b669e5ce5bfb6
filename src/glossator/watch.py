"""Which file is being worked on, and does it take more than any file may?

Counting decides every costly shape that we know before it costs anything. This is for those that
we do not know: a second process looks on, and one file that takes too much processor time, memory
or patience is named, left out, and the run begun again without it. Knows nothing of what is done.
"""

from __future__ import annotations

import ctypes
import json
import mmap
import os
import select
import signal
import struct
import sys
import time
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

#: Seconds of processor time, seconds by the clock, and bytes more than before the file.
SECONDS, PATIENCE, BYTES = 2.0, 120.0, 500 * 1024 * 1024
#: Of all but notes and entries: articles, seeds and bibliographies may be much longer.
SECONDS_OF_ARTICLES = 20.0
_HEAD = struct.Struct("<QdH")
_ROOM = 4096
_TICK = 0.05
#: What was left out, for the processes that a watched one starts: a JSON object.
LEFT_OUT = "GLOSSATOR_LEFT_OUT"
#: Linux's order to be ended when the process ends that one was started by.
_SET_DEATH_SIGNAL = 1


@dataclass(slots=True)
class _Board:
    """What the worker writes and the onlooker reads: a running number, and a file's name."""

    memory: mmap.mmap | None = None
    number: int = 0
    left_out: dict[str, str] = field(default_factory=dict)


_board = _Board()


def at(name: str, seconds: float = 0) -> None:
    """From now on *name* is being worked on; nothing in particular where it is empty.

    It may take *seconds* of processor time, or as many as its place in an edition allows.
    """
    if _board.memory is not None:
        _board.number += 1
        data = name.encode("utf-8", "replace")[: _ROOM - _HEAD.size]
        head = _HEAD.pack(_board.number, seconds or _seconds(name), len(data))
        _board.memory[: _HEAD.size + len(data)] = head + data


def _seconds(name: str) -> float:
    small = "/annotations/" in name or "/glossary/" in name
    return SECONDS if small else SECONDS_OF_ARTICLES


def too_much(name: str) -> str:
    """What *name* took too much of in this run, as the end of a sentence; empty if it did not."""
    return _board.left_out.get(name, "") or _told().get(name, "")


def handed_on() -> dict[str, str]:
    """The environment by which a process that this one starts leaves out the same files."""
    return {LEFT_OUT: json.dumps({**_told(), **_board.left_out})}


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
    sys.stdout.flush()
    sys.stderr.flush()
    memory = mmap.mmap(-1, _ROOM)
    onlooker = os.getpid()
    while True:
        memory[:] = bytes(_ROOM)
        ended, alive = os.pipe()
        worker = os.fork()
        if worker == 0:
            os.close(ended)
            _board.memory = memory
            end_with(onlooker)
            return
        os.close(alive)
        said = _look_on(worker, ended, memory)
        os.close(ended)
        status = os.waitstatus_to_exitcode(os.waitpid(worker, 0)[1])
        name, reason = said
        if not name or name in _board.left_out:
            # What died by a signal dies here as a shell would say it.
            sys.exit(status if status >= 0 else 128 - status)
        _board.left_out[name] = reason


def end_with(onlooker: int) -> None:
    """Be killed when *onlooker* ends, however that ends; nobody would stop this one any more.

    Where the system has no such thing, this one goes on.
    """
    if not sys.platform.startswith("linux"):
        return
    ctypes.CDLL(None).prctl(_SET_DEATH_SIGNAL, signal.SIGKILL)
    if os.getppid() != onlooker:
        os.kill(os.getpid(), signal.SIGKILL)


def _look_on(worker: int, ended: int, memory: mmap.mmap) -> tuple[str, str]:
    """Wait for the worker's end; the file that it had to be stopped at, and why."""
    seen, since, before = -1, time.monotonic(), _usage(worker)
    try:
        while not select.select([ended], [], [], _TICK)[0]:
            number, seconds, length = _HEAD.unpack_from(memory)
            used = _usage(worker)
            if number != seen or not length:
                seen, since, before = number, time.monotonic(), used
                continue
            name = memory[_HEAD.size : _HEAD.size + length].decode("utf-8", "replace")
            if reason := _reason(seconds, used, before, time.monotonic() - since):
                os.kill(worker, signal.SIGKILL)
                return name, reason
    except KeyboardInterrupt:
        # A terminal interrupts both at once; the worker may be clearing up.
        if not select.select([ended], [], [], 1)[0]:
            os.kill(worker, signal.SIGINT)
    return "", ""


def _reason(
    seconds: float, used: tuple[float, int], before: tuple[float, int], waited: float
) -> str:
    if used[0] - before[0] > seconds:
        return f"took over {seconds:.0f} s"
    if used[1] - before[1] > BYTES:
        return f"took over {BYTES >> 20} MB"
    return f"took over {PATIENCE:.0f} s" if waited > PATIENCE else ""


def _usage(process: int) -> tuple[float, int]:
    """Processor time in seconds and memory in bytes; nothing of a process that has ended."""
    try:
        # The name in brackets may hold anything; what comes after it is numbers.
        fields = Path(f"/proc/{process}/stat").read_text("ascii", "replace").rpartition(")")[2]
    except OSError:
        return 0.0, 0
    numbers = fields.split()
    ticks = int(numbers[11]) + int(numbers[12])
    return ticks / os.sysconf("SC_CLK_TCK"), int(numbers[21]) * os.sysconf("SC_PAGE_SIZE")
