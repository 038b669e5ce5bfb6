"""How is a preview kept up to date? One Sphinx application that lives on and builds what changed.

Starting Jupyter Book takes longer than building a page, so it is started once; every later
build reads what its own rules say is outdated. Knows nothing of browsers.
"""

from __future__ import annotations

import io
import re
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType

from jupyter_book.config import get_final_config
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

_ANSI = re.compile(r"\x1b\[[0-9;]*m")


class Preview:
    """A website in *folder* that is built again and again. Use it as a context manager."""

    def __init__(self, root: Path, folder: Path) -> None:
        self.root = root
        self.site = folder / "html"
        self._folder = folder
        self._said = io.StringIO()
        self._open = ExitStack()
        self._app: Sphinx | None = None

    def __enter__(self) -> Preview:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._open.close()

    def restart(self) -> None:
        """Forget the application; after a change of `_config.yml` or `_toc.yml`."""
        self._open.close()
        self._app = None

    def build(self) -> list[str]:
        """Build what is outdated; what there is to say of it, a line each."""
        self._said.seek(0)
        self._said.truncate()
        if self._app is None:
            self._app = self._start()
        self._app.build()
        return [line for line in _ANSI.sub("", self._said.getvalue()).splitlines() if line.strip()]

    def _start(self) -> Sphinx:
        toc = (self.root / "_toc.yml").as_posix()
        config, _ = get_final_config(
            user_yaml=self.root / "_config.yml",
            cli_config={"latex_individualpages": False, "external_toc_path": toc},
            sourcedir=self.root,
        )
        # A notebook takes seconds, and would be run again for each note that is saved.
        config["nb_execution_mode"] = "off"
        self._open.enter_context(patch_docutils())
        self._open.enter_context(docutils_namespace())
        return Sphinx(
            srcdir=str(self.root),
            confdir=None,
            outdir=str(self.site),
            doctreedir=str(self._folder / "doctrees"),
            buildername="html",
            confoverrides=config,
            status=None,
            warning=self._said,
        )
