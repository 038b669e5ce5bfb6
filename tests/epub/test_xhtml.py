"""Does loose HTML become XHTML that a book may hold?"""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from glossator.sphinx.epub.xhtml import well_formed


@pytest.mark.parametrize(
    ("html", "xhtml"),
    [
        ("a<br>b<hr>", "a<br />b<hr />"),
        ("<p>one<p>two", "<p>one</p><p>two</p>"),
        ("<ul><li>a<li>b</ul>", "<ul><li>a</li><li>b</li></ul>"),
        ("<b>x</i></b>", "<b>x</b>"),
        ("<b><i>x</b>y", "<b><i>x</i></b>y"),
        ("<script>x < 1</script>y", "y"),
        ('<p onclick="x()" style="a" class="b">t</p>', '<p class="b">t</p>'),
        ('<a href="javascript:x">t</a>', "<a>t</a>"),
        ('<img src="https://a/b.png" alt="A & B">', "A &amp; B"),
        ('<img src="b.png" alt=\'"\'>', '<img src="b.png" alt="&quot;" />'),
        ("<custom-thing>t</custom-thing>", "t"),
        ("a & b &lt; c", "a &amp; b &lt; c"),
        ("<!-- x --><?y?><![CDATA[z]]>", ""),
    ],
)
def test_well_formed(html: str, xhtml: str) -> None:
    made = well_formed(html)
    assert made == xhtml
    ET.fromstring(f"<div>{made}</div>")
