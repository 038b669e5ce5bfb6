"""Which data files lie beside the pages, and which of them have to be written again?

They are scripts that set one property, because pages opened from disk may not fetch; pages load
them when a reader asks for what they hold. A file is made again when what it rests
on has changed; it takes its place at once and whole, and only then is it remembered.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from sphinx.application import Sphinx

from .previews import article_records, notes_of, other_records, passages, previews
from .session import Session, session_of

#: Beside the pages: on what each data file rests that was written.
KEYS = ".data"
#: Articles whose words are in one file of the search.
SHARD = 50


def write_data(app: Sphinx, stamp: str) -> None:
    """Write all data files that have changed; *stamp* stands for whatever is on every page."""
    folder = Path(app.outdir) / "_static"
    place = Path(app.outdir) / KEYS
    known, keys = _read_keys(place), {}
    session = session_of(app)
    everywhere = (stamp, app.config.html_baseurl, session.report.book.edition.title)
    for file, name, rests_on, make in _files(app, session):
        keys[file] = _digest(everywhere, name, rests_on)
        path = folder / file
        if known.get(file) != keys[file] or not path.is_file():
            _replace(path, _script(name, make()))
    if keys != known:
        _replace(place, json.dumps(keys))
    for old in known.keys() - keys.keys():
        (folder / old).unlink(missing_ok=True)


def _files(
    app: Sphinx, session: Session
) -> Iterator[tuple[str, str, object, Callable[[], object]]]:
    """Each file, the name of its data, what these rest on, and what makes them."""
    found = previews(app)
    yield "previews.js", "previews", found, lambda: found
    names: list[str] = []
    docnames = list(session.by_docname)
    for start in range(0, len(docnames), SHARD):
        some = docnames[start : start + SHARD]
        names.append(f"search-{len(names) + 1}")
        rests_on = [(docname, session.fingerprints[docname]) for docname in some]
        yield f"{names[-1]}.js", names[-1], rests_on, partial(_records, app, some)
    others = list(other_records(app, found))
    yield "search-data.js", "search", (names, others), lambda: {"parts": names, "pages": others}
    for docname, fingerprint in session.fingerprints.items():
        id = Path(docname).name
        for sort, make in _OF_ARTICLES.items():
            yield f"{sort}-{id}.js", f"{sort}/{id}", fingerprint, partial(make, app, docname)


def _records(app: Sphinx, docnames: list[str]) -> list[tuple[str, str, str, str]]:
    by_docname = session_of(app).by_docname
    return [record for docname in docnames for record in article_records(app, by_docname[docname])]


def _notes(app: Sphinx, docname: str) -> object:
    return notes_of(app, session_of(app).by_docname[docname])


def _passages(app: Sphinx, docname: str) -> object:
    return passages(session_of(app).by_docname[docname])


#: The files that each article has of its own.
_OF_ARTICLES: dict[str, Callable[[Sphinx, str], object]] = {"notes": _notes, "passages": _passages}


def _script(name: str, data: object) -> str:
    # ASCII, so that no browser can read it in another encoding.
    text = json.dumps(data, separators=(",", ":"))
    return f"(globalThis.glossatorData??={{}})[{json.dumps(name)}]={text};\n"


def _replace(path: Path, text: str) -> None:
    fresh = path.with_name(f"{path.name}.new")
    fresh.write_text(text, "ascii")
    os.replace(fresh, path)


def _read_keys(path: Path) -> dict[str, str]:
    try:
        found: dict[str, str] = json.loads(path.read_text("ascii"))
    except (OSError, ValueError):
        return {}
    return found


def _digest(*things: object) -> str:
    return hashlib.sha256(repr(things).encode("utf-8", "replace")).hexdigest()
