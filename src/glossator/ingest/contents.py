"""Where in `_toc.yml` do new articles stand?

By date, among the articles that are there already. Where there are many, in a part for each
year. Lines are only ever added: whatever a person wrote there, comments and order included, stays.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import yaml

from ..boundedyaml import BadYaml, compose_yaml
from ..problems import EditionError
from ..toc import TOC

#: More articles than this are not put into one list if they can stand by year.
MANY = 20
_ARTICLE = re.compile(r".*/articles/(?P<date>\d{4}-\d{2}-\d{2})-[^/]*")


@dataclass(slots=True)
class _List:
    """A list of pages in the file: its items' names and lines, and how far they are indented."""

    caption: str
    items: list[tuple[str, int]]
    indent: int
    end: int
    part: tuple[int, int] = (0, 0)

    @property
    def articles(self) -> list[tuple[str, int]]:
        return [(name, line) for name, line in self.items if _ARTICLE.fullmatch(name)]


@dataclass(slots=True)
class _Toc:
    """The file's lists, and the lines that are to be put before each of its lines."""

    lists: list[_List]
    parts: bool
    added: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))


def listed(text: str) -> set[str]:
    """The pages that the table of contents names."""
    return {name for each in _read(text).lists for name, _ in each.items}


def with_articles(text: str, docnames: Sequence[str], caption: str = "Articles") -> str:
    """The table of contents *text* with the articles *docnames*; those of one day as given.

    *caption* is that of a part for articles which are not put in parts by year.
    """
    toc = _read(text)
    known = {name for each in toc.lists for name, _ in each.items}
    fresh = sorted((name for name in dict.fromkeys(docnames) if name not in known), key=_order)
    if not fresh:
        return text
    for place, names in _places(toc, fresh, caption):
        _insert(toc, place, names)
    made = _joined(text, toc)
    if {name for each in _read(made).lists for name, _ in each.items} != known | set(fresh):
        raise EditionError(_UNREADABLE)
    return made


_UNREADABLE = f"new articles cannot be put into {TOC}: write its lists with one “- file: …” a line."


def _order(docname: str) -> str:
    return docname.rpartition("/")[2][:10]


def _read(text: str) -> _Toc:
    try:
        root = compose_yaml(text)
    except BadYaml as error:
        raise EditionError(error.told(TOC)) from None
    if not isinstance(root, yaml.MappingNode):
        raise EditionError(f"{TOC} is empty; it must name the root page.")
    keys = {key.value: value for key, value in root.value}
    lists = list(_lists(root, "", (0, 0)))
    return _Toc(lists, "parts" in keys)


def _lists(node: Any, caption: str, part: tuple[int, int]) -> Iterator[_List]:
    """Every list of pages, from the top; sections below a page are lists of their own."""
    if isinstance(node, yaml.MappingNode):
        own = {key.value: value for key, value in node.value}
        name = str(own["caption"].value) if "caption" in own else caption
        for key, value in own.items():
            if key in ("chapters", "sections", "parts", "subtrees", "entries"):
                yield from _sequence(value, name, part, key)


def _sequence(node: Any, caption: str, part: tuple[int, int], key: str) -> Iterator[_List]:
    if not isinstance(node, yaml.SequenceNode) or node.flow_style:
        raise EditionError(_UNREADABLE)
    if key in ("parts", "subtrees"):
        for item in node.value:
            yield from _lists(item, caption, (_dash(node), item.end_mark.line))
        return
    items = []
    for item in node.value:
        own = (
            {k.value: v.value for k, v in item.value} if isinstance(item, yaml.MappingNode) else {}
        )
        items.append((str(own.get("file", "")), item.start_mark.line))
    yield _List(caption, items, _dash(node), _last_line(node), part)
    for item in node.value:
        yield from _lists(item, caption, part)


def _dash(node: Any) -> int:
    """The column of the hyphens of a list."""
    return int(node.start_mark.column)


def _last_line(node: Any) -> int:
    """The line behind the last item of a list."""
    last = node.value[-1] if node.value else None
    while isinstance(last, (yaml.MappingNode, yaml.SequenceNode)) and last.value:
        last = last.value[-1][1] if isinstance(last, yaml.MappingNode) else last.value[-1]
    return int((last.end_mark if last is not None else node.start_mark).line) + 1


def _places(toc: _Toc, fresh: list[str], caption: str) -> Iterator[tuple[_List | str, list[str]]]:
    """Which of the fresh articles go into which list, or into a new part with which caption."""
    by_caption = {each.caption: each for each in reversed(toc.lists) if each.caption}
    home = next((each for each in toc.lists if each.articles), None) or by_caption.get(caption)
    years: dict[str, list[str]] = defaultdict(list)
    for name in fresh:
        years[_order(name)[:4]].append(name)
    in_years = {year for year in years if year in by_caption}
    rest = [name for year, names in years.items() if year not in in_years for name in names]
    for year in in_years:
        yield by_caption[year], years[year]
    if not rest:
        return
    if not toc.parts or (
        home and not in_years and not home.caption.isdigit() and len(home.items) + len(rest) <= MANY
    ):
        yield (home or _only(toc)), rest
        return
    many = (
        len(rest) > MANY
        or bool(in_years)
        or bool(home and (len(home.items) + len(rest) > MANY or home.caption.isdigit()))
    )
    if not many:
        yield caption, rest
        return
    for year in sorted(set(years) - in_years):
        yield year, years[year]


def _only(toc: _Toc) -> _List:
    if not toc.lists:
        raise EditionError(f"{TOC} has no list of chapters to which articles could be added.")
    return toc.lists[0]


def _insert(toc: _Toc, place: _List | str, names: list[str]) -> None:
    if isinstance(place, str):
        _new_part(toc, place, names)
        return
    articles = place.articles
    for name in names:
        later = next((line for other, line in articles if _order(other) > _order(name)), None)
        if later is None:
            last = articles[-1][1] if articles else -1
            after = [line for _, line in place.items if line > last] if articles else []
            later = after[0] if after else place.end
        toc.added[later].append(f"{' ' * place.indent}- file: {name}")


def _new_part(toc: _Toc, caption: str, names: list[str]) -> None:
    """A part of its own, behind the last part that holds articles of that year or before."""
    holding = [
        each
        for each in toc.lists
        if each.articles and (not each.caption.isdigit() or each.caption < caption)
    ]
    parts = [each for each in toc.lists if each.part != (0, 0)]
    model = holding[-1] if holding else None
    dash = (model or parts[0]).part[0] if parts else 2
    line = model.end if model else (_first_part_line(parts, dash) if parts else toc.lists[-1].end)
    step = (model or parts[0]).indent - dash if parts else 4
    quoted = f'"{caption}"' if caption.isdigit() else caption
    toc.added[line] += [f"{' ' * dash}- caption: {quoted}", f"{' ' * (dash + 2)}chapters:"]
    toc.added[line] += [f"{' ' * (dash + max(step, 2))}- file: {name}" for name in names]


def _first_part_line(parts: list[_List], dash: int) -> int:
    """Behind the first part, which is usually what comes before the articles."""
    return min(each.end for each in parts)


def _joined(text: str, toc: _Toc) -> str:
    lines = text.rstrip("\n").split("\n")
    made: list[str] = []
    for number, line in enumerate(lines):
        made += toc.added.get(number, [])
        made.append(line)
    for number in sorted(toc.added):
        if number >= len(lines):
            made += toc.added[number]
    return "\n".join(made) + "\n"
