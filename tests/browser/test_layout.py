"""Notes never stand on each other or on the text, at any width, size of type and number of notes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent.parent
LAYOUT = ROOT / "src/glossator/theme/glossator/js/layout.js"

#: Boxes of all visible notes, and of the text: what overlaps by more than a hair, and what sticks out.
OVERLAPS = """(inWindow = false) => {
  const near = ({ top, bottom }) => !inWindow || (bottom > 0 && top < innerHeight);
  const seen = (element) => element.checkVisibility({ visibilityProperty: true }) && element.getBoundingClientRect().height > 0 && near(element.getBoundingClientRect());
  const boxes = [...document.querySelectorAll('section.article .note')].filter(seen)
    .map((note) => ({ name: note.id, box: note.getBoundingClientRect() }));
  const text = [...document.querySelectorAll('section.article :is(h1, h2, p[id], blockquote, .article-foot, .article-head)')]
    .filter((block) => !block.closest('.note') && seen(block)).map((block) => ({ name: block.id || block.className, box: block.getBoundingClientRect() }));
  const found = [];
  const cross = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
  boxes.forEach((one, place) => {
    for (const other of boxes.slice(place + 1)) if (cross(one.box, other.box)) found.push(`${one.name} on ${other.name}`);
    for (const block of text) if (cross(one.box, block.box)) found.push(`${one.name} on ${block.name}`);
  });
  return { count: boxes.length, found, over: document.documentElement.scrollWidth - innerWidth };
}"""

#: No note waits to be moved.
AT_REST = "section.article:not(.moving)"

PROPERTIES = """(seed) => {
  let state = seed;
  const random = () => (state = (state * 1103515245 + 12345) % 2147483648) / 2147483648;
  const wrong = [];
  for (let round = 0; round < 300; round++) {
    const count = Math.floor(random() * 60);
    let anchor = 0;
    const items = Array.from({ length: count }, () => ({ anchor: (anchor += random() < .3 ? 0 : random() * 90), full: 15 + random() * 500, open: random() < .03 }));
    const room = { start: 0, end: anchor + 100, line: 20, gap: 7 };
    const places = glossatorLayout.place(items, room);
    places.forEach((place, at) => {
      const next = places[at + 1];
      if (next && place.top + place.height + room.gap > next.top + 1.5) wrong.push(`round ${round}: ${at} overlaps`);
      if (place.top < room.start) wrong.push(`round ${round}: ${at} is above the start`);
      if (items[at].open && place.height < items[at].full) wrong.push(`round ${round}: ${at} is open and cut`);
      if (place.height > items[at].full + .01) wrong.push(`round ${round}: ${at} is too tall`);
      if (place.height < Math.min(room.line, items[at].full)) wrong.push(`round ${round}: ${at} has no line`);
    });
    const needed = places.reduce((sum, place) => sum + place.height + room.gap, -room.gap);
    const last = places[places.length - 1];
    if (last && needed <= room.end && last.top + last.height > room.end + items[places.length - 1].full) wrong.push(`round ${round}: past the end`);
  }
  return wrong;
}"""


@pytest.mark.parametrize("width", [320, 360, 768, 1440])
def test_paragraphs_have_numbers_in_the_page_beside_the_text(
    width: int, open_page: Any, article: str
) -> None:
    page = open_page(article, width).page
    boxes = page.evaluate(
        """[...document.querySelectorAll('.para-ref')].map((number) => {
          const [one, text] = [number.getBoundingClientRect(), number.parentElement.getBoundingClientRect()];
          return [one.left, one.right - text.left];
        })"""
    )
    assert boxes
    assert all(left >= 0 and into_text <= 0 for left, into_text in boxes)


def test_the_contents_of_a_page_follow_its_title(open_page: Any, site: Path) -> None:
    for width in (360, 1440):
        page = open_page((site / "book/about.html").as_uri(), width).page
        title, local = page.locator("h1").bounding_box(), page.locator(".local").bounding_box()
        first = page.locator("main p:not(.local-title)").first.bounding_box()
        assert title["y"] + title["height"] <= local["y"]
        if width == 360:
            assert local["y"] + local["height"] <= first["y"]
        else:
            assert first["x"] + first["width"] <= local["x"]


def test_places_keep_their_promises(browser: Any) -> None:
    page = browser.new_page()
    page.add_script_tag(content=LAYOUT.read_text("utf-8"))
    assert [words for seed in range(5) for words in page.evaluate(PROPERTIES, seed)] == []
    page.close()


def test_a_note_with_room_stands_at_its_words(browser: Any) -> None:
    page = browser.new_page()
    page.add_script_tag(content=LAYOUT.read_text("utf-8"))
    room = {"start": 0, "end": 1000, "line": 20, "gap": 5}
    items = [{"anchor": 100, "full": 60}, {"anchor": 400, "full": 300}, {"anchor": 400, "full": 40}]
    places = page.evaluate("([items, room]) => glossatorLayout.place(items, room)", [items, room])
    assert places[0] == {"top": 100, "height": 60}
    assert abs(places[1]["top"] - 400) < 120
    assert places[2]["top"] >= places[1]["top"] + places[1]["height"] + 5
    page.close()


@pytest.mark.parametrize("size", [14, 16, 22])
@pytest.mark.parametrize("which", ["article", "stress_article"])
def test_nothing_overlaps_from_320_to_1920_pixels(
    which: str, size: int, open_page: Any, request: pytest.FixtureRequest
) -> None:
    page = open_page(request.getfixturevalue(which)).page
    page.add_style_tag(content=f"html {{ font-size: {size}px }}")
    wrong = {}
    for width in (320, 360, 480, 640, 768, 900, 959, 960, 1024, 1200, 1440, 1680, 1920):
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_timeout(120)
        page.wait_for_selector(AT_REST)
        seen = page.evaluate(OVERLAPS)
        if seen["found"] or seen["over"] > 0 or (width >= 960 and seen["count"] < 90):
            wrong[width] = (seen["count"], seen["over"], seen["found"][:5])
    assert wrong == {}


@pytest.mark.parametrize("width", [320, 768, 1024, 1440])
@pytest.mark.parametrize("which", ["article", "stress_article"])
def test_without_a_script_nothing_overlaps_and_all_is_there(
    which: str, width: int, open_page: Any, browser: Any, request: pytest.FixtureRequest
) -> None:
    address = request.getfixturevalue(which)
    # Scripts of the page are off; the test's own still run.
    page = open_page(address, width, java_script_enabled=False).page
    seen = page.evaluate(OVERLAPS)
    assert seen["found"] == []
    assert seen["over"] <= 0
    notes = page.locator("section.article .note")
    assert seen["count"] == notes.count() > 90
    texts = page.evaluate(
        "[...document.querySelectorAll('.note-body')].map((body) => [body.innerText.trim().length > 0, body.textContent.trim().length])"
    )
    assert all(shown for shown, _ in texts)
    broken = page.evaluate(
        "[...document.querySelectorAll('.note-ref, .note-key')].map((link) => link.getAttribute('href')).filter((href) => !document.querySelector(href))"
    )
    assert broken == []


@pytest.mark.parametrize("which", ["article", "stress_article"])
def test_all_open_shows_every_note_in_full(
    which: str, open_page: Any, request: pytest.FixtureRequest
) -> None:
    page = open_page(request.getfixturevalue(which) + "?notes=open").page
    page.wait_for_timeout(150)
    seen = page.evaluate(OVERLAPS)
    assert (seen["found"], seen["over"] <= 0) == ([], True)
    cut = page.evaluate(
        "[...document.querySelectorAll('.notes > .note')].filter((note) => note.scrollHeight > note.clientHeight + 1).length"
    )
    assert cut == 0


def test_an_open_note_is_whole_and_overlaps_nothing(open_page: Any, stress_article: str) -> None:
    page = open_page(stress_article).page
    for name in ("note-1-0", "note-3-3", "note-20-2", "note-40-4"):
        page.evaluate("(name) => document.querySelector('#ref-' + name).click()", name)
        page.wait_for_timeout(400)
        note = page.locator(f"#note-{name}")
        assert "open" in (note.get_attribute("class") or "")
        assert (
            page.evaluate(
                "(name) => { const n = document.getElementById('note-' + name); return n.scrollHeight - n.clientHeight }",
                name,
            )
            <= 1
        )
        assert page.evaluate(OVERLAPS)["found"] == []


def test_a_resize_is_followed_once_and_lays_the_page_out_a_few_times(
    open_page: Any, stress_article: str
) -> None:
    """Whatever the number of notes: all is read, and then all is written."""
    page = open_page(stress_article).page
    page.wait_for_selector(".laid")
    page.wait_for_timeout(300)
    page.evaluate(
        """() => {
          const { place } = glossatorLayout;
          globalThis.placed = 0;
          glossatorLayout.place = (...all) => (globalThis.placed++, place(...all));
        }"""
    )
    client = page.context.new_cdp_session(page)
    client.send("Performance.enable")

    def layouts() -> float:
        found = client.send("Performance.getMetrics")["metrics"]
        return float(next(each["value"] for each in found if each["name"] == "LayoutCount"))

    # From 1,440 to 1,400 pixels the sheet's edges move, and nothing in it.
    for width, times in ((1400, 0), (1050, 1), (1000, 1)):
        before, placed = layouts(), page.evaluate("placed")
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_timeout(400)
        assert page.evaluate("placed") == placed + times
        assert layouts() - before <= 6


def test_while_a_window_changes_what_is_seen_is_right_and_then_all(
    open_page: Any, stress_article: str
) -> None:
    """Notes far from the window wait until it rests, or until the page is moved to them."""
    stands = "[...document.querySelectorAll('.notes > .note')].map((note) => [note.style.transform, note.style.blockSize, note.classList.contains('short')])"
    page = open_page(stress_article).page
    page.wait_for_selector(".laid")
    # No time passes in the page while it is looked at, so that it cannot come to rest.
    page.evaluate("globalThis.setTimeout = () => 0")
    page.set_viewport_size({"width": 1000, "height": 900})
    page.wait_for_selector("section.article.moving")
    seen = page.evaluate(OVERLAPS, True)
    assert seen["count"] > 10
    assert seen["found"] == []
    page.evaluate("scrollTo(0, 4000)")
    page.wait_for_selector(AT_REST)
    assert page.evaluate(OVERLAPS)["found"] == []
    moved = page.evaluate(stands)
    page.evaluate("glossatorNotes.layOutNow()")
    assert page.evaluate(stands) == moved


def test_hardly_anything_moves_after_loading(open_page: Any, stress_article: str) -> None:
    for width in (1440, 768, 360):
        page = open_page(stress_article, width).page
        moved = page.evaluate(
            """() => new Promise((resolve) => {
              let sum = 0;
              new PerformanceObserver((list) => { for (const one of list.getEntries()) sum += one.value; })
                .observe({ type: 'layout-shift', buffered: true });
              setTimeout(() => resolve(sum), 700);
            })"""
        )
        assert moved < 0.02
