"""How is another Python started, so that it imports nothing of the folder where it starts?

`python -c` and `python -m` look for modules in the current folder first. That is an edition's
folder, where a stranger may have put a `yaml.py`. Knows nothing of what is run.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping

#: For releases that know no `-P`; `sys` is built in, and found nowhere else.
_FIRST = "import sys; sys.path[:] = [each for each in sys.path if each]"


def python(module: str, call: str, *arguments: str) -> list[str]:
    """The command that imports *module* from where packages are installed, and calls *call* of it.

    *call* is a call of ours, as Python; *arguments* are its `sys.argv[1:]`. It
    ends when this process does, where the system can see to that.
    """
    safe = ["-P"] if sys.version_info >= (3, 11) else []
    ends = f"import glossator.onlooker; glossator.onlooker.end_with({os.getpid()})"
    program = f"{_FIRST}; {ends}; import {module}; {module}.{call}"
    return [sys.executable, *safe, "-c", program, *arguments]


def environment(**more: str) -> Mapping[str, str]:
    """This process's environment, and what makes every further child as careful."""
    return {**os.environ, "PYTHONSAFEPATH": "1", **more}
