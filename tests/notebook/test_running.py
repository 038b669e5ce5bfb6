"""Which notebooks are run, and does a page show a whole result or say that there is none?"""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

import pytest

from shared import SMALL, Run, copy_edition, run

pytestmark = pytest.mark.slow

PAGE = """---
jupytext:
  text_representation:
    extension: .md
    format_name: myst
kernelspec:
  display_name: Python 3
  name: {kernel}
mystnb:
  execution_mode: force
---

# A notebook

```{{code-cell}} ipython3
import os
import pathlib
count = pathlib.Path(os.environ["COUNT"])
count.write_text(str(int(count.read_text() if count.exists() else 0) + 1))
print("printed", 6 * 7)
```

```{{code-cell}} ipython3
import glossator
from glossator import widget
edition = glossator.open()
widget.concordance(edition, "fox")
```

```{{code-cell}} ipython3
{last}
```
"""


def write(root: Path, *, kernel: str = "python3", last: str = "widget.chronology(edition)",
          folder: str = "notebooks", mode: str = "cache") -> None:  # fmt: skip
    """Give the edition a notebook that counts how often it is run."""
    page = root / "book" / folder / "explore.md"
    page.parent.mkdir(exist_ok=True)
    page.write_text(PAGE.format(kernel=kernel, last=last), "utf-8")
    for name, old, new in (
        (
            "_toc.yml",
            "  - file: book/kinds\n",
            f"  - file: book/kinds\n  - file: book/{folder}/explore\n",
        ),
        ("_config.yml", '"off"', mode),
    ):
        text = (root / name).read_text("utf-8")
        assert old in text
        (root / name).write_text(text.replace(old, new), "utf-8")


def page_of(root: Path, folder: str = "notebooks") -> str:
    return (root / "_build" / "html" / "book" / folder / "explore.html").read_text("utf-8")


@pytest.fixture
def place(tmp_path: Path) -> dict[str, str]:
    """A user's own folder that is empty, and a file that counts runs."""
    return {"XDG_CACHE_HOME": str(tmp_path / "cache"), "COUNT": str(tmp_path / "count")}


def runs(place: dict[str, str]) -> int:
    count = Path(place["COUNT"])
    return int(count.read_text("utf-8")) if count.exists() else 0


def not_run(html: str, reason: str) -> None:
    """The page says why there is nothing, once, and there is nothing."""
    (said,) = re.findall(r'<p class="not-run">(.*?)</p>', html, re.S)
    assert reason in said
    assert "printed 42" not in html
    assert "<table" not in html
    assert 'class="picture"' not in html
    assert "print(" in re.sub(r"<[^>]+>", "", html)


def test_results_are_on_the_page_and_nothing_else_is(
    small: Path, place: dict[str, str], glossator: Run
) -> None:
    write(small)
    done = glossator(small, "build", "html", **place)
    assert done.returncode == 0, done.stdout + done.stderr
    html = page_of(small)
    assert "not-run" not in html
    assert "printed 42" in html
    assert html.count("<table") == 2
    assert html.count('class="picture"') == 2
    assert html.count('<details class="folded"><summary>Code</summary>') == 3
    assert re.search(r'<a [^>]*href="\.\./articles/1901-03-02-on-walking\.html#p1"[^>]*>', html)
    assert 'http-equiv="Content-Security-Policy"' in html
    headers = (small / "_build" / "html" / "_headers").read_text("utf-8")
    assert "/book/notebooks/explore.html\n  Content-Security-Policy: default-src 'none'" in headers
    # Of Jupyter Book's own ways to bring widgets to life, none is left.
    for word in ("require", "cdnjs", "unpkg", "jsdelivr", "widget-state", "widget-view", "thebe"):
        assert word not in html
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", html))
    assert runs(place) == 1


def test_a_notebook_is_run_again_only_after_a_change(
    small: Path, place: dict[str, str], glossator: Run, jupyter_book: Run
) -> None:
    write(small)
    for _ in range(2):
        assert glossator(small, "build", "html", **place).returncode == 0
    assert runs(place) == 1
    # The other entry, with its own folder and its own memory of pages.
    for _ in range(2):
        assert jupyter_book(small, **place).returncode == 0
    assert runs(place) == 1
    note = small / "book" / "annotations" / "1901-03-02-on-walking" / "fox.md"
    note.write_text(note.read_text("utf-8") + "\nThis was on 3 April 1900.\n", "utf-8")
    assert jupyter_book(small, **place).returncode == 0
    assert runs(place) == 2
    assert "3 April 1900" in page_of(small)
    helper = small / "book" / "notebooks" / "helper.py"
    helper.write_text("x = 1\n", "utf-8")
    assert jupyter_book(small, **place).returncode == 0
    assert runs(place) == 3


@pytest.mark.parametrize("how", ["option", "variable", "configuration"])
def test_execution_can_be_switched_off(
    how: str, small: Path, place: dict[str, str], glossator: Run
) -> None:
    """Whatever the page's own front matter says, which Jupyter Book alone would obey."""
    write(small, mode='"off"' if how == "configuration" else "cache")
    arguments = ["--no-run"] if how == "option" else []
    variable = {"GLOSSATOR_NOTEBOOKS": "off"} if how == "variable" else {}
    done = glossator(small, "build", "html", *arguments, **variable, **place)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "notebooks: book/notebooks/explore was not run: this build runs no notebooks." in (
        done.stdout
    )
    not_run(page_of(small), "this build runs no notebooks")
    assert runs(place) == 0


def test_switching_on_makes_the_page_again(
    small: Path, place: dict[str, str], jupyter_book: Run
) -> None:
    write(small)
    assert jupyter_book(small, GLOSSATOR_NOTEBOOKS="off", **place).returncode == 0
    not_run(page_of(small), "this build runs no notebooks")
    assert jupyter_book(small, **place).returncode == 0
    assert "printed 42" in page_of(small)
    assert jupyter_book(small, GLOSSATOR_NOTEBOOKS="off", **place).returncode == 0
    not_run(page_of(small), "this build runs no notebooks")


@pytest.mark.parametrize("mode", ["cache", "force", "auto"])
def test_pages_elsewhere_are_not_run(
    mode: str, small: Path, place: dict[str, str], glossator: Run
) -> None:
    write(small, folder="pages", mode=mode)
    done = glossator(small, "build", "html", **place)
    assert done.returncode == 0, done.stdout + done.stderr
    not_run(page_of(small, "pages"), "only notebooks in book/notebooks/ are run")
    assert runs(place) == 0


def test_a_missing_kernel_is_said(small: Path, place: dict[str, str], glossator: Run) -> None:
    write(small, kernel="no-such-kernel")
    done = glossator(small, "build", "html", **place)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "this machine has no Jupyter kernel “no-such-kernel”" in done.stdout
    not_run(page_of(small), "this machine has no Jupyter kernel “no-such-kernel”")


def test_half_a_run_is_none(small: Path, place: dict[str, str], glossator: Run) -> None:
    write(small, last="raise ValueError('<b>wrong</b> \\x1b[31m')")
    for _ in range(2):  # a failure is not remembered as a result
        done = glossator(small, "build", "html", **place)
        assert done.returncode == 1, done.stdout + done.stderr
        assert re.search(r"explore\.md.*the notebook stopped at a mistake: ValueError", done.stdout)
        not_run(page_of(small), "ValueError: &lt;b&gt;wrong&lt;/b&gt;")
        assert not (small / "_build" / "html" / "reports").exists()
    assert runs(place) == 2


def test_a_mistake_is_one_at_every_build(
    small: Path, place: dict[str, str], jupyter_book: Run
) -> None:
    """Also where the page is not made again; and it is gone when it is mended."""
    write(small, last="1 / 0")
    for _ in range(2):
        done = jupyter_book(small, **place)
        assert "the notebook stopped at a mistake: ZeroDivisionError" in done.stderr
        not_run(page_of(small), "ZeroDivisionError: division by zero")
    page = small / "book" / "notebooks" / "explore.md"
    page.write_text(page.read_text("utf-8").replace("1 / 0", "1 / 1"), "utf-8")
    done = jupyter_book(small, **place)
    assert "mistake" not in done.stderr
    assert "printed 42" in page_of(small)


def test_a_preview_runs_nothing(small: Path, place: dict[str, str], tmp_path: Path) -> None:
    write(small)
    program = (
        "import sys; from pathlib import Path; from glossator.cli.preview import Preview\n"
        "with Preview(*map(Path, sys.argv[1:])) as preview: print(preview.build())"
    )
    out = tmp_path / "preview"
    done = run(sys.executable, "-c", program, small, out, cwd=small, **place)
    assert done.stdout == "[]\n", done.stdout + done.stderr
    html = (out / "html" / "book" / "notebooks" / "explore.html").read_text("utf-8")
    not_run(html, "this build runs no notebooks")
    assert runs(place) == 0


def test_two_readers_at_once(small: Path, place: dict[str, str], glossator: Run) -> None:
    """Each format is made by a program of its own, and pages may be read by several."""
    write(small)
    done = glossator(small, "build", "html", "epub", **place)
    assert done.returncode == 0, done.stdout + done.stderr
    assert runs(place) == 1
    program = "from sphinx.cmd.build import main; import sys; sys.exit(main(sys.argv[1:]))"
    settings = small / "_build" / "settings"
    settings.mkdir()
    (settings / "conf.py").write_text(
        "extensions = ['sphinx_external_toc', 'myst_nb', 'glossator.sphinx']\n"
        "html_theme = 'glossator'\nnb_execution_mode = 'cache'\nlanguage = 'en'\n",
        "utf-8",
    )
    out = small / "_build" / "other"
    done = run(
        sys.executable,
        *("-c", program, "-q", "-j", "2", "-b", "html", "-c", settings, small, out),
        cwd=small,
        **place,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "printed 42" in (out / "book" / "notebooks" / "explore.html").read_text("utf-8")


def test_results_that_lie_in_the_edition_are_not_believed(
    small: Path, place: dict[str, str], glossator: Run, tmp_path: Path
) -> None:
    """Whoever sends files may send a cache with them."""
    write(small)
    assert glossator(small, "build", "html", **place).returncode == 0
    (results,) = (tmp_path / "cache" / "glossator" / "notebooks").glob("*/")
    for forged in (small / "_build" / ".jupyter_cache", small / ".jupyter_cache"):
        shutil.copytree(results, forged)
    forget = {**place, "XDG_CACHE_HOME": str(tmp_path / "other")}
    assert glossator(small, "build", "html", **forget).returncode == 0
    assert runs(place) == 2


def test_an_edition_without_a_place_for_results_is_built(
    small: Path, place: dict[str, str], glossator: Run, tmp_path: Path
) -> None:
    write(small)
    (tmp_path / "file").write_text("no folder", "utf-8")
    done = glossator(small, "build", "html", **{**place, "XDG_CACHE_HOME": str(tmp_path / "file")})
    assert done.returncode == 0, done.stdout + done.stderr
    assert "printed 42" in page_of(small)


@pytest.fixture(scope="module")
def noted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An edition whose notebook gives many sorts of results, for formats other than the website."""
    root = copy_edition(SMALL, tmp_path_factory.mktemp("noted") / "small")
    last = (
        "from IPython.display import HTML, Javascript, display\n"
        "display(HTML('<table><tr><td>a cell of mine</td></tr></table>'))\n"
        "display(Javascript('run()'))\n"
        "widget.notes(edition)"
    )
    write(root, last=last)
    return root


@pytest.mark.parametrize("builder", ["text", "latex", "man", "texinfo", "epub", "glossator-pdf"])
def test_every_format_has_text_and_tables(
    builder: str, noted: Path, tmp_path: Path, jupyter_book: Run
) -> None:
    out = tmp_path / "out"
    done = jupyter_book(
        noted, "--path-output", out, "-W", "--keep-going", "--builder", "custom",
        "--custom-builder", builder, COUNT=str(tmp_path / "count"),
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    words = _words(out / "_build" / builder, builder)
    assert "printed 42" in words
    assert "a cell of mine" in words
    assert "The fox that crossed the lane" in words
    assert "This result is a program, which pages of the edition do not run." in words
    picture = "Notes by kind. Who and what: "
    if builder == "glossator-pdf":
        assert "Who and what" in words
        assert "import pathlib" not in words
    elif builder == "epub":
        assert 'role="img"' in words
        assert f'aria-label="{picture}' in words
    else:
        assert f"Picture: {picture}" in words


def _words(folder: Path, builder: str) -> str:
    """What a format says of the notebook, on one line, without the marks of the format."""
    if builder == "glossator-pdf":
        pikepdf = pytest.importorskip("pikepdf")
        program = shutil.which("pdftotext")
        if program is None:
            pytest.skip("pdftotext is not installed")
        assert pikepdf
        import subprocess

        (path,) = folder.glob("*.pdf")
        done = subprocess.run(
            [program, "-raw", path, "-"], capture_output=True, text=True, check=True
        )
        return " ".join(done.stdout.split())
    if builder == "epub":
        text = (folder / "book" / "notebooks" / "explore.xhtml").read_text("utf-8")
    elif builder == "text":
        text = (folder / "book" / "notebooks" / "explore.txt").read_text("utf-8")
    else:
        text = "\n".join(
            path.read_text("utf-8", "replace")
            for path in sorted(folder.rglob("*"))
            if path.suffix in (".tex", ".texi", ".1", ".3", ".7")
        )
        text = text.replace("\\sphinxhyphen{}", "-").replace("{[}", "[").replace("\\-", "-")
    # Cells of tables in plain text are broken over lines.
    rows = re.sub(r"\s*\n[|+][-=+| ]*", " ", text) if builder == "text" else text
    return " ".join(rows.split())
