"""What did somebody mean who wrote a line of front matter that is no YAML?

People who never saw YAML make a dozen mistakes, and a YAML parser explains none of them: it
names the token that surprised it, often a line too late. Here each line is looked at by itself,
and the first that explains the trouble is said, with the line as it should be. Only asked
when the parser has refused a text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ..problems import plain
from ..quotefile import yaml_text

#: Longer values are not repeated; a cut one could not be pasted.
_LONGEST = 300
_KEY = re.compile(r"(?P<indent>[ ]*(?:- )?)(?P<key>[A-Za-z_]{1,40}):(?P<space>\s*)(?P<value>.*)")
_BARE = re.compile(r"(?P<indent>[ ]*)(?P<key>[A-Za-z_]{1,40})(?P<sign>\s*=\s*|[ ]+)(?P<value>.*)")
#: A value that begins with one of these is an order to a YAML parser.
_ORDERS = "@%`&*!|>?,"
_WIDE_SPACE = re.compile("[\u00a0\u2000-\u200a\u202f\u3000]")
_OPEN = {"[": "]", "{": "}"}


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong with one line, numbered from 0, and what to write instead."""

    line: int
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    known: tuple[str, ...]

    def parts(self) -> tuple[str, str, str]:
        """What stands before the key, the key and its value; all empty where there is no key."""
        found = _KEY.fullmatch(self.text)
        return (found["indent"], found["key"], found["value"].strip()) if found else ("", "", "")


def find_mistake(text: str, last: int, known: tuple[str, ...]) -> Mistake | None:
    """The first line of *text* up to number *last* that somebody cannot have meant so.

    *known* are the names of keys, which are looked for where the colon is missing.
    """
    inside_block = -1
    for number, words in enumerate(text.split("\n")[: last + 1]):
        indent = len(words) - len(words.lstrip(" "))
        if not words.strip() or words.lstrip().startswith("#"):
            continue
        if inside_block >= 0 and indent > inside_block:
            continue
        line = _Line(words, known)
        for look in _LOOKS:
            if said := look(line):
                return Mistake(number, *said)
        # Below `key: |` stands text, in which everything is allowed.
        inside_block = indent if re.search(r":\s+[|>][-+0-9]*\s*$", words) else -1
    return None


Said = tuple[str, str] | None


def _tab(line: _Line) -> Said:
    if "\t" not in line.text[: len(line.text) - len(line.text.lstrip())]:
        return None
    return "the line is indented with a tab.", f"Use two spaces: {_shown('  ', line.text.strip())}"


def _wide_space(line: _Line) -> Said:
    before = re.match(r"[^\"':]*:?\s?", line.text)
    if not before or not _WIDE_SPACE.search(before[0]):
        return None
    mended = _WIDE_SPACE.sub(" ", line.text)
    return "a no-break space stands where a plain space belongs.", f"Write: {_shown('', mended)}"


def _no_space(line: _Line) -> Said:
    found = _KEY.fullmatch(line.text)
    if not found or found["key"] not in line.known or found["space"] or not found["value"]:
        return None
    mended = f"{found['key']}: {found['value']}"
    return "a space is missing after the colon.", f"Write: {_shown(found['indent'], mended)}"


def _no_colon(line: _Line) -> Said:
    found = _BARE.fullmatch(line.text)
    if not found or found["key"] not in line.known or not found["value"]:
        return None
    if "=" in found["sign"]:
        message = f"between “{found['key']}” and its value stands “=” instead of a colon."
    else:
        message = f"the colon after “{found['key']}” is missing."
    mended = f"{found['key']}: {found['value'].strip()}"
    return message, f"Write: {_shown(found['indent'], mended)}"


def _quotation_marks(line: _Line) -> Said:
    indent, key, value = line.parts()
    mark = value[:1]
    if not key or mark not in ('"', "'"):
        return None
    end = _closing(value, mark)
    if end is None:
        # Text between quotation marks may go on over several lines; then nothing follows here.
        return None
    rest = value[end + 1 :].strip()
    if not rest or rest.startswith("#"):
        return None
    if value.endswith(mark) and len(value) > end + 1:
        message = f"the text between the quotation marks holds the same marks ({mark}) again."
        return message, _write(indent, key, value[1:-1])
    message = f"after the closing quotation mark stands more: “{plain(rest, 40)}”."
    hint = "Delete it, or take it in between the marks"
    return message, f"{hint}. {_write(indent, key, value[1:end])}"


def _closing(value: str, mark: str) -> int | None:
    place = 1
    while place < len(value):
        if value[place] == "\\" and mark == '"':
            place += 1
        elif value[place] == mark:
            if mark == '"' or value[place + 1 : place + 2] != "'":
                return place
            place += 1
        place += 1
    return None


def _backslash(line: _Line) -> Said:
    indent, key, value = line.parts()
    if not key or not value.startswith('"'):
        return None
    if not re.search(r"(?<!\\)(?:\\\\)*\\[^\\\"/abefnrtv0 xuUNLP_]", value):
        return None
    message = "a backslash between double quotation marks begins an escape, and this is none."
    return message, _write(indent, key, value[1:].removesuffix('"'))


def _colon(line: _Line) -> Said:
    indent, key, value = line.parts()
    if not key or value[:1] in ("", '"', "'", "[", "{", "#", *_ORDERS):
        return None
    bare = value.split(" #")[0].strip()
    if ": " not in bare and not bare.endswith(":"):
        return None
    message = f"the value of “{key}” holds a colon, which YAML takes for the end of a key."
    return message, _write(indent, key, value)


def _order(line: _Line) -> Said:
    indent, key, value = line.parts()
    if not key or not value:
        return None
    if re.fullmatch(r"[|>][-+0-9]*(\s+#.*)?", value):
        return None
    if value[0] in _ORDERS or re.match(r"[-?]\s", value):
        message = (
            f"a value cannot begin with “{plain(value[0])}” unless quotation marks stand around it."
        )
        return message, _write(indent, key, value)
    return None


def _bracket(line: _Line) -> Said:
    indent, key, value = line.parts()
    close = _OPEN.get(value[:1])
    if not key or not close:
        return None
    if re.search(r"[\[,]\s*[@%`]", value):
        message = "a name in a list cannot begin with such a character."
        return message, f"Write: {_shown(indent, key + ': ' + re.sub('[@%`]', '', value))}"
    if close not in value:
        message = f"the bracket “{value[0]}” is not closed."
        return message, f"Write: {_shown(indent, f'{key}: {value}{close}')}"
    return None


_LOOKS: tuple[Callable[[_Line], Said], ...] = (
    _tab, _wide_space, _no_space, _no_colon, _quotation_marks, _backslash, _colon, _order, _bracket,
)  # fmt: skip


def find_unclosed(text: str, known: tuple[str, ...]) -> Mistake | None:
    """The value whose quotation mark is never closed, where the parser reached the end."""
    for number, words in enumerate(text.split("\n")):
        indent, key, value = _Line(words, known).parts()
        if key and value[:1] in ('"', "'") and _closing(value, value[0]) is None:
            message = f"the quotation mark before the value of “{key}” is not closed."
            return Mistake(number, message, _write(indent, key, value[1:]))
    return None


def find_loose_line(text: str, last: int) -> Mistake | None:
    """A line that belongs to no key, where the parser looked for one."""
    for number, words in enumerate(text.split("\n")[: last + 1]):
        if words.strip() and not _KEY.fullmatch(words) and re.match(r"[^\s#\-\]}]", words):
            message = f"this line belongs to no key: “{plain(words, 60)}”."
            return Mistake(
                number, message, "Text that goes on below its key is indented by two spaces."
            )
    return None


def _write(indent: str, key: str, value: str) -> str:
    if len(value) > _LONGEST:
        return "Put the whole value between one pair of double quotation marks."
    return f"Write: {_shown(indent, f'{key}: {yaml_text(value)}')}"


def _shown(indent: str, line: str) -> str:
    return f"`{plain(f'{indent}{line}'.strip(), _LONGEST + 60)}`."


# --- the lines of hyphens ------------------------------------------------------------------

#: What word processors and people make of three hyphens.
_ALMOST = re.compile(r"\s*(?:-{2}|-{4,}|[–—]{1,3}-?|\*{3,}|_{3,}|={3,}|- - -)\s*")


def no_beginning(text: str) -> Mistake:
    """Why a file does not begin with front matter."""
    lines = text.split("\n")
    first = next((number for number, line in enumerate(lines) if line.strip()), 0)
    if lines[first].rstrip() == "---":
        message = "above the front matter stands an empty line; it must begin on the first line."
        return Mistake(0, message, "Delete what stands above the three hyphens.")
    if lines[first].strip() == "---":
        message = "the three hyphens of the first line are indented."
        return Mistake(first, message, "Let them begin the line.")
    if _ALMOST.fullmatch(lines[first]):
        message = f"the first line is “{plain(lines[first].strip(), 20)}” instead of three hyphens."
        return Mistake(first, message, "Write: `---`.")
    message = "the file does not begin with front matter."
    hint = "Begin it with a line of three hyphens, the keys, and another such line."
    return Mistake(0, message, hint)


def no_end(text: str) -> Mistake:
    """Where the second line of three hyphens should stand."""
    lines = text.split("\n")
    end, message = 0, "the front matter does not end: its second line of three hyphens is missing."
    for number, line in enumerate(lines[1:], 1):
        if line.strip() == "---" or _ALMOST.fullmatch(line):
            message = (
                f"the front matter does not end: here stands “{plain(line.strip(), 20)}” instead "
                "of three hyphens that begin a line."
            )
            return Mistake(number, message, "Write: `---`.")
        if not line.strip():
            break
        end = number
    return Mistake(end, message, "Put it below this line, above the text.")


def list_of(value: str) -> Iterator[str]:
    """The parts of a text that should have been a list."""
    return (part.strip(" []\"'") for part in value.split(",") if part.strip(" []\"'"))
