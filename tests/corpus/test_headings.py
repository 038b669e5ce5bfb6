"""Is each line above a text what it is taken for, and is its reason so?"""

from __future__ import annotations

from pathlib import Path

import pytest

from core.case_files import read_cases
from glossator.dates import read_date
from glossator.ingest.draft import Given, draft, enter

CASES = read_cases(str(Path(__file__).parent / "headings.md"))
REST = {"title": "T", "author": "A", "date": "1901-03-02", "publisher": "P", "language": "en",
        "source": "S", "rights": "R"}  # fmt: skip


def _values(part: str) -> dict[str, str]:
    return dict(line.split(": ", 1) for line in part.split("\n") if line)


@pytest.mark.parametrize(("title", "parts"), CASES, ids=[title for title, _ in CASES])
def test_headings(title: str, parts: dict[str, str]) -> None:
    own = {**_values(parts["given"]), **{k: parts[k] for k in ("format", "lines") if k in parts}}
    made = draft("a.txt", parts["seed"].encode(), Given(own, dict.fromkeys(own, "the test")))
    found = {key: value for key, value in made.values.items() if key not in own}
    assert found == _values(parts.get("found", ""))
    unsure = [each.words for each in made.heading.unsure]
    assert unsure == parts.get("unsure", "").split("\n") * ("unsure" in parts)
    assert len(made.unsure) == len(unsure)
    lacking = {key: value for key, value in REST.items() if key not in made.values}
    entry = enter(
        draft("a.txt", parts["seed"].encode(), made.given.also(lacking, "the test")), "book", (), ()
    )
    assert entry.edited.good
    assert entry.edited.body.strip() == parts["body"]
    assert entry.edited.emendations[0].reason == parts["reason"]


@pytest.mark.parametrize(
    ("language", "words", "date"),
    [
        ("de", "Leeds, den 3. März 1901", "1901-03-03"),
        ("de-AT", "3. Jänner 1901", "1901-01-03"),
        ("fr", "le 1er août 1901", "1901-08-01"),
        ("es", "9 de julio de 1901", "1901-07-09"),
        ("it", "9 luglio 1901", "1901-07-09"),
        ("pt", "9 de julho de 1901", "1901-07-09"),
        ("nl", "9 maart 1901", "1901-03-09"),
        ("ru", "9 июля 1901 г.", "1901-07-09"),
        ("uk", "9 липня 1901", "1901-07-09"),
        ("de", "9 July 1901", "1901-07-09"),
        ("tr", "9 KASIM 1901", ""),
        ("en", "3. März 1901", ""),
        ("de", "März 1901", ""),
        ("nonsense", "3. März 1901", ""),
    ],
)
def test_days_in_the_words_of_a_language(language: str, words: str, date: str) -> None:
    assert read_date(words, language) == date
