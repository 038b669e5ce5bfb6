"""A note is found from its words and its words from the note: by pointer, touch, keyboard, address."""

from __future__ import annotations

from typing import Any

NAME = "far-right-regime"
REFERENCE, NOTE = f"#ref-{NAME}", f"#note-{NAME}"


def _open(page: Any) -> list[str]:
    found: list[str] = page.evaluate(
        "[...document.querySelectorAll('.note.open')].map((note) => note.id)"
    )
    return found


def _mark(name: str = NAME) -> str:
    return f'[data-note-ref$="/{name}"]'


def test_words_under_the_pointer_show_their_note(open_page: Any, article: str) -> None:
    page = open_page(article).page
    before = page.evaluate("document.querySelector('#p5').getBoundingClientRect().top")
    page.locator(_mark()).nth(1).hover()
    page.wait_for_selector(f"{NOTE}.open")
    assert page.evaluate("document.querySelector('#p5').getBoundingClientRect().top") == before
    assert page.locator(f"{_mark()}.on").count() == page.locator(_mark()).count()
    page.mouse.move(5, 400)
    page.wait_for_selector(f"{NOTE}:not(.open)")


def test_a_note_under_the_pointer_shows_its_words(open_page: Any, article: str) -> None:
    page = open_page(article).page
    page.locator(NOTE).hover()
    page.wait_for_selector(f"{_mark()}.on")
    assert _open(page) == []
    page.locator(NOTE).click()
    assert _open(page) == [f"note-{NAME}"]


def test_of_overlapping_passages_the_narrower_one_is_meant(open_page: Any, article: str) -> None:
    page = open_page(article).page
    page.locator(
        '[data-note-ref*="/permission-reported"][data-note-ref*="/rockets-not-atacms"]'
    ).hover()
    page.wait_for_selector("#note-rockets-not-atacms.open")
    page.locator('[data-note-ref$="/permission-reported"]').first.hover()
    page.wait_for_selector("#note-permission-reported.open")


def test_keyboard_alone_opens_a_note_and_comes_back(open_page: Any, article: str) -> None:
    for width in (1440, 360):
        page = open_page(article, width).page
        for key in ("Enter", "Space"):
            page.focus(REFERENCE)
            page.keyboard.press(key)
            page.wait_for_selector(f"{NOTE}.open")
            assert page.evaluate("document.activeElement.id") == f"note-{NAME}"
            page.keyboard.press("Escape")
            assert _open(page) == []
            assert page.evaluate("document.activeElement.id") == f"ref-{NAME}"


def test_focus_on_a_number_shows_its_note(open_page: Any, article: str) -> None:
    page = open_page(article).page
    page.focus("#ref-rockets-not-atacms")
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.className") == "note-ref on":
            break
    assert len(_open(page)) == 1


def test_notes_that_keys_come_to_stand_beside_their_words(open_page: Any, article: str) -> None:
    """The keys go through one note after the other; none is pushed away by those before it."""
    page = open_page(article).page
    page.focus("#ref-trainers-afterwards")
    apart: dict[str, float] = {}
    for _ in range(60):
        page.keyboard.press("Tab")
        found = page.evaluate(
            """() => {
              const note = document.activeElement.closest('.note');
              const mark = note && document.querySelector('#ref-' + note.id.slice(5));
              return note && [note.id, note.getBoundingClientRect().top - mark.getBoundingClientRect().top];
            }"""
        )
        if found:
            apart.setdefault(*found)
    assert len(apart) > 5
    assert max(map(abs, apart.values())) < 60, apart


def test_every_note_can_be_reached_by_tabbing_its_number(open_page: Any, article: str) -> None:
    page = open_page(article).page
    lost = page.evaluate(
        """() => [...document.querySelectorAll('.notes > .note')].filter((note) => {
          const link = document.querySelector('#ref-' + note.id.slice(5));
          return !link || link.tabIndex < 0 || !link.checkVisibility();
        }).map((note) => note.id)"""
    )
    assert lost == []


def test_touch_opens_a_sheet_that_can_be_left(open_page: Any, article: str) -> None:
    page = open_page(article, 360, 740, has_touch=True, is_mobile=True).page
    page.locator(_mark()).nth(1).tap()
    page.wait_for_selector(f"{NOTE}.open")
    box = page.locator(NOTE).bounding_box()
    words = page.locator(_mark()).first.bounding_box()
    assert box["y"] + box["height"] <= 741
    assert words["y"] + words["height"] <= box["y"]
    page.get_by_label("Next note").tap()
    assert _open(page) != [f"note-{NAME}"]
    page.get_by_label("Close the note").tap()
    assert _open(page) == []


def test_a_sheet_goes_when_its_words_are_far(open_page: Any, article: str) -> None:
    page = open_page(article, 360, 740).page
    page.locator(REFERENCE).click()
    page.wait_for_selector(f"{NOTE}.open")
    page.evaluate("scrollBy(0, 150)")
    page.wait_for_timeout(200)
    assert _open(page) == [f"note-{NAME}"]
    page.evaluate("scrollBy(0, 2 * innerHeight)")
    page.wait_for_selector(f"{NOTE}:not(.open)", state="attached")


def test_numbers_follow_each_other_in_the_text_and_in_the_margin(
    open_page: Any, article: str
) -> None:
    page = open_page(article).page
    page.wait_for_selector(".laid")
    numbers = page.locator(".note-ref").all_inner_texts()
    assert numbers == [str(number) for number in range(1, len(numbers) + 1)]
    tops = page.evaluate(
        "[...document.querySelectorAll('.notes > .note')].map((note) => note.getBoundingClientRect().top)"
    )
    assert tops == sorted(tops)


def test_an_address_opens_its_note(open_page: Any, article: str) -> None:
    for width in (1440, 360):
        page = open_page(article + "#note-later-estimates-of-losses", width).page
        page.wait_for_selector("#note-later-estimates-of-losses.open")
        box = page.locator(_mark("later-estimates-of-losses")).first.bounding_box()
        assert 0 <= box["y"] < 900


def test_a_number_leads_from_its_note_to_the_words(open_page: Any, article: str) -> None:
    page = open_page(article).page
    page.locator(f"{NOTE} .note-key").click()
    assert page.evaluate("document.activeElement.id") == f"ref-{NAME}"


def test_layers_hide_and_show_and_are_shared(open_page: Any, article: str) -> None:
    page = open_page(article).page
    page.get_by_text("Notes", exact=True).first.click()
    page.get_by_role("checkbox", name="Evidence").uncheck()
    assert page.locator(".note-claim:visible").count() == 0
    assert page.locator(".note-source:visible").count() > 0
    assert "notes=-claim" in page.url
    page.get_by_role("radio", name="Text only").check()
    assert page.locator(".notes > .note:visible").count() == 0
    assert page.locator(".note-ref:visible").count() == 0
    again = open_page(article + "?notes=text,-claim").page
    assert again.locator(".notes > .note:visible").count() == 0
    kept = page.goto(article)
    assert kept is None or page.locator(".notes > .note:visible").count() == 0


def test_all_notes_are_listed_and_filtered(open_page: Any, article: str) -> None:
    page = open_page(article).page
    count = page.locator(".notes > .note").count()
    page.keyboard.press("l")
    page.wait_for_selector(".note-list li")
    assert page.locator(".note-list li").count() == count
    page.get_by_label("Filter the notes").fill("Kharkiv")
    fewer = page.locator(".note-list li").count()
    assert 0 < fewer < count
    page.locator(".note-list a").first.click()
    page.wait_for_selector(".note.open")
    page.wait_for_selector("dialog", state="detached")


def test_keys_are_told_and_can_be_switched_off(open_page: Any, article: str) -> None:
    page = open_page(article).page
    page.keyboard.press("j")
    page.wait_for_selector(".note.open")
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    page.wait_for_selector("dialog .keys")
    page.get_by_label("Single keys act").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("o")
    assert page.evaluate("document.documentElement.dataset.view") == "margin"
