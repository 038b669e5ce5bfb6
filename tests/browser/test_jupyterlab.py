"""The page in JupyterLab, where its widgets are live. Skipped where JupyterLab is not installed.

`pip install jupyterlab jupytext` makes it run; `make test` does without, for that is as much
again as everything else that the tests need.
"""

from __future__ import annotations

import importlib.util
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from shared import ROOT, copy_edition

pytestmark = pytest.mark.slow
NEEDED = ("jupyterlab", "jupytext")


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a JupyterLab in a copy of the edition, with settings of its own."""
    if missing := [name for name in NEEDED if importlib.util.find_spec(name) is None]:
        pytest.skip(f"{' and '.join(missing)} not installed: pip install jupyterlab jupytext")
    place = tmp_path_factory.mktemp("lab")
    root = copy_edition(ROOT, place / "edition")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "JUPYTER_CONFIG_DIR": str(place / "config"),
                   "JUPYTER_DATA_DIR": str(place / "data"), "IPYTHONDIR": str(place / "ipython"),
                   "JUPYTER_RUNTIME_DIR": str(place / "runtime")}  # fmt: skip
    said = (place / "log").open("wb")
    process = subprocess.Popen(
        [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ip=127.0.0.1",
         f"--port={port}", "--IdentityProvider.token=", "--ServerApp.port_retries=0",
         "--LabApp.news_url=", "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate"],
        cwd=root, env=environment, stdout=said, stderr=said,
    )  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(address + "/api", process, place / "log")
        yield address
    finally:
        process.terminate()
        process.wait(30)
        said.close()


def _wait(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(300):
        assert process.poll() is None, log.read_text("utf-8")
        try:
            with urllib.request.urlopen(address, timeout=1):
                return
        except OSError:
            time.sleep(0.2)
    pytest.fail(f"JupyterLab did not answer: {log.read_text('utf-8')}")


def test_writing_a_word_changes_the_lines(lab: str, browser: Any) -> None:
    context = browser.new_context(viewport={"width": 1400, "height": 1000})
    page = context.new_page()
    try:
        page.set_default_timeout(60_000)
        page.goto(f"{lab}/lab/tree/book/notebooks")
        # By hand, as the docs say it: the file's menu, Open With, Notebook.
        page.locator(".jp-DirListing-item", has_text="explore.md").click(button="right")
        page.get_by_text("Open With", exact=True).hover()
        page.locator(".lm-Menu-itemLabel").get_by_text("Notebook", exact=True).click()
        page.wait_for_selector(".jp-Notebook .jp-CodeCell")
        # A notebook whose kernel is still being started forgets that it was asked to run.
        page.get_by_text("Python 3 (ipykernel) | Idle").wait_for()
        page.get_by_role("menuitem", name="Run", exact=True).click()
        page.get_by_text("Run All Cells", exact=True).first.click()
        words = page.locator(".widget-text input[type=text]").first
        words.wait_for()
        lines = page.locator(".widget-html table.kwic tbody tr")
        lines.first.wait_for()
        before = lines.all_inner_texts()
        assert len(before) > 5
        assert all("imperialis" in line for line in before)
        words.fill("strategic defeat")
        page.wait_for_function(
            "document.querySelectorAll('.widget-html table.kwic tbody tr').length === 1"
        )
        assert "strategic defeat" in lines.first.inner_text()
        kind = page.locator(".widget-dropdown select").filter(has_text="all kinds")
        kind.scroll_into_view_if_needed()
        label = kind.locator("option", has_text="Evidence").inner_text()
        kind.select_option(label=label)
        count = re.search(r"\d+", label)
        assert count
        page.get_by_text(f"{count[0]} notes of the kind “Evidence”").first.wait_for()
    finally:
        context.close()
