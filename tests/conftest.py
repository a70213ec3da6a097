"""What every test stands on: its own data folder, no content of the person who runs it, one random seed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from assistant.content import cache as content_cache
from assistant.conversation import opening
from assistant.conversation.asking import asker
from assistant.conversation.asking.asker import Asker, open_asker

if TYPE_CHECKING:
    from assistant.reference.desk import ReferenceDesk
    from assistant.reference.library import Knowledge
    from assistant.scoring.library import Library

_OWN_FOLDER = content_cache._folder

settings.register_profile("local", deadline=None, derandomize=False)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "local")


@pytest.fixture(autouse=True)
def own_surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep a test away from the data, the extra content and the terminal settings of whoever runs it."""
    monkeypatch.setenv("MALAR_HOME", str(tmp_path / "malar-home"))
    for name in ("MALAR_CONTENT", "MALAR_DATABASE_URL", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def kept_trees(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the tests of a process keep of parsed content, so that each file is parsed once."""
    return tmp_path_factory.mktemp("trees")


@pytest.fixture(autouse=True)
def content_parsed_once(kept_trees: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep parsed content outside the data folder of each test; `own_cache` puts it back there."""
    monkeypatch.setattr(content_cache, "_folder", lambda _: kept_trees)


@pytest.fixture
def own_cache(content_parsed_once: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep parsed content in the data folder of the test, as the program does."""
    monkeypatch.setattr(content_cache, "_folder", _OWN_FOLDER)


@pytest.fixture(scope="session")
def opened_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a first question keeps for the next start, made once in a process of its own."""
    home = tmp_path_factory.mktemp("opened")
    asked = [sys.executable, "-m", "assistant", "ask", "anifrolumab"]
    subprocess.run(asked, env={**os.environ, "MALAR_HOME": str(home)}, check=True, capture_output=True)
    return home / "cache"


@pytest.fixture
def opened_before(own_surroundings: None, opened_cache: Path) -> None:
    """A data folder in which a question was asked before, so that a process of its own opens fast."""
    shutil.copytree(opened_cache, Path(os.environ["MALAR_HOME"]) / "cache")


@cache
def shipped_desk() -> ReferenceDesk:
    """The desk over the shipped content, which never changes once it is made."""
    return open_asker().desk


def _open_on_shipped_desk(library: Library | None = None, knowledge: Knowledge | None = None) -> Asker:
    if knowledge is not None or "MALAR_CONTENT" in os.environ:
        return open_asker(library, knowledge)
    return Asker(shipped_desk())


@pytest.fixture(autouse=True)
def one_desk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Open the shipped knowledge once for all tests of a process; other content is opened anew."""
    monkeypatch.setattr(asker, "open_asker", _open_on_shipped_desk)
    monkeypatch.setattr(opening, "open_asker", _open_on_shipped_desk)
