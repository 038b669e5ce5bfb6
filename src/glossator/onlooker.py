"""How does one process look at others that it has started, and see which file takes too much?

Each of them has a board, on which it writes what it works on; this side reads it, and what the
system says of their processor time and memory. Knows nothing of what is done.
"""

from __future__ import annotations

import ctypes
import mmap
import os
import select
import signal
import struct
import sys
import time
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

#: Seconds by the clock, and bytes more than before, that one file may take.
PATIENCE, BYTES = 120.0, 500 * 1024 * 1024
_HEAD = struct.Struct("<QdH")
_ROOM = 4096
_TICK = 0.05
#: Linux's order to be ended when the process ends that one was started by.
_SET_DEATH_SIGNAL = 1


class Board:
    """What the worker writes and the onlooker reads: a running number, and a file's name."""

    def __init__(self) -> None:
        self._memory = mmap.mmap(-1, _ROOM)
        self._number = 0

    def write(self, name: str, seconds: float) -> None:
        """From now on, *name* is being worked on, which may take *seconds* of processor time."""
        self._number += 1
        data = name.encode("utf-8", "replace")[: _ROOM - _HEAD.size]
        head = _HEAD.pack(self._number, seconds, len(data))
        self._memory[: _HEAD.size + len(data)] = head + data

    def read(self) -> tuple[int, float, str]:
        """The running number, the seconds and the name; empty where nothing is being worked on."""
        number, seconds, length = _HEAD.unpack_from(self._memory)
        data = self._memory[_HEAD.size : _HEAD.size + length]
        return number, seconds, data.decode("utf-8", "replace")


@dataclass(slots=True, eq=False)
class Worker:
    """A process, a pipe that is at its end when the process is, and its board."""

    process: int
    alive: int
    board: Board
    _seen: int = -1
    _since: float = 0.0
    _before: tuple[float, int] = (0.0, 0)

    def excess(self) -> tuple[str, str]:
        """The file that it works on and what that takes too much of; empty if it does not."""
        number, seconds, name = self.board.read()
        used = _usage(self.process)
        if number != self._seen or not name:
            self._seen, self._since, self._before = number, time.monotonic(), used
            return "", ""
        waited = time.monotonic() - self._since
        reason = _reason(seconds, used, self._before, waited)
        return (name, reason) if reason else ("", "")

    def over(self, seconds: float = 0.0) -> bool:
        """Whether it ends within so many seconds."""
        return bool(select.select([self.alive], [], [], seconds)[0])

    def signal(self, what: signal.Signals) -> None:
        """Send it a signal."""
        os.kill(self.process, what)

    def close(self) -> int:
        """Wait for its end; its exit code, which is negative where a signal ended it."""
        os.close(self.alive)
        return os.waitstatus_to_exitcode(os.waitpid(self.process, 0)[1])


def start() -> Worker | Board:
    """Another process: here the worker that it is, and in it the board to write on.

    It is killed when this process ends, where the system can see to that.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    board, onlooker = Board(), os.getpid()
    alive, end = os.pipe()
    process = os.fork()
    if process:
        os.close(end)
        return Worker(process, alive, board)
    os.close(alive)
    end_with(onlooker)
    return board


def first_to_stop(workers: Collection[Worker], strict: bool) -> tuple[Worker, str, str]:
    """Wait for one that ends, or, if *strict*, has to be stopped at a file: which, and why."""
    while True:
        over = select.select([worker.alive for worker in workers], [], [], _TICK)[0]
        for worker in workers:
            if worker.alive in over:
                return worker, "", ""
            name, reason = worker.excess() if strict else ("", "")
            if reason:
                worker.signal(signal.SIGKILL)
                return worker, name, reason


def end_with(onlooker: int) -> None:
    """Be killed when *onlooker* ends, however that ends; nobody would stop this one any more.

    Where the system has no such thing, this one goes on.
    """
    if not sys.platform.startswith("linux"):
        return
    ctypes.CDLL(None).prctl(_SET_DEATH_SIGNAL, signal.SIGKILL)
    if os.getppid() != onlooker:
        os.kill(os.getpid(), signal.SIGKILL)


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
