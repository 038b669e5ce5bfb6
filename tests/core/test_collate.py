"""Collation: every undeclared difference is found, and emendations can be undone."""

from __future__ import annotations

from pathlib import Path

import yaml

from glossator.collate import apply_emendations, collate, reverse_emendations, witness
from glossator.model import Emendation, Place, Seed

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
