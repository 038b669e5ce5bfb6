"""Do messages, annotations and summaries repeat a stranger's words without obeying them?"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from glossator.anchor.jsonl import anchor_lines
from glossator.issue import proposed_record
from glossator.works import read_bibliography

NOTES = "book/annotations/1901-03-02-on-walking"
NOTE = (
    '---\nquote:\n  exact: "{}"\nkind: {}\nauthor: "@everyone [x](https://e.org) www.e.org #1 |"\n'
    "date: 2026-11-22\n---\nWords, \\<b>not\\</b> markup: `@everyone` https://e.org #1 | \\`x\\` ![a](b).\n"
)


def test_annotations_hold_no_commands(small: Path, glossator: Callable) -> None:
    for number, kind in enumerate(
        ("::error::x", "##[error]x", "a%0A::stop-commands::x", "\u2028::set-env name=x::y")
    ):
        (small / NOTES / f"x{number}.md").write_text(NOTE.format("x", kind), "utf-8")
    (small / NOTES / "::error file=x,line=1::y.md").write_text("x", "utf-8")
    result = glossator(small, "check", "--format", "github")
    assert result.returncode == 1
    *annotations, last = result.stdout.rstrip("\n").split("\n")
    assert len(annotations) >= 5
    for line in annotations:
        assert line.startswith("::error file=book/")
        head, _, message = line.removeprefix("::error ").partition("::")
        assert [part.split("=")[0] for part in head.split(",")] == ["file", "line", "title"]
        assert "##[" not in line
        assert message
    assert "11 errors, 0 warnings. More may show" in last


def test_json_is_safe_in_a_terminal(small: Path, glossator: Callable) -> None:
    (small / NOTES / "a\x9b31mb.md").write_text("x", "utf-8")
    result = glossator(small, "check", "--format", "json")
    assert result.stdout.isascii()
    assert json.loads(result.stdout)[0]["code"] == "file.name"


@pytest.fixture
def repository(small: Path) -> Path:
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    for command in (
        ["init", "-q"],
        ["add", "."],
        ["-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "-qm", "x"],
    ):
        subprocess.run(["git", *command], cwd=small, check=True)
    return small


def test_the_summary_shows_what_changed(
    repository: Path, glossator: Callable, tmp_path: Path
) -> None:
    text = (
        NOTE.format("a slow and harmless neighbour", "language")
        .replace("`@everyone` ", "")
        .replace(" ![a](b)", "")
    )
    (repository / NOTES / "new.md").write_text(text.replace("\\`x\\`", ""), "utf-8")
    article = repository / "book" / "articles" / "1901-03-02-on-walking.md"
    article.write_text(article.read_text("utf-8").replace("The fox that", "A fox that"), "utf-8")
    page = tmp_path / "summary.md"
    result = glossator(repository, "check", "--changed-from", "HEAD", GITHUB_STEP_SUMMARY=str(page))
    assert result.returncode == 1
    said = page.read_text("utf-8")
    assert "slow and harmless neighbour" in said
    assert "four&#45;legs" not in said
    assert "its notes now stand so" in said
    for harmful in ("@everyone", "www.e.org", "https://", "<b>", "](", "`"):
        assert harmful not in said, harmful
    for line in said.split("\n"):
        assert "| | " not in line


def test_the_page_of_changes(repository: Path, glossator: Callable, tmp_path: Path) -> None:
    (repository / NOTES / "new.md").write_text(
        NOTE.format("<script>alert(1)</script>", "language"), "utf-8"
    )
    page = tmp_path / "changes.html"
    result = glossator(repository, "review", "--changed-from", "HEAD", "--page", page)
    assert result.returncode == 0, result.stderr
    said = page.read_text("utf-8")
    assert 'href="book/articles/1901-03-02-on-walking.html#note-new"' in said
    assert "<script>" not in said
    for revision in ("--upload-pack=x", "nothing"):
        assert (
            glossator(
                repository, "check", f"--changed-from={revision}", "--summary", page
            ).returncode
            == 2
        )


ISSUE = (
    "### Article\n\non-walking\n\n### Passage\n\n> a slow and harmless neighbour\n\n### Kind of note\n\nlanguage (…)\n\n"
    "### Your note\n\n{}\n\n### Sources\n\nnatural-history-1899\nA book\n\n### Your name\n\n{}\n"
)


def test_an_issue_becomes_a_note(small: Path, glossator: Callable, tmp_path: Path) -> None:
    issue = tmp_path / "issue.json"
    body = ISSUE.format("A *slow* neighbour.", "_No response_")
    issue.write_text(
        json.dumps({"body": body, "author": {"login": "ada"}, "createdAt": "2026-11-20T08:00:00Z"}),
        "utf-8",
    )
    result = glossator(small, "from-issue", issue)
    assert result.returncode == 0, result.stderr
    (path,) = (small / NOTES).glob("a-slow*.md")
    text = path.read_text("utf-8")
    assert 'author: "ada"' in text
    assert "date: 2026-11-20" in text
    assert "sources: [natural-history-1899, a-slow-and-harmless-neighbour-source-1]" in text
    assert "a-slow-and-harmless-neighbour-source-1" in result.stdout
    assert "title = {{A book" in (small / "book/references.bib").read_text("utf-8")
    assert glossator(small, "check").returncode == 0


@pytest.mark.parametrize(
    ("words", "title", "url"),
    [
        ("https://example.org/a_b%20c?d=1&e#f", "https://example.org/a_b%20c?d=1&e#f", None),
        ("Smith, *100%* of {Walking}, 1899, https://example.org/x.", "Smith, *100%* of (Walking), 1899", "https://example.org/x"),
        ("}}, url = {javascript:alert(1)}, x = {{", ")), url = (javascript:alert(1)), x = ((", ""),
        ("\\input{/etc/passwd} javascript:alert(1)", "/input(/etc/passwd) javascript:alert(1)", ""),
        ("A $5 book & \"more\" #1", "A $5 book & \"more\" #1", ""),
    ],
)  # fmt: skip
def test_a_source_in_a_stranger_s_words_becomes_a_record(
    words: str, title: str, url: str | None
) -> None:
    record = proposed_record("key-1", words)
    bibliography, problems = read_bibliography(record, "book/references.bib")
    assert not problems
    (work,) = bibliography.works
    assert work.title == title
    assert work.url == (title if url is None else url)


@pytest.mark.parametrize(
    ("body", "name", "said"),
    [
        ("<script>alert(1)</script>", "ada", "raw HTML"),
        ("{{ 7*7 }}", "ada", "a template"),
        ("```{include} /etc/passwd\n```", "ada", "a directive"),
        ("words\n\n### Your name\n\nsomebody else", "ada", "stands twice"),
        ("words\u202e", "ada", "right-to-left override"),
        ("words", '"\nkind: claim\nx: "', ""),
        ("", "ada", "nothing under"),
        ("words " * 20_000, "ada", "at most"),
    ],
)
def test_a_hostile_issue(
    body: str, name: str, said: str, small: Path, glossator: Callable, tmp_path: Path
) -> None:
    issue = tmp_path / "issue.md"
    issue.write_text(ISSUE.format(body, name), "utf-8")
    before = sorted(small.rglob("*"))
    result = glossator(small, "from-issue", issue)
    assert "Traceback" not in result.stderr
    if said:
        assert result.returncode in (1, 2)
        assert said in result.stderr
        assert sorted(small.rglob("*")) == before
    else:
        assert glossator(small, "check").returncode == 0


def test_states_of_review(small: Path, glossator: Callable) -> None:
    fox = small / NOTES / "fox.md"
    good = fox.read_text("utf-8")
    fox.write_text(
        good.replace("kind:", 'withdrawn: "It says what crossing says."\nkind:'), "utf-8"
    )
    result = glossator(small, "check")
    assert "[front" not in result.stdout
    listed = glossator(small, "review", "--status", "withdrawn").stdout
    assert "fox.md: withdrawn (by a-reader, 2026-11-22): It says what crossing says." in listed
    assert "1 withdrawn" in listed
    for state, wanted in (
        ("withdrawn", "“withdrawn” is missing"),
        ("reviewed", "“reviewed_by” is missing"),
    ):
        fox.write_text(good.replace("kind:", f"status: {state}\nkind:"), "utf-8")
        result = glossator(small, "check")
        assert result.returncode == 1
        assert wanted in result.stdout


def test_contributors(small: Path, glossator: Callable) -> None:
    people = small / "book" / "contributors.yml"
    people.write_text(
        "a-reader:\n  name: Ada Reader\n  orcid: 0000-0002-1825-0097\n  role: editor\n", "utf-8"
    )
    assert glossator(small, "check").returncode == 0
    assert glossator(small, "credit", "--check").returncode == 1
    assert glossator(small, "credit").returncode == 0
    assert glossator(small, "credit", "--check").returncode == 0
    assert "orcid: https://orcid.org/0000-0002-1825-0097" in (small / "CITATION.cff").read_text(
        "utf-8"
    )
    assert (
        json.loads((small / "codemeta.json").read_text("utf-8"))["author"][0]["name"]
        == "Ada Reader"
    )
    people.write_text("a-reader:\n  name: Ada Reader\n  orcid: 0000-0002-1825-0098\n", "utf-8")
    assert "does not fit" in glossator(small, "check").stdout
    people.write_text("a-reader: &a\n  name: [x]\n", "utf-8")
    assert glossator(small, "check").returncode == 1


def test_credits_are_current(glossator: Callable) -> None:
    root = Path(__file__).parent.parent.parent
    result = glossator(root, "credit", "--check")
    assert result.returncode == 0, result.stdout


def test_answers_are_json_whatever_was_asked() -> None:
    ids = ("1e400", "NaN", "-Infinity", '"\\ud800"', "[" * 900 + "]" * 900, "9" * 5_000)
    given = [f'{{"id": {id}, "new_text": "a fox", "selector": {{"exact": "fox"}}}}' for id in ids]
    for line in anchor_lines(given):

        def refuse(constant: str) -> object:
            pytest.fail(constant)

        answer = json.loads(line, parse_constant=refuse)
        assert answer.get("state") == "exact" or answer["error"]
