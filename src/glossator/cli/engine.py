"""How does a new edition name the program that it was begun with, so that any machine can have it?

A release or a commit of a repository has an address for all. What was installed from a folder has
none, and goes with the edition as a wheel, made of the files that run.
"""

from __future__ import annotations

import base64
import hashlib
import importlib.metadata
import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .. import __version__

#: Wheels hold a day; a fixed one makes the same bytes of the same files.
_DAY = (1980, 1, 1, 0, 0, 0)
_WHEEL = "Wheel-Version: 1.0\nGenerator: glossator\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
#: What an installer writes itself, or what says where this copy was installed from.
_NOT_CARRIED = ("RECORD", "INSTALLER", "REQUESTED", "WHEEL", "direct_url.json", "uv_cache.json")


@dataclass(frozen=True, slots=True)
class Engine:
    """What pip is told, and the wheel that lies in the edition for it, where one does."""

    requirement: str
    wheel: str = ""
    data: bytes = b""


def this_engine() -> Engine:
    """The program that runs."""
    installed = importlib.metadata.distribution("glossator")
    found = installed.read_text("direct_url.json")
    origin = json.loads(found) if found else {}
    if not origin.get("url"):
        return Engine(f"glossator>={__version__}")
    if vcs := origin.get("vcs_info"):
        return Engine(f"glossator @ {vcs['vcs']}+{origin['url']}@{vcs['commit_id']}")
    wheel = f"wheels/glossator-{installed.version}-py3-none-any.whl"
    return Engine(f"./{wheel}", wheel, _wheel(installed))


def _wheel(installed: importlib.metadata.Distribution) -> bytes:
    """The installed program as a wheel."""
    held = io.BytesIO()
    about = f"glossator-{installed.version}.dist-info"
    record = []
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in (*_program(), *_about(installed, about)):
            archive.writestr(_entry(name), data)
            digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
            record.append(f"{name},sha256={digest},{len(data)}\n")
        record.append(f"{about}/RECORD,,\n")
        archive.writestr(_entry(f"{about}/RECORD"), "".join(record))
    return held.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _DAY)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry


def _program() -> Iterator[tuple[str, bytes]]:
    package = Path(__file__).resolve().parent.parent
    for path in sorted(package.rglob("*")):
        inside = path.relative_to(package)
        if path.is_file() and "__pycache__" not in inside.parts:
            yield f"glossator/{inside.as_posix()}", path.read_bytes()


def _about(installed: importlib.metadata.Distribution, folder: str) -> Iterator[tuple[str, bytes]]:
    yield f"{folder}/WHEEL", _WHEEL.encode()
    for file in installed.files or ():
        if file.parts[0].endswith(".dist-info") and file.name not in _NOT_CARRIED:
            inside = "/".join(file.parts[1:])
            yield f"{folder}/{inside}", Path(str(file.locate())).read_bytes()
