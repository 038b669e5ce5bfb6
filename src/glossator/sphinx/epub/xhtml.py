"""How does HTML become part of a book that has no scripts and must be well-formed XML?

Maintainers' pages and notebooks may hold HTML as browsers forgive it. What is text, table or
picture in it is kept; what runs, loads or asks for input is left out.
"""

from __future__ import annotations

import re
from html import escape
from html.parser import HTMLParser


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_VOID = _names("br hr img wbr col")
_KEPT = _VOID | _names(
    "a abbr aside b blockquote caption cite code colgroup dd del details dfn div dl dt em "
    "figcaption figure h1 h2 h3 h4 h5 h6 i ins kbd li mark ol p pre q s samp section small span "
    "strong sub summary sup table tbody td tfoot th thead tr u ul var"
)
#: What is dropped with all that is inside it; other unknown elements leave their content.
_DROPPED = _names("script style template iframe object noscript form select textarea title")
#: Which open elements the beginning of another ends, where HTML lets their ends be left out.
_ENDS = {
    "li": _names("li p"),
    "dt": _names("dt dd p"),
    "dd": _names("dt dd p"),
    "td": _names("td th p"),
    "th": _names("td th p"),
    "tr": _names("td th tr p"),
    "tbody": _names("td th tr thead tbody p"),
    "tfoot": _names("td th tr tbody p"),
    **dict.fromkeys(_names("p div ul ol dl table blockquote pre hr section h1 h2 h3"), _names("p")),
}
_ATTRIBUTES = _names("alt class colspan dir href id lang rowspan scope src title")
_REMOTE = ("http:", "https:", "//", "data:")


def well_formed(text: str) -> str:
    """The same content as XHTML that a book may hold."""
    parser = _Rewriter()
    parser.feed(text)
    parser.close()
    return parser.result()


def begins(text: str) -> str:
    """The element that *text* begins and does not end; empty if it does anything else."""
    match = re.fullmatch(r"<(\w+)(?:\s[^<>]*)?(?<!/)>", text.strip())
    name = match[1].lower() if match else ""
    return "" if name in _VOID else name


def ends(text: str) -> str:
    """The element that *text* ends; empty if it does anything else."""
    match = re.fullmatch(r"</(\w+)\s*>", text.strip())
    return match[1].lower() if match else ""


def start_tag(text: str) -> str:
    """The tag in *text* as XHTML, without its end; empty if a book may not hold it."""
    return well_formed(text).removesuffix(f"</{begins(text)}>")


def is_dropped(name: str) -> bool:
    """Whether what is inside such an element goes with it."""
    return name in _DROPPED


class _Rewriter(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._parts: list[str] = []
        self._open: list[str] = []
        self._dropping = 0

    def result(self) -> str:
        return "".join(self._parts) + "".join(f"</{name}>" for name in reversed(self._open))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._dropping += tag in _DROPPED
        kept = {name: value or "" for name, value in attrs if name in _ATTRIBUTES}
        # A picture from elsewhere cannot be in the book; its text alternative can.
        if tag == "img" and kept.get("src", "//").strip().lower().startswith(_REMOTE):
            self.handle_data(kept.get("alt", ""))
        elif tag in _KEPT and not self._dropping:
            while self._open and self._open[-1] in _ENDS.get(tag, ()):
                self._parts.append(f"</{self._open.pop()}>")
            self._parts.append(f"<{tag}{_written(kept)}{' /' if tag in _VOID else ''}>")
            if tag not in _VOID:
                self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _DROPPED:
            self._dropping = max(0, self._dropping - 1)
        elif not self._dropping and tag in self._open:
            while (name := self._open.pop()) != tag:
                self._parts.append(f"</{name}>")
            self._parts.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if not self._dropping:
            self._parts.append(escape(data, quote=False))


def _written(attributes: dict[str, str]) -> str:
    safe = {
        name: value
        for name, value in attributes.items()
        if not (name in ("href", "src") and value.strip().lower().startswith("javascript:"))
    }
    return "".join(f' {name}="{escape(value)}"' for name, value in safe.items())
