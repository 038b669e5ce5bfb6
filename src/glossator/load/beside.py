"""What lies beside the book, at the edition's root, that a program would take for its own?

Python looks for modules in the folder where it is started, Sphinx for a `conf.py` and for
templates, docutils for its settings. Our own commands obey none of these; a person who starts
another program there would.
"""

from __future__ import annotations

import sys
from importlib.machinery import PathFinder, all_suffixes
from pathlib import Path

from ..files import first_odd, listing
from ..options import CONFIG
from ..problems import Code, plain
from .reader import Reader

_MODULE = tuple(sorted(all_suffixes(), key=len, reverse=True))
#: What programs read by its name, and what it is.
_KNOWN = {
    "conf.py": "a program that Sphinx runs",
    "sitecustomize.py": "a program that Python runs",
    "usercustomize.py": "a program that Python runs",
    "docutils.conf": "settings that docutils obeys",
    "_templates": "a folder of programs for Sphinx",
}
_STATIC = "_static"


def look_beside(reader: Reader) -> None:
    """Report programs at the root that pose as others, and links where files are copied from."""
    found = listing(reader.root)
    alone = not (reader.root / CONFIG).is_file()
    for path in found if isinstance(found, list) else ():
        if alone and path.name == "conf.py":
            continue  # Sphinx is used without Jupyter Book: these are the edition's settings.
        what = _KNOWN.get(path.name) or _posing(path, reader.root)
        if what:
            reader.say(
                Code.FILE_STRAY,
                f"this is {what}; no edition needs it, and it is not used.",
                plain(path.name, 300),
                hint="Look at who has put it there, and delete it.",
            )
    if odd := first_odd(reader.root / _STATIC, reader.root):
        message = f"this is a link or no ordinary file; nothing of {_STATIC}/ is used."
        reader.say(
            Code.FILE_LINK, message, plain(reader.name(odd), 300), hint="Put the file itself here."
        )


def _posing(path: Path, root: Path) -> str:
    """What a file or folder is if Python would import it in place of an installed module."""
    suffix = next((each for each in _MODULE if path.name.endswith(each)), "")
    if path.is_dir():
        if not any((path / f"__init__{each}").exists() for each in _MODULE):
            return ""
        suffix = ""
    elif not suffix:
        return ""
    name = path.name.removesuffix(suffix)
    if name == "tests" or not name.isidentifier():
        return ""
    elsewhere = [each for each in sys.path if each and Path(each).resolve() != root]
    if name in sys.stdlib_module_names or PathFinder.find_spec(name, elsewhere):
        return f"a program that has the name of Python’s module “{name}”"
    return ""
