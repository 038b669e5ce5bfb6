"""Where do results lie between two runs, and which of them may be trusted?

A table of bytes. Each row is signed by this user's own secret, which lies outside of every
edition, so that nothing that came with an edition is ever taken for a result. A store that is
damaged is begun anew; one that cannot be opened is none.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

_TABLE = "CREATE TABLE IF NOT EXISTS memory (name TEXT PRIMARY KEY, key BLOB, mark BLOB, data BLOB)"
#: Seconds that a process waits for another that writes.
_PATIENCE = 20.0


class Row(NamedTuple):
    """A result, under its name and the key of what it rests on."""

    name: str
    key: bytes
    data: bytes


@dataclass(frozen=True, slots=True)
class Store:
    """The results of earlier runs in one file."""

    connection: sqlite3.Connection
    secret: bytes

    def read(self, name: str, key: bytes) -> bytes | None:
        """What is kept under a name and a key; None where nothing is, or it is not ours."""
        try:
            query = "SELECT mark, data FROM memory WHERE name = ? AND key = ?"
            row = self.connection.execute(query, (name, key)).fetchone()
        except sqlite3.Error:
            return None
        if row is None or not isinstance(row[0], bytes) or not isinstance(row[1], bytes):
            return None
        right = hmac.compare_digest(row[0], self._mark(Row(name, key, row[1])))
        return row[1] if right else None

    @contextmanager
    def alone(self) -> Iterator[None]:
        """While no other process writes: what is put inside is kept, all or none of it.

        Raises `sqlite3.Error`, at its beginning or end, where it cannot be.
        """
        with self.connection:
            self.connection.execute("BEGIN IMMEDIATE")
            yield

    def put(self, rows: Iterable[Row]) -> None:
        """Keep *rows* in the place of what had their names; inside of `alone`."""
        query = "INSERT OR REPLACE INTO memory VALUES (?, ?, ?, ?)"
        signed = ((row.name, row.key, self._mark(row), row.data) for row in rows)
        self.connection.executemany(query, signed)

    def _mark(self, row: Row) -> bytes:
        said = row.name.encode() + row.key + row.data
        return hashlib.blake2b(said, key=self.secret, digest_size=32).digest()

    def close(self) -> None:
        """Let go of the file."""
        self.connection.close()


def opened(path: Path) -> Store | None:
    """The store in *path*, a new one where none is; None where there can be none."""
    secret = _own_secret()
    for _ in range(2 if secret else 0):
        try:
            if path.is_symlink() or path.parent.is_symlink() or path.parent.parent.is_symlink():
                return None
            path.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(path, timeout=_PATIENCE)
            connection.execute(_TABLE)
            return Store(connection, secret)
        except sqlite3.OperationalError:
            return None
        except sqlite3.DatabaseError:
            path.unlink(missing_ok=True)
        except OSError:
            return None
    return None


def own_folder() -> Path:
    """The user's own folder for what can be made again, outside of every edition.

    It need not be there. Raises `RuntimeError` where the user has no home.
    """
    home = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or "~/.cache"
    return Path(home).expanduser() / "glossator"


def _own_secret() -> bytes:
    """The user's secret, made when it is first needed; empty where there is no place for it."""
    try:
        path = own_folder() / "secret"
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(secrets.token_bytes(32))
        found = path.read_bytes()
    except (OSError, RuntimeError):
        return b""
    return found if len(found) == 32 else b""
