"""Does a program in the edition's folder stay a file, whatever its name, whatever is run?"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.shared import ROOT, run

from glossator.child import environment, python

#: Modules that the commands, Jupyter Book, the PDF and the kernel import, early and late.
MODULES = (
    "jupyter_book",
    "docutils",
    "yaml",
    "sphinx",
    "typst",
    "json",
    "click",
    "tomllib",
    "conf",
)
BIN = Path(sys.executable).parent


@pytest.fixture
def shadowed(small: Path) -> Path:
    """An edition whose root holds modules that would write a file if they were imported."""
    ran = small.parent / "ran"
    for name in MODULES:
        (small / f"{name}.py").write_text(f"open({str(ran)!r}, 'a').write({name!r})\n", "utf-8")
        (small / name).mkdir()
        shutil.copy(small / f"{name}.py", small / name / "__init__.py")
    (small / "sitecustomize.py").write_text(f"open({str(ran)!r}, 'a')\n", "utf-8")
    return small


@pytest.mark.slow
@pytest.mark.parametrize(
    "command",
    [
        (BIN / "glossator", "build"),
        (sys.executable, "-m", "glossator", "check"),
        (sys.executable, "-I", "-m", "glossator", "build", "epub"),
    ],
    ids=["script", "module", "isolated"],
)
def test_modules_at_the_root(command: tuple[str | Path, ...], shadowed: Path) -> None:
    done = run(*command, cwd=shadowed)
    assert not (shadowed.parent / "ran").exists(), done.stdout
    assert "3 articles, 10 notes" in done.stdout, done.stdout + done.stderr


@pytest.mark.slow
def test_jupyter_book_alone(shadowed: Path) -> None:
    done = run(BIN / "jupyter-book", "build", ".", cwd=shadowed)
    assert (shadowed / "_build" / "html" / "index.html").is_file(), done.stdout + done.stderr
    assert not (shadowed.parent / "ran").exists()


def test_a_child_imports_nothing_of_its_folder(shadowed: Path) -> None:
    """Nor does the child of a child, where the release can be told so once for all."""
    command = python("json", "dump([*__import__('sys').argv[1:]], __import__('sys').stdout)", "a")
    done = subprocess.run(
        command, cwd=shadowed, env=environment(), capture_output=True, text=True, check=True
    )
    assert done.stdout == '["a"]'
    assert not (shadowed.parent / "ran").exists()
    assert environment(more="x")["more"] == "x"
    if sys.version_info >= (3, 11):
        further = [sys.executable, "-c", "import yaml, typst"]
        subprocess.run(further, cwd=shadowed, env=dict(environment()), check=True)
        assert not (shadowed.parent / "ran").exists()


@pytest.mark.parametrize("path", ["Makefile", "src/glossator/starter/edition/Makefile"])
def test_what_make_runs(path: str) -> None:
    """Every Python that `make` starts for an edition starts isolated; tools for our code aside."""
    ours = ("pytest", "ruff", "mypy")
    lines = (ROOT / path).read_text("utf-8").splitlines()
    starts = [part for line in lines for part in line.split("$(") if "PYTHON) -" in part]
    assert starts
    for start in starts:
        assert "PYTHON) -I -" in start or any(f"-m {tool}" in start for tool in ours), start


def test_what_workflows_run() -> None:
    for path in (*(ROOT / ".github" / "workflows").glob("*.yml"), ROOT / ".gitlab-ci.yml"):
        for line in path.read_text("utf-8").splitlines():
            for tool in ("glossator", "pip"):
                assert f"python -m {tool}" not in line, path


@pytest.mark.slow
def test_settings_of_docutils_at_the_root(small: Path) -> None:
    wanted = small.parent / "dependencies"
    (small / "docutils.conf").write_text(
        f"[general]\nrecord_dependencies: {wanted}\nwarning_stream: {wanted}\n", "utf-8"
    )
    run(BIN / "glossator", "build", "html", cwd=small)
    assert not wanted.exists()
