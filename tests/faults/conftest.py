"""The program in a terminal of its own, over a data folder whose content is parsed already."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.conftest import shipped_desk
from tests.conversation.talk import shipped

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def home(tmp_path: Path, kept_trees: Path) -> Path:
    """A data folder as after the first start, so that nothing is parsed anew."""
    shipped()
    shipped_desk()
    shutil.copytree(kept_trees, tmp_path / "home" / "cache" / "content")
    return tmp_path / "home"
