"""How does an article's text become rows of a block and the notes beside it?"""

from __future__ import annotations

from docutils import nodes

from . import nodes as ours


def set_rows(document: nodes.Element) -> None:
    """Put each block and its notes into one row, and a link before each numbered paragraph.

    In a row a block can wait for its notes. The link leads to the paragraph itself.
    """
    for group in list(document.findall(ours.annotation_group)):
        section, place = group.parent, group.parent.index(group)
        # A heading has to stay a section's own child.
        if place and not isinstance(section[place - 1], nodes.title):
            row = nodes.container("", section[place - 1], group, classes=["row"])
            section[place - 1 : place + 1] = [row]
    for paragraph in list(document.findall(nodes.paragraph)):
        if number := paragraph.get("number"):
            paragraph.insert(0, nodes.raw("", _link(number), format="html"))


def _link(number: int) -> str:
    return f'<a class="para-ref" href="#p{number}" aria-label="Paragraph {number}">{number}</a>'
