"""One asker for all tests of answers: it is made from content alone and keeps nothing between questions."""

from __future__ import annotations

import pytest

from assistant.conversation.asking.asker import Asker
from tests.conftest import shipped_desk


@pytest.fixture(scope="session")
def asker() -> Asker:
    return Asker(shipped_desk())
