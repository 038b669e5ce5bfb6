"""Is a broken or hostile _config.yml or _toc.yml told in words, whatever it holds?"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join(['*' + chr(97 + n)] * 9)}]\n" for n in range(12)
)
CONFIGS = [
    ("", 2),
    ("abc", 2),
    ("[1, 2]", 2),
    ("title: [\n", 2),
    ("\x00", 2),
    ("title: a\x1b[31m", 2),
    (BOMB, 2),
    ("!!python/object/apply:os.system [ls]", 2),
    ("title: a\ntitle: b", 1),
    ("sphinx: 3", 1),
    ("sphinx: {config: [a]}\nrepository: x", 1),
    ("sphinx: {config: {1: 2, null: 3}}", 0),
    ("title: {a: b}\nauthor: [x]", 1),
    ("title: 2024", 0),
    ("repository: {url: 'javascript:alert(1)'}", 1),
    ("html: {baseurl: 'file:///etc'}", 1),
    ("sphinx: {config: {language: 'x\" onload=\"y'}}", 1),
    ("sphinx: {config: {language: ../../etc}}", 1),
    ("sphinx: {config: {glossator_book: .}}", 1),
    ("sphinx: {config: {glossator_book: .git}}", 1),
    ("sphinx: {config: {glossator_book: " + "a" * 5_000 + "}}", 1),
    ("sphinx: {config: {glossator_book: 'a\\b'}}", 1),
    ('sphinx: {config: {glossator_book: "a\\0b"}}', 1),
    ("sphinx: {config: {glossator_book: ../..}}", 1),
    ("sphinx: {config: {glossator_book: /etc}}", 1),
    ("sphinx: {config: {glossator_file_name: ../../x}}", 1),
    ("sphinx: {config: {glossator_file_name: [1]}}", 1),
    ("sphinx: {config: {glossator_notes_license_url: 'javascript:alert(1)'}}", 1),
    ("sphinx: {config: {glossator_nothing: 1}}", 1),
]


@pytest.mark.parametrize(("text", "code"), CONFIGS, ids=[text[:30] for text, _ in CONFIGS])
def test_config(text: str, code: int, small: Path, glossator: Callable) -> None:
    (small / "_config.yml").write_text(text, "utf-8")
    for _ in range(2):
        result = glossator(small, "check")
        assert result.returncode == code, result.stdout + result.stderr
        assert "Traceback" not in result.stderr
        assert "\x1b" not in result.stdout + result.stderr


DEEP = [
    "[" * 100_000,
    "{" * 100_000,
    "- " * 100_000,
    "? " * 100_000,
    "a:\n" + "".join(f"{'  ' * n}- a:\n" for n in range(1, 300)),
]
#: What is said of a file that is too much, after its name.
REFUSED = [
    *((text, "it is nested more than 40 levels deep. Make its lists flatter.") for text in DEEP),
    ("a: [" + "x," * 60_000 + "]", ":1: it holds more than 20,000 values."),
    ("- x\n" * 60_000, ":20000: it holds more than 20,000 values."),
    ("a: " + "1:" * 100_000 + "1", ":1: a value has more than 20,000 characters."),
    ("a: &b c", ":1: it uses an anchor or alias (& or *), which is not allowed here."),
    ("a: !!python/name:os.system x", ":1: this is not YAML: could not determine a constructor"),
    ("[1, 2]", ":1: this must be a list of keys with values"),
    ("a: 2024-99-99", ":1: a value cannot be read: month must be in 1..12."),
]


@pytest.mark.parametrize(("text", "said"), REFUSED, ids=range(len(REFUSED)))
def test_what_is_too_much_is_said(text: str, said: str, small: Path, glossator: Callable) -> None:
    (small / "_config.yml").write_text(text, "utf-8")
    result = glossator(small, "check")
    assert result.returncode == 2
    assert "_config.yml:" in result.stderr
    assert said in result.stderr


@pytest.mark.parametrize("text", DEEP, ids=range(len(DEEP)))
def test_deep_table_of_contents(text: str, small: Path, glossator: Callable) -> None:
    (small / "_toc.yml").write_text(text, "utf-8")
    result = glossator(small, "check")
    assert result.returncode == 1
    assert "it is nested more than 40 levels deep" in result.stdout


TOCS = ["", "[", "\x00", "a: [1", "root: 3\nchapters: {a: b}", BOMB, "- " * 5_000]


@pytest.mark.parametrize("text", TOCS, ids=range(len(TOCS)))
def test_toc(text: str, small: Path, glossator: Callable) -> None:
    (small / "_toc.yml").write_text(text, "utf-8")
    result = glossator(small, "check")
    assert result.returncode == 1
    assert "Traceback" not in result.stderr


@pytest.mark.slow
@pytest.mark.parametrize("text", [TOCS[1], "format: jb-book\nroot: ../../etc/passwd\n"])
def test_a_build_with_a_broken_toc(text: str, small: Path, glossator: Callable) -> None:
    (small / "_toc.yml").write_text(text, "utf-8")
    for _ in range(2):
        result = glossator(small, "build", "html")
        assert result.returncode == 1
        assert "root:x:0" not in result.stdout + result.stderr
    assert not (small / "_build" / "html").exists()
