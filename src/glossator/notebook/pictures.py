"""How do counts and places look? SVG out, with a text alternative, and no style sheet needed.

Colours are `currentColor` and attributes, which a page's style sheet overrides, so that a
picture is legible in the light and in the dark.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from ..labels import labels

#: Narrow, so that words keep their size on a phone.
_WIDTH, _ROW, _LABEL = 380, 22, 116
#: How many articles a picture of places shows: more would be a wall.
MOST = 30
_SHORT = 18


def bars(counts: Sequence[tuple[str, int, bool]], title: str) -> str:
    """A bar for each label and count, in that order, marked or not; empty without any."""
    if not counts:
        return ""
    most = max(max(count for _, count, _ in counts), 1)
    made = []
    for place, (label, count, marked) in enumerate(counts):
        length = (_WIDTH - _LABEL - 36) * count / most
        y = place * _ROW
        made.append(
            _label(label, y) + f'<rect class="bar{" marked" * marked}" x="{_LABEL}" y="{y + 5}" '
            f'width="{max(length, 1):.1f}" height="14" fill="currentColor" '
            f'opacity="{0.8 if marked else 0.45}"/>'
            f'<text x="{_LABEL + length + 8:.1f}" y="{y + 16}" fill="currentColor">{count}</text>'
        )
    said = "; ".join(f"{label}: {count}" for label, count, _ in counts)
    return _svg("".join(made), len(counts) * _ROW, title, said)


def places(rows: Sequence[tuple[str, Sequence[float]]], title: str, language: str = "en") -> str:
    """A line for each text, with a stroke wherever something stands, from 0 (begin) to 1 (end).

    Only the first `MOST` texts are drawn; empty without any.
    """
    shown = rows[:MOST]
    if not shown:
        return ""
    made = []
    for place, (label, found) in enumerate(shown):
        middle = place * _ROW + _ROW // 2
        strokes = "".join(f"M{_x(at):.1f} {middle - 7}v14" for at in found)
        made.append(
            _label(label, place * _ROW)
            + f'<path d="M{_LABEL} {middle}H{_WIDTH - 10}" stroke="currentColor" opacity="0.35"/>'
            f'<path class="stroke" d="{strokes}" stroke="currentColor" stroke-width="2"/>'
        )
    said = "; ".join(f"{label}: {len(found)}" for label, found in shown)
    fixed, more = labels(language), len(rows) - MOST
    rest = f"{fixed['semicolon']}{fixed.count('more_texts', more)}" if more > 0 else ""
    return _svg("".join(made), len(shown) * _ROW, title, said + rest)


def _x(at: float) -> float:
    return _LABEL + (_WIDTH - 10 - _LABEL) * min(max(at, 0.0), 1.0)


def _label(words: str, y: float) -> str:
    short = words if len(words) <= _SHORT else words[: _SHORT - 1] + "…"
    return (
        f'<text x="{_LABEL - 10}" y="{y + 16:.0f}" text-anchor="end" fill="currentColor">'
        f"{escape(short)}</text>"
    )


def _svg(body: str, height: int, title: str, description: str) -> str:
    alternative = escape(f"{title}. {description}.")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="counts" viewBox="0 0 {_WIDTH} {height}" '
        f'role="img" aria-label="{alternative}" font-family="sans-serif" font-size="11.5">'
        f"<title>{escape(title)}</title><desc>{escape(description)}</desc>{body}</svg>"
    )
