"""How does a command begin and end, whatever its streams, its folder or its user do?

A stream may be closed or full, the current folder may be gone, somebody presses Ctrl-C: each has
one sentence and an exit code. A fault of the program itself says where it is and is no traceback.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable
from pathlib import Path

import click

from ..problems import plain

#: Exit codes besides a command's own: the call is wrong, the program is, somebody stopped it.
WRONG_CALL, FAULT, STOPPED = 2, 3, 130
#: Shows the traceback of a fault.
VARIABLE = "GLOSSATOR_TRACEBACK"


def through(command: Callable[[], object]) -> int:
    """Run *command*, which may return or raise anything; its exit code."""
    _open_streams()
    code = _code_of(command)
    try:
        sys.stdout.flush()
    except OSError as error:
        _shut_stdout()
        return code or _say(_reason(error), WRONG_CALL)
    return code


def _code_of(command: Callable[[], object]) -> int:
    try:
        made = command()
        return made if isinstance(made, int) else 0
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return _say("stopped.", STOPPED)
    except OSError as error:
        return _say(_reason(error), WRONG_CALL)
    except Exception as error:
        if os.environ.get(VARIABLE):
            raise
        return _say(_fault(error), FAULT)


def _open_streams() -> None:
    """Where the caller has closed a stream, let it lead nowhere; else whoever writes fails."""
    sys.stdin = sys.stdin or open(os.devnull, encoding="utf-8")  # noqa: SIM115 - for the whole run
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115


def _shut_stdout() -> None:
    """What is left cannot be written; the interpreter shall not try it again at its end."""
    with open(os.devnull, "w", encoding="utf-8") as nowhere:
        os.dup2(nowhere.fileno(), 1)


def _say(sentence: str, code: int) -> int:
    try:
        click.echo(f"glossator: {sentence}", err=True)
    except OSError:
        return code  # There is nobody left to tell; the exit code does.
    return code


def _reason(error: OSError) -> str:
    where = f"{plain(os.fsdecode(error.filename), 300)}: " if error.filename else ""
    return f"{where}{plain(error.strerror or type(error).__name__)}."


def _fault(error: Exception) -> str:
    last = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{Path(last.filename).name}:{last.lineno}"
    said = plain(str(error), 200)
    return (
        f"this is a fault of the program and not yours: {type(error).__name__} in {where}: {said}. "
        f"Please report it, with what {VARIABLE}=1 shows."
    )
