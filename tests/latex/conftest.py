"""What the tests of LaTeX and the plain builders share."""

from __future__ import annotations

from pathlib import Path

import pytest

from knotty import write_edition


@pytest.fixture(scope="session")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The knotty edition."""
    return write_edition(tmp_path_factory.mktemp("knotty") / "edition")
