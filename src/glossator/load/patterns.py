"""Which expressions of its own does an edition have for finding what articles name?

They are read when somebody asks for proposals, and by no build.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NoReturn

import yaml

from ..citing import BadPattern, check_patterns
from ..files import Unusable, decode, read_bytes
from ..problems import EditionError, plain
from .reader import SMALL

FILE = "patterns.yml"

#: Of lists inside lists; sorts with their expressions are two.
_DEPTH = 4


class Patterns:
    """The expressions in the edition's `patterns.yml` by their sorts; none where there is no file.

    Raises `EditionError` where the file cannot be used.
    """

    def __init__(self, book: Path, root: Path) -> None:
        path = book / FILE
        self.name = path.relative_to(root).as_posix()
        self.lines: dict[str, int] = {}
        self.values: Mapping[str, list[str]] | None = None
        if not path.exists():
            return
        data = read_bytes(path, root, SMALL)
        text = data if isinstance(data, Unusable) else decode(data)
        if isinstance(text, Unusable):
            raise EditionError(f"{self.name}:{text.line}: {text.message} {text.hint}".strip())
        try:
            # What nests deeply or stands for other values takes long; three lists do neither.
            if any(isinstance(e, yaml.AliasEvent) for e in _events(text)):
                raise EditionError(f"{self.name}:1: YAML's aliases (*name) are not taken.")
            values = yaml.safe_load(text)
            self._count_lines(yaml.compose(text, yaml.SafeLoader))
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 1
            raise EditionError(
                f"{self.name}:{line}: this is no YAML: {plain(str(error.problem), 160)}."
            ) from None
        except (yaml.YAMLError, RecursionError) as error:
            raise EditionError(
                f"{self.name}:1: this cannot be read: {plain(str(error), 160)}"
            ) from None
        try:
            check_patterns(values)
        except BadPattern as error:
            self.refuse(error)
        self.values = values

    def refuse(self, error: BadPattern) -> NoReturn:
        """Say *error* with the line of the expression that it is about."""
        line = self.lines.get(error.about, 1)
        raise EditionError(f"{self.name}:{line}: {error}") from None

    def _count_lines(self, node: yaml.Node | None) -> None:
        """The first line of each scalar, at the two levels where one can be wrong."""
        pairs = node.value if isinstance(node, yaml.MappingNode) else []
        for key, value in pairs:
            under = value.value if isinstance(value, yaml.SequenceNode) else [value]
            for each in (key, *under):
                self.lines.setdefault(str(each.value), each.start_mark.line + 1)


def _events(text: str) -> Iterator[yaml.Event]:
    """What the text consists of; `YAMLError` where it nests deeper than it can have to."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEPTH:
            raise yaml.YAMLError("it nests too deeply")
        yield event
