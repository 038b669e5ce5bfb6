"""What does git know of the edition: earlier states, what was changed, where it comes from?

The only place that runs git. An edition may be somebody else's folder, with a `.git` that names
programs of its own for many occasions (a monitor of files, filters, helpers, transports): only such
parts of git are asked as run none of them, and contents are compared here. An edition that is in no
repository simply has no history.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

from .files import is_link, read_bytes

_SECONDS = 20
_MOST_BYTES = 500 * 1024 * 1024
#: On the command line, so that no repository's own settings stand against them. Folders that only
#: look like a repository, which a contribution can hold, are none.
_SETTINGS = (
    *("-c", "core.fsmonitor=false"),
    *("-c", f"core.hooksPath={os.devnull}"),
    *("-c", "core.attributesFile="),
    *("-c", "safe.bareRepository=explicit"),
    *("-c", "protocol.allow=never"),
)
#: What is not there is not fetched, nothing is asked of anybody, and nothing is written.
_ENVIRONMENT = {
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    "LC_ALL": "C",
}


class Unknown(Exception):
    """Git cannot answer; the message says why, in git's own words."""


def file_at(root: Path, revision: str, path: str) -> str | None:
    """The text of *path* (relative to the edition) at *revision*; None where there is none."""
    if revision.startswith("-"):
        return None
    found = _said(root, "cat-file", "blob", f"{revision}:./{path}")
    if found is None:
        return None
    text = found.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return text.replace("\r\n", "\n")


def kept(root: Path) -> bool:
    """Whether the edition has a history at all: git is there, and the folder is in a repository."""
    return _said(root, "rev-parse", "--git-dir") is not None


def known(root: Path, revision: str) -> bool:
    """Whether the edition's history has such a revision."""
    if revision.startswith("-"):
        return False
    return _said(root, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}") is not None


def changed_files(root: Path, revision: str) -> frozenset[str]:
    """The files of the edition that differ from *revision*, new ones included, relative to *root*.

    Raises `Unknown` where git cannot say it.
    """
    if not known(root, revision):
        raise Unknown(f"there is no revision “{revision}”" if kept(root) else "there is no history")
    listed = _ask(root, "ls-files", "--cached", "--others", "--exclude-standard", "-z")
    new = {name for name in listed.split("\0") if name and os.path.lexists(root / name)}
    return frozenset(_differing(root, revision)) | (new - _tree(root, revision).keys())


def revision_of(root: Path) -> str:
    """The commit that the edition stands at, with `+` where files differ from it; or empty."""
    commit = _said(root, "rev-parse", "--short=10", "HEAD")
    if commit is None:
        return ""
    try:
        changed = any(_differing(root, "HEAD"))
    except Unknown:
        changed = True
    return commit.strip() + "+" * changed


def origin_of(root: Path) -> str:
    """The address from which the repository was cloned; or empty."""
    return (_said(root, "config", "--get", "remote.origin.url") or "").strip()


def own_name(root: Path) -> str:
    """The name under which git would keep a change made now; or empty."""
    return " ".join((_said(root, "config", "--get", "user.name") or "").split())


def first_branch(root: Path) -> str:
    """The first branch of the repository from which this was cloned; or empty."""
    found = _said(root, "rev-parse", "--abbrev-ref", "origin/HEAD") or ""
    return found.strip().removeprefix("origin/").removesuffix("HEAD")


def _differing(root: Path, revision: str) -> Iterator[str]:
    """The files that *revision* has and that are otherwise now, however their lines end."""
    for name, (mode, digest) in _tree(root, revision).items():
        if mode != "160000" and not _same(root / name, root, mode, digest):
            yield name


def _tree(root: Path, revision: str) -> dict[str, tuple[str, str]]:
    """Mode and digest of each file that *revision* has in the edition's folder."""
    # Whatever compares with the files themselves may put them through a filter first.
    found = {}
    for line in filter(None, _ask(root, "ls-tree", "-r", "-z", revision).split("\0")):
        described, _, name = line.partition("\t")
        mode, _, digest = described.split(" ")
        found[name] = mode, digest
    return found


def _same(path: Path, root: Path, mode: str, digest: str) -> bool:
    """Whether a file or link holds what git calls by *digest*."""
    if mode == "120000":
        return is_link(path) and _named(os.fsencode(os.readlink(path)), len(digest)) == digest
    data = read_bytes(path, root, _MOST_BYTES)
    if not isinstance(data, bytes):
        return False
    return digest in {_named(data, len(digest)), _named(data.replace(b"\r\n", b"\n"), len(digest))}


def _named(data: bytes, length: int) -> str:
    """The name that git gives to such contents."""
    made = hashlib.sha1(usedforsecurity=False) if length == 40 else hashlib.sha256()
    made.update(b"blob %d\0" % len(data) + data)
    return made.hexdigest()


def _said(root: Path, *arguments: str) -> str | None:
    try:
        return _ask(root, *arguments)
    except Unknown:
        return None


#: Folders in which git has kept somebody waiting, and what is said of that from then on.
_silent: dict[Path, str] = {}


def _ask(root: Path, *arguments: str) -> str:
    if root in _silent:
        raise Unknown(_silent[root])
    try:
        done = subprocess.run(
            ["git", *_SETTINGS, *arguments],
            cwd=root,
            env={**os.environ, **_ENVIRONMENT},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except OSError as error:
        raise Unknown(f"git cannot be run ({error.strerror})") from None
    except subprocess.TimeoutExpired:
        _silent[root] = f"git did not answer within {_SECONDS} s"
        raise Unknown(_silent[root]) from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().split("\n")[-1]
        raise Unknown(said or "git gave no reason")
    return done.stdout.decode("utf-8", "surrogateescape")
