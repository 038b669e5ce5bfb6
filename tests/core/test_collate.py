"""Collation: every undeclared difference is found, and emendations can be undone."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from glossator.collate import Difference, collate
from glossator.emend import apply_emendations, reverse_emendations
from glossator.model import Emendation, Place, Seed, Span
from glossator.witness import witness
from shared import ends

from .case_files import read_cases

ROOT = Path(__file__).parents[2]
HERE = Place("article.md")


def first_article() -> tuple[Seed, str, list[Emendation]]:
    page = ROOT / "book/articles/2024-05-30-go-ahead-for-nato-attacks.md"
    _, front, body = page.read_text(encoding="utf-8").split("---\n", 2)
    declared = yaml.safe_load(front)["emendations"]
    emendations = [Emendation(e["seed"], e["text"], e["reason"], HERE) for e in declared]
    path = ROOT / "seeds/000_3f44013c70b0d4d0.txt"
    return Seed(path.name, "", path.read_text(encoding="utf-8")), body, emendations


def test_the_first_article_is_its_seed_with_its_emendations() -> None:
    seed, body, emendations = first_article()
    collation = collate(seed, body, emendations)
    assert collation.differences == ()
    assert collation.unfit == ()


def test_reversing_the_first_articles_emendations_gives_the_seed() -> None:
    seed, body, emendations = first_article()
    emended = apply_emendations(witness(seed.text), emendations)
    assert emended.text == witness(body)
    assert reverse_emendations(witness(body), emended.edits) == witness(seed.text)


def emendation(seed: str, text: str) -> Emendation:
    return Emendation(seed, text, "A reason.", HERE)


@pytest.mark.parametrize(("title", "parts"), read_cases("collate.md"))
def test_collation(title: str, parts: dict[str, str]) -> None:
    declared = [
        emendation(*(side.replace("¶", "\n\n") for side in line.split(" → ")))
        for line in parts.get("emendations", "").split("\n")
        if line
    ]
    seed = Seed("seed.txt", "", parts["seed"], parts.get("format", "markdown"))
    collation = collate(seed, parts["text"], declared)
    found = [_shown(difference) for difference in collation.differences]
    found += [f"unfit: {unfit.reason}" for unfit in collation.unfit]
    assert "\n".join(found) == parts.get("found", ""), title


def _shown(difference: Difference) -> str:
    sides = f"[{difference.seed}] → [{difference.text}]".replace("\n\n", "¶")
    kind = f" ({difference.typography})" if difference.typography else ""
    return f"{difference.seed_line}/{difference.line} {sides}{kind}"


@pytest.mark.parametrize(("title", "parts"), read_cases("witness.md"))
def test_witness(title: str, parts: dict[str, str]) -> None:
    assert witness(parts["source"], parts.get("format", "markdown")) == parts["witness"], title


blocks = st.lists(st.text("abc deé“”*_-.", min_size=1, max_size=30).map(str.strip).filter(bool))


@given(blocks, st.data())
def test_reversed_emendations_give_the_seed(parts: list[str], data: st.DataObject) -> None:
    seed = "\n\n".join(parts)
    places = data.draw(st.lists(st.tuples(st.integers(0, 90), st.integers(1, 20)), max_size=5))
    replacements = data.draw(st.lists(st.text("xyz \n“", max_size=9), min_size=5, max_size=5))
    declared = [
        emendation(seed[start : start + length], text)
        for (start, length), text in zip(places, replacements, strict=False)
    ]
    emended = apply_emendations(seed, declared)
    assert reverse_emendations(emended.text, emended.edits) == seed
    assert len(emended.edits) + len(emended.unfit) == len(declared)


@given(st.text(), st.sampled_from(["markdown", "text"]))
def test_a_text_is_its_own_collation(text: str, format: str) -> None:
    if format == "markdown":
        assert collate(Seed("s", "", text, format), text, []).clean
    assert isinstance(witness(text, format), str)


@given(st.text("ab \n*#>-1.|", max_size=60), st.text("ab \n*#>-1.|", max_size=60))
def test_collating_never_raises_and_sees_every_difference(seed: str, body: str) -> None:
    collation = collate(Seed("s", "", seed), body, [])
    assert bool(collation.differences) == (witness(seed) != witness(body))
    assert all(difference.line >= 1 <= difference.seed_line for difference in collation.differences)


def test_a_long_text_is_collated_in_time() -> None:
    seed = "\n\n".join(
        f"Paragraph {n} speaks of the {n * 7919 % 1000}th thing." for n in range(9000)
    )
    body = seed.replace("Paragraph 77 speaks", "Paragraph 77 talks").replace("the 5th", "a 5th")
    with ends():
        differences = collate(Seed("s", "", seed), body, []).differences
    start_of_words = seed.index("speaks", seed.index("Paragraph 77 "))
    span = Span(start_of_words, start_of_words + len("speaks"))
    assert differences[0] == Difference("speaks", "talks", 155, 155, span=span)
