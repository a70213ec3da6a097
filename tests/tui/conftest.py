"""Makes the screen hold still: no blinking cursor, and a test waits for what is under way, not for time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input

from tools.at_rest import waiting_until_at_rest

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def still_cursor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Input, "cursor_blink", False)


@pytest.fixture(autouse=True)
def waits_for_the_screen() -> Iterator[None]:
    with waiting_until_at_rest():
        yield
