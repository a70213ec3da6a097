"""The whole form on the screen: keys, mouse, lines begun in it, and text as data."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from assistant.conversation.grid.page import GridBlock, GridCell, GridLine, GridPage
from assistant.conversation.turn import Choice, KeyHint
from assistant.tui.grid_view import GridView
from assistant.tui.typed_run import TypedRun
from tests.contracts.sources import ROOT
from tests.tui.screen import LARGE, SMALL, app_over, drawn, press, ready, say
from tests.tui.test_lines_in_the_card import FAST, answers_on_disk, typed
from tests.tui.test_text_is_literal import HOSTILE, SHOWN, Bench

if TYPE_CHECKING:
    from pathlib import Path

    from textual.app import App
    from textual.pilot import Pilot


def row(app: App[None], name: str) -> str:
    """The first line of the screen with this name, its blanks made single."""
    line = next(line for line in drawn(app).split("\n") if name in line)
    return " ".join(line[line.index(name) :].split())


async def click(pilot: Pilot[None], line: str, text: str, *, at: int = 0) -> None:
    """Click on a text in the first line of the screen that has `line` in it."""
    lines = drawn(pilot.app).split("\n")
    number = next(n for n, each in enumerate(lines) if line in each)
    await pilot.click(offset=(lines[number].index(text) + at, number))
    await pilot.pause()


async def test_the_clasi_is_filled_by_keys_at_the_small_size_without_scrolling(tmp_path: Path) -> None:
    app = app_over(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await ready(pilot, "/grid clasi")
        shown = drawn(app)
        for name in (
            "Scalp",
            "Feet",
            "Mucous membrane lesion",
            "How long colour change",
            "eryt scal dysp scar",
        ):
            assert name in shown
        assert "CLASI 0/56 · activity 0–70 mild to severe · damage 0–56" in shown
        await press(pilot, "2 1 0 c n p down 3")
        assert row(app, "Scalp").startswith("Scalp 2 1 0 –")
        assert row(app, "Ears").startswith("Ears c c c c")
        assert row(app, "Nose and malar area").startswith("Nose and malar area n p · ·")
        assert "! There is no level 3 here; press 0 or 1." in drawn(app)
        assert "[·]" in row(app, "❯ Rest of the face")
        await press(pilot, "a")
        assert "Attest" in drawn(app)
        await press(pilot, "y")
        assert "review before finishing" in drawn(app)


async def test_the_list_has_a_cell_for_each_item_and_levels_on_demand(tmp_path: Path) -> None:
    app = app_over(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await ready(pilot, "/grid sledai")
        await press(pilot, "enter right")
        assert "[·] Arthritis" in drawn(app)
        await press(pilot, "?")
        assert "Does not count:" in drawn(app) or "Counts:" in drawn(app)
        await press(pilot, "? 1")
        assert "1 Arthritis" in row(app, "1  Arthritis").replace("  ", " ")
        assert "SLEDAI-2K 30 d 1/24" in drawn(app)


async def test_a_click_selects_a_cell_takes_a_level_and_a_key(tmp_path: Path) -> None:
    app = app_over(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await ready(pilot, "/grid clasi")
        await click(pilot, "Recent hair loss", "Recent hair")
        assert "[·] Recent hair loss" in drawn(app)
        await click(pilot, "0 no", "1 yes")
        assert "1  Recent hair loss" in drawn(app)
        await click(pilot, "Chest", "·", at=0)
        assert "Chest: erythema · open" in drawn(app)
        await click(pilot, "c row clear", "c row clear")
        assert row(app, "Chest").startswith("Chest c c c c")


@pytest.mark.parametrize(
    "line", ["dose of anifrolumab", "scalp red and scaly", "can hcq be stopped", "2nd line drugs"]
)
async def test_a_line_begun_in_the_form_stands_at_the_prompt_and_changes_no_answer(
    tmp_path: Path, line: str
) -> None:
    app = app_over(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await ready(pilot, "/grid clasi")
        await press(pilot, "2 1")
        before = answers_on_disk(tmp_path), row(app, "Scalp")
        await typed(pilot, line, FAST)
        assert app.query_one("#prompt").value == line  # type: ignore[attr-defined]
        assert (answers_on_disk(tmp_path), row(app, "Scalp")) == before
        assert "along the row" in drawn(app)
        await press(pilot, "enter")
        assert "paused at Scalp: dyspigmentation" in drawn(app)
        await press(pilot, "tab 1")
        assert row(app, "Scalp").startswith("Scalp 2 1 1")


async def test_keys_of_a_slow_line_arrive_in_order(tmp_path: Path) -> None:
    app = app_over(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await ready(pilot, "/grid clasi")
        await press(pilot, "2 tab 1 enter 1 escape")
        assert "paused" in drawn(app)
        await say(pilot, "")
        assert row(app, "Scalp").startswith("Scalp 2 1 1"), "a typed key, then one in the form"


async def test_the_panel_stands_beside_where_there_is_room_and_instead_where_not(tmp_path: Path) -> None:
    app = app_over(tmp_path)
    async with app.run_test(size=LARGE) as pilot:
        await ready(pilot, "/grid clasi")
        assert "answered  0 of 56" in drawn(app)
        assert "❯ Scalp" in drawn(app)
        await pilot.resize_terminal(*SMALL)
        await press(pilot, "f2")
        assert "0-9 answers" not in drawn(app)
        await press(pilot, "f2 2")
        assert row(app, "Scalp").startswith("Scalp 2 [·]")


async def test_the_cursor_stays_in_sight_where_rows_are_few(tmp_path: Path) -> None:
    app = app_over(tmp_path)
    async with app.run_test(size=(60, 18)) as pilot:
        await ready(pilot, "/grid clasi")
        assert "Feet" not in drawn(app)
        await press(pilot, " ".join(["down"] * 12))
        assert "❯ Feet" in drawn(app)
        assert "Scalp" not in drawn(app)


@pytest.mark.parametrize(
    ("name", "width"), [("clasi", 60), ("clasi", 99), ("clasi", 200), ("sledai", 60), ("cla-iga", 80)]
)
async def test_the_form_is_drawn_at_every_width(tmp_path: Path, name: str, width: int) -> None:
    app = app_over(tmp_path)
    async with app.run_test(size=(width, 30)) as pilot:
        await ready(pilot, f"/grid {name}")
        await press(pilot, "enter")
        assert drawn(app).count("[·]") == 1
        assert all(len(line) <= width for line in drawn(app).split("\n"))


async def test_text_from_content_is_literal_everywhere_on_the_form() -> None:
    view = GridView(TypedRun())
    app = Bench(view)
    page = GridPage(
        title=HOSTILE,
        goes_on=HOSTILE,
        blocks=(
            GridBlock(
                (HOSTILE,), ("a",), (GridLine(HOSTILE, (GridCell("·", "open", "x", current=True),), 1),)
            ),
            GridBlock((), (), (GridLine(HOSTILE), GridLine(HOSTILE, (GridCell("·", "open", "y"),), 2))),
        ),
        where=HOSTILE,
        question=HOSTILE,
        levels=(Choice("1", HOSTILE, HOSTILE),),
        explained=(),
        legend=(HOSTILE,),
        recorded=HOSTILE,
        refused="",
        hints=(KeyHint("t", HOSTILE),),
        letters=frozenset(),
    )
    async with app.run_test(size=(300, 60)) as pilot:
        view.show(page)
        await pilot.pause()
        # Title, way on, place, heading, item, legend, cell, level, step and hint; names are cut.
        assert drawn(app).count(SHOWN) == 7
        assert drawn(app).count(SHOWN[:20]) == 10
        view.show(page._replace(explained=(HOSTILE,), recorded="", refused=HOSTILE))
        await pilot.pause()
        assert drawn(app).count(SHOWN) >= 9
        assert "\x1b" not in drawn(app)


def test_the_form_is_imported_only_when_it_opens() -> None:
    program = "import assistant.tui.app, sys; print('\\n'.join(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    modules = done.stdout.split()
    assert "assistant.tui.regions" in modules
    assert not {"assistant.tui.grid_view", "assistant.conversation.grid.layout"} & set(modules)
