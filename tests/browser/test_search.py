"""Searching: both sides know the same words, what was found is told apart, and it leads to the words."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from glossator.finding import Record, divide, make_index, words_of

THEME = Path(__file__).parent.parent.parent / "src/glossator/theme/glossator/js"
TEXTS = (
    "Don’t “stop”: 3.5 % – naïve Ænigma Straße İstanbul ǅ",
    "ثَورة  и Ёлка, ἄνθρωπος, שָׁלוֹם",
    "漢字かな交じり文 and ไทย, 한국어",
    "e\u0301 \u1e9b\u0323 ﬁn x² Ⅳ",
)


@pytest.fixture
def scripted(browser: Any) -> Any:
    """A page with the script that finds, and nothing else."""
    page = browser.new_page()
    page.add_script_tag(content=(THEME / "find.js").read_text("utf-8"))
    yield page
    page.close()


def test_the_browser_and_the_index_take_the_same_for_words(scripted: Any) -> None:
    for text in TEXTS:
        assert scripted.evaluate("(text) => glossatorFind.wordsOf(text)", text) == words_of(text)


FIND = """async ([index, wanted]) => {
  const files = { search: index.contents };
  index.shards.forEach((shard, place) => (files[`words/${place}`] = shard));
  index.chunks.forEach((chunk, place) => (files[`records/${place}`] = chunk));
  const asked = [];
  const { find, record } = glossatorFind.finder(async (name) => (asked.push(name), files[name]));
  const found = await find(wanted);
  const titles = await Promise.all(Object.values(found.hits).flat().map(async ({ number }) => (await record(number))[2]));
  return { titles, asked: [...new Set(asked)], common: found.common };
}"""


def _find(page: Any, records: list[Record], wanted: str) -> Any:
    chunks = divide(records)
    index = make_index([(str(n), chunk) for n, chunk in enumerate(chunks)], ["text", "note"])
    data = {"contents": index.contents, "shards": index.shards, "chunks": chunks}
    return page.evaluate(FIND, [data, wanted])


def test_all_words_count_the_title_first_then_words_side_by_side(scripted: Any) -> None:
    records = [
        Record("note", "a", "one", "a cold winter and a long war"),
        Record("note", "b", "two", "war in a cold land"),
        Record("note", "c", "three", "the cold war began"),
        Record("note", "d", "War", "nothing else"),
        Record("note", "e", "note", "Kalter Krieg: cold wars"),
    ]
    assert _find(scripted, records, "war")["titles"] == ["War", "one", "two", "three", "note"]
    assert _find(scripted, records, "Cold War")["titles"][0] == "three"
    assert _find(scripted, records, "“cold war”")["titles"] == ["three"]
    assert _find(scripted, records, "krieg cold")["titles"] == ["note"]
    assert _find(scripted, records, "winters")["titles"] == ["one"]
    assert _find(scripted, records, "")["titles"] == []
    assert _find(scripted, records, "constructor __proto__")["titles"] == []


def test_a_paragraph_is_not_found_by_the_title_of_its_article(scripted: Any) -> None:
    records = [
        Record("text", "a#p1", "The Utility of the Union, paragraph 1", "To the people"),
        Record("text", "a#p2", "The Utility of the Union, paragraph 2", "a firm union"),
    ]
    found = _find(scripted, records, "union")["titles"]
    assert found == ["The Utility of the Union, paragraph 2"]


def test_of_a_large_index_only_the_pieces_that_are_needed_are_loaded(scripted: Any) -> None:
    words = [f"{chr(97 + number % 26)}word{number}" for number in range(30_000)]
    records = [
        Record("text", str(place), f"t{place}", " ".join(words[place : place + 30]))
        for place in range(0, 30_000, 30)
    ]
    assert len(make_index([("0", records)], ["text", "note"]).shards) > 8
    for number in (0, 17, 12_345, 29_999):
        found = _find(scripted, records, words[number])
        assert found["titles"][0] == f"t{number // 30 * 30}"
        assert len([name for name in found["asked"] if name.startswith("words/")]) <= 2


def test_a_word_that_stands_everywhere_is_left_out_and_named(scripted: Any) -> None:
    records = [Record("text", str(n), f"t{n}", f"the only{n}") for n in range(2_500)]
    found = _find(scripted, records, "the only7")
    assert found["common"] == ["the"]
    assert found["titles"][0] == "t7"


def test_search_says_what_it_found_and_goes_to_the_words(open_page: Any, site: Path) -> None:
    page = open_page((site / "search.html").as_uri() + "?q=kharkiv").page
    page.wait_for_selector(".found a")
    heads = [head.split(" (")[0] for head in page.locator("#search-results h2").all_inner_texts()]
    assert heads == ["Text", "Notes", "Glossary", "Works", "Pages"][: len(heads)]
    assert {"Text", "Notes", "Glossary"} <= set(heads)
    assert page.locator(".found mark").first.inner_text() == "Kharkiv"
    text = page.locator('.found a[href*="#p"]').first
    assert text.get_attribute("href").endswith("#p3:~:text=Kharkiv")
    page.locator('.found a[href*="#note-"]').first.click()
    page.wait_for_selector(".note.open")


def test_nothing_is_loaded_before_a_word_is_sought(open_page: Any, site: Path) -> None:
    opened = open_page((site / "search.html").as_uri())
    opened.page.wait_for_timeout(300)
    assert not any(re.search("/(search-|words-|records-)", url) for url in opened.asked)
    opened.page.fill("#search-words", "winter of nothing")
    opened.page.wait_for_selector("#search-count:not(:empty)")
    assert opened.page.locator("#search-count").inner_text() == "Nothing was found."
