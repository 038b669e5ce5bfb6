"""Which data files lie beside the pages, and which of them have to be written again?

They are scripts that set one property, because pages opened from disk may not fetch; pages load
them when a reader asks for what they hold. Beside them lie citations, as plain files. A file is
made again when what it rests on has changed; it takes its place at once and whole, and only then is it remembered.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from sphinx.application import Sphinx

from ..cite import Citation
from ..finding import Record, divide, make_index
from ..references import all_notes
from .previews import cite_article_of, cite_note_of, notes_of, passages, previews
from .records import read_record, replace, write_record
from .searching import SORTS, article_records, other_records
from .session import Session, is_article, session_of

#: In the place of a name, for files that hold no data for scripts.
AS_IT_IS = ""
#: Beside the pages: on what each data file rests that was written.
KEYS = ".data"
#: Under this name: on what all of them rest.
_ALL = "all"


def write_data(app: Sphinx, stamp: str) -> None:
    """Write all data files that have changed; *stamp* stands for whatever is on every page."""
    folder = Path(app.outdir) / "_static"
    place = Path(app.outdir) / KEYS
    known = read_record(place) or {}
    session = session_of(app)
    everywhere = (stamp, app.config.html_baseurl, session.report.book.edition.title)
    read = sorted(item for item in app.env.all_docs.items() if not is_article(app, item[0]))
    keys = {_ALL: _digest(everywhere, session.view, read)}
    if known.get(_ALL) == keys[_ALL]:
        return
    for file, name, rests_on, make in _files(app, session):
        keys[file] = _digest(everywhere, name, rests_on)
        path = folder / file
        if known.get(file) != keys[file] or not path.is_file():
            made = make()
            replace(path, str(made) if name == AS_IT_IS else _script(name, made))
    keys |= _index(folder, known, keys)
    if keys != known:
        write_record(place, keys)
    for old in known.keys() - keys.keys():
        (folder / old).unlink(missing_ok=True)


def _files(
    app: Sphinx, session: Session
) -> Iterator[tuple[str, str, object, Callable[[], object]]]:
    """Each file, the name of its data, what these rest on, and what makes them."""
    found = previews(app)
    yield "previews.js", "previews", found, lambda: found
    for docname, fingerprint in session.fingerprints.items():
        id = Path(docname).name
        for sort, make in _OF_ARTICLES.items():
            yield f"{sort}-{id}.js", f"{sort}/{id}", fingerprint, partial(make, app, docname)
        for ending, cited in CITATIONS.items():
            yield f"cite-{id}.{ending}", AS_IT_IS, fingerprint, partial(cited, app, docname)
    for number, some in enumerate(divide(other_records(app, found))):
        yield f"records-other-{number}.js", f"records/other-{number}", some, partial(list, some)


def _cited(app: Sphinx, docname: str) -> list[Citation]:
    """How an article is cited, and each of its notes."""
    apparatus = session_of(app).by_docname[docname]
    notes = [cite_note_of(app, apparatus, note) for note in all_notes(apparatus)]
    return [cite_article_of(app, apparatus), *notes]


def _as_text(app: Sphinx, docname: str) -> str:
    return "".join(f"{cited.text}\n" for cited in _cited(app, docname))


def _as_bibtex(app: Sphinx, docname: str) -> str:
    return "".join(f"{cited.bibtex}\n\n" for cited in _cited(app, docname))


def _as_csl(app: Sphinx, docname: str) -> str:
    records = [dict(cited.csl) for cited in _cited(app, docname)]
    return json.dumps(records, ensure_ascii=False, indent=1) + "\n"


#: The forms in which an article and its notes are cited, each a file that needs no script.
CITATIONS: dict[str, Callable[[Sphinx, str], str]] = {
    "txt": _as_text,
    "bib": _as_bibtex,
    "json": _as_csl,
}


def _index(folder: Path, known: dict[str, str], keys: dict[str, str]) -> dict[str, str]:
    """The keys of the search's index, which is made anew when any record has changed.

    Records that have not are read from their files, and not made again.
    """
    chunks = [name for name in keys if name.startswith("records-")]
    key = _digest([(name, keys[name]) for name in chunks])
    files = {name for name in known if name.startswith(("search-", "words-"))}
    if all(known[name] == key and (folder / name).is_file() for name in files) and files:
        return dict.fromkeys(files, key)
    index = make_index(((_chunk(name), _read(folder / name)) for name in chunks), SORTS)
    written = {"search-index.js": _script("search", index.contents)}
    for number, shard in enumerate(index.shards):
        written[f"words-{number}.js"] = _script(f"words/{number}", shard)
    for name, script in written.items():
        replace(folder / name, script)
    return dict.fromkeys(written, key)


def _chunk(file: str) -> str:
    return file.removeprefix("records-").removesuffix(".js")


def _read(path: Path) -> list[Record]:
    """The records of a file, as they were written into it."""
    return [Record(*each) for each in json.loads(path.read_text("ascii").partition("]=")[2][:-2])]


def _records(app: Sphinx, docname: str) -> object:
    return article_records(app, session_of(app).by_docname[docname])


def _notes(app: Sphinx, docname: str) -> object:
    return notes_of(app, session_of(app).by_docname[docname])


def _passages(app: Sphinx, docname: str) -> object:
    return passages(session_of(app).by_docname[docname])


#: The files that each article has of its own.
_OF_ARTICLES: dict[str, Callable[[Sphinx, str], object]] = {
    "notes": _notes,
    "passages": _passages,
    "records": _records,
}


def _script(name: str, data: object) -> str:
    # ASCII, so that no browser can read it in another encoding.
    text = json.dumps(data, separators=(",", ":"))
    return f"(globalThis.glossatorData??={{}})[{json.dumps(name)}]={text};\n"


def _digest(*things: object) -> str:
    return hashlib.sha256(repr(things).encode("utf-8", "replace")).hexdigest()
