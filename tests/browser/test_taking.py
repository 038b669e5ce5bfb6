"""What readers take along: citations, links, notes on selected words, where browsers allow less."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from test_pages import SELECT

from glossator.issue import read_issue

ID = "2024-05-30-go-ahead-for-nato-attacks"
NO_CLIPBOARD = "Object.defineProperty(navigator, 'clipboard', { value: undefined });"
#: As in a browser that is told to keep nothing.
NO_STORAGE = """Object.defineProperty(globalThis, 'localStorage', { get() { throw new DOMException('denied', 'SecurityError'); } });"""
REPOSITORY = "document.documentElement.dataset.repository = 'https://{}/a/b';"


def _copied(page: Any) -> str:
    """What lies on the clipboard, as somebody finds who pastes it."""
    page.evaluate("document.body.append(Object.assign(document.createElement('textarea'), { id: 'paste' }))")  # fmt: skip
    page.evaluate("for (const box of document.querySelectorAll('dialog')) box.close()")
    page.focus("#paste")
    page.keyboard.press("Control+V")
    return str(page.input_value("#paste"))


def test_a_note_is_cited_in_three_forms(open_page: Any, article: str) -> None:
    page = open_page(article).page
    page.click("#note-far-right-regime")
    page.get_by_role("button", name="Cite").click()
    page.wait_for_selector("dialog .cite-form")
    text, bibtex, csl = page.locator("dialog .cite-form pre").all_inner_texts()
    assert text.startswith("editors, “Note 6 on ‘far-right Ukrainian regime’”")
    assert bibtex.startswith("@misc{")
    assert json.loads(csl)[0]["type"] == "webpage"
    page.keyboard.press("Escape")
    page.wait_for_selector("dialog", state="detached")


def test_citations_name_the_address_at_which_one_reads(open_page: Any, served: str) -> None:
    """The edition itself says none; a page from disk has none to say."""
    address = f"{served}book/articles/{ID}.html"
    page = open_page(f"{address}?notes=open#p3").page
    page.wait_for_selector(".cite .copy", state="attached")
    for form in page.locator(".cite pre").all():
        assert address in form.text_content()
        assert "hfed-m31" not in form.text_content()
    page.goto(address)
    page.click("#note-far-right-regime")
    page.get_by_role("button", name="Cite").click()
    page.wait_for_selector("dialog .cite-form")
    text, bibtex, csl = page.locator("dialog .cite-form pre").all_inner_texts()
    note = f"{address}#note-far-right-regime"
    assert text.endswith(f", {note}.")
    assert bibtex.endswith(f"\n  url = {{{note}}},\n}}")
    assert json.loads(csl)[0]["URL"] == note


def test_without_scripts_citations_of_article_and_notes_can_be_taken(
    open_page: Any, article: str, site: Path
) -> None:
    page = open_page(article, java_script_enabled=False).page
    page.click(".cite summary")
    assert len(page.locator(".cite pre:visible").all()) == 3
    notes = page.locator(".notes > .note").count()
    for link in page.locator(".cite-files a").all():
        path = (site / "book/articles" / link.get_attribute("href")).resolve()
        text = path.read_text("utf-8")
        count = {
            ".txt": lambda text: len(text.splitlines()),
            ".bib": lambda text: text.count("@misc{"),
            ".json": lambda text: len(json.loads(text)),
        }[path.suffix](text)
        assert count == notes + 1


def test_where_the_clipboard_is_closed_copying_works_by_hand(open_page: Any, article: str) -> None:
    page = open_page("about:blank").page
    page.add_init_script(NO_CLIPBOARD)
    page.goto(article)
    page.click("#note-far-right-regime")
    page.get_by_role("button", name="Copy link").click()
    page.wait_for_selector(".status.on")
    assert page.locator(".status").inner_text() == "The link to this note is copied."
    assert _copied(page).endswith("#note-far-right-regime")


def test_where_nothing_may_be_kept_everything_else_works(open_page: Any, article: str) -> None:
    page = open_page("about:blank").page
    page.add_init_script(NO_STORAGE)
    page.goto(article)
    page.click("#theme-toggle")
    assert page.evaluate("document.documentElement.dataset.theme") == "light"
    page.keyboard.press("t")
    assert page.locator(".notes > .note:visible").count() == 0
    page.keyboard.press("?")
    page.get_by_label("Single keys act").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("m")
    assert page.locator(".notes > .note:visible").count() == 0


def _select(open_page: Any, article: str, host: str, first: str, last: str, form: str = "") -> Any:
    opened = open_page("about:blank", permissions=["clipboard-read", "clipboard-write"])
    page = opened.page
    page.add_init_script(
        "new MutationObserver((_, seen) => { if (document.documentElement) { seen.disconnect();"
        f"{REPOSITORY.format(host)} document.documentElement.dataset.form = '{form}'; }} }})"
        ".observe(document, { childList: true });"
    )
    page.goto(article)
    page.evaluate(SELECT, [first, last])
    page.wait_for_selector(".passage:visible")
    page.wait_for_timeout(250)
    return page


def test_a_passage_too_long_for_an_address_is_copied(open_page: Any, article: str) -> None:
    page = _select(open_page, article, "github.com", "US President", "working class")  # fmt: skip
    short = urlsplit(page.locator(".passage-act").get_attribute("href"))
    assert "value" in parse_qs(short.query)
    page = _select(open_page, article, "github.com", "US President", "Everything now depends")
    address = page.locator(".passage-act").get_attribute("href")
    assert len(address) <= 7500
    assert "filename" in parse_qs(urlsplit(address).query)
    page.evaluate("document.querySelector('.passage-act').addEventListener('click', (event) => event.preventDefault())")  # fmt: skip
    page.click(".passage-act")
    page.wait_for_selector(".status.on")
    assert _copied(page).startswith("---\nquote:\n")


def test_a_form_is_filled_in_instead_of_a_file(open_page: Any, article: str) -> None:
    for host, form, field in (
        ("github.com", "", "body"),
        ("gitlab.com", "", "issue[description]"),
        ("codeberg.org", "", "body"),
    ):
        page = _select(open_page, article, host, "Each side", "adversaries", form)
        page.get_by_role("button", name="Other ways").click()
        href = page.get_by_text("Use a form instead").get_attribute("href")
        body = parse_qs(urlsplit(href).query)[field][0]
        assert body.startswith(f"### Article\n\n{ID}\n")
        proposal = read_issue(body.replace("### Your note\n", "### Your note\n\nWords.\n"))
        assert (proposal.article, proposal.kind) == (ID, "context")
        assert proposal.passage.startswith("Each side")
    page = _select(open_page, article, "github.com", "Each side", "adversaries", "note.yml")
    page.get_by_role("button", name="Other ways").click()
    asked = parse_qs(urlsplit(page.get_by_text("Use a form instead").get_attribute("href")).query)
    assert asked["template"] == ["note.yml"]
    assert asked["article"] == [ID]
    assert asked["passage"][0].endswith("adversaries")
