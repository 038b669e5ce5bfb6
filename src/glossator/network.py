"""Which article cites which, as a picture?

The articles stand one below the other in their order in time, and a curved line leads from each
to every earlier one that it cites. Articles without any line are left out and counted; where too
many are left to be read, they are drawn together by month, year or decade. Records that the edition does not hold
stand among the articles, by their dates. Citations in, one SVG picture out.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape

from .citations import Citation, is_later
from .dates import decade, readable_date
from .labels import Words, labels
from .lettering import breadth, fitting
from .model import Article, Work

#: More rows or lines than this are drawn together by the shortest of these times that gives no more.
MOST, _LINES = 100, 400
_TIMES = {"month": 7, "year": 4, "decade": 3}
#: A row has two lines, a title and what is left of it with its date, which a narrow window has room for.
_ROW, _TOP, _GAP = 34, 12, 13
_WIDTH, _ARCS = 380, 72
#: Sizes of the letters of both, and how broad letters are by their size.
_BIG, _SMALL, _BROAD = 11.5, 10, 0.53
#: More lines than this are drawn fainter, so that those in front hide none.
_MANY = 60
#: Colours stand in attributes, which style sheets override, so that the picture needs none.
_INK = "#7a2e1d"


@dataclass(frozen=True, slots=True)
class Stop:
    """A row of the picture: an article, a record, or all of a month, a year or a decade.

    `articles` is how many it stands for, 0 for a record; `inside` how often they cite each other.
    """

    key: str
    date: str
    title: str
    articles: int = 1
    inside: int = 0

    @property
    def together(self) -> bool:
        """Whether the row stands for a time, and not for one article or record."""
        return self.key == self.date


@dataclass(frozen=True, slots=True)
class Line:
    """That one row cites another, by their places, and how often."""

    citing: int
    cited: int
    times: int
    later: bool = False


@dataclass(frozen=True, slots=True)
class Network:
    """Rows in their order in time and the lines between them.

    `alone` are the articles that cite none and are cited by none. `by` is `month`, `year` or
    `decade` where articles are drawn together, else empty.
    """

    stops: tuple[Stop, ...]
    lines: tuple[Line, ...]
    alone: int
    by: str = ""


def network(
    articles: Sequence[Article],
    citations: Iterable[Citation],
    most: int = MOST,
    language: str = "en",
) -> Network:
    """The network of an edition, with at most *most* rows if its months, years or decades allow.

    Neither has it so many lines that none could be followed.
    """
    pairs: Counter[tuple[str, str]] = Counter()
    things: dict[str, Article | Work] = {}
    for each in citations:
        if each.target is not each.article:
            citing, cited = _key(each.article), _key(each.target)
            things |= {citing: each.article, cited: each.target}
            pairs[citing, cited] += 1
    ordered = sorted(things.values(), key=_order)
    place = {_key(thing): number for number, thing in enumerate(ordered)}
    whole = Network(
        stops=tuple(
            Stop(_key(thing), thing.date, _title(thing), int(isinstance(thing, Article)))
            for thing in ordered
        ),
        lines=tuple(
            Line(place[citing], place[cited], times, _later(things[cited], things[citing]))
            for (citing, cited), times in pairs.items()
        ),
        alone=sum(_key(article) not in things for article in articles),
    )
    made = whole
    for by, digits in _TIMES.items():
        if len(made.stops) <= most and len(made.lines) <= _LINES:
            break
        made = _together(whole, by, digits, language)
    return made


def _key(thing: Article | Work) -> str:
    return thing.id if isinstance(thing, Article) else f"record {thing.key}"


def _title(thing: Article | Work) -> str:
    return thing.title if isinstance(thing, Work) else thing.running_title


def _order(thing: Article | Work) -> tuple[str, int, str]:
    if isinstance(thing, Article):
        return thing.order
    return thing.date or "~", 0, thing.key


def _later(target: Article | Work, article: Article | Work) -> bool:
    both = isinstance(target, Article) and isinstance(article, Article)
    return both and is_later(target, article)  # type: ignore[arg-type]  # both is what it says


def _together(whole: Network, by: str, digits: int, language: str) -> Network:
    """The rows of each month, year or decade as one; records without a date at the end."""
    names = [stop.date[:digits] for stop in whole.stops]
    place = {name: number for number, name in enumerate(dict.fromkeys(names))}
    between: Counter[tuple[int, int]] = Counter()
    for line in whole.lines:
        between[place[names[line.citing]], place[names[line.cited]]] += line.times
    stops = [
        Stop(
            key=name,
            date=name,
            title=_time(name, by, language),
            articles=sum(stop.articles for stop in several),
            inside=between[number, number],
        )
        for number, (name, several) in enumerate(_runs(names, whole.stops))
    ]
    lines = [
        Line(citing, cited, times, cited > citing)
        for (citing, cited), times in between.items()
        if citing != cited
    ]
    return Network(tuple(stops), tuple(lines), whole.alone, by)


def _time(name: str, by: str, language: str) -> str:
    """A time in words; of a record only the year may be known where others have a month."""
    if by == "decade" and name:
        return decade(name, language)
    return readable_date(name, language) or labels(language)["undated"]


def _runs(names: Sequence[str], stops: Sequence[Stop]) -> list[tuple[str, list[Stop]]]:
    made: dict[str, list[Stop]] = {}
    for name, stop in zip(names, stops, strict=True):
        made.setdefault(name, []).append(stop)
    return list(made.items())


def draw(
    network: Network,
    title: str,
    address: Callable[[Stop], str] = lambda stop: "",
    language: str = "en",
) -> str:
    """The picture as an SVG element with its description inside; empty where nobody cites anybody.

    *address* says where a row's link leads; empty for none.
    """
    if not network.lines:
        return ""
    reach = max((abs(line.citing - line.cited) for line in network.lines), default=1)
    x = _bulge(reach, reach) + _TOP
    most = max(line.times for line in network.lines)
    arcs: dict[int, list[str]] = {}
    for line in sorted(network.lines, key=_long, reverse=True):
        arcs.setdefault(line.citing, []).append(_arc(line, network, x, reach, most))
    cited = {line.cited for line in network.lines}
    body = [
        _stop(
            number, stop, x, number in cited, address(stop), language, "".join(arcs.get(number, []))
        )
        for number, stop in enumerate(network.stops)
    ]
    height = _TOP * 2 + (len(network.stops) - 1) * _ROW + _ROW // 3
    words = describe(network, language)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="network" viewBox="0 0 {_WIDTH} {height}" '
        f'role="group" aria-label="{escape(title)}. {escape(words)}" '
        f'font-family="sans-serif" font-size="11.5">'
        f"<title>{escape(title)}</title><desc>{escape(words)}</desc>{''.join(body)}</svg>"
    )


def describe(network: Network, language: str = "en") -> str:
    """The picture in two sentences."""
    fixed = labels(language)
    articles = sum(stop.articles for stop in network.stops)
    records = sum(1 for stop in network.stops if not stop.articles)
    times = sum(line.times for line in network.lines) + sum(s.inside for s in network.stops)
    by = fixed.count_many("by_articles", articles)
    goals = [fixed["to_each_other"]] * (len(network.stops) > records + 1 or bool(network.by))
    goals += [fixed.count_many("to_records", records)] * bool(records)
    joined = f" {fixed['and']} ".join(goals)
    said = [f"{fixed.count_many('n_references', times)} {by} {joined}."]
    if network.by:
        said.append(fixed[f"by_{network.by}"])
    if network.alone:
        said.append(fixed.count_many("network_alone", network.alone))
    return " ".join(said)


def _long(line: Line) -> int:
    return abs(line.citing - line.cited)


def _y(number: int) -> int:
    return _TOP + number * _ROW


def _bulge(rows: int, reach: int) -> float:
    """How far a line over so many rows goes to the left; the longest goes over *reach*.

    Lines of different lengths keep apart, the long ones too.
    """
    height = reach * _ROW / 2
    return 1.5 * _ARCS * height / (height + _ARCS) * math.sqrt(rows / reach)


def _arc(line: Line, network: Network, x: float, reach: int, most: int) -> str:
    start, end = _y(line.citing), _y(line.cited)
    half = abs(start - end) / 2
    broad = 1.2 if most == 1 else 0.8 + 3.2 * line.times / most
    citing, cited = network.stops[line.citing], network.stops[line.cited]
    said = f"{citing.title} → {cited.title}" + (f" ({line.times})" if line.times > 1 else "")
    later = ' stroke-dasharray="4 3"' if line.later else ""
    faint = "0.4" if len(network.lines) > _MANY else "0.55"
    bulge = _bulge(_long(line), reach)
    return (
        f'<path class="cites{" later" * line.later}" data-ends="{line.citing} {line.cited}" '
        f'fill="none" stroke="{_INK}" stroke-width="{broad:.1f}" stroke-opacity="{faint}"{later} '
        f'd="M{x - 8:.1f} {start}A{bulge:.1f} {half:.1f} 0 0 {int(start > end)} {x - 8:.1f} {end}">'
        f"<title>{escape(said)}</title></path>"
    )


def _stop(
    number: int, stop: Stop, x: float, cited: bool, address: str, language: str, arcs: str
) -> str:
    """A row with its lines, which stand out with it where it is pointed at, scripts or not."""
    y = _y(number)
    held = stop.articles > 0
    fill = _INK if held else "#fff"
    radius = 4 if stop.articles < 2 else min(7.0, 4 + math.sqrt(stop.articles) / 4)
    head = f'<path class="head" fill="{_INK}" d="M{x - 12:.1f} {y - 3.5}l6 3.5l-6 3.5z"/>' * cited
    dot = f'<circle cx="{x:.1f}" cy="{y}" r="{radius:.1f}" fill="{fill}" stroke="{_INK}"/>'
    title, rest, below = _words(stop, _WIDTH - x - _GAP, language)
    label = f'<text x="{x + _GAP:.1f}" y="{y + 4}" fill="currentColor">{escape(title)}</text>'
    if rest:
        below = f'<tspan class="rest">{escape(rest)}</tspan> · {below}' if below else rest
    if below:
        label += f'<text class="when" x="{x + _GAP:.1f}" y="{y + 17}" font-size="{_SMALL}" fill="currentColor">{below}</text>'
    # The whole row is pointed at, and not its letters only.
    row = f'<path fill="none" pointer-events="all" d="M{x - 6:.1f} {y - 10}H{_WIDTH}v{_ROW}H{x - 6:.1f}z"/>'
    shape = f"<title>{escape(_told(stop, language))}</title>{arcs}{row}{head}{dot}{label}"
    kind = "stop" if held else "stop record"
    if address:
        return f'<a class="{kind}" data-stop="{number}" href="{escape(address)}" tabindex="-1">{shape}</a>'
    return f'<g class="{kind}" data-stop="{number}">{shape}</g>'


def shown(stop: Stop, language: str) -> tuple[str, str]:
    """What stands beside a row, and below that."""
    if stop.together:
        return stop.title, _within(stop, labels(language))
    return stop.title, readable_date(stop.date, language) if stop.date else ""


def _words(stop: Stop, room: float, language: str) -> tuple[str, str, str]:
    """The same as far as there is room: a line, the rest of the title, and what stands behind it."""
    title, below = shown(stop, language)
    first, rest = fitting(title, room / (_BIG * _BROAD))
    most = room / (_SMALL * _BROAD) - breadth(below) - 5
    second, cut = fitting(rest, most)
    return first, second + " …" * bool(cut), below


def _within(stop: Stop, fixed: Words) -> str:
    """What is drawn together in a row."""
    if not stop.articles:
        return fixed["not_held"]
    inside = f", {fixed.count_many('among_them', stop.inside)}" if stop.inside else ""
    return fixed.count_many("n_articles", stop.articles) + inside


def _told(stop: Stop, language: str) -> str:
    """A row in words."""
    fixed = labels(language)
    if stop.together:
        return f"{stop.title}{fixed['colon']}{_within(stop, fixed)}"
    date = f", {readable_date(stop.date, language)}" if stop.date else ""
    outside = "" if stop.articles else f" ({fixed['not_held']})"
    return f"{stop.title}{date}{outside}"
