"""The app for tests, over a conversation of tests, and what it has drawn as plain lines."""

from __future__ import annotations

import html
import re
from collections import defaultdict
from typing import TYPE_CHECKING

from assistant.tui.app import MalarApp
from tests.conversation.talk import Talk

if TYPE_CHECKING:
    from pathlib import Path

    from textual.app import App
    from textual.pilot import Pilot

PIECE = re.compile(r'<text class="[^"]*-r\d+"[^>]* x="([\d.]+)" y="([\d.]+)"[^>]*>([^<]*)</text>')
CELL, LINE = 12.2, 24.4
SMALL, LARGE = (80, 24), (140, 40)


def app_over(home: Path) -> MalarApp:
    """The app over the shipped instruments and a desk that answers from a table."""
    return MalarApp(opener=lambda: Talk(home).conversation)


async def ready(pilot: Pilot[None], *lines: str) -> None:
    """Wait until everything is loaded, then say lines."""
    await pilot.pause()  # the first frame, after which loading begins
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    for line in lines:
        await say(pilot, line)


async def say(pilot: Pilot[None], line: str) -> None:
    """Type a line at the prompt and enter it."""
    prompt = pilot.app.query_one("#prompt")
    prompt.focus()
    await pilot.pause()
    prompt.value = line  # type: ignore[attr-defined]
    await press(pilot, "enter")


async def press(pilot: Pilot[None], keys: str) -> None:
    """Press keys written with spaces between them, and wait until they are drawn."""
    await pilot.press(*keys.split())
    await pilot.pause()


def drawn(app: App[None]) -> str:
    """The screen as lines of text, as it is drawn."""
    rows: dict[int, dict[float, str]] = defaultdict(dict)
    for x, y, text in PIECE.findall(app.export_screenshot()):
        rows[int(float(y) / LINE)][float(x)] = html.unescape(text).replace("\xa0", " ")
    return "\n".join(line_of(rows[row]) for row in range(app.size.height))


def line_of(pieces: dict[float, str]) -> str:
    """One line from its pieces by their horizontal place."""
    line = ""
    for x, text in sorted(pieces.items()):
        line = line.ljust(round(x / CELL)) + text
    return line.rstrip()
