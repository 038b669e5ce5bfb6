"""Views of an edition that answer while one writes or chooses, for notebooks.

Each is an ipywidget, and live where a notebook is. Whoever shows it without a kernel, as the
edition's own pages do, gets the view that it had when the notebook ran: a picture and a table.
It decides nothing of what is shown: that is `glossator.notebook.views`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import ipywidgets

from .kinds import KINDS
from .notebook import OpenEdition
from .notebook.views import View, chronology_view, concordance_view, notes_view

#: How views look in a notebook, which has no style sheet of ours; pages of the edition have one.
_STYLE = """<style>
.glossator-view { line-height: 1.5; }
.glossator-view figure { margin: .5rem 0; max-width: 46rem; }
.glossator-view table { border-collapse: collapse; }
.glossator-view caption { text-align: start; padding-block: .25rem; }
.glossator-view :is(th, td) { padding: .15rem .6rem; text-align: start; vertical-align: top; }
.glossator-view .kwic :is(th:first-child, td.end) { text-align: end; }
.glossator-view .kwic td { white-space: nowrap; }
</style>"""


class Explorer(ipywidgets.VBox):  # type: ignore[misc]  # ipywidgets has no types
    """Controls above a view, which is made again whenever one of them changes."""

    def __init__(self, view: Callable[..., View], **controls: Any) -> None:
        self._view = view
        self.controls = controls
        self._result = ipywidgets.HTML()
        row = ipywidgets.HBox(list(controls.values()), layout={"flex_flow": "row wrap"})
        super().__init__([*([row] if controls else []), self._result])
        for control in controls.values():
            control.observe(lambda _: self._show(), names="value")
        self._show()

    @property
    def view(self) -> View:
        """What the controls ask for now."""
        return self._view(**{name: control.value for name, control in self.controls.items()})

    def _show(self) -> None:
        self._shown = self.view.html()
        self._result.value = f'<div class="glossator-view">{_STYLE}{self._shown}</div>'

    def _repr_html_(self) -> str:
        return self._shown

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        """The widget, and what it shows for those who cannot show a widget."""
        made: dict[str, Any] = dict(super()._repr_mimebundle_(**kwargs) or {})
        return made | {"text/html": self._repr_html_(), "text/plain": self.view.plain()}


def concordance(edition: OpenEdition, words: str = "", width: int = 40) -> Explorer:
    """Every place of a word or a phrase, with *width* characters before and after it."""
    return Explorer(
        lambda **asked: concordance_view(edition, **asked),
        words=ipywidgets.Text(value=words, description="Words", placeholder="strategic defeat"),
        width=ipywidgets.BoundedIntText(value=width, min=10, max=120, step=10, description="Width"),
        texts=ipywidgets.Dropdown(
            options=[("articles", "articles"), ("notes", "notes"), ("both", "all")],
            description="In",
        ),
    )


def notes(edition: OpenEdition, kind: str = "", source: str = "") -> Explorer:
    """The notes of a kind, or with a source; `KeyError` for one that there is not."""
    edition.notes(kind=kind, source=source)
    kinds = Counter(note.kind for note in edition.annotations)
    works = Counter(key for note in edition.annotations for key in note.sources)
    labels = {work.key: work.label for work in edition.works}
    sources = sorted((labels[key], key) for key in {*works, source} if key in labels)
    return Explorer(
        lambda **asked: notes_view(edition, **asked),
        kind=ipywidgets.Dropdown(
            options=[
                ("all kinds", ""),
                *(
                    (f"{each.label} ({kinds[name]})", name)
                    for name, each in KINDS.items()
                    if kinds[name] or name == kind
                ),
            ],
            value=kind,
            description="Kind",
        ),
        source=ipywidgets.Dropdown(
            options=[
                ("all sources", ""),
                *((f"{label} ({works[key]})", key) for label, key in sources),
            ],
            value=source,
            description="Source",
        ),
    )


def chronology(edition: OpenEdition) -> Explorer:
    """The articles' dates, and the days that notes name in full."""
    return Explorer(lambda: chronology_view(edition))
