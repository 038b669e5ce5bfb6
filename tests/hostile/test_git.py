"""Is git asked in somebody else's folder without any of the programs that its settings name?"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

import pytest

from glossator import history

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
NOTE = "book/annotations/1901-03-02-on-walking/fox.md"
#: Every setting by which git runs a program when it is asked about files and contents.
SETTINGS = """
[core]
	fsmonitor = {run}
	sshCommand = {run}
	pager = {run}
	editor = {run}
	gitProxy = {run}
	hooksPath = {hooks}
[diff]
	external = {run}
[diff "x"]
	textconv = {run}
	command = {run}
[filter "x"]
	clean = {run}
	smudge = {run}
	process = {run}
	required = true
[log]
	showSignature = true
[gpg]
	program = {run}
[credential]
	helper = "!{run}"
[remote "origin"]
	url = ext::{run}
	promisor = true
	partialclonefilter = blob:none
[protocol "ext"]
	allow = always
[extensions]
	partialClone = origin
[pager]
	show = {run}
"""


def git(root: Path, *arguments: str) -> str:
    command = ["git", "-c", "user.name=a", "-c", "user.email=a@b.c", *arguments]
    return subprocess.run(command, cwd=root, check=True, capture_output=True, text=True).stdout


@pytest.fixture
def repository(small: Path) -> Path:
    git(small, "init", "-q")
    git(small, "add", "-A")
    git(small, "commit", "-qm", "x")
    return small


@pytest.fixture
def hostile(repository: Path, tmp_path: Path) -> Path:
    """A repository whose settings run a program on every occasion, with files that look changed."""
    program = tmp_path / "program"
    program.write_text(f'#!/bin/sh\necho "$@" >> "{tmp_path}/ran"\ncat\n', "utf-8")
    program.chmod(0o755)
    hooks = tmp_path / "hooks"
    hooks.mkdir()
    for hook in ("post-index-change", "reference-transaction", "fsmonitor-watchman"):
        shutil.copy(program, hooks / hook)
    with (repository / ".git" / "config").open("a", encoding="utf-8") as config:
        config.write(SETTINGS.format(run=program, hooks=hooks))
    (repository / ".git" / "info").mkdir(exist_ok=True)
    (repository / ".git" / "info" / "attributes").write_text("* filter=x diff=x\n", "utf-8")
    for path in repository.rglob("*.md"):
        os.utime(path, (1, 1))
    note = repository / NOTE
    note.write_text(note.read_text("utf-8").replace("A red", "A very red"), "utf-8")
    return repository


def test_nothing_is_run(hostile: Path, tmp_path: Path) -> None:
    assert history.kept(hostile)
    assert history.known(hostile, "HEAD")
    assert history.changed_files(hostile, "HEAD") == {NOTE}
    assert "A red" in (history.file_at(hostile, "HEAD", NOTE) or "")
    assert history.file_at(hostile, "HEAD", "book/none.md") is None
    assert history.revision_of(hostile).endswith("+")
    assert history.origin_of(hostile).startswith("ext::")
    assert history.first_branch(hostile) == ""
    git(hostile, "config", "user.name", "Ada  Quill")
    assert history.own_name(hostile) == "Ada Quill"
    assert not (tmp_path / "ran").exists()


def test_what_is_not_there_is_not_fetched(hostile: Path, tmp_path: Path) -> None:
    name = git(hostile, "rev-parse", f"HEAD:{NOTE}").strip()
    (hostile / ".git" / "objects" / name[:2] / name[2:]).unlink()
    (tmp_path / "ran").unlink(missing_ok=True)
    assert history.file_at(hostile, "HEAD", NOTE) is None
    assert not (tmp_path / "ran").exists()


@pytest.mark.slow
@pytest.mark.parametrize(
    "command",
    [
        ("check", "--changed-from", "HEAD"),
        ("review", "--changed-from", "HEAD"),
        ("anchor", "--from", "HEAD"),
        ("build", "pdf", "html"),
    ],
    ids=lambda command: command[0],
)
def test_commands_run_nothing(
    command: tuple[str, ...], hostile: Path, tmp_path: Path, glossator: Callable
) -> None:
    result = glossator(hostile, *command)
    assert result.returncode == 0, result.stdout + result.stderr
    assert not (tmp_path / "ran").exists()


def test_a_folder_that_looks_like_a_repository_is_none(small: Path, tmp_path: Path) -> None:
    """A contribution can hold such files, for git takes them as any others."""
    git(small, "init", "-q", "--bare", ".")
    (small / "config").write_text(
        f'[core]\n\tbare = false\n\tworktree = .\n\tfsmonitor = "touch {tmp_path}/ran; false"\n',
        "utf-8",
    )
    assert not history.kept(small)
    assert history.revision_of(small) == ""
    with pytest.raises(history.Unknown):
        history.changed_files(small, "HEAD")
    assert not (tmp_path / "ran").exists()


def test_changes_are_told_by_content(repository: Path) -> None:
    assert history.changed_files(repository, "HEAD") == frozenset()
    assert not history.revision_of(repository).endswith("+")
    for path in repository.rglob("*.md"):
        # Another time, other line ends: still what was committed.
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
        os.utime(path, (1, 1))
    assert history.changed_files(repository, "HEAD") == frozenset()
    (repository / "book" / "glossary" / "new entry – 道.md").write_text("x", "utf-8")
    (repository / "book" / "kinds.md").unlink()
    (repository / "book" / "works.md").unlink()
    (repository / "book" / "works.md").symlink_to("index.md")
    git(repository, "add", "book/works.md")
    assert history.changed_files(repository, "HEAD") == {
        "book/glossary/new entry – 道.md",
        "book/kinds.md",
        "book/works.md",
    }
    with pytest.raises(history.Unknown, match="no revision “nowhere”"):
        history.changed_files(repository, "nowhere")
    with pytest.raises(history.Unknown, match="no revision “--output=x”"):
        history.changed_files(repository, "--output=x")


def test_an_edition_below_the_top_of_its_repository(tmp_path: Path, small: Path) -> None:
    top = tmp_path / "top"
    top.mkdir()
    root = Path(shutil.move(small, top / "edition"))
    (top / "other").write_text("x", "utf-8")
    git(top, "init", "-q")
    git(top, "add", "-A")
    git(top, "commit", "-qm", "x")
    (top / "other").write_text("y", "utf-8")
    (root / NOTE).write_text("z", "utf-8")
    assert history.changed_files(root, "HEAD") == {NOTE}
    assert history.file_at(root, "HEAD", NOTE) not in (None, "z")


def test_git_that_never_answers_is_asked_once(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(repository / ".git" / "pipe")
    with (repository / ".git" / "config").open("a", encoding="utf-8") as config:
        config.write("[include]\n\tpath = pipe\n")
    monkeypatch.setattr(history, "_SECONDS", 0.5)
    monkeypatch.setattr(history, "_silent", {})
    with patch("subprocess.run", wraps=subprocess.run) as asked:
        for _ in range(50):
            assert history.file_at(repository, "HEAD", NOTE) is None
    assert asked.call_count == 1
