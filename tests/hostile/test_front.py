"""Is front matter either the few values that are known, or refused at its line?"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from glossator.checks import examine

from .cases import read_cases

NOTE = "book/annotations/1901-03-02-on-walking/hostile.md"
GOOD = 'quote: {exact: "a slow and harmless neighbour"}\nkind: language\nauthor: a-reader\ndate: 2026-11-22'


def _filled(front: str) -> str:
    return re.sub(r"\{(\d+) ([^}]|[^}]+:,)\}", _many, front).replace("GOOD", GOOD)


def _many(found: re.Match[str]) -> str:
    what = found[2]
    if what.endswith(":,"):
        return "\n".join(f"{what[:-2]}{number}: x" for number in range(int(found[1])))
    return what * int(found[1])


@pytest.mark.parametrize(
    ("title", "front", "code"),
    list(read_cases("front.txt", _filled)),
    ids=lambda value: str(value)[:30].split("\n")[0],
)
def test_front(title: str, front: str, code: str, small: Path) -> None:
    (small / NOTE).write_text(f"---\n{front}\n---\nWords of the note.\n", "utf-8")
    problems = examine(small).problems
    assert {problem.place.path for problem in problems} <= {NOTE}
    assert all(str(problem).isprintable() for problem in problems)
    errors = [problem for problem in problems if problem.severity.value == "error"]
    if code == "inert":
        assert not errors
    else:
        assert code in {problem.code.id for problem in errors}, [
            str(problem) for problem in problems
        ]
        assert all(1 <= problem.place.line <= front.count("\n") + 4 for problem in errors)


BYTES = [
    (b"", "front.missing"),
    (b"---", "front.missing"),
    (b"\xff\xfe-\x00-\x00-\x00", "file.encoding"),
    (b"\xef\xbb\xbf\xef\xbb\xbf---\n", "file.encoding"),
    (b"---\r\nkind: context\r\n---\r\nWords.\r\n", "front.schema"),
    (b"---\rkind: context\r---\rWords.\r", "front.schema"),
    (b"---\n" * 15_000, "front.yaml"),
    (b"\x00" * 60_000, "file.encoding"),
    (b"+++\ntitle = 1\n+++\n", "front.missing"),
    (b'{"cells": []}', "front.missing"),
    (b"PK\x03\x04", "file.encoding"),
]


@pytest.mark.parametrize(("data", "code"), BYTES)
def test_bytes(data: bytes, code: str, small: Path) -> None:
    (small / NOTE).write_bytes(data)
    found = [str(problem) for problem in examine(small).problems]
    # What stands below a front matter that cannot be read is judged as well.
    others = [line for line in found if f"[{code}]" not in line]
    assert len(others) < len(found), found
    assert all("[markup." in line for line in others), found


def test_line_ends_and_marks_of_order_are_text(small: Path) -> None:
    text = f"---\n{GOOD}\n---\nWords of the note.\n"
    (small / NOTE).write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert examine(small).problems == ()
