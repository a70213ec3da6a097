"""What every test stands on: its own data folder, no content of the person who runs it, one random seed."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from pathlib import Path

settings.register_profile("local", deadline=None, derandomize=False)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "local")


@pytest.fixture(autouse=True)
def own_surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep a test away from the data, the extra content and the terminal settings of whoever runs it."""
    monkeypatch.setenv("MALAR_HOME", str(tmp_path / "malar-home"))
    for name in ("MALAR_CONTENT", "MALAR_DATABASE_URL", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES"):
        monkeypatch.delenv(name, raising=False)
