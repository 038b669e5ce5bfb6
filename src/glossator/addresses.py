"""May this address stand in a text, a record or the configuration, and why not?

One list for every output. What a browser would read in another way than a person does is refused:
a user before the host, a host of letters that imitate others, signs that are written as codes.
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import SplitResult, unquote, urlsplit

import regex

from .characters import refused_in, unseen_in
from .problems import plain

_LIMIT = 2_000
_SCHEMES = frozenset({"http", "https", "mailto"})
#: What the DNS allows for one part of a host's name, and for all of it.
_LIMIT_LABEL, _LIMIT_HOST = 63, 253
_LABEL = regex.compile(r"[\p{L}\p{N}_](?:[\p{L}\p{M}\p{N}_-]*[\p{L}\p{M}\p{N}_])?")
#: Scripts that are written beside Latin letters; of any others one label has no two.
_WITH_LATIN = regex.compile(
    r"[\p{Latin}\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Bopomofo}\p{Common}\p{Inherited}]*"
)
_LATIN = regex.compile(r"\p{Latin}")
#: Letters of Cyrillic, Greek, Armenian and Cherokee that look like Latin ones.
_IMITATING = regex.compile(r"[асԁеһіјӏорԛѕԝхуъҽпгѵѡαικνρυωηοτπօսոհցզքյւլ\p{Cherokee}0-9_-]*")
#: Latin letters that are other shapes of those of every address: of phonetics, and small capitals.
_IMITATING_LATIN = regex.compile(r"[ɡɑɩɪǀʙɢʜʟɴʀʏᴀ-ᴢꜰꜱ]")
#: Names that each network takes for a machine of its own.
_LOCAL = frozenset({"localhost", "local", "internal", "arpa", "lan", "home", "localdomain"})
#: Words that a reader takes for an address.
_SHOWN = re.compile(
    r"(?:https?:/{1,2}|www\.)(?P<host>[^\s/?#:]+)\S*"
    r"|(?P<bare>[^\s/?#:]+\.(?:com|org|net|gov|edu|int|mil|info|eu))(?:[/?#:]\S*)?",
    re.I,
)


def address_refused(address: str, *, image: bool = False) -> str:
    """Why *address* may not be used, as the end of a sentence; empty where it may.

    Links go to http, https, mailto or a place on the same page; an image is a file of the
    edition, named by a relative path that stays inside it.
    """
    if len(address) > _LIMIT:
        return f"is longer than {_LIMIT:,} characters"
    if any(ord(char) < 33 or char in '\x7f\\"<>' or char.isspace() for char in address):
        return "holds a space, a backslash, a bracket or a control character"
    # markdown-it has written such characters as %E2%80%AE by now; browsers show them decoded.
    meant = unquote(address)
    if any(ord(char) < 32 or char == "\x7f" for char in meant):
        return "holds a control character written as a code"
    shown = "".join(char for char in meant if not char.isascii())
    if refused_in(shown) is not None or unseen_in(shown, name=True) is not None:
        return "holds a character that cannot be seen"
    try:
        parts = urlsplit(address)
        parts.port  # noqa: B018 - it is read for its error
    except ValueError:
        return "is not an address"
    if image:
        inside = not parts.scheme and not parts.netloc and not address.startswith("/")
        # Sphinx takes `*` for any ending, and browsers decode `%2e%2e`.
        plainly = not re.search(r"\.\.|%|[*?#:]", address)
        return "" if inside and plainly else "is not a file of this edition"
    if not parts.scheme:
        return (
            ""
            if address.startswith("#")
            else "is not complete; begin it with https://, or use {article}"
        )
    if parts.scheme.lower() not in _SCHEMES:
        return f"begins with “{plain(parts.scheme, 20)}:”; only http, https and mailto are allowed"
    return "" if parts.scheme.lower() == "mailto" else _host_refused(parts)


def _host_refused(parts: SplitResult) -> str:
    host = (parts.hostname or "").removesuffix(".")
    if not host:
        return "names no host"
    if "@" in parts.netloc:
        return "names a user before its host, which misleads"
    labels = host.split(".")
    if len(host) > _LIMIT_HOST or any(len(label) > _LIMIT_LABEL for label in labels):
        return "names a host that is longer than any"
    try:
        read = [_read(label) for label in labels]
    except UnicodeError:
        return "names a host that cannot be read"
    if any(_imitates(label, read[-1]) for label in read):
        return "names a host in letters that look like others"
    if len(labels) == 1 or labels[-1].lower() in _LOCAL or re.match(r"\d", labels[-1]):
        return "names no host that everybody reaches, but a number or a machine of one’s own"
    good = all(
        _LABEL.fullmatch(label) and unicodedata.normalize("NFKC", label) == label for label in read
    )
    return "" if good else "names a host that is none"


def _read(label: str) -> str:
    """A part of a host's name as browsers show it; `UnicodeError` where it is no such."""
    return label[4:].encode("ascii").decode("punycode") if label.startswith("xn--") else label


def _imitates(label: str, last: str) -> bool:
    """Whether a label mixes scripts that nobody mixes, or is a foreign word in Latin's looks."""
    if _IMITATING_LATIN.search(label):
        return True
    if _LATIN.search(label):
        return not _WITH_LATIN.fullmatch(label)
    foreign = not label.isascii()
    return foreign and last.isascii() and bool(_IMITATING.fullmatch(label))


def belies(words: str, address: str) -> str:
    """The host to which *address* leads where *words* name another one; empty where they do not."""
    if not (shown := _SHOWN.fullmatch(words.strip())):
        return ""
    said = (shown["host"] or shown["bare"]).lower().removeprefix("www.")
    parts = urlsplit(address)
    host = (parts.hostname or parts.path.rpartition("@")[2]).removeprefix("www.")
    same = host == said or host.endswith(f".{said}") or said.endswith(f".{host}")
    return "" if same else host
