"""Which of our roles may maintainers use on their own pages? The same four as in notes.

What such a page says rests on the edition: the label of a work, the number of a note. So of each
page it is remembered how its roles were answered, and it is read again when one would be otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging
from sphinx.util.docutils import SphinxRole

from ..model import Place
from ..pointers import pointer
from ..references import Targets
from .records import digest
from .render import point
from .session import look_again, session_of

logger = logging.getLogger(__name__)

#: The roles of one page: the name of each, what was written in it, and a digest of what it made.
_Answers = dict[tuple[str, str], str]
_ROLES = ("cite", "term", "article", "note")


class EditionRole(SphinxRole):
    """`{cite}`, `{term}`, `{article}` or `{note}` on an ordinary page."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        name = self.name.rpartition(":")[2]
        made = _answer(name, self.text, session_of(self.env.app).targets)
        answers = answers_of(self.env).setdefault(self.env.docname, {})
        answers[name, self.text] = digest(str(made))
        if "unresolved" in made.get("classes", ()):  # type: ignore[attr-defined]
            logger.warning(
                "{%s} points at “%s”, which is not in this edition.",
                name,
                pointer(self.text, name, Place("")).target,
                location=self.get_location(),
            )
        return [made], []


def _answer(name: str, text: str, targets: Targets) -> nodes.Node:
    return point(pointer(text, name, Place("")), targets)


def answers_of(env: BuildEnvironment) -> dict[str, _Answers]:
    """How the roles of each page were answered when it was read."""
    if not hasattr(env, "glossator_answers"):
        env.glossator_answers = {}  # type: ignore[attr-defined]
    answers: dict[str, _Answers] = env.glossator_answers  # type: ignore[attr-defined]
    return answers


def add(app: Sphinx) -> None:
    """Register the roles; in place of Sphinx's `term`, whose glossary an edition does not use."""
    for name in _ROLES:
        app.add_role(name, EditionRole(), override=True)
    # Sphinx asks its own domain before anybody else.
    app.add_role_to_domain("std", "term", EditionRole(), override=True)
    app.connect("env-get-outdated", _outdated)
    app.connect("env-purge-doc", _forget)
    app.connect("env-merge-info", _merge)


def _outdated(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> Iterator[str]:
    """The pages on which a role would be answered otherwise."""
    look_again(app)
    targets = session_of(app).targets
    for docname, answers in answers_of(env).items():
        now = {asked: digest(str(_answer(*asked, targets))) for asked in answers}
        if docname in env.found_docs and now != answers:
            yield docname


def _forget(app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    answers_of(env).pop(docname, None)


def _merge(app: Sphinx, env: BuildEnvironment, docnames: set[str], other: BuildEnvironment) -> None:
    found = answers_of(other)
    answers_of(env).update({name: found[name] for name in docnames if name in found})
