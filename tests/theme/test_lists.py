"""The front page and the contributors' page: what is new, and who wrote it."""

from __future__ import annotations

from pathlib import Path

from docutils import nodes

from glossator.sphinx import nodes as ours
from glossator.sphinx.lists import LISTS
from glossator.sphinx.session import open_session

WALKING = "1901-03-02-on-walking"
NOTE = "---\nquote:\n  exact: {exact}\nkind: context\nauthor: {author}\ndate: {date}\n---\nWords.\n"


def _note(root: Path, name: str, exact: str, author: str, date: str) -> None:
    path = root / f"book/annotations/{WALKING}/{name}.md"
    path.write_text(NOTE.format(exact=exact, author=author, date=date), "utf-8")


def _items(made: list[nodes.Node]) -> list[str]:
    return [item.astext() for node in made for item in node.findall(nodes.list_item)]


def test_the_newest_note_comes_first_and_no_more_than_a_few(small: Path) -> None:
    for day in range(10, 30):
        _note(small, f"n{day}", "a slow and harmless neighbour", "late-comer", f"2027-01-{day}")
    found = _items(LISTS["recent"](open_session(small)))
    assert len(found) == 8
    assert "29 January 2027" in found[0]
    assert all("late-comer" in item for item in found)


def test_contributors_have_their_newest_notes_and_the_rest_by_article(small: Path) -> None:
    for day in range(10, 30):
        _note(small, f"n{day}", "a slow and harmless neighbour", "late-comer", f"2027-01-{day}")
    _note(small, "one", "a slow and harmless neighbour", "<b>once</b>", "2020-01-01")
    [made] = LISTS["contributors"](open_session(small))
    people = [item for item in made.children if isinstance(item, nodes.list_item)]
    late = next(item for item in people if item.astext().startswith("late-comer"))
    assert "20 notes" in late.astext()
    assert len(list(late.findall(nodes.list_item))) - 1 == 5
    assert "On Walking (20)" in late.astext()


def test_articles_begin_with_their_first_words(small: Path) -> None:
    found = _items(LISTS["articles"](open_session(small)))
    assert len(found) == 3
    assert any("Who walks, sees." in item for item in found)


def test_a_picture_that_stands_on_a_page_has_fewer_rows_than_one_on_a_screen(small: Path) -> None:
    notes = small / f"book/annotations/{WALKING}"
    records = []
    for number in range(58):
        (notes / f"n{number}.md").write_text(
            "---\nquote:\n  exact: slow and harmless\nkind: context\nauthor: a\ndate: 2026-01-01\n"
            f"---\nSee {{article}}`w{number}`, of 2 May {1700 + number}.\n",
            "utf-8",
        )
        records.append(f"@book{{w{number}, title={{W}}, year={{{1700 + 3 * number}}}}}\n")
    bib = small / "book/references.bib"
    bib.write_text(bib.read_text("utf-8") + "".join(records), "utf-8")
    session = open_session(small)
    rows = []
    for bounded in (False, True):
        session.bounded = bounded
        [drawn, *_] = LISTS["network"](session)
        [bars, *_] = (
            node for node in LISTS["chronology"](session) if isinstance(node, ours.timeline)
        )
        rows.append((len(drawn["network"].stops), len(bars["counted"])))
    assert rows[0][0] <= 24 < 58 < rows[1][0]
    assert rows[0][1] <= 36 < 58 <= rows[1][1]


def test_a_long_title_is_cut_where_a_word_is_used_and_whole_behind_the_link(small: Path) -> None:
    path = small / f"book/articles/{WALKING}.md"
    title = "On Walking, at Length and in Several Parts, by One Who Walks"
    path.write_text(path.read_text("utf-8").replace('"On Walking"', f'"{title}"', 1), "utf-8")
    links = [
        link
        for node in LISTS["glossary"](open_session(small))
        for link in node.findall(ours.pointing)
        if link["target"].startswith(WALKING)
    ]
    named = [link for link in links if link.astext().startswith("On Walking, at Length")]
    assert named
    assert {link["whole"] for link in named} == {title}
    assert all(
        link.astext().startswith("On Walking, at Length and in Several Parts …") for link in named
    )
    assert not [link for link in links if link not in named and "whole" in link]
