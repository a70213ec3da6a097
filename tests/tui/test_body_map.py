"""The body map on the screen: marked by a click, shown in the panel, told in a message."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.tui.transcript import Transcript
from tests.tui.screen import LARGE, SMALL, app_over, drawn, press, ready, say

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot


def shown(pilot: Pilot[None]) -> list[str]:
    return drawn(pilot.app).split("\n")


async def click(pilot: Pilot[None], text: str, row_of: str, offset: int = 0) -> None:
    """Click the first cell of `text` in the first row that holds `row_of`."""
    lines = shown(pilot)
    row = next(number for number, line in enumerate(lines) if row_of in line)
    await pilot.click(offset=(lines[row].index(text) + offset, row))
    await pilot.pause()


async def test_a_place_is_marked_and_unmarked_by_a_click_on_the_figure_or_its_line(tmp_path: Path) -> None:
    app = app_over(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await ready(pilot, "/score clasi")
        await click(pilot, "··h··", "··h··")
        assert "[x] Abdomen" in drawn(app)
        await click(pilot, "[ ] Arms", "[ ] Arms", offset=5)
        assert "[x] Arms" in drawn(app)
        assert "■j■" in drawn(app)
        await click(pilot, "■■h■■", "■■h■■", offset=4)
        assert "[ ] Abdomen" in drawn(app)
        await click(pilot, "ask 1 area", "ask 1 area")
        assert "Arms: erythema" in drawn(app)


async def test_a_click_in_the_panel_marks_while_the_map_stands_and_later_does_nothing(tmp_path: Path) -> None:
    app = app_over(tmp_path)
    async with app.run_test(size=LARGE) as pilot:
        await ready(pilot, "/score clasi")
        await click(pilot, "?··?···", "?··?···")
        assert "[x] Ears" in drawn(app)
        await press(pilot, "enter 2")
        assert "CLASI 48/56" in drawn(app)
        await click(pilot, "--0--", "--0--")
        assert "CLASI 48/56" in drawn(app)


async def test_the_picture_with_its_words_stands_in_the_transcript_and_is_saved(tmp_path: Path) -> None:
    app = app_over(tmp_path)
    async with app.run_test(size=(100, 40)) as pilot:
        await ready(pilot, "/score clasi")
        await press(pilot, "a enter 2 1 0 r escape f7")
        assert "Scalp 3 of 5; 12 clear." in app.query_one(Transcript).replies[-1].text
        assert "▒▒3▒▒" in drawn(app)
        await say(pilot, "/bodymap save")
        (file,) = (tmp_path / "exports").glob("bodymap-clasi-no-code-*.svg")
        assert "Scalp: 3 of 5" in file.read_text(encoding="utf-8")
        await say(pilot, "/bodymap everything")
        assert "means nothing here" in drawn(app)


async def test_the_palette_acts_on_the_assessment_and_marks_nothing(tmp_path: Path) -> None:
    app = app_over(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await ready(pilot, "/score clasi")
        await app.action_perform("press-rest")
        await pilot.pause()
        assert "all remaining absent" in drawn(app)
        await press(pilot, "escape")
        assert "[x]" not in drawn(app)
