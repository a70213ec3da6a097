"""The whole program in a pseudo-terminal, killed in the middle of an answer, and started again."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

from benchmarks.driving import answered, opened, start

if TYPE_CHECKING:
    from pathlib import Path


KEYS = "21c0"
"""Two levels, an area that is clear, and one more."""


def test_a_killed_program_comes_back_exactly_where_it_stood(home: Path) -> None:
    with start(home) as terminal:
        terminal.wait_for(opened)
        terminal.press("/score clasi full\r")
        terminal.wait_for(lambda shown: answered(shown) == 0)
        for key in KEYS:
            before = answered(terminal.settle())
            terminal.press(key)
            terminal.wait_for(lambda shown, before=before: answered(shown) not in {None, before})  # type: ignore[misc]
        card = card_lines(terminal.settle())
        (lock,) = (home / "drafts").glob("*.lock")
        os.kill(int(lock.read_text(encoding="utf-8")), signal.SIGKILL)

    with start(home) as terminal:
        terminal.wait_for(lambda shown: "Unfinished CLASI" in shown)
        terminal.press("\r")
        terminal.wait_for(lambda shown: card[0] in shown)
        assert card_lines(terminal.settle())[:2] == card[:2]


def card_lines(shown: str) -> list[str]:
    """The text of the card, line by line."""
    return [line.strip(" │") for line in shown.split("\n") if line.lstrip().startswith("│")]
