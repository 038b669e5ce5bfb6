"""What editors do to texts, as functions text → text that leave two marks where they were.

The marks are private-use characters around each passage; no edit removes, doubles or crosses
them, so that after any sequence of edits they say where the passage is.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable

Rng = random.Random
MARK = re.compile(r"[\ue000-\uf8ff]")
_WORD = re.compile(r"[^\W\d_\ue000-\uf8ff]+")
_SENTENCE = re.compile(r"(?<=[.!?。])\s*(?=\S)")

NOVEL = [
    *("harbour", "lantern", "velvet", "cinnamon", "orchard", "thimble", "glacier", "pepper"),
    *("saddle", "violin", "gravel", "meadow", "copper", "sparrow", "kettle", "marble"),
    *("willow", "anchor", "basket", "feather", "timber", "salmon", "bonnet", "ladder"),
]


def typos(text: str, rng: Rng, rate: float = 0.05) -> str:
    """Letters lost, doubled, changed or swapped."""
    letters = "etaoinshrdlucmfw"
    out: list[str] = []
    chars = list(text)
    for at, char in enumerate(chars):
        if MARK.match(char) or char == "\n" or rng.random() >= rate:
            out.append(char)
            continue
        kind = rng.randrange(4)
        if kind == 1:
            out.append(rng.choice(letters))
        elif kind == 2:
            out += (char, rng.choice(letters))
        elif kind == 3 and at + 1 < len(chars) and not MARK.match(chars[at + 1]):
            chars[at + 1], char = char, chars[at + 1]
            out.append(char)
    return "".join(out)


def typography(text: str, rng: Rng) -> str:
    """Quotation marks, dashes and spaces in another taste."""
    text = re.sub(r'(^|[\s(])"', r"\1“", text).replace('"', "”").replace("'", "’")
    text = text.replace("--", rng.choice(("—", " – ")))
    text = re.sub(r" (?=\S)", lambda _: "\u00a0" if rng.random() < 0.1 else " ", text)
    return re.sub(r"([a-z]{3})([a-z]{4})", lambda m: _soft(m, rng), text)


def _soft(found: re.Match[str], rng: Rng) -> str:
    return found[1] + ("\u00ad" if rng.random() < 0.1 else "") + found[2]


def unicode_form(text: str, rng: Rng) -> str:
    """Another Unicode form of the same characters."""
    kind = rng.randrange(4)
    if kind == 0:
        return unicodedata.normalize("NFD", text)
    if kind == 1:
        return unicodedata.normalize("NFKC", text)
    if kind == 2:
        return text.replace("ffi", "ﬃ").replace("fi", "ﬁ").replace("fl", "ﬂ").replace("st", "ﬆ")
    full = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
    return text.translate(full)


def reflow(text: str, rng: Rng, hyphens: bool = False) -> str:
    """Lines broken at another width; words cut at line ends if *hyphens*."""
    width = rng.choice((40, 60, 72, 90))
    return "\n\n".join(_wrapped(block, width, hyphens, rng) for block in text.split("\n\n"))


def _wrapped(block: str, width: int, hyphens: bool, rng: Rng) -> str:
    out, column = [], 0
    for word in block.split(" "):
        if column + len(word) > width:
            plain = re.fullmatch(r"[a-z]{7,}", word)
            if hyphens and plain and rng.random() < 0.7:
                cut = rng.randint(3, len(word) - 3)
                out.append(" " + word[:cut] + "-\n" + word[cut:])
                column = len(word) - cut
                continue
            out.append("\n" + word)
            column = len(word)
        else:
            out.append(" " + word)
            column += len(word) + 1
    return "".join(out).strip(" ")


def substitute(text: str, rng: Rng, share: float = 0.2) -> str:
    """Some words replaced by others."""
    return _WORD.sub(lambda m: rng.choice(NOVEL) if rng.random() < share else m[0], text)


def insert_words(text: str, rng: Rng) -> str:
    """A few new words somewhere between two words."""
    places = [m.start() for m in re.finditer(r" (?=\w)", text)]
    if not places:
        return text
    at = rng.choice(places)
    return text[:at] + " " + words(rng, rng.randint(1, 8)) + text[at:]


def delete_words(text: str, rng: Rng) -> str:
    """A few words taken out, fewer than half; a very short text keeps all."""
    found = list(_WORD.finditer(text))
    if len(found) < 4:
        return text
    count = rng.randint(1, max(1, len(found) // 3))
    first = rng.randrange(1, len(found) - count)
    return text[: found[first].start()] + text[found[first + count].start() :]


def words(rng: Rng, count: int) -> str:
    """New words."""
    return " ".join(rng.choices(NOVEL, k=count))


def sentence(rng: Rng) -> str:
    """A new sentence."""
    return words(rng, rng.randint(5, 18)).capitalize() + ". "


def sentences(paragraph: str) -> list[str]:
    """The sentences of a paragraph; none is cut inside a marked passage."""
    parts, kept = _SENTENCE.split(paragraph), []
    depth = 0
    for part in parts:
        if depth or (kept and not MARK.sub("", part)):
            kept[-1] += " " + part
        else:
            kept.append(part)
        for mark in MARK.findall(part):
            depth += 1 if ord(mark) % 2 == 0 else -1
    return kept


def shuffle_sentences(text: str, rng: Rng) -> str:
    """The sentences of some paragraphs in another order."""
    blocks = text.split("\n\n")
    for at, block in enumerate(blocks):
        parts = sentences(block)
        if len(parts) > 1 and balanced(block):
            rng.shuffle(parts)
            blocks[at] = " ".join(parts)
    return "\n\n".join(blocks)


def balanced(block: str) -> bool:
    """Whether every passage that touches the block lies in it."""
    marks = [ord(mark) for mark in MARK.findall(block)]
    return all((mark ^ 1) in marks for mark in marks)


def move_paragraphs(text: str, rng: Rng, count: int = 1) -> str:
    """Some paragraphs, marked ones first, carried somewhere else."""
    blocks = text.split("\n\n")
    for _ in range(count):
        able = [at for at, b in enumerate(blocks) if balanced(b) and len(b) > 60]
        marked = [at for at in able if MARK.search(blocks[at])]
        if not able or len(blocks) < 4:
            return text
        block = blocks.pop(rng.choice(marked or able))
        blocks.insert(rng.randrange(len(blocks) + 1), block)
    return "\n\n".join(blocks)


def shuffle_paragraphs(text: str, rng: Rng) -> str:
    """All paragraphs in another order, if no passage crosses one."""
    blocks = text.split("\n\n")
    if all(balanced(block) for block in blocks):
        rng.shuffle(blocks)
    return "\n\n".join(blocks)


def revise(text: str, rng: Rng) -> str:
    """A revision of the whole: sentences added and dropped, words replaced, some typos."""
    blocks = []
    for block in text.split("\n\n"):
        parts = []
        for part in sentences(block):
            if rng.random() < 0.1 and not MARK.search(part):
                continue
            if rng.random() < 0.1:
                parts.append(sentence(rng).strip())
            change: Callable[[str, Rng], str] = rng.choice(
                (_same, _same, _some, insert_words, _slip)
            )
            parts.append(change(part, rng))
        blocks.append(" ".join(parts))
        if rng.random() < 0.1:
            blocks.append(sentence(rng) + sentence(rng))
    return "\n\n".join(block for block in blocks if block)


def _same(text: str, rng: Rng) -> str:
    return text


def _some(text: str, rng: Rng) -> str:
    return substitute(text, rng, 0.12)


def _slip(text: str, rng: Rng) -> str:
    return typos(text, rng, 0.02)
