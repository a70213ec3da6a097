"""One asker for all tests of answers: it is made from content alone and keeps nothing between questions."""

from __future__ import annotations

import pytest

from assistant.conversation.asking import Asker, open_asker


@pytest.fixture(scope="session")
def asker() -> Asker:
    return open_asker()
