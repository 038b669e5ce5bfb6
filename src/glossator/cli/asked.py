"""What does somebody at a terminal say of a document, and will it do?

An answer that will not do is asked for again at once, with the reason.
"""

from __future__ import annotations

import sys
from functools import partial

import click

from ..ingest.article import article_text, problems_of
from ..ingest.draft import Draft, day_of
from ..problems import EditionError, plain

#: An article with nothing to be said against it, in which one value is tried.
_FIT = {
    "title": "T", "author": "A", "date": "1901-03-02", "publisher": "P", "language": "en",
    "source": "S", "rights": "R", "seed": "s.txt",
}  # fmt: skip


def ask(made: Draft) -> dict[str, str]:
    """The values that a document lacks, each such as an article can have."""
    if sys.stderr.isatty():
        # The bar of progress has not ended its line, and hides the cursor.
        click.echo("\r\x1b[K\x1b[?25h", nl=False, err=True)
    click.echo(f"Missing in {plain(made.name)}:")
    for remark in made.remarks:
        click.echo(f"  note: {remark}")
    language = made.values.get("language", "en")
    return {
        key: click.prompt(f"  {key}", value_proc=partial(_fit, key, language))
        for key in made.missing
    }


def _fit(key: str, language: str, answer: str) -> str:
    """An answer as an article has it; click asks again where it is refused."""
    value = answer.strip()
    try:
        if key == "date":
            value = day_of(value, "your answer", language)
    except EditionError as error:
        raise click.BadParameter(str(error)) from None
    if problems := problems_of(article_text({**_FIT, key: value}, (), ""), "the answer"):
        raise click.BadParameter(problems[0].message)
    return value
