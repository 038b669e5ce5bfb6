"""The documents that cases are made from: the Federalist papers, and synthetic texts.

Development and test documents are apart: odd and even numbers of the papers, other seeds of the
synthetic ones.
"""

from __future__ import annotations

import os
import random
import re
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]
CORPUS = Path(os.environ.get("GLOSSATOR_CORPUS", ROOT.parent / "shared/corpora/federalist"))


def federalist(part: str) -> list[str]:
    """The papers of one part as reading texts: paragraphs unwrapped, a blank line between."""
    files = sorted(CORPUS.glob("seeds/*.txt"))
    chosen = [file for number, file in enumerate(files) if (number % 2 == 0) == (part == "dev")]
    return [_unwrapped(file.read_text(encoding="utf-8")) for file in chosen]


def _unwrapped(text: str) -> str:
    # Some papers have an empty line after every line, and two between paragraphs.
    double = text.count("\n\n") > 100
    blocks = re.split(r"\n\s*\n\s*\n" if double else r"\n\s*\n", text.strip())
    return "\n\n".join(part for block in blocks for part in _parts(" ".join(block.split())))


def _parts(paragraph: str) -> list[str]:
    """A paragraph; one that lost its breaks in printing is cut after every fifth sentence."""
    if len(paragraph) < 5000:
        return [paragraph]
    sentences = re.split(r"(?<=[.?!]) ", paragraph)
    return [" ".join(sentences[at : at + 5]) for at in range(0, len(sentences), 5)]


_SCRIPTS = {
    "cyrillic": "абвгдежзиклмнопрстуфхцчшы",
    "greek": "αβγδεζηθικλμνξοπρστυφχψω",
    "arabic": "ابتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "hebrew": "אבגדהוזחטיכלמנסעפצקרשת",
    "devanagari": (
        "क",
        "खा",
        "गि",
        "घी",
        "चु",
        "जे",
        "टो",
        "ड",
        "ता",
        "दि",
        "ना",
        "पु",
        "मे",
        "र",
        "ला",
        "सि",
    ),
    "thai": (
        "กา",
        "ขิ",
        "คี",
        "งุ",
        "จู",
        "ชั",
        "ดี",
        "ตา",
        "ท",
        "นี่",
        "บ้า",
        "ป",
        "พิ",
        "มั",
        "ร",
        "ล่",
        "วา",
        "ส",
        "ห",
    ),
    "hangul": "가나다라마바사아자차카타파하거너더러머버서고노도로모보소",
    "latin": (
        "ba",
        "re",
        "ti",
        "mo",
        "nu",
        "sal",
        "ver",
        "con",
        "pre",
        "lin",
        "du",
        "ka",
        "é",
        "ö",
        "st",
    ),
}


def synthetic(script: str, seed: int, words: int = 1200) -> str:
    """A text of made-up words, with the frequencies of a natural vocabulary."""
    rng = random.Random(f"{script}{seed}")
    if script == "han":
        alphabet = [chr(0x4E00 + 13 * number) for number in range(900)]
        vocabulary = [
            "".join(rng.choices(alphabet, k=rng.choice((1, 1, 2, 2, 3)))) for _ in range(900)
        ]
    else:
        alphabet = list(_SCRIPTS[script])
        vocabulary = ["".join(rng.choices(alphabet, k=rng.randint(1, 5))) for _ in range(900)]
    weights = [1 / (rank + 2) for rank in range(len(vocabulary))]
    joint = "" if script in ("han", "thai") else " "
    stop = "。" if script == "han" else ". " if joint else " "
    paragraphs: list[str] = []
    while words > 0:
        sentences = []
        for _ in range(rng.randint(2, 6)):
            size = rng.randint(6, 24)
            words -= size
            sentences.append(joint.join(rng.choices(vocabulary, weights, k=size)) + stop)
        paragraphs.append("".join(sentences).strip())
    return "\n\n".join(paragraphs)


def synthetics(part: str) -> dict[str, str]:
    """One synthetic text a script."""
    seed = 1 if part == "dev" else 1001
    return {script: synthetic(script, seed) for script in (*_SCRIPTS, "han")}


def documents(part: str) -> Sequence[str]:
    """The documents that ordinary cases are made from."""
    if part == "check":
        return _recombined()
    papers = federalist(part)
    return papers or [synthetic("latin", seed) for seed in range(20)]


def _recombined() -> Sequence[str]:
    """Texts that neither part has: halves of two papers, and other synthetic ones."""
    one, other = federalist("dev"), federalist("test")
    halves = [
        "\n\n".join(a.split("\n\n")[::2] + b.split("\n\n")[1::2])
        for a, b in zip(one, reversed(other), strict=False)
    ]
    scripts = ("latin", "cyrillic", "greek", "hebrew")
    made = [synthetic(script, 7000 + seed, 900) for script in scripts for seed in range(4)]
    return [text for text in halves if text.count("\n\n") > 3] + made
