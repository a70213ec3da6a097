"""The page of reports on the screen: keys, mouse, the way in and out, and text as data."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from textual.widgets import DataTable

from assistant.conversation.evidence.page import (
    DetailLine,
    EvidenceColumn,
    EvidencePage,
    EvidencePicture,
    EvidencePoint,
    EvidenceRow,
    PageHint,
)
from assistant.tui.evidence_view import EvidenceView
from assistant.tui.typed_run import TypedRun
from tests.contracts.sources import ROOT
from tests.tui.screen import LARGE, SMALL, app_over, drawn, press, ready, say
from tests.tui.test_lines_in_the_card import FAST, typed
from tests.tui.test_text_is_literal import HOSTILE, SHOWN, Bench

if TYPE_CHECKING:
    from pathlib import Path

    from textual.app import App


def first_column(app: App[None]) -> list[str]:
    """The reports of the table from top to bottom, the chosen one with its sign."""
    table = app.query_one(DataTable)
    return [str(table.get_row_at(row)[0]).strip() for row in range(table.row_count)]


def chosen(app: App[None]) -> str:
    return next(name for name in first_column(app) if name.startswith("❯"))


async def test_everything_by_keyboard_at_the_small_size(tmp_path: Path) -> None:
    app = app_over(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await ready(pilot, "/evidence")
        assert "All 10 rows." in drawn(app)
        assert chosen(app) == "❯ Khan [5]"
        await press(pilot, "down down")
        assert chosen(app) == "❯ Kowalski [6]"
        await press(pilot, "e")
        assert "Filter by side effects" in drawn(app)
        await press(pilot, "down down down enter")
        assert [name.removeprefix("❯ ") for name in first_column(app)] == [
            "Chasset [7]",
            "Kowalski [6]",
            "Carter [3]",
        ]
        assert chosen(app) == "❯ Kowalski [6]", "the chosen report stays chosen"
        await press(pilot, "s 2 r")
        assert first_column(app)[0] == "❯ Kowalski [6]"
        await press(pilot, "x enter")
        assert "Kowalski et al. [6]" in drawn(app)
        await press(pilot, "pagedown")
        assert "Kowalski's row has 10.5 (2-26)" in " ".join(drawn(app).split())
        await press(pilot, "escape v")
        assert "Not drawn, for they print no CLASI-A" in drawn(app)
        assert "Plüss [10]" in drawn(app)
        await press(pilot, "escape escape")
        assert not app.screen.has_class("-page")
        assert app.focused is app.query_one("#prompt")


async def test_the_picture_is_read_on_with_the_page_keys(tmp_path: Path) -> None:
    app = app_over(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await ready(pilot, "/evidence DLE with HCQ side effects sort clasi")
        await press(pilot, "v")
        assert "Not drawn, for they print no CLASI-A: Kowalski [6]." in drawn(app)
        assert "does not match the four cases" not in drawn(app)
        await press(pilot, "pagedown")
        assert "does not match the four cases" in " ".join(drawn(app).split())


async def test_the_columns_are_reached_with_the_arrows(tmp_path: Path) -> None:
    app = app_over(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await ready(pilot, "/evidence")
        assert "response" not in drawn(app)
        await press(pilot, " ".join(["right"] * 20))
        assert "response" in drawn(app)
        assert "Chasset [7]" in drawn(app), "the names stay"
        await press(pilot, " ".join(["left"] * 20))
        assert "subtype" in drawn(app)


async def test_large_shows_table_row_and_picture_beside_each_other(tmp_path: Path) -> None:
    app = app_over(tmp_path)
    async with app.run_test(size=LARGE) as pilot:
        await ready(pilot, "/evidence")
        await press(pilot, "down")
        shown = drawn(app)
        assert "Chasset et al. [7]" in shown
        assert "● Chasset [7], 11 patients: 15 (4–35), mean or" in shown
        assert "Not drawn, for they print no CLASI-A" in shown


async def test_the_mouse_sorts_chooses_filters_and_opens(tmp_path: Path) -> None:
    app = app_over(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await ready(pilot, "/evidence")
        row = next(n for n, line in enumerate(drawn(app).split("\n")) if "report" in line and " n " in line)
        column = drawn(app).split("\n")[row].index(" n ") + 1
        await pilot.click(offset=(column, row))
        await pilot.pause()
        assert first_column(app)[0].endswith("Chasset [7]")
        row = next(n for n, line in enumerate(drawn(app).split("\n")) if "Shaw [9]" in line)
        await pilot.click(offset=(column, row))
        await pilot.pause()
        assert chosen(app) == "❯ Shaw [9]"
        await pilot.click(offset=(column, row))
        await pilot.pause()
        assert "Shaw et al. [9]" in drawn(app)
        keys = next(n for n, line in enumerate(drawn(app).split("\n")) if "m mucosal" in line)
        await pilot.click(offset=(drawn(app).split("\n")[keys].index("m mucosal"), keys))
        await pilot.pause()
        assert "Filter by mucosal involvement" in drawn(app)


@pytest.mark.parametrize("line", ["xclasi", "score clasi", "ear zoster", "side effects", "hcq dose per kg"])
async def test_a_line_typed_into_the_page_is_whole_at_the_prompt_and_filters_nothing(
    tmp_path: Path, line: str
) -> None:
    app = app_over(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await ready(pilot, "/evidence zoster")
        await typed(pilot, line, FAST)
        assert app.query_one("#prompt").value == line  # type: ignore[attr-defined]
        assert app.screen.has_class("-page")
        assert [name.removeprefix("❯ ") for name in first_column(app)] == [
            "Chasset [7]",
            "Kowalski [6]",
            "Carter [3]",
        ]
        await press(pilot, "tab down")
        assert chosen(app) == "❯ Kowalski [6]"


async def test_a_question_asked_from_the_page_is_answered_in_the_conversation(tmp_path: Path) -> None:
    app = app_over(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await ready(pilot, "/evidence zoster")
        await say(pilot, "what next when HCQ fails")
        assert "An answer to: what next when HCQ fails" in drawn(app)
        await say(pilot, "/evidence")
        assert len(first_column(app)) == 3, "what was filtered stays"


async def test_the_panel_takes_the_place_of_the_page_and_gives_it_back(tmp_path: Path) -> None:
    app = app_over(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await ready(pilot, "/evidence")
        await press(pilot, "f2")
        assert "patient" in drawn(app)
        assert "All 10 rows." not in drawn(app)
        await press(pilot, "f2 down")
        assert chosen(app) == "❯ Chasset [7]"


async def test_no_row_that_fits_says_so(tmp_path: Path) -> None:
    app = app_over(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await ready(pilot, "/evidence belimumab")
        await press(pilot, "down enter v")
        assert "0 of 10 rows." in drawn(app)
        await press(pilot, "v")
        assert "No row fits." in drawn(app)
        await press(pilot, "x")
        assert len(first_column(app)) == 10


@pytest.mark.parametrize("width", [60, 72, 80, 100, 109, 110, 140, 200])
async def test_the_page_is_drawn_at_every_width(tmp_path: Path, width: int) -> None:
    app = app_over(tmp_path)
    async with app.run_test(size=(width, 24)) as pilot:
        await ready(pilot, "/evidence DLE with HCQ sort clasi")
        await press(pilot, "v")
        assert "CLASI-A at the start" in drawn(app)
        await press(pilot, "v enter")
        assert "number of patients" in drawn(app)


def hostile_page() -> EvidencePage:
    point = EvidencePoint("a", HOSTILE, 2, 5, 1, 9, HOSTILE, HOSTILE, single=False, notes=(HOSTILE,))
    return EvidencePage(
        title=HOSTILE,
        told=(HOSTILE,),
        columns=(EvidenceColumn("name", HOSTILE), EvidenceColumn("b", HOSTILE)),
        rows=(EvidenceRow("a", HOSTILE, HOSTILE, (HOSTILE,), (DetailLine(HOSTILE, HOSTILE, (HOSTILE,)),)),),
        picture=EvidencePicture(HOSTILE, HOSTILE, 3, 9, (point,), (HOSTILE,)),
        footnotes=(HOSTILE,),
        hints=(PageHint("t", HOSTILE),),
    )


async def test_text_from_content_is_literal_everywhere_on_the_page() -> None:
    view = EvidenceView(TypedRun())
    app = Bench(view)
    async with app.run_test(size=(300, 80)) as pilot:
        view.show(hostile_page())
        await pilot.pause()
        shown = drawn(app)
        # Title, told, hint, title, name and note of the row, footnote; its text wraps, cells are cut.
        assert shown.count(SHOWN) == 7
        assert shown.count(SHOWN[:20]) >= 12
        await press(pilot, "v")
        shown = " ".join(drawn(app).split())
        assert shown.count(" ".join(SHOWN.split())) >= 6
    assert "\x1b" not in shown


def test_the_page_is_imported_only_when_it_opens() -> None:
    program = "import assistant.tui.app, sys; print('\\n'.join(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    modules = done.stdout.split()
    assert "assistant.tui.regions" in modules
    assert not {"assistant.tui.evidence_view", "textual.widgets._data_table"} & set(modules)
