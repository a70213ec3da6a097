"""The picture of the screen in the README, drawn by the program itself."""

from __future__ import annotations

import asyncio
import os
import re
import tempfile
from typing import TYPE_CHECKING

from textual.widgets import Input

from assistant.tui.app import MalarApp

if TYPE_CHECKING:
    from textual.pilot import Pilot

SIZE = (110, 38)
BEGINNING = "/score clasi"
MARKED_AND_ANSWERED = ("m", "a", "c", "e", "enter", "2", "1", "0", "3", "1")
QUESTION = "HZ risk w/ anifro"
NAMED = {" ": "space", "/": "slash"}


def picture() -> str:
    """The screen in the middle of an assessment, a question just answered, as SVG.

    The fonts that the drawing would fetch from elsewhere are left out; any monospaced font serves.
    """
    with tempfile.TemporaryDirectory() as home:
        os.environ["MALAR_HOME"] = home
        drawn = asyncio.run(_drawn())
    without_fonts = re.sub(r"\s*@font-face \{.*?\}", "", drawn, flags=re.DOTALL)
    return (
        without_fonts.replace("Fira Code, monospace", "ui-monospace, Menlo, Consolas, monospace").rstrip()
        + "\n"
    )


async def _drawn() -> str:
    app = MalarApp()
    async with app.run_test(size=SIZE) as pilot:
        app.query_one("#prompt", Input).cursor_blink = False
        await app.workers.wait_for_complete()
        await pilot.pause()
        await _say(pilot, BEGINNING)
        await pilot.press(*MARKED_AND_ANSWERED)
        await _say(pilot, QUESTION)
        await pilot.press("tab")
        await pilot.pause()
        return app.export_screenshot(title="malar")


async def _say(pilot: Pilot[None], line: str) -> None:
    """Type a line at the prompt, wherever the keyboard is, and enter it."""
    pilot.app.query_one("#prompt").focus()
    await pilot.pause()
    await pilot.press(*(NAMED.get(character, character) for character in line), "enter")
    await pilot.pause()
