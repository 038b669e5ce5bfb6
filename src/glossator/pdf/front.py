"""What do the title page and the imprint say?"""

from __future__ import annotations

import subprocess
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from .. import __version__
from ..dates import readable_date
from ..model import Article
from ..options import Config
from .tree import Run

#: The names of authors are listed on the title page as long as they are few.
FEW = 3


def front(
    config: Config, articles: tuple[Article, ...], root: Path, timestamp: int
) -> dict[str, Any]:
    """The words before the first chapter."""
    title, _, subtitle = config.title.partition(" – ")
    date = readable_date(datetime.fromtimestamp(timestamp, timezone.utc).date().isoformat())
    commit = revision(root)
    return {
        "title": title,
        "subtitle": subtitle[:1].upper() + subtitle[1:],
        "by": _by(config, articles),
        "below": [date],
        "imprint": [
            *_edition(config, date, commit),
            *_texts(articles),
            *_licence(config),
            *_citation(config, date, commit),
            [{"s": f"Set in Libertinus with Typst by glossator {__version__}."}],
        ],
    }


def revision(root: Path) -> str:
    """The commit that the edition is made from, as far as git knows it."""
    command = [
        "git",
        "-C",
        str(root),
        "describe",
        "--always",
        "--abbrev=10",
        "--exclude=*",
        "--dirty=+",
    ]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=20, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def _by(config: Config, articles: tuple[Article, ...]) -> list[str]:
    authors = list(dict.fromkeys(article.author for article in articles))
    made = [_and(authors)] if 0 < len(authors) <= FEW else []
    if config.author:
        made.append(
            f"with notes by {config.author[:1].lower() + config.author[1:]}"
            if made
            else config.author
        )
    return made


def _and(names: list[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _edition(config: Config, date: str, commit: str) -> list[list[Run]]:
    made: list[Run] = [{"s": config.title, "em": 1}, {"s": f". Made on {date}"}]
    if commit:
        changed = ", with changes that are not yet recorded" if commit.endswith("+") else ""
        made += [{"s": " from revision "}, {"s": commit.rstrip("+"), "code": 1}, {"s": changed}]
    made.append({"s": "."})
    if config.repository:
        made += [{"s": " "}, {"s": config.repository, "href": config.repository}]
    return [made]


def _texts(articles: tuple[Article, ...]) -> list[list[Run]]:
    """Whose the texts are, those with the same rights together."""
    by_rights: dict[str, list[Article]] = {}
    for article in articles:
        by_rights.setdefault(article.rights, []).append(article)
    made = []
    for rights, those in by_rights.items():
        if len(those) <= FEW:
            names = [
                f"{article.author}, “{article.title}”, {article.publisher}, {readable_date(article.date)}"
                for article in those
            ]
            made.append([{"s": f"{'; '.join(names)}. {rights}"}])
        else:
            made.append(
                [
                    {
                        "s": f"The texts of {len(those)} articles ({', '.join(sorted({a.publisher for a in those}))}): {rights}"
                    }
                ]
            )
    return made


def _licence(config: Config) -> list[list[Run]]:
    options = config.options
    made: list[Run] = [
        {"s": "The notes, the glossary and the other pages may be used under the licence "}
    ]
    made.append({"s": options.notes_license})
    if options.notes_license_url:
        made += [
            {"s": " ("},
            {"s": options.notes_license_url, "href": options.notes_license_url},
            {"s": ")"},
        ]
    return [[*made, {"s": "; it does not cover the text of the articles."}]]


def _citation(config: Config, date: str, commit: str) -> list[list[Run]]:
    year = date.rpartition(" ")[2]
    name = f"{config.author}, " if config.author else ""
    made: list[Run] = [
        {"s": f"To be cited as: {name}"},
        {"s": config.title, "em": 1},
        {"s": f" ({year}"},
    ]
    if commit:
        made.append({"s": f", revision {commit.rstrip('+')}"})
    made.append({"s": "), with the number of the paragraph or of the note."})
    return [made]
