"""Does a record of references.bib read as LaTeX would print it, wherever it is shown?"""

from __future__ import annotations

import pytest

from glossator.sphinx.bibliography import format_works
from glossator.works import read_bibliography

_RECORD = r"""@book{a,
  title = {%s}, author = {Ray\$, {The \{Group\}}}, publisher = {Press \& \$ons}, year = 1999,
}
"""


@pytest.mark.parametrize(
    ("value", "read"),
    [
        (r"Cost \$5 \{x\} \%d \#e \& \_f", "Cost $5 {x} %d #e & _f"),
        (r"From \$5 to \$6", "From $5 to $6"),
        (r"{NATO} in Caf\'e -- \{a {B} c\}", "NATO in Café – {a B c}"),
        (r"No sign", "No sign"),
    ],
)
def test_escaped_signs_are_printed(value: str, read: str) -> None:
    bibliography, problems = read_bibliography(_RECORD % value, "references.bib")
    assert problems == []
    (work,) = bibliography.works
    assert (work.title, work.author, work.names) == (
        read, "Ray$", ("Ray$, The {Group}",)
    )  # fmt: skip
    (nodes,) = format_works(_RECORD % value).values()
    printed = "".join(node.astext() for node in nodes)
    assert printed == f"The {{Group}} Ray$. {read}. Press & $ons, 1999."
