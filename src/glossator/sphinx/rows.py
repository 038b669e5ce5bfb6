"""How does an article's text become rows of a block and the notes beside it?"""

from __future__ import annotations

from docutils import nodes

from ..labels import Words
from . import nodes as ours

#: What is set beside each other, or has a number.
_SET = (ours.annotation_group, nodes.paragraph)


def set_rows(document: nodes.Element, words: Words) -> None:
    """Put each block and its notes into one row, and a link before each numbered paragraph.

    In a row a block can wait for its notes. The link leads to the paragraph itself; *words* are
    the fixed words of the edition.
    """
    found = [node for node in document.findall() if isinstance(node, _SET)]
    groups = [node for node in found if isinstance(node, ours.annotation_group)]
    for group in [group for group in groups if not _passed_on(group)]:
        section, place = group.parent, group.parent.index(group)
        # A heading has to stay a section's own child.
        if place and not isinstance(section[place - 1], nodes.title):
            row = nodes.container("", section[place - 1], group, classes=["row"])
            section[place - 1 : place + 1] = [row]
    for paragraph in found:
        if isinstance(paragraph, nodes.paragraph) and (number := paragraph.get("number")):
            paragraph.insert(0, nodes.raw("", _link(number, words), format="html"))


def _passed_on(group: ours.annotation_group) -> bool:
    """Let a heading's notes stand with those of the block below it, which they would push away.

    Whether they are all in the group of that block now.
    """
    section, place = group.parent, group.parent.index(group)
    if not place or not isinstance(section[place - 1], (nodes.title, ours.article_head)):
        return False
    below = section.children[place + 1 : place + 3]
    if not below or isinstance(
        below[0], (nodes.section, ours.annotation_group, ours.unplaced, ours.article_foot)
    ):
        return False
    section.remove(group)
    if len(below) > 1 and isinstance(below[1], ours.annotation_group):
        below[1][:0] = list(group.children)
        return True
    section.insert(place + 1, group)
    return False


def _link(number: int, words: Words) -> str:
    label = words["paragraph_name"].format(number=number)
    return f'<a class="para-ref" href="#p{number}" aria-label="{label}">{number}</a>'
