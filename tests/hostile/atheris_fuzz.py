"""Follow the parsers' own branches to texts that nobody thought of: `make fuzz`.

Each target takes bytes and must end as records or problems, never as an exception. Begun with
the cases that are kept as text; a finding is written to `crash-…`, and belongs among them.
Run as `python tests/hostile/atheris_fuzz.py TARGET [libFuzzer's options]`.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

import atheris  # type: ignore[import-not-found,unused-ignore]

sys.path.insert(0, str(Path(__file__).parent.parent.parent))

with atheris.instrument_imports(include=["glossator", "markdown_it", "mdit_py_plugins"]):
    from tests.hostile.outputs import OUTPUTS

    from glossator import frontmatter
    from glossator.anchor import match_quote
    from glossator.characters import refused_in
    from glossator.files import Unusable, decode
    from glossator.issue import read_issue
    from glossator.markup import ARTICLE, NOTE, Parsed, parse, refused_roles
    from glossator.model import Quote
    from glossator.problems import EditionError, Problem
    from glossator.text import body_words, reading_text
    from glossator.works import read_bibliography

HERE = Path(__file__).parent


def _said(problems: Iterable[Problem]) -> None:
    for problem in problems:
        assert "\n" not in str(problem)
        assert refused_in(str(problem)) is None


def bodies(text: str) -> None:
    """Notes and articles."""
    for grammar in (NOTE, ARTICLE):
        result = parse(text, grammar, "book/x.md", 1)
        if isinstance(result, Parsed):
            assert {node.type for node in result.tree.walk()} <= grammar.allowed
            assert refused_in(body_words(result)) is None
            reading = reading_text(result).text
            match_quote(reading, Quote(reading[3:30] or "x", text[:20], text[-20:]))
        else:
            assert result
            _said(result)
    list(refused_roles(text, NOTE, 1))


def fronts(text: str) -> None:
    """Front matter, alone and as a value of one key."""
    for source in (text, f"---\n{text}\n---\nWords.", f"---\nauthor: {text}\n---\n"):
        for schema in ("note", "term", "article"):
            front, problems = frontmatter.read(source, "book/x.md", schema)
            assert (front is None) == bool(problems)
            _said(problems)


def works(text: str) -> None:
    """Bibliographies."""
    _said(read_bibliography(text, "book/references.bib")[1])


def issues(text: str) -> None:
    """Issues made with the form."""
    said = ""
    try:
        read_issue(text)
    except EditionError as error:
        said = str(error)
    assert refused_in(said) is None


def written(text: str) -> None:
    """Every form of data that is written, read by a parser that is not ours."""
    words = " ".join(text.split())
    if words and refused_in(words) is None:
        for name, output in OUTPUTS.items():
            if name != "typst_data":
                said, read = output(words)
                assert said == read, name


TARGETS: dict[str, tuple[Callable[[str], None], str]] = {
    "bodies": (bodies, "bodies.txt"),
    "fronts": (fronts, "front.txt"),
    "works": (works, ""),
    "issues": (issues, ""),
    "written": (written, "bodies.txt"),
}
#: What the works and the issues begin with; the other targets begin with the kept cases.
_FIRST = {
    "works": ["@misc{a,\n  title = {{A \\emph{title}}},\n  author = {A. Name and B. Name},\n}\n"],
    "issues": ["### Article\n\na\n\n### Passage\n\nb\n\n### Your note\n\nc\n"],
}


def main() -> None:
    """Run one target, with libFuzzer's options after its name."""
    name = sys.argv[1]
    target, kept = TARGETS[name]

    def one(data: bytes) -> None:
        text = decode(data)
        if not isinstance(text, Unusable):
            target(text)

    with tempfile.TemporaryDirectory() as corpus:
        first = (HERE / kept).read_text("utf-8").split("\n=== ")[1:] if kept else _FIRST[name]
        for number, case in enumerate(first):
            Path(corpus, str(number)).write_text(
                case.split("\n", 1)[-1].rpartition("\n--- ")[0] if kept else case, "utf-8"
            )
        atheris.Setup([sys.argv[0], corpus, "-max_len=4000", *sys.argv[2:]], one)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
