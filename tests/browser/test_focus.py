"""Where do the keys go on when something opens or closes? Never nowhere."""

from __future__ import annotations

from typing import Any

import pytest

HERE = """() => { const now = document.activeElement;
  return now === document.body ? 'nowhere' : now.closest('dialog, .panel, .preview, .passage') ? 'inside' : now.id || now.textContent.trim().slice(0, 30); }"""
NAME = "far-right-regime"


def _here(page: Any) -> str:
    found: str = page.evaluate(HERE)
    return found


def _settled(page: Any, dialog: str = "dialog") -> str:
    page.wait_for_selector(dialog, state="detached")
    return _here(page)


@pytest.mark.parametrize("width", [1440, 360])
@pytest.mark.parametrize("way", ["Escape", "button"])
def test_after_the_list_of_notes_the_keys_go_on_where_one_reads(
    width: int, way: str, open_page: Any, article: str
) -> None:
    page = open_page(article, width).page
    page.evaluate("document.querySelector('#p9').scrollIntoView()")
    page.keyboard.press("l")
    page.wait_for_selector(".note-list li")
    assert _here(page) == "inside"
    if way == "Escape":
        page.keyboard.press("Escape")
    else:
        page.locator(".dialog-close").click()
    assert _settled(page) in ("p8", "p9")
    page.keyboard.press("Tab")
    top = page.evaluate("document.activeElement.getBoundingClientRect().top")
    assert -200 < top < 900


@pytest.mark.parametrize("width", [1440, 360])
def test_a_note_chosen_in_the_list_has_the_keys(width: int, open_page: Any, article: str) -> None:
    page = open_page(article, width).page
    page.keyboard.press("l")
    page.wait_for_selector(".note-list li")
    page.locator(f'.note-list a[href="#note-{NAME}"]').focus()
    page.keyboard.press("Enter")
    there = f"note-{NAME}" if width == 360 else f"ref-{NAME}"
    assert _settled(page) == there
    page.wait_for_selector(f"#note-{NAME}.open")
    page.keyboard.press("Escape")
    assert _here(page) == f"ref-{NAME}"


def test_a_dialog_from_a_menu_gives_the_keys_back_to_the_menu(open_page: Any, article: str) -> None:
    page = open_page(article).page
    page.get_by_text("Notes", exact=True).first.focus()
    page.keyboard.press("Enter")
    page.get_by_text("List of all notes").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".note-list li")
    page.keyboard.press("Escape")
    assert _settled(page) == "Notes"


def test_a_dialog_gives_the_keys_back_to_its_button(open_page: Any, article: str) -> None:
    page = open_page(article).page
    page.locator("#keys-help").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("dialog")
    page.keyboard.press("Escape")
    assert _settled(page) == "keys-help"
    page.focus(f"#ref-{NAME}")
    page.keyboard.press("Enter")
    cite = page.locator(f"#note-{NAME} .note-actions button", has_text="Cite")
    cite.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("dialog .cite-form")
    page.keyboard.press("Escape")
    assert _settled(page) == "Cite"
    assert page.locator(f"#note-{NAME}.open").count() == 1


def test_keys_that_leave_a_menu_close_it(open_page: Any, article: str) -> None:
    page = open_page(article).page
    summary = page.locator(".menu > summary").first
    summary.focus()
    page.keyboard.press("Enter")
    assert page.locator(".menu[open]").count() == 1
    links = page.locator(".menu[open] .panel a").count()
    for _ in range(links + 1):
        page.keyboard.press("Tab")
    assert page.locator(".menu[open]").count() == 0
    assert _here(page) not in ("inside", "nowhere")
    summary.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    assert _here(page) == summary.inner_text()


def test_keys_reach_what_can_be_done_with_selected_words(open_page: Any, article: str) -> None:
    page = open_page(article).page
    page.evaluate(
        "getSelection().selectAllChildren(document.querySelector('#p5')), document.querySelector('#p5').scrollIntoView()"
    )
    page.wait_for_selector(".passage:visible")
    page.keyboard.press("a")
    assert _here(page) == "inside"
    page.keyboard.press("Enter")
    page.wait_for_selector("dialog textarea")
    page.keyboard.press("Escape")
    assert _settled(page) not in ("inside", "nowhere")
    # The same words again would be no change of what is selected.
    page.evaluate("getSelection().removeAllRanges()")
    page.evaluate("getSelection().selectAllChildren(document.querySelector('#p5'))")
    page.wait_for_selector(".passage:visible")
    page.keyboard.press("a")
    page.keyboard.press("Escape")
    assert _here(page) == "p5"
