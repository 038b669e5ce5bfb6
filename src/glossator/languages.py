"""What is a language's code, by which names is it known, and which way is it written?

Codes are BCP 47 tags, such as de, pt-BR or sr-Latn. Knows nothing of texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from babel import Locale, localedata

#: A language, and after it a script, a region and variants: what BCP 47 calls well-formed.
TAG = re.compile(
    r"[A-Za-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|[0-9]{3}))?(?:-(?:[A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*"
)
#: Languages that are written from right to left, unless a script after them says otherwise.
_RIGHT_TO_LEFT = frozenset(
    ["ar", "arc", "ckb", "dv", "fa", "he", "khw", "ks", "ps", "sd", "ug", "ur", "yi"]
)


#: Codes by the names that bibliographies give languages: in English, and as babel has them.
_NAMED = {
    **dict.fromkeys(["german", "ngerman", "austrian", "naustrian", "swissgerman", "nswissgerman"], "de"),
    **dict.fromkeys(["english", "american", "usenglish", "british", "ukenglish", "canadian", "australian", "newzealand"], "en"),
    **dict.fromkeys(["french", "francais", "acadian", "canadien"], "fr"),
    **dict.fromkeys(["portuguese", "brazilian", "portuges"], "pt"),
    **dict.fromkeys(["norwegian", "norsk", "bokmål", "bokmal"], "no"),
    **dict.fromkeys(["greek", "polutonikogreek"], "el"),
    **dict.fromkeys(["hungarian", "magyar"], "hu"),
    **dict.fromkeys(["slovene", "slovenian"], "sl"),
    **dict.fromkeys(["persian", "farsi"], "fa"),
    "nynorsk": "nn", "ancient greek": "grc", "arabic": "ar", "armenian": "hy", "basque": "eu", "belarusian": "be",
    "bulgarian": "bg", "catalan": "ca", "chinese": "zh", "croatian": "hr", "czech": "cs", "danish": "da", "dutch": "nl",
    "esperanto": "eo", "estonian": "et", "finnish": "fi", "galician": "gl", "georgian": "ka", "hebrew": "he",
    "hindi": "hi", "icelandic": "is", "indonesian": "id", "irish": "ga", "italian": "it", "japanese": "ja",
    "korean": "ko", "latin": "la", "latvian": "lv", "lithuanian": "lt", "macedonian": "mk", "polish": "pl",
    "romanian": "ro", "russian": "ru", "serbian": "sr", "slovak": "sk", "spanish": "es", "swedish": "sv",
    "turkish": "tr", "ukrainian": "uk", "urdu": "ur", "vietnamese": "vi", "welsh": "cy", "yiddish": "yi",
}  # fmt: skip


def code_of(name: str) -> str:
    """The code of a language that a bibliography names, or its code as it stands; else empty."""
    known = _NAMED.get(name.strip().casefold(), "")
    return known or (name.strip() if is_tag(name.strip()) and len(name.strip()) < 12 else "")


def code_by_name(name: str) -> str:
    """The code of a language by its name in English or in itself, such as “Deutsch”; else empty."""
    wanted = " ".join(name.casefold().split())
    return next((code for said, code in _names() if said == wanted), "")


def _names() -> Iterator[tuple[str, str]]:
    """Languages' names with their codes: in English first, which are at hand."""
    for code, said in Locale("en").languages.items():
        yield said.casefold(), code.replace("_", "-")
    yield from _NAMED.items()
    yield from _own_names()


@lru_cache(1)
def _own_names() -> tuple[tuple[str, str], ...]:
    codes = [code for code in localedata.locale_identifiers() if "_" not in code]
    return tuple((Locale(code).languages.get(code, "").casefold(), code) for code in codes)


def is_tag(code: str) -> bool:
    """Whether *code* is a language's code."""
    return TAG.fullmatch(code) is not None


def direction(code: str) -> str:
    """`rtl` for a language that is written from right to left, else empty."""
    name, _, rest = code.lower().partition("-")
    return "rtl" if name in _RIGHT_TO_LEFT and not rest.startswith(("latn", "cyrl")) else ""
