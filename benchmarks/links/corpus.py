"""Which texts are searched: the essays as articles, without an edition around them."""

from __future__ import annotations

import csv
from pathlib import Path

from glossator.ingest.edit import edit
from glossator.ingest.found import Known
from glossator.ingest.heading import read_heading
from glossator.markup import ARTICLE, Parsed, parse
from glossator.model import Article, Place, Seed
from glossator.suggestions import Text
from glossator.text import reading_text

CORPUS = Path(__file__).parents[3] / "shared" / "corpora" / "federalist"


def read_corpus(folder: Path) -> list[Text]:
    """The essays in their order; of the essay that exists in two versions, the first."""
    with (folder / "metadata.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["number"]: row for row in reversed(list(csv.DictReader(file)))}
    return [_text(folder, rows[number]) for number in sorted(rows, key=int)]


def _text(folder: Path, row: dict[str, str]) -> Text:
    seed = Seed(row["file"], "", (folder / "seeds" / row["file"]).read_text("utf-8"), "text")
    made = edit(seed, row["title"], read_heading(seed.text, seed.format, Known(row["title"])))
    parsed = parse(made.body, ARTICLE, row["file"])
    assert isinstance(parsed, Parsed), row["file"]
    article = Article(
        id=f"{row['date']}-{int(row['number']):02}", title=row["title"], author=row["author"],
        date=row["date"], publisher="", language="en", source="", rights="", seed=row["file"],
        number=row["number"], body=made.body, body_line=1, place=Place(row["file"]),
    )  # fmt: skip
    return article, reading_text(parsed)
