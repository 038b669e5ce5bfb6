"""What may stand in an article, in a note and in an entry?"""

from __future__ import annotations

from dataclasses import dataclass

_BLOCKS = frozenset(
    {"root", "paragraph", "inline", "bullet_list", "ordered_list", "list_item", "blockquote"}
)
_INLINES = frozenset({"text", "softbreak", "hardbreak", "em", "strong", "link"})
TABLES = frozenset({"table", "thead", "tbody", "tr", "th", "td"})
FOOTNOTES = frozenset({"footnote_ref", "footnote_block", "footnote", "footnote_anchor"})


@dataclass(frozen=True, slots=True)
class Grammar:
    """What may stand in one sort of text. `limit` is the length of a body in characters.

    `work` bounds the time of parsing: the sum over paragraphs of the squares of their marks, and
    of their length for each `<`.
    """

    what: str
    allowed: frozenset[str]
    roles: tuple[str, ...]
    limit: int
    work: int
    allowed_in_words: str


ARTICLE = Grammar(
    "an article",
    _BLOCKS | _INLINES | TABLES | FOOTNOTES | {"heading", "hr", "image"},
    (),
    300_000,
    12_000_000,
    "headings, paragraphs, emphasis, links, block quotations, lists, tables, rules, images and footnotes",
)
NOTE = Grammar(
    "a note",
    _BLOCKS | _INLINES | {"myst_role", "span"},
    ("term", "article", "cite", "note"),
    64_000,
    1_000_000,
    "paragraphs, emphasis, lists, block quotations, links, words of another language and the roles {term}, {article}, {cite} and {note}",
)
ENTRY = Grammar(
    "a glossary entry", NOTE.allowed, NOTE.roles, NOTE.limit, NOTE.work, NOTE.allowed_in_words
)
GRAMMARS = {grammar.what: grammar for grammar in (ARTICLE, NOTE, ENTRY)}
