"""What do the title page and the imprint say?"""

from __future__ import annotations

from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from .. import __version__
from ..cite import quoted
from ..configuration import Config
from ..dates import readable_date
from ..history import revision_of
from ..labels import Words, code, labels
from ..model import Article
from .tree import Run

#: The names of authors are listed on the title page as long as they are few.
FEW = 3


def front(
    config: Config, articles: tuple[Article, ...], root: Path, timestamp: int, of: int = 0
) -> dict[str, Any]:
    """The words before the first chapter; *of* is how many articles *articles* were chosen from."""
    title, _, subtitle = config.title.partition(" – ")
    words = labels(config.language)
    date = datetime.fromtimestamp(timestamp, timezone.utc).date().isoformat()
    date = readable_date(date, config.language)
    commit = revision_of(root)
    return {
        "title": title,
        "subtitle": subtitle[:1].upper() + subtitle[1:],
        "by": _by(config, articles, words),
        "below": [*([words.count("selection", len(articles), all=of)] if of else []), date],
        "imprint": [
            *_edition(config, date, commit, words),
            *_texts(articles, config.language),
            *_licence(config, words),
            *_citation(config, timestamp, commit, words),
            [{"s": words["set"].format(version=__version__)}],
        ],
    }


def _by(config: Config, articles: tuple[Article, ...], words: Words) -> list[str]:
    authors = list(dict.fromkeys(article.author for article in articles))
    made = [_and(authors, words["and"])] if 0 < len(authors) <= FEW else []
    if config.author:
        made.append(words["notes_by"].format(name=_inside(config)) if made else config.author)
    return made


def _inside(config: Config) -> str:
    """The editors' name in a sentence: “the editors”, where it is no name but English words."""
    name = config.author
    return (
        name[:1].lower() + name[1:]
        if code(config.language) == "en" and name.startswith("The ")
        else name
    )


def _and(names: list[str], word: str) -> str:
    return f" {word} ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _edition(config: Config, date: str, commit: str, words: Words) -> list[list[Run]]:
    made: list[Run] = [{"s": config.title, "em": 1}, {"s": f". {words['made'].format(date=date)}"}]
    if commit:
        changed = f" {words['changed']}" if commit.endswith("+") else ""
        made += [{"s": f" {words['revision']} "}, {"s": commit.rstrip("+"), "code": 1}]
        made += [{"s": changed}]
    made.append({"s": "."})
    if config.repository:
        made += [{"s": " "}, {"s": config.repository, "href": config.repository}]
    return [made]


def _texts(articles: tuple[Article, ...], language: str) -> list[list[Run]]:
    """Whose the texts are, those with the same rights together."""
    by_rights: dict[str, list[Article]] = {}
    for article in articles:
        by_rights.setdefault(article.rights, []).append(article)
    made = []
    for rights, those in by_rights.items():
        if len(those) <= FEW:
            names = [
                f"{article.author}, {quoted(article.listed_title, language)}, {article.publisher}, {readable_date(article.date, language)}"
                for article in those
            ]
            made.append([{"s": f"{'; '.join(names)}. {rights}"}])
        else:
            publishers = ", ".join(sorted({article.publisher for article in those}))
            words = labels(language)["texts"].format(number=len(those), publishers=publishers)
            made.append([{"s": f"{words}: {rights}"}])
    return made


def _licence(config: Config, words: Words) -> list[list[Run]]:
    options = config.options
    made: list[Run] = [{"s": f"{words['licence']} "}]
    made.append({"s": options.notes_license})
    if options.notes_license_url:
        made += [
            {"s": " ("},
            {"s": options.notes_license_url, "href": options.notes_license_url},
            {"s": ")"},
        ]
    return [[*made, {"s": f"; {words['articles_apart']}"}]]


def _citation(config: Config, timestamp: int, commit: str, words: Words) -> list[list[Run]]:
    year = datetime.fromtimestamp(timestamp, timezone.utc).year
    name = f"{config.author}, " if config.author else ""
    made: list[Run] = [
        {"s": f"{words['cite']} {name}"},
        {"s": config.title, "em": 1},
        {"s": f" ({year}"},
    ]
    if commit:
        made.append({"s": f", {commit.rstrip('+')}"})
    made.append({"s": f"), {words['numbers']}."})
    return [made]
