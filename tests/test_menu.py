"""What do the menus show of editions with few and with many pages?"""

from __future__ import annotations

import re

from glossator.sphinx.menu import ALL, AROUND, LONGEST, Menus, Part


def _menus(*sizes: int) -> Menus:
    """Parts of so many articles, and one with two pages of the editors'."""
    parts = [
        Part(f"{1900 + number}", tuple((f"a/{number}-{n}", f"{number} {n}") for n in range(size)))
        for number, size in enumerate(sizes)
    ]
    apparatus = Part("Apparatus", (("glossary", "Glossary"), ("works", "Works & more")))
    return Menus((*parts, apparatus), lambda name: f"{name}.html", lambda name: name[0] == "a")


def _targets(menu: str) -> list[str]:
    return re.findall(r'href="([^"]+)"', menu)


def test_a_small_edition_has_all_pages_in_its_menu() -> None:
    menu = _menus(10).on("a/0-3", "../")
    assert _targets(menu) == [
        *(f"../a/0-{n}.html" for n in range(10)),
        "../glossary.html",
        "../works.html",
    ]
    assert menu.count('aria-current="page"') == 1
    assert 'href="../a/0-3.html" aria-current="page"' in menu


def test_a_large_edition_shows_what_is_around_the_page() -> None:
    menu = _menus(100, 100, 100).on("a/1-50", "../")
    near = [f"../a/1-{n}.html" for n in range(50 - AROUND, 51 + AROUND)]
    assert [to for to in _targets(menu) if to.startswith("../a/")] == near
    assert f'<a href="../{ALL}.html#part-2">{50 - AROUND} before</a>' in menu
    assert f'<a href="../{ALL}.html#part-2">and {100 - 51 - AROUND} more</a>' in menu
    assert f'<a href="../{ALL}.html#part-3">1902 (100)</a>' in menu
    assert "../glossary.html" in menu
    assert f"../{ALL}.html" in _targets(menu)


def test_a_menu_does_not_grow_with_the_edition() -> None:
    sizes = [
        len(_menus(*[parts] * parts).on(f"a/{parts // 2}-{parts // 2}", "../"))
        for parts in (20, 40, 80)
    ]
    assert max(sizes) - min(sizes) < 100


def test_all_pages_are_on_the_page_of_all_pages() -> None:
    menus = _menus(*[50] * 20)
    targets = _targets(menus.all_pages())
    assert targets[:21] == [f"#part-{number}" for number in range(1, 22)]
    assert targets[21:] == [f"{name}.html" for part in menus.parts for name, _ in part.pages]
    assert 'id="part-20"' in menus.all_pages()


def test_the_cover_shows_the_beginning_of_each_part() -> None:
    targets = _targets(_menus(LONGEST + 5, 3).on_cover("index", ""))
    assert targets == [
        *(f"a/0-{n}.html" for n in range(LONGEST)),
        f"{ALL}.html#part-1",
        *(f"a/1-{n}.html" for n in range(3)),
        "glossary.html",
        "works.html",
    ]


def test_the_cover_does_not_grow_with_the_articles() -> None:
    cover = [len(_targets(_menus(*[size] * 20).on_cover("index", ""))) for size in (10, 1_000)]
    assert cover[0] == cover[1] < 100


def test_titles_are_text() -> None:
    assert "Works &amp; more" in _menus(3).on("glossary", "")
