"""Which expressions of its own does an edition have for finding what articles name?

They are used when somebody asks for proposals, and by no build.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import NoReturn

import yaml

from ..boundedyaml import BadYaml, read_yaml
from ..citing import BadPattern, check_patterns
from ..files import Unusable, decode, read_bytes
from ..model import Place
from ..problems import Code, FileError, Problem
from .reader import SMALL

FILE = "patterns.yml"

#: Of lists inside lists; sorts with their expressions are two.
_DEPTH = 4


class Patterns:
    """The expressions in the edition's `patterns.yml` by their sorts; none where there is no file.

    Raises `FileError` where the file cannot be used.
    """

    def __init__(self, book: Path, root: Path) -> None:
        path = book / FILE
        self.name = path.relative_to(root).as_posix()
        self.lines: dict[str, int] = {}
        self.values: Mapping[str, list[str]] | None = None
        if not os.path.lexists(path):
            return
        data = read_bytes(path, root, SMALL)
        text = data if isinstance(data, Unusable) else decode(data)
        if isinstance(text, Unusable):
            raise self._error(text.line, text.message, text.hint, text.code)
        try:
            values, tree = read_yaml(text, depth=_DEPTH)
        except BadYaml as error:
            raise self._error(error.line, error.message, error.hint) from None
        self._count_lines(tree)
        try:
            check_patterns(values)
        except BadPattern as error:
            self.refuse(error)
        self.values = values

    def refuse(self, error: BadPattern) -> NoReturn:
        """Say *error* with the line of the expression that it is about."""
        raise self._error(self.lines.get(error.about, 1), str(error)) from None

    def _error(
        self, line: int, message: str, hint: str = "", code: Code = Code.SUGGEST_FORM
    ) -> FileError:
        return FileError(Problem(code, message, Place(self.name, line), hint))

    def _count_lines(self, node: yaml.Node | None) -> None:
        """The first line of each scalar, at the two levels where one can be wrong."""
        pairs = node.value if isinstance(node, yaml.MappingNode) else []
        for key, value in pairs:
            under = value.value if isinstance(value, yaml.SequenceNode) else [value]
            for each in (key, *under):
                self.lines.setdefault(str(each.value), each.start_mark.line + 1)
