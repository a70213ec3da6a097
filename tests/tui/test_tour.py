"""The tour on the screen: in sight above the card, left by one key, at every size."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.tui.guide_bar import GuideBar
from tests.tui.screen import SMALL, app_over, drawn, press, ready, say

if TYPE_CHECKING:
    from pathlib import Path


async def test_what_to_do_stands_above_the_card_and_one_key_leaves(tmp_path: Path) -> None:
    app = app_over(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await ready(pilot, "/tour", "/patient case_2", "score clasi")
        await press(pilot, "a k")
        shown = drawn(app)
        assert "✓ Marked, and nothing counts yet." in shown
        assert "→ Press Enter: all that is not marked" in shown
        assert "[x] Hands" in shown
        await pilot.resize_terminal(60, 15)
        await pilot.pause()
        assert "Tour: Press Enter: all that is" in drawn(app)
        await pilot.resize_terminal(*SMALL)
        await pilot.pause()
        assert drawn(app).partition("Tour 4")[2] == shown.partition("Tour 4")[2]
        await press(pilot, "f8")
        assert not app.query_one(GuideBar).display
        assert "The tour is left" in drawn(app)


async def test_the_list_of_actions_begins_the_tour(tmp_path: Path) -> None:
    app = app_over(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await ready(pilot)
        await press(pilot, "f5")
        await pilot.press(*"course in five")
        await pilot.pause(0.3)
        await press(pilot, "enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "Tour 1 of 16" in drawn(app)
        await say(pilot, "/tour off")
        assert "Tour 1 of 16" not in drawn(app)
