"""What does a YAML file of an edition hold, if it is no larger than such a file can be?

Depth, values and their lengths are counted while the text is read, before anything is made of
it. No anchors or aliases: a few lines of them stand for values without end.
"""

from __future__ import annotations

from typing import Any

import yaml

from .problems import plain

#: The parser that is written in C, where it is there.
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WORDS: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
#: Of lists and mappings inside each other; of values in one file; of characters in one value.
DEPTH, VALUES, CHARACTERS = 40, 20_000, 20_000


class BadYaml(Exception):
    """This text cannot be used: in which line (from 1), why, and what to do."""

    def __init__(self, line: int, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.line = line
        self.message = message
        self.hint = hint

    def told(self, name: str) -> str:
        """The same as one sentence after the file's name."""
        return f"{name}:{self.line}: {self.message} {self.hint}".strip()


def read_yaml(
    text: str, depth: int = DEPTH, *, twice: bool = False
) -> tuple[Any, yaml.Node | None]:
    """What *text* holds, at most so deep, as values and as nodes, which know their lines.

    `BadYaml` where it cannot be used. A key that stands twice is a reason, unless the caller says
    it himself (*twice*).
    """
    _count(text, depth, twice)
    return _load(text, LOADER), _compose(text)


def read_words(text: str) -> Any:
    """What *text* holds, where every value is taken as its words."""
    _count(text, DEPTH, twice=False)
    return _load(text, _WORDS)


def _load(text: str, loader: Any) -> Any:
    try:
        return yaml.load(text, Loader=loader)
    except yaml.YAMLError as error:
        raise _explained(error) from None
    except (ValueError, RecursionError) as error:  # a day or a number that there is not
        message = f"a value cannot be read: {plain(str(error), 100)}."
        raise BadYaml(_impossible(text), message, "Put it between quotation marks.") from None


def _impossible(text: str) -> int:
    """The line of the first value that has the form of a day or number, and is none."""
    waiting = [yaml.compose(text, Loader=LOADER)]
    while waiting:
        node = waiting.pop(0)
        if isinstance(node, yaml.ScalarNode):
            try:
                yaml.SafeLoader("").construct_object(node)
            except (ValueError, yaml.YAMLError):
                return int(node.start_mark.line) + 1
        elif isinstance(node, yaml.MappingNode):
            waiting += [each for pair in node.value for each in pair]
        elif isinstance(node, yaml.SequenceNode):
            waiting += node.value
    return 1


def compose_yaml(text: str, depth: int = DEPTH, *, twice: bool = False) -> yaml.Node | None:
    """The nodes of *text*, which know their lines; None where it holds nothing."""
    _count(text, depth, twice)
    return _compose(text)


def _compose(text: str) -> yaml.Node | None:
    try:
        node: yaml.Node | None = yaml.compose(text, Loader=LOADER)
    except yaml.YAMLError as error:
        raise _explained(error) from None
    return node


def _count(text: str, depth: int, twice: bool) -> None:
    found = deep = 0
    keys = _Keys()
    try:
        for event in yaml.parse(text, Loader=LOADER):
            line = event.start_mark.line + 1 if event.start_mark else 1
            if not twice:
                keys.see(event, line)
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                message = "it uses an anchor or alias (& or *), which is not allowed here."
                raise BadYaml(line, message, "Write the value out.")
            deep += isinstance(event, yaml.CollectionStartEvent)
            deep -= isinstance(event, yaml.CollectionEndEvent)
            found += isinstance(event, yaml.NodeEvent)
            if deep > depth:
                message = f"it is nested more than {depth} levels deep."
                raise BadYaml(line, message, "Make its lists flatter.")
            if found > VALUES:
                message = f"it holds more than {VALUES:,} values."
                raise BadYaml(line, message, "Take out what does not belong here.")
            if isinstance(event, yaml.ScalarEvent) and len(event.value) > CHARACTERS:
                message = f"a value has more than {CHARACTERS:,} characters."
                raise BadYaml(line, message, "Write it shorter.")
    except yaml.YAMLError as error:
        raise _explained(error) from None


class _Keys:
    """The keys of the mappings that are being read; of two equal ones YAML takes the last."""

    def __init__(self) -> None:
        #: Of each open list or mapping: its keys (None for a list), and whether one comes next.
        self._open: list[tuple[set[str] | None, bool]] = []

    def see(self, event: yaml.Event, line: int) -> None:
        if isinstance(event, yaml.CollectionEndEvent):
            self._open.pop()
        if not isinstance(event, yaml.NodeEvent):
            return
        if self._open:
            keys, expected = self._open[-1]
            self._open[-1] = keys, not expected
            if keys is not None and expected and isinstance(event, yaml.ScalarEvent):
                if event.value in keys:
                    message = f"the key “{plain(event.value)}” stands twice."
                    raise BadYaml(line, message, "Keep one of them.")
                keys.add(event.value)
        if isinstance(event, yaml.CollectionStartEvent):
            mapping = isinstance(event, yaml.MappingStartEvent)
            self._open.append((set() if mapping else None, True))


def _explained(error: yaml.YAMLError) -> BadYaml:
    mark = getattr(error, "problem_mark", None)
    reason = plain(str(getattr(error, "problem", None) or error), 100)
    hint = (
        "Look at this line and the one above: hyphens of one list stand below each other, "
        "and a key ends in a colon and a space."
    )
    return BadYaml(mark.line + 1 if mark else 1, f"this is not YAML: {reason}.", hint)
