"""The picture of the screen in the README, drawn by the program itself."""

from __future__ import annotations

import asyncio
import os
import re
import tempfile
from typing import TYPE_CHECKING

from textual.widgets import Input

from assistant.conversation.body_map.drawing import drawing_of
from assistant.conversation.body_map.shaded import Time
from assistant.scoring.library import load_whole_library
from assistant.scoring.shading import shades_of
from assistant.tui.app import MalarApp
from tools.at_rest import waiting_until_at_rest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.pilot import Pilot

    from assistant.scoring.instrument import Instrument

SIZE = (110, 44)
BEGINNING = "/score clasi"
MARKED_AND_ANSWERED = ("a", "c", "e", "enter", "2", "1", "0", "3", "1")
QUESTION = "HZ risk w/ anifro"
EXAMPLE = "clasi"
BEFORE = (2, 4, 0, 9, 10)
"""Which places of the example are active before, by their number; of the first three some is left."""
NAMED = {" ": "space", "/": "slash"}


def picture() -> str:
    """The screen in the middle of an assessment, a question just answered, as SVG.

    The fonts that the drawing would fetch from elsewhere are left out; any monospaced font serves.
    """
    with tempfile.TemporaryDirectory() as home, waiting_until_at_rest():
        os.environ["MALAR_HOME"] = home
        drawn = asyncio.run(_drawn())
    without_fonts = re.sub(r"\s*@font-face \{.*?\}", "", drawn, flags=re.DOTALL)
    return (
        without_fonts.replace("Fira Code, monospace", "ui-monospace, Menlo, Consolas, monospace").rstrip()
        + "\n"
    )


def body_map() -> str:
    """An example of the drawing of a body map, before and after, as `malar bodymap --svg` writes it."""
    instrument = load_whole_library().instrument(EXAMPLE)
    items = [
        item
        for item in instrument.items
        if item.group in {shade.place for shade in shades_of(instrument, {})}
    ]
    clear = {item.id: item.levels[0] for item in items}
    times = (
        Time("05.01.2024, before", {**clear, **_highest(instrument, BEFORE, fall=0)}),
        Time("28.06.2024, after", {**clear, **_highest(instrument, BEFORE[:3], fall=1)}),
    )
    return drawing_of(instrument, f"{instrument.abbreviation}, an example", times)


def _highest(instrument: Instrument, places: Sequence[int], *, fall: int) -> dict[str, int]:
    """Levels of the places of these numbers: each place a little less than the one before it."""
    shown = instrument.definition.figure.shows if instrument.definition.figure is not None else ()
    return {
        item.id: item.levels[max(len(item.levels) - 1 - number // 2 - fall, 0)]
        for number, place in enumerate(places)
        for item in instrument.groups[place].items
        if item.base in shown
    }


async def _drawn() -> str:
    app = MalarApp()
    async with app.run_test(size=SIZE) as pilot:
        app.query_one("#prompt", Input).cursor_blink = False
        await pilot.pause()  # the first frame, after which loading begins
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
