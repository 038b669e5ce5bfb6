"""Without a script the text is one flow, and each note stands by its words, with links both ways."""

from __future__ import annotations

from typing import Any

import pytest

#: The free room between two blocks of the text that follow each other, notes below them left out.
GAPS = """() => {
  const blocks = [...document.querySelectorAll('section.article :is(p[id], blockquote, h2)')].filter((block) => !block.closest('.note') && !block.parentElement.closest('blockquote'));
  const box = (block) => block.getBoundingClientRect();
  const notes = (block) => block.parentElement.matches('.row') ? box(block.parentElement.querySelector('.notes')) : null;
  const wide = innerWidth >= 960;
  return blocks.slice(1).map((block, at) => {
    const before = blocks[at], beside = notes(before);
    const end = Math.max(box(before).bottom, wide || !beside ? 0 : beside.bottom);
    return [block.id || block.tagName, (box(block).top - end) / parseFloat(getComputedStyle(document.documentElement).fontSize)];
  });
}"""
#: How far each note begins from the block of its words, in pixels; 0 where it is beside it.
APART = """() => [...document.querySelectorAll('.notes > .note')].map((note) => {
  const block = document.getElementById('ref-' + note.id.slice(5)).closest('p, blockquote, h1, h2, h3, li').getBoundingClientRect();
  const { top } = note.getBoundingClientRect();
  return [note.id, Math.max(0, top - block.bottom, block.top - top)];
})"""


def _plain(open_page: Any, address: str, width: int) -> Any:
    return open_page(address, width, java_script_enabled=False).page


@pytest.mark.parametrize("width", [320, 360, 768, 960, 1024, 1440, 1920])
@pytest.mark.parametrize("which", ["article", "stress_article"])
def test_the_text_is_not_torn_apart(
    which: str, width: int, open_page: Any, request: pytest.FixtureRequest
) -> None:
    page = _plain(open_page, request.getfixturevalue(which), width)
    gaps = page.evaluate(GAPS)
    assert len(gaps) > 20
    assert [each for each in gaps if each[1] > 5] == []
    # In the margin a note begins beside its block; in a narrow window below it, within a screen.
    apart = page.evaluate(APART)
    far = 200 if width >= 960 else 900
    assert [each for each in apart if each[1] > far] == []


@pytest.mark.parametrize("width", [360, 1024, 1440])
def test_a_number_opens_its_note_and_the_note_leads_back(
    width: int, open_page: Any, article: str
) -> None:
    page = _plain(open_page, article, width)
    for name in ("permission-reported", "half-a-million-lives", "icfi"):
        before = page.evaluate("document.querySelector('#p22').offsetTop")
        page.locator(f"#ref-{name}").click()
        note = page.locator(f"#note-{name}")
        cut = "(note) => note.scrollHeight - note.clientHeight"
        assert note.evaluate(cut) <= 1
        assert 0 <= note.bounding_box()["y"] < 900
        if width >= 960:
            assert page.evaluate("document.querySelector('#p22').offsetTop") == before
        note.locator(".note-key").click()
        assert page.url.endswith(f"#ref-{name}")
        assert note.evaluate(cut) > 1
        assert 0 <= page.locator(f"#ref-{name}").bounding_box()["y"] < 900


def test_a_click_or_the_keys_open_a_note(open_page: Any, article: str) -> None:
    page = _plain(open_page, article, 1440)
    note = page.locator("#note-far-right-regime")
    cut = "(note) => note.scrollHeight - note.clientHeight"
    assert note.evaluate(cut) > 1
    note.click(position={"x": 150, "y": 8})
    assert note.evaluate(cut) <= 1
    page.locator("#p5").click()
    assert note.evaluate(cut) > 1
    note.locator(".note-key").focus()
    assert note.evaluate(cut) <= 1


@pytest.mark.parametrize("width", [360, 1440])
def test_all_notes_can_be_had_in_full(width: int, open_page: Any, article: str) -> None:
    page = _plain(open_page, article, width)
    page.get_by_label("Notes in full").check()
    cut = "[...document.querySelectorAll('.notes > .note')].filter((note) => note.scrollHeight > note.clientHeight + 1).length"
    assert page.evaluate(cut) == 0
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
