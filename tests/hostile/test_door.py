"""Does a command end with a sentence and an exit code, whatever its streams or its user do?"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from shared import Run, first_fast

PROGRAM = "from glossator.__main__ import run; run()"
#: The same, with something that happens when the edition is examined.
DURING = """
import os, signal, sys
from glossator import cli
def happens(root, **more):
    {what}
cli.check.examine = happens
from glossator.__main__ import run
run()
"""
#: The same, while modules are being imported.
BEFORE = """
import os, signal, sys
class Finder:
    def find_spec(self, name, *rest):
        if name == "glossator.cli.anchor":
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Finder())
from glossator.__main__ import run
run()
"""
COMMANDS = [
    ("check",),
    ("check", "--format", "json"),
    ("review",),
    ("anchor",),
    ("suggest", "links"),
    ("suggest", "terms"),
    ("schema", "note"),
    ("--help",),
]


def call(program: str, root: Path, *arguments: str, **more: object) -> tuple[int, str]:
    """The exit code, and what was said on standard error."""
    environment = {**os.environ, **more.pop("variables", {})}  # type: ignore[dict-item]
    given = {
        "stdout": subprocess.PIPE,
        "stderr": subprocess.PIPE,
        "stdin": subprocess.DEVNULL,
        **more,
    }
    done = subprocess.run(  # type: ignore[call-overload]
        [sys.executable, "-c", program, *arguments],
        cwd=root, env=environment, text=True, timeout=120, check=False, **given,
    )  # fmt: skip
    said = done.stderr or ""
    assert "Traceback" not in said
    assert "Exception ignored" not in said
    return done.returncode, said


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no such device")
@pytest.mark.parametrize("command", first_fast((each,) for each in COMMANDS), ids=" ".join)
def test_a_full_device(command: tuple[str, ...], small: Path) -> None:
    with open("/dev/full", "w", encoding="utf-8") as full:
        code, said = call(PROGRAM, small, *command, stdout=full)
    assert code == 2
    assert said == "glossator: No space left on device.\n"


@pytest.mark.skipif(os.name == "nt", reason="streams are closed by the shell here")
@pytest.mark.parametrize("stream", first_fast([1, 0, 2]))
def test_a_closed_stream(stream: int, small: Path) -> None:
    closing = f"import os; os.close({stream}); import sys; os.execv(sys.executable, [sys.executable, '-c', {PROGRAM!r}, *sys.argv[1:]])"
    for command in (("check",), ("suggest", "links")):
        assert call(closing, small, *command)[0] == 0


def test_a_reader_who_has_seen_enough(small: Path) -> None:
    (small / "book/annotations/1901-03-02-on-walking/bad.md").write_text("x", "utf-8")
    read, write = os.pipe()
    os.close(read)
    try:
        code, said = call(PROGRAM, small, "check", stdout=write)
    finally:
        os.close(write)
    assert (code, said) == (1, "")


@pytest.mark.skipif(os.name == "nt", reason="signals are sent otherwise there")
def test_stopped_by_its_user(small: Path) -> None:
    assert call(BEFORE, small, "check") == (130, "")
    what = "os.kill(os.getpid(), signal.SIGINT); signal.pause()"
    code, said = call(DURING.format(what=what), small, "check")
    assert (code, said.strip()) == (130, "glossator: stopped.")


def test_a_fault_of_the_program(small: Path) -> None:
    what = "raise ValueError('a::b' + chr(27) + chr(10) + '::error::c')"
    code, said = call(DURING.format(what=what), small, "check")
    assert code == 3
    assert said.startswith("glossator: this is a fault of the program and not yours: ValueError in")
    assert said.count("\n") == 1
    assert "\x1b" not in said
    with pytest.raises(AssertionError, match="Traceback"):
        call(DURING.format(what=what), small, "check", variables={"GLOSSATOR_TRACEBACK": "1"})


@pytest.mark.parametrize("told", first_fast(["x", "[1]", "[" * 100_000, '{"a": {}}', "null"]))
def test_what_others_left_in_the_environment(told: str, small: Path) -> None:
    assert call(PROGRAM, small, "check", variables={"GLOSSATOR_LEFT_OUT": told}) == (0, "")


@pytest.mark.skipif(os.name == "nt", reason="a folder in use cannot be deleted there")
def test_a_folder_that_is_gone(small: Path) -> None:
    gone = "import os; os.mkdir('gone'); os.chdir('gone'); os.rmdir('../gone'); " + PROGRAM
    code, said = call(gone, small, "check")
    assert (code, said) == (2, "glossator: the current folder is not there any more.\n")


def test_a_call_in_this_process_says_the_same(small: Path, glossator: Run, program: Run) -> None:
    """Other tests call commands in their own process; what they read there is what a user reads."""
    (small / "book/annotations/1901-03-02-on-walking/bad.md").write_text("☂ \x1b", "utf-8")
    for command in (("check",), ("anchor", "walkin")):
        here, there = glossator(small, *command), program(small, *command)
        assert here.returncode
        assert (here.returncode, here.stdout, here.stderr) == (
            there.returncode,
            there.stdout,
            there.stderr,
        )


def test_calls_that_cannot_be(small: Path, tmp_path: Path, glossator: Run) -> None:
    binary, large = tmp_path / "binary", tmp_path / "large"
    binary.write_bytes(b"\x8e\xff")
    with large.open("wb") as file:
        file.truncate(3_000_000_000)
    os.mkfifo(tmp_path / "pipe.txt")
    byte = os.fsdecode(b"\xff")
    for command in (
        ("new", "term", f"a{byte}", "--no-edit"),
        ("new", "note", "walking", "--quote", "The fox that", "--author", byte, "--no-edit"),
        ("anchor", byte),
        ("anchor", "--from", binary),
        ("anchor", "--from", large),
        ("serve", "--port", "99999999"),
        ("check", "--summary", "."),
        ("init", "_config.yml/x"),
        ("add", tmp_path / "pipe.txt"),
    ):
        result = glossator(small, *command)
        assert result.returncode in (1, 2), command
        assert result.stderr
        assert "Traceback" not in result.stderr
        assert "fault of the program" not in result.stderr
