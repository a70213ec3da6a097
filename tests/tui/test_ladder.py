"""The treatment ladder on the screen: drawn anew for the columns there are, and marked with the mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import Offset
from textual.selection import Selection

from assistant.tui.message import STRIDE
from assistant.tui.transcript import Transcript
from tests.tui.screen import LARGE, SMALL, app_over, drawn, press, ready

if TYPE_CHECKING:
    from pathlib import Path

LADDER = "/ladder HCQ, TCI"
GROUND = "╚"


async def test_the_ladder_is_drawn_for_the_columns_there_are(tmp_path: Path) -> None:
    app = app_over(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await ready(pilot, LADDER)
        await press(pilot, "f8")
        assert max(line.count(GROUND) for line in drawn(app).splitlines()) == 1
        await pilot.resize_terminal(*LARGE)
        await press(pilot, "f2 f8")
        assert max(line.count(GROUND) for line in drawn(app).splitlines()) == 2
        assert "[x] hydroxychloroquine (HCQ): had" in drawn(app)


async def test_a_long_ladder_is_shown_from_its_first_line_and_scrolled(tmp_path: Path) -> None:
    app = app_over(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await ready(pilot, LADDER)
        assert "Had, of the ladder: hydroxychloroquine" in drawn(app)
        assert GROUND not in drawn(app)
        await press(pilot, "f8")
        assert GROUND in drawn(app)


async def test_a_part_of_the_ladder_is_marked_with_the_mouse(tmp_path: Path) -> None:
    app = app_over(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await ready(pilot, LADDER)
        transcript = app.query_one(Transcript)
        top = (len(transcript.replies) - 1) * STRIDE
        marked = transcript.get_selection(Selection(Offset(0, top), Offset(7, top)))
        assert marked == ("Had, of", "\n")
        whole = transcript.get_selection(Selection(None, None))
        assert whole is not None
        assert "[~] pimecrolimus 1 %: its class was had" in whole[0]


async def test_the_palette_offers_the_ladder(tmp_path: Path) -> None:
    app = app_over(tmp_path)
    async with app.run_test(size=LARGE) as pilot:
        await ready(pilot)
        await press(pilot, "f5 l a d d e r")
        await pilot.pause()
        await press(pilot, "enter")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert "Every line that the paper names" in drawn(app)
