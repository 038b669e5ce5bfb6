"""What does the whole edition look like in time? `{edition-in-time}`: one strip with its articles
and the events in all dated tables that have a picture, on whatever page these stand.

It is drawn when its page is written; a page is written again when an event elsewhere has changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.environment.collectors import EnvironmentCollector
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective

from ..chronology import label_of
from ..dates import readable_date
from ..labels import labels
from ..strip import draw_strip
from ..timeline import Event, parse_when
from . import nodes as ours
from .links import LISTED, page_of
from .lists.articles import article_pages
from .session import session_of
from .times import sheet_of

#: More dots than this are no picture; of so many articles each year has one, and of so many years
#: each decade.
_DOTS, _YEARS = 90, 30


class InTimeDirective(SphinxDirective):
    """`{edition-in-time}`: the place of the picture."""

    has_content = False

    def run(self) -> list[nodes.Node]:
        return [ours.timeline(whole=1)]


class EventCollector(EnvironmentCollector):
    """Remembers which events each page draws, and which pages draw all of them."""

    def clear_doc(self, app: Sphinx, env: BuildEnvironment, docname: str) -> None:
        events_of(env).pop(docname, None)

    def merge_other(
        self, app: Sphinx, env: BuildEnvironment, docnames: set[str], other: BuildEnvironment
    ) -> None:
        found = events_of(other)
        events_of(env).update({name: found[name] for name in docnames if name in found})

    def process_doc(self, app: Sphinx, doctree: nodes.document) -> None:
        places = list(doctree.findall(ours.timeline))
        events: tuple[Event, ...] = sum((tuple(place.get("events", ())) for place in places), ())
        if events or any(place.get("whole") for place in places):
            events_of(app.env)[app.env.docname] = events


def events_of(env: BuildEnvironment) -> dict[str, tuple[Event, ...]]:
    """The events by the page that has their table; none for a page that only draws the whole."""
    if not hasattr(env, "glossator_events"):
        env.glossator_events = {}  # type: ignore[attr-defined]
    events: dict[str, tuple[Event, ...]] = env.glossator_events  # type: ignore[attr-defined]
    return events


class DrawWhole(SphinxPostTransform):
    """Draws the picture, or takes its place away where there is nothing to draw."""

    default_priority = 6

    def run(self, **kwargs: object) -> None:
        for place in list(self.document.findall(ours.timeline)):
            if not place.get("whole"):
                continue
            events = [*self._articles(), *self._events()]
            if len(events) < 2:
                place.parent.remove(place)
                continue
            language = session_of(self.app).language
            fixed = labels(language)
            place["svg"] = draw_strip(events, fixed["in_time"], language)
            events.sort(key=lambda event: event.start)
            place["words"] = fixed["span"].format(first=events[0].when, last=events[-1].when)

    def _goal(self, docname: str) -> str:
        if self.app.builder.format != "html":
            return ""
        return str(self.app.builder.get_relative_uri(self.env.docname, docname))

    def _events(self) -> Iterator[Event]:
        for docname, events in sorted(events_of(self.env).items()):
            for event in events:
                goal = f"{self._goal(docname)}#event-{event.number}"
                yield replace(event, goal=goal, marked=False)

    def _articles(self) -> Iterator[Event]:
        """A point for each article, with its number in its series, or else its place by date."""
        articles = session_of(self.app).report.book.edition.articles
        room = _DOTS - sum(map(len, events_of(self.env).values()))
        if len(articles) > room:
            yield from self._years()
            return
        language = session_of(self.app).language
        for number, article in enumerate(articles, 1):
            when, goal = readable_date(article.date, language), self._goal(article.docname)
            if days := parse_when(readable_date(article.date)):
                shown = int(article.number) if article.number.isdecimal() else number
                yield Event(shown, when, article.listed_title, *days, marked=True, goal=goal)

    def _years(self) -> Iterator[Event]:
        """A dot for each year, or decade, with the number of its articles, which leads to them."""
        session = session_of(self.app)
        articles = session.report.book.edition.articles
        years = {article.date[:4] for article in articles}
        pages = article_pages(session) if page_of(self.env, "articles") else ()
        digits = 4 if len(years) <= _YEARS else 3
        for time, of_time in groupby(articles, key=lambda article: article.date[:digits]):
            some = list(of_time)
            days = parse_when(some[0].date[:4]), parse_when(some[-1].date[:4])
            if days[0] and days[1]:
                what = labels(session.language).count("n_articles", len(some))
                page = sheet_of(pages, time)
                goal = self._goal(f"{LISTED}/{page.name}" if page else some[0].docname)
                when = label_of(time, session.language)
                yield Event(len(some), when, what, days[0][0], days[1][1], marked=True, goal=goal)


def _redrawn(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """The pages with the picture, where an event has changed since they were written."""
    articles = session_of(app).report.book.edition.articles
    now = repr((sorted(events_of(env).items()), [(each.id, each.date) for each in articles]))
    before, env.glossator_drawn = getattr(env, "glossator_drawn", now), now  # type: ignore[attr-defined]
    return [] if before == now else [name for name, events in events_of(env).items() if not events]


def add(app: Sphinx) -> None:
    """Register the directive, the collector and the transform."""
    app.add_directive("edition-in-time", InTimeDirective)
    app.add_post_transform(DrawWhole)
    app.add_env_collector(EventCollector)
    app.connect("env-updated", _redrawn)
