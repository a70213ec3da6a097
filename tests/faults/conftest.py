"""The data folder of a program that was open before."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


@pytest.fixture
def home(opened_before: None) -> Path:
    """A data folder with kept content, so that nothing is parsed anew."""
    return Path(os.environ["MALAR_HOME"])
