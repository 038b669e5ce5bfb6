"""What does the printed book consist of, and in which order?

Documents become chapters in the order of the table of contents; references between them are
settled here, when all labels are known. The result is plain data for the template.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from docutils import nodes

from ..apparatus import Apparatus
from ..book import Book
from ..languages import direction
from ..model import Span
from . import blocks as _blocks  # noqa: F401  (fills the table of handlers)
from . import inlines as _inlines  # noqa: F401
from .tree import Block, Run, Tree, plain

Chapter = dict[str, Any]
Image = Callable[[nodes.Element], "str | None"]


def page_chapter(
    docname: str, doctree: nodes.document, image: Image, words: Mapping[str, str]
) -> Chapter:
    """A maintainers' page."""
    tree = Tree(docname, image, words)
    made = tree.blocks(doctree)
    title = next((block for block in made if block["t"] == "h"), None)
    rest = [block for block in made if block is not title]
    heading = title["r"] if title else [{"s": docname}]
    chapter: Chapter = {
        "kind": "page",
        "docname": docname,
        "title": heading,
        "short": plain(heading),
        "aliases": (title or {}).get("id", []),
        "blocks": rest,
    }
    return _as_list(chapter)


#: Letters of an entry that no page's end may tear.
SHORT = 1200
#: The generated lists that are set in columns of small type.
COLUMNS = {"glossary-list", "works-list"}


def _as_list(chapter: Chapter) -> Chapter:
    """The chapter as a list with a few words before it, where it holds such a list."""
    blocks = chapter["blocks"]
    lists = [n for n, block in enumerate(blocks) if COLUMNS & set(block.get("c", ()))]
    if not lists:
        return chapter
    start = lists[0] - (lists[0] > 0 and blocks[lists[0] - 1]["t"] == "rubric")
    for block in blocks:
        if "glossary-list" in block.get("c", ()):
            _pages_of_mentions(block)
    for block in blocks[start:]:
        if all(_letters(item) < SHORT for item in block.get("items", ())):
            block["whole"] = 1
    return {**chapter, "kind": "list", "before": blocks[:start], "blocks": blocks[start:]}


#: The mark of a generated list that has nothing in it, and of those whose page is then left out.
NONE, _NEEDLESS = "none", {"none-glossary", "none-works"}


def is_empty(chapter: Chapter) -> bool:
    """Whether a page is there for a generated list and has nothing in it."""
    blocks = [block for block in chapter.get("blocks", ()) if block["t"] not in ("h", "rubric")]
    empty = [block for block in blocks if NONE in block.get("c", ())]
    others = [block for block in blocks if block not in empty]
    if not empty or not others:
        return bool(empty)
    needless = all(_NEEDLESS & set(block["c"]) for block in empty)
    return needless and all(block["t"] == "p" for block in others)


def _letters(item: Any) -> int:
    return sum(len(thing.get("s", "")) for thing in things(item))


def _pages_of_mentions(glossary: Block) -> None:
    """Where an entry says in which article it appears, the page is that of the word."""
    for item in glossary["items"]:
        term = next((id.rpartition("#term-")[2] for id in item.get("id", ())), "")
        for thing in things(item["b"]):
            if thing.get("sort") == "article":
                thing["page"] = f"mention:{thing['to'].removeprefix('article:')}:{term}"


def article_chapter(
    apparatus: Apparatus, doctree: nodes.document, image: Image, words: Mapping[str, str]
) -> Chapter:
    """An article: rows of a block and the notes that belong to it."""
    article = apparatus.article
    tree = Tree(article.docname, image, words, slots(apparatus))
    made: Chapter = {
        "kind": "article",
        "docname": article.docname,
        "short": article.running_title,
        "plain": article.listed_title,
        "language": article.language,
        "author": article.author,
        "source": article.source,
        "rights": article.rights,
        "title": [{"s": article.title}],
        "aliases": [],
        "head": [],
        "rows": [],
        "foot": [],
        "endnotes": [],
        "rtl": direction(article.language) == "rtl",
    }
    for block in tree.blocks(doctree):
        _sort_in(made, block, words)
    if made["foot"]:
        made["rows"].append({"b": {"t": "foot"}, "notes": []})
    return made


def _sort_in(made: Chapter, block: Block, words: Mapping[str, str]) -> None:
    """One block of an article into its place in the chapter."""
    rows = made["rows"]
    if block["t"] == "annotation_group":
        for note in block["notes"]:
            _row_of(note, rows)["notes"].append(note)
    elif block["t"] == "unplaced":
        heading = {"t": "h", "l": 2, "r": [{"s": words["unplaced"]}]}
        rows.append({"b": heading, "notes": block["notes"]})
    elif block["t"] in ("article_head", "article_foot"):
        made[block["t"].removeprefix("article_")] += block["b"]
    elif block["t"] == "h" and not rows:
        made["title"], made["aliases"] = block["r"], block.get("id", [])
        rows.append({"b": {**block, "t": "title"}, "notes": []})
    else:
        rows += _rows(block)


#: Lines of a table that stand together; what is longer is set in several, each with its head.
TABLE = 24


def _row_of(note: Block, rows: list[Any]) -> Any:
    """The part of the last block in which a note's number stands; the last, if it is in none."""
    for row in reversed(rows):
        if any(thing.get("note") == note["note"] for thing in things(row["b"])):
            return row
        if not row.get("part"):
            break
    return rows[-1]


def _rows(block: Block) -> list[dict[str, Any]]:
    """A block as rows of an article; `part` says that one continues the block before it."""
    made: list[dict[str, Any]] = [{"b": part, "notes": []} for part in _parts(block)]
    for row in made[1:]:
        row["part"] = 1
    return made


def _parts(block: Block) -> list[Block]:
    """What a page may end between: the paragraphs of a quotation, items of a list, lines of a table."""
    if block["t"] == "quote" and all(part["t"] == "p" for part in block["b"]):
        return [{**part, "q": 1} for part in block["b"]]
    if block["t"] in ("ul", "ol"):
        start = block.get("start", 1)
        return [
            {
                **_bare(block, n),
                "items": [item],
                **({"start": start + n} if block["t"] == "ol" else {}),
            }
            for n, item in enumerate(block["items"])
        ]
    if block["t"] == "table" and not any(cell["down"] > 1 for row in block["body"] for cell in row):
        return [
            {
                **_bare(block, n),
                "body": lines,
                "caption": block["caption"] if n == 0 else [],
            }
            for n, lines in enumerate(_portions(block["body"]))
        ]
    return [block]


def _bare(block: Block, number: int) -> Block:
    """A part without the names of its block, which are those of the first."""
    return {name: value for name, value in block.items() if name != "id" or number == 0}


def _portions(lines: list[Any]) -> list[list[Any]]:
    """The lines of a table by as many as fit together, as far as their letters tell."""
    made: list[list[Any]] = [[]]
    room = 0.0
    for line in lines:
        tall = max(
            (1 + cell["chars"] // max(6, int(60 / max(len(line), 1))) for cell in line), default=1
        )
        if made[-1] and room + tall > TABLE:
            made.append([])
            room = 0
        made[-1].append(line)
        room += tall
    return made


def slots(apparatus: Apparatus) -> dict[str, int]:
    """On which line each note's words are marked: 0, or further down where passages meet."""
    ends: list[int] = []
    made = {}
    for note in sorted(apparatus.placed, key=lambda note: note.span):
        span: Span = note.span
        slot = next((n for n, end in enumerate(ends) if end <= span.start), len(ends))
        ends[slot:] = [span.end, *ends[slot + 1 :]]
        made[note.annotation.id] = slot
    return made


def index_chapter(title: str) -> Chapter:
    """The place of the index, which the template makes from its entries."""
    return {
        "kind": "index",
        "docname": "glossator-index",
        "title": [{"s": title}],
        "short": title,
        "aliases": [],
    }


def margin(book: Book) -> str:
    """How wide the margin is: wide where the notes are longer than the text."""
    notes = sum(
        len(note.annotation.body) for made in book.apparatus.values() for note in made.placed
    )
    text = sum(len(made.reading.text) for made in book.apparatus.values())
    return "wide" if notes > text else "narrow"


# --- references ---------------------------------------------------------------------------------


def without_titles(chapters: list[Chapter]) -> None:
    """In an edition of one article, a list of uses need not say each time which article it is."""
    articles = [chapter for chapter in chapters if chapter["kind"] == "article"]
    if len(articles) != 1:
        return
    for chapter in chapters:
        if chapter["kind"] == "list":
            for run in things(chapter["blocks"]):
                if run.get("sort") == "article" and "s" in run:
                    run["s"] = run["s"].removeprefix(f"{articles[0]['short']}, ")


def settle(chapters: list[Chapter]) -> dict[str, str]:
    """Give every reference its label, or take it away where it leads to nothing.

    What comes back is every name under which something can be pointed at, with its label.
    """
    names = aliases(chapters)
    for chapter in chapters:
        seen: set[str] = set()
        for thing in things(chapter):
            for runs in (thing.get("r"), thing.get("term")):
                if runs:
                    _settle_runs(runs, names, seen)
    return names


def _settle_runs(runs: list[Run], names: dict[str, str], seen: set[str]) -> None:
    depth = 0
    for run in runs:
        if "at" in run:
            run["at"] = [name for name in run["at"] if name not in seen]
            seen.update(run["at"])
        depth += run.get("s", "").count("(") - run.get("s", "").count(")")
        if "to" in run:
            _settle_run(run, names, depth > 0)


def _settle_run(run: Run, names: dict[str, str], bracketed: bool) -> None:
    goal = run["to"]
    if fragment := run.pop("fragment", ""):
        goal = f"{goal}#{fragment}" if f"{goal}#{fragment}" in names else goal
    label = names.get(goal)
    wants = run.pop("page", None)
    if label is None:
        del run["to"]
        return
    run["to"] = label
    if wants:
        run["page"] = names.get(wants, label) if isinstance(wants, str) else label
        if bracketed:  # no brackets inside brackets
            run["bare"] = 1


def aliases(chapters: list[Chapter]) -> dict[str, str]:
    """Every name under which something can be pointed at, and its label."""
    made: dict[str, str] = {}
    for chapter in chapters:
        docname = chapter["docname"]
        home = f"doc:{docname}"
        made[docname] = made[home] = home
        for name in chapter["aliases"]:
            made[name] = home
        if chapter["kind"] == "article":
            id = docname.rpartition("/")[2]
            made[f"article:{id}"] = home
        for thing in things(chapter):
            for name in thing.get("id", ()):
                made[name] = name
                made[_sorted_name(name)] = name
                if chapter["kind"] == "article":
                    made[f"article:{id}#{name.partition('#')[2]}"] = name
            for name in thing.get("at", ()):
                made[name] = name
            if "note" in thing and "kind" in thing:
                made[f"note:{thing['note']}"] = f"note:{thing['note']}"
    return made


def _sorted_name(name: str) -> str:
    """`page#term-x` is where `term:x` points, and so with the other generated lists."""
    id = name.partition("#")[2]
    for prefix, sort in (("term-", "term"), ("work-", "work"), ("emendations-", "emendation")):
        if id.startswith(prefix):
            return f"{sort}:{id.removeprefix(prefix)}"
    return name


def things(value: Any) -> Iterator[dict[str, Any]]:
    """Every dictionary in the data, in reading order."""
    if isinstance(value, dict):
        yield value
        for child in value.values():
            if isinstance(child, (dict, list)):
                yield from things(child)
    elif isinstance(value, list):
        for child in value:
            if isinstance(child, (dict, list)):
                yield from things(child)
