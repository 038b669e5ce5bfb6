"""What of a cell's HTML becomes part of a page: all that is text, and nothing that runs?"""

from __future__ import annotations

import re

import pytest
from docutils import nodes
from hypothesis import given
from hypothesis import strategies as st

from glossator.sphinx import nodes as ours
from glossator.sphinx.outputs import output_nodes


def made(html: str) -> nodes.container:
    return nodes.container("", *output_nodes(html, lambda sort, target: target == "known"))


def cells(html: str) -> list[list[str]]:
    rows = made(html).findall(nodes.row)
    return [[cell.astext() for cell in row.findall(nodes.entry)] for row in rows]


def test_a_table_of_pandas() -> None:
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame({"a": [1, 2], "b": ["x<y", "&amp;"]})
    assert cells(frame._repr_html_()) == [["", "a", "b"], ["0", "1", "x<y"], ["1", "2", "&amp;"]]
    grouped = frame.groupby("a").agg({"b": ["count", "max"]})
    assert cells(grouped._repr_html_())[0] == ["", "b"]


def test_a_table_is_whole_whatever_ends_are_left_out() -> None:
    html = "<table><tr><th>a<th>b<tr><td>1<td>2<tr><td>3</table>"
    assert cells(html) == [["a", "b"], ["1", "2"], ["3", ""]]
    (group,) = made(html).findall(nodes.tgroup)
    assert group["cols"] == 2
    assert len([child for child in group.children if isinstance(child, nodes.colspec)]) == 2


def test_cells_may_span() -> None:
    (row, _) = made('<table><tr><td colspan="2" rowspan="2">a<td>b<tr><td>c</table>').findall(
        nodes.row
    )
    cell = next(iter(row.findall(nodes.entry)))
    assert (cell["morecols"], cell["morerows"]) == (1, 1)


def test_spaces_are_one_but_those_that_do_not_break_stay() -> None:
    assert made("<p>a \n\t b ¶\u00a07</p>").astext() == "a b ¶\u00a07"


def test_words_and_lists() -> None:
    tree = made(
        "loose <b>bold</b><p>One<br>line</p><ul><li>a<li>b</ul><h2>Head</h2><pre>x\n y</pre>"
    )
    assert [type(child).__name__ for child in tree.children] == [
        "paragraph", "paragraph", "bullet_list", "rubric", "literal_block",
    ]  # fmt: skip
    assert tree.astext().startswith("loose bold")
    assert "x\n y" in tree.astext()


@pytest.mark.parametrize(
    "html",
    [
        "<script>run()</script>",
        "<style>p { color: red }</style>",
        "<iframe src=https://example.org></iframe>",
        "<form><input value=x></form>",
        "<template><p>x</p></template>",
        "",
        "<div><div></div></div>",
        "<table></table>",
    ],
)
def test_what_is_nothing_to_read_is_nothing(html: str) -> None:
    assert made(html).children == []


HOSTILE = [
    "<svg onload=run()><script>run()</script><foreignObject><iframe src=x></foreignObject></svg>",
    '<svg><a href="javascript:run()"><text>x</text></a><use href="https://e.org/x#y"/></svg>',
    '<svg><style>@import "https://e.org"</style><image href="https://e.org/x.png"/></svg>',
    "<svg><set attributeName=onclick to=run()></svg>",
    '<a href="javascript:run()">x</a><a href="data:text/html,x">y</a><a href=//e.org>z</a>',
    "<img src=https://e.org/x.png onerror=run() alt='the words'>",
    "<p onclick=run() style='background:url(https://e.org)'>x</p>",
    '<a data-points="note:unknown">x</a><a data-points="article:unknown#p1">y</a>',
    "<svg><text>unclosed",
    "<svg></svg></svg></svg><p>x",
    "<table><td><svg><td></table>",
]


@pytest.mark.parametrize("html", HOSTILE)
def test_nothing_runs_and_nothing_is_fetched(html: str) -> None:
    tree = made(html)
    assert not list(tree.findall(nodes.raw))
    assert not list(tree.findall(nodes.image))
    assert not list(tree.findall(nodes.reference))
    assert not list(tree.findall(ours.pointing))
    for picture in tree.findall(ours.picture):
        for word in ("script", "javascript", "e.org", "onload", "foreignObject", "iframe", "style"):
            assert word not in picture["svg"].replace("run()", "")


def test_the_words_of_a_picture_that_is_elsewhere_stay() -> None:
    assert "the words" in made("<p><img src=https://e.org/x.png alt='the words'></p>").astext()


def test_links() -> None:
    tree = made(
        '<p><a data-points="article:known#p3">¶ 3</a> <a href="https://example.org/">there</a></p>'
    )
    (pointing,) = tree.findall(ours.pointing)
    assert (pointing["sort"], pointing["target"], pointing["fragment"]) == (
        "article",
        "known",
        "p3",
    )
    (reference,) = tree.findall(nodes.reference)
    assert reference["refuri"] == "https://example.org/"


def test_a_picture_keeps_what_is_drawn_and_says_what_it_shows() -> None:
    (picture,) = made(
        '<figure><svg viewBox="0 0 9 9" role="img"><title>Notes</title><desc>A: 2</desc>'
        '<a href="#event-1"><circle cx="1" cy="1" r="1"/></a></svg></figure>'
    ).findall(ours.picture)
    assert 'viewBox="0 0 9 9"' in picture["svg"]
    assert 'href="#event-1"' in picture["svg"]
    assert picture["alt"] == "Notes. A: 2."
    assert picture.astext() == "[Picture: Notes. A: 2.]"


SOUP = """<table> <tr> <td> <th colspan=3> </td> </tr> </table> <p> </p> <svg> </svg> <a href=x>
</a> <script> </script> <ul> <li> </ul> <caption> <thead> </thead> <b> </b> <pre> </pre> words <br>
<img alt=q> <svg/> <title> <tbody> <div> </div> & &lt; <!-- --> <![CDATA["""
PARTS = st.sampled_from(re.findall(r"<[^>]*>|\S+", SOUP))


@given(st.lists(PARTS, max_size=30).map(" ".join))
def test_any_soup_becomes_a_tree_that_can_be_written(html: str) -> None:
    tree = made(html)
    for table in tree.findall(nodes.table):
        (group,) = (child for child in table.children if isinstance(child, nodes.tgroup))
        for row in table.findall(nodes.row):
            assert all(isinstance(cell, nodes.entry) for cell in row.children)
        assert group["cols"] >= 1
    assert not list(tree.findall(nodes.raw))
