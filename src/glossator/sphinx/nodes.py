"""Which nodes are ours, and what do they carry?

A doctree holds plain docutils nodes wherever docutils has one. These are the few things that
it has not. Attributes are text, numbers and lists of them, as pickled doctrees want.
"""

from __future__ import annotations

from docutils import nodes


class article(nodes.General, nodes.Element):
    """The place of an article's text, which is made only when its page is written.

    `docname`; children are the pictures that the text shows, so that Sphinx knows of them.
    """


class article_head(nodes.General, nodes.Element):
    """Author, date and publisher below an article's title; children are paragraphs."""


class article_foot(nodes.General, nodes.Element):
    """Rights and source below an article's text; children are paragraphs."""


class annotation_group(nodes.General, nodes.Element):
    """The notes that follow one block of an article, in the order of their passages."""


class annotation(nodes.General, nodes.Element):
    """A note. Children are the body's blocks, then an `annotation_sources` where it has any.

    `annotation` (`<article>/<note>`), `name`, `kind`, `label` (of the kind), `number` (0 where
    unplaced), `author`, `date`, `status`, `exact` (the words sought), `language` (empty where it is
    the edition's).
    """


class annotation_sources(nodes.General, nodes.TextElement):
    """The works that a note rests on; children are `pointing` nodes and text."""


class annotation_mark(nodes.Inline, nodes.TextElement):
    """Words that notes speak of; `annotations` lists the ids of all of them."""


class foreign(nodes.Inline, nodes.TextElement):
    """Words of another language; `language` is its code."""


class annotation_reference(nodes.Inline, nodes.TextElement):
    """The mark after a passage that leads to its note; `annotation`, `name`, `number`, `label`."""


class unplaced(nodes.General, nodes.Element):
    """The notes of an article that have no passage; children are `annotation` nodes."""


class pointing(nodes.Inline, nodes.TextElement):
    """A link inside the edition, before a builder knows the addresses.

    `sort` is term, work, article, note or paragraph; `target` is the id within that sort;
    `automatic` is true for terms that were found rather than written; `whole` is a name of which the
    words are the beginning.
    """


class link(nodes.reference):
    """A resolved `pointing` in HTML, which keeps `sort` and `target` for scripts."""


class edition_list(nodes.General, nodes.Element):
    """The place of a generated list, such as the glossary; `name` says which."""


class picture(nodes.General, nodes.Element):
    """A picture that a notebook made; `svg` is the picture, `alt` what it shows, in words.

    The child is a paragraph with these words, for builders that cannot set the picture.
    """


class folded(nodes.General, nodes.Element):
    """What is opened when it is wanted, such as a notebook's code; `summary` says what it is."""


class scrolled(nodes.General, nodes.Element):
    """What may be wider than a page and is then moved sideways; `label` says what it is."""


class timeline(nodes.General, nodes.Element):
    """A picture of dated events; `svg` is the picture, `narrow` the same for where a page is narrow,
    `words` the range it shows, `events` are what is drawn; `whole` is true for the picture of the
    whole edition."""


class network(nodes.General, nodes.Element):
    """A picture of references between articles; `network` is what it shows, `svg` the picture
    without links, `words` the same in words."""
