"""What should a server say with each page, on hosts that read a file called `_headers`?

Netlify, Cloudflare Pages and others do. The policy is the one that pages carry themselves.
"""

from __future__ import annotations

import re
from pathlib import Path

from sphinx.application import Sphinx

from . import theme

_HEAD = theme.THEME / "parts" / "head.html"
_ALWAYS = (
    "X-Content-Type-Options: nosniff",
    "Referrer-Policy: no-referrer",
    "X-Frame-Options: DENY",
)


def add(app: Sphinx) -> None:
    """Write the file at the end of a build of the website."""
    app.connect("build-finished", _write)


def policy() -> str:
    """The Content-Security-Policy of the theme's pages."""
    found = re.search(
        r'http-equiv="Content-Security-Policy" content="([^"]+)"', _HEAD.read_text("utf-8")
    )
    assert found, "the theme's pages carry a policy"
    return found[1]


def _write(app: Sphinx, exception: Exception | None) -> None:
    if exception is not None or not theme.ours(app):
        return
    lines = ["/*", *(f"  {header}" for header in _ALWAYS)]
    for docname in sorted(app.env.found_docs):
        address = app.builder.get_target_uri(docname)
        lines += [
            f"/{address}",
            f"  Content-Security-Policy: {policy()}; frame-ancestors 'none'",
        ]
    (Path(app.outdir) / "_headers").write_text("\n".join(lines) + "\n", "utf-8")
