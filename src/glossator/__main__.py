"""The program's own door: `glossator`, and `python -m glossator`.

Nothing of an edition's folder is imported, whatever was called; and Ctrl-C has its exit code from the
first moment on. So what comes before the commands is imported here and nowhere else.
"""

import os
import signal
import sys

#: What a shell makes of a program that was interrupted.
STOPPED = 130


def forget_the_folder() -> None:
    """Take the current folder, an edition's, off the places from which modules are imported.

    `python -m` puts it first. What Python imports before this, nobody can keep from it but `-I`.
    """
    try:
        here = os.getcwd()
    except OSError:
        here = ""
    if sys.path and sys.path[0] == here:
        del sys.path[0]
    sys.path[:] = [each for each in sys.path if each not in ("", ".")]


def _stop(number: int, frame: object) -> None:
    os._exit(STOPPED)


def run() -> None:
    """Run the command that the call names."""
    signal.signal(signal.SIGINT, _stop)  # while modules are imported there is nothing to clear up
    from .cli import main

    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        main(prog_name="glossator")
    finally:
        # What was done is done; the interpreter's own end is not to be interrupted.
        signal.signal(signal.SIGINT, signal.SIG_IGN)


forget_the_folder()
if __name__ == "__main__":
    run()
