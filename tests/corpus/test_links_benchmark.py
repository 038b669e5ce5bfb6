"""Do the proposals keep their quality on a series that somebody has marked by hand?"""

from __future__ import annotations

import re

from benchmarks.links.corpus import read_corpus
from benchmarks.links.measure import marked, measure
from test_add import FEDERALIST, needs_corpus

from glossator.suggestions import suggest_links

#: The least precision and recall of what `suggest links` shows by itself.
LEAST = {
    "essays that are named": (1.0, 1.0),
    "essays that are meant": (0.8, 0.3),
    "passages that stand in both": (0.93, 0.93),
}


def test_the_table_is_of_earlier_essays() -> None:
    known = marked()
    assert len(known) > 70
    for each in known:
        assert all(int(earlier) < int(each.later) for earlier in each.earlier), each
        assert each.label in ("mention", "former", "reuse", "formula")


@needs_corpus
def test_the_federalist_as_marked() -> None:
    texts = read_corpus(FEDERALIST)
    found = [each for each in suggest_links(texts) if each.score >= 0.5]
    figures = {}
    for line in measure(texts, found):
        if said := re.match(
            r"  (.+): \d+ of \d+ right \((\S+)\), \d+ of \d+ found \((\S+)\)", line
        ):
            figures[said[1]] = (float(said[2]), float(said[3]))
    assert figures.keys() == LEAST.keys()
    for name, (precision, recall) in figures.items():
        assert precision >= LEAST[name][0], name
        assert recall >= LEAST[name][1], name
