"""The picture of the screen in the README, drawn by the program itself."""

from __future__ import annotations

import asyncio
import os
import re
import tempfile
from typing import TYPE_CHECKING

from assistant.tui.app import MalarApp

if TYPE_CHECKING:
    from textual.pilot import Pilot

SIZE = (110, 36)
QUESTION = "HZ risk w/ anifro"
STEPS = ("/score sledai", QUESTION)


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
        await app.workers.wait_for_complete()
        await pilot.pause()
        for line in STEPS:
            await _say(pilot, line)
        return app.export_screenshot(title="malar")


async def _say(pilot: Pilot[None], line: str) -> None:
    """Type a line at the prompt, wherever the keyboard is, and enter it."""
    prompt = pilot.app.query_one("#prompt")
    prompt.focus()
    await pilot.pause()
    await pilot.press(*(NAMED.get(character, character) for character in line), "enter")
    await pilot.pause()


NAMED = {" ": "space", "/": "slash", "?": "question_mark"}
