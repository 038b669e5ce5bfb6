"""Does the LaTeX source hold every note once, at a place where LaTeX can set it?

Nothing is compiled where TeX is not installed; then these tests read the source only.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from glossator.sphinx.latex import PACKAGE, in_margin
from knotty import CASES, JUPYTER_BOOK, PLACED, Case, build, write_edition

#: Lines of the source by which LaTeX knows the edition.
NAMED = {
    r"\title{Knots \& \textbackslash{}write18\{id\} \$x\_1\$}",
    r"\author{Testers \textbackslash{}input\{x\}, 50\% \#1 \& others}",
}


def write(root: Path) -> Path:
    """The knotty edition, whose title and editors look like LaTeX."""
    write_edition(root)
    config = (root / "_config.yml").read_text("utf-8")
    title, author = r"Knots & \write18{id} $x_1$", r"Testers \input{x}, 50% #1 & others"
    config = config.replace('"Knots & <Hitches>"', f"'{title}'")
    config = config.replace("author: The testers", f"author: '{author}'")
    (root / "_config.yml").write_text(config, "utf-8")
    return root


@pytest.fixture(scope="session")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("knotty") / "edition")


@pytest.fixture(scope="session")
def folder(edition: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(edition, "latex", tmp_path_factory.mktemp("latex"))


@pytest.fixture(scope="session")
def source(folder: Path) -> str:
    return (folder / "knots.tex").read_text("utf-8")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_word_of_a_note_is_there_once(case: Case, source: str) -> None:
    for word in case.words:
        assert len(re.findall(rf"\b{word}\b", source)) == 1, word


def test_every_note_is_defined_referred_to_and_set(source: str) -> None:
    keys = re.findall(r"\\GlossatorNote\{([^}]*)\}", source)
    assert len(keys) == len(PLACED) == len(set(keys))
    for macro in ("GlossatorRef", r"GlossatorPlace(?:\[later\])?", "GlossatorRest"):
        assert sorted(re.findall(rf"\\{macro}\{{([^}}]*)\}}", source)) == sorted(keys), macro


def test_a_note_is_known_before_its_number(source: str) -> None:
    for key in re.findall(r"\\GlossatorNote\{([^}]*)\}", source):
        defined = source.index(f"\\GlossatorNote{{{key}}}")
        assert defined < source.index(f"\\GlossatorRef{{{key}}}")
        assert source.index(f"\\GlossatorRef{{{key}}}") < source.index(f"\\GlossatorRest{{{key}}}")


def test_no_note_is_set_where_latex_cannot(source: str) -> None:
    for begin, end in ((r"\begin{footnote}", r"\end{footnote}"), (r"\begin{tabul", r"\end{tabul")):
        inside = re.findall(rf"{re.escape(begin)}.*?{re.escape(end)}", source, re.S)
        assert inside
        assert not [part for part in inside if "GlossatorPlace" in part]
    titles = re.findall(r"^\\(?:chapter|section)\[?.*$", source, re.M)
    assert len(titles) > 5
    assert not [title for title in titles if "GlossatorPlace" in title]


def test_running_heads_have_no_numbers_of_notes(source: str) -> None:
    heads = re.findall(r"^\\(?:chapter|section)\[\{(.*?)\}\]\{", source, re.M)
    assert [head for head in heads if "Knots" in head or "bend" in head]
    assert not [head for head in heads if "Glossator" in head]


def test_groups_and_environments_are_balanced(source: str) -> None:
    bare = re.sub(r"\\[\\{}%]", "", source)
    bare = re.sub(r"(?<!\\)%.*", "", bare)
    assert bare.count("{") == bare.count("}")
    begun = re.findall(r"\\begin\{(\w+\*?)\}", source)
    ended = re.findall(r"\\end\{(\w+\*?)\}", source)
    assert sorted(begun) == sorted(ended)


def test_every_macro_of_ours_is_defined(source: str) -> None:
    package = PACKAGE.read_text("utf-8")
    used = set(re.findall(r"\\(Glossator\w+)", source))
    defined = set(
        re.findall(r"\\(?:newcommand|providecommand|DeclareRobustCommand)\{\\(\w+)\}", package)
    )
    assert used <= defined
    assert r"\newenvironment{GlossatorNotes}" in package


def test_every_link_has_its_label(source: str) -> None:
    wanted = set(re.findall(r"\\hyperref\[(\\detokenize\{[^}]*\})\]", source))
    assert wanted <= set(re.findall(r"\\label\{(\\detokenize\{[^}]*\})\}", source))


def test_hostile_text_is_inert(source: str) -> None:
    assert r"\input{/etc/passwd}" not in source
    assert source.count(r"\textbackslash{}input\{/etc/passwd\}") == 2
    assert "{{ 7*7 }}" not in source
    assert source.count(r"\{\{ 7*7 \}\}") == 2


def test_title_and_author_are_words(source: str) -> None:
    assert set(source.split("\n")) >= NAMED
    assert r"\write18{" not in source


@pytest.mark.slow
def test_sphinx_alone_names_the_edition(tmp_path: Path) -> None:
    root = write(tmp_path / "edition")
    _python(root, "-c", JUPYTER_BOOK, "config", "sphinx", ".")
    (root / "_config.yml").unlink()  # its place is taken by conf.py
    _python(root, "-m", "sphinx", "-q", "-W", "-b", "latex", ".", "out")
    source = (root / "out" / "knots.tex").read_text("utf-8")
    assert set(source.split("\n")) >= NAMED


def _python(root: Path, *arguments: str) -> None:
    command = [sys.executable, *arguments]
    subprocess.run(command, cwd=root, check=True, timeout=120, capture_output=True)


def test_the_package_lies_beside_the_document(folder: Path, source: str) -> None:
    assert (folder / "glossator.sty").read_bytes() == PACKAGE.read_bytes()
    assert r"\usepackage{glossator}" in source


def test_a_margin_takes_what_it_has_room_for() -> None:
    line = 72
    crowd = [(name, 300) for name in "abcdef"]
    assert list(in_margin([("", 10 * line), ("one", 200), ("", 20 * line), ("two", 200)])) == [
        "one",
        "two",
    ]
    assert list(in_margin([("long", 5000)])) == []
    assert list(in_margin(crowd)) == ["a", "b"]
    spread = [part for note in crowd for part in (note, ("", 8 * line))]
    assert list(in_margin(spread)) == list("abcdef")


@pytest.mark.slow
@pytest.mark.parametrize("option", ["margin", "foot", "end"])
def test_it_compiles(folder: Path, tmp_path: Path, option: str) -> None:
    """Every word of every note is on a page, however the notes are set."""
    if not (shutil.which("xelatex") and shutil.which("pdftotext")) or not _has(
        "bbm.sty", "marginfix.sty"
    ):
        pytest.skip("there is no TeX with the packages that Jupyter Book's class asks for")
    work = shutil.copytree(folder, tmp_path / "latex")
    # Words that are divided between two pages could not be counted.
    package = rf"\usepackage[{option}]{{glossator}}\hyphenpenalty=10000\exhyphenpenalty=10000"
    text = (work / "knots.tex").read_text("utf-8").replace(r"\usepackage{glossator}", package)
    (work / "knots.tex").write_text(text, "utf-8")
    made = subprocess.run(
        ["xelatex", "-interaction=nonstopmode", "-halt-on-error", "knots.tex"],
        cwd=work, capture_output=True, timeout=120, check=False,
    )  # fmt: skip
    assert made.returncode == 0, made.stdout[-2000:]
    subprocess.run(["pdftotext", "knots.pdf"], cwd=work, check=True, timeout=60)
    words = (work / "knots.txt").read_text("utf-8")
    joined = re.sub(r"-\n|\s", "", words)
    for case in CASES:
        for word in case.words:
            assert joined.count(word) == 1, word


def _has(*files: str) -> bool:
    return all(
        subprocess.run(["kpsewhich", name], capture_output=True, check=False).returncode == 0
        for name in files
    )
