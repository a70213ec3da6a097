"""The fixture `malar`."""

from __future__ import annotations

import pytest

from tests.cli.running import Malar


@pytest.fixture
def malar(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Malar:
    """The command line."""
    return Malar(monkeypatch, capsys)
