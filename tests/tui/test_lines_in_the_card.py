"""A question typed while the card has the keyboard stands at the prompt, and changes no answer."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from textual import events

from assistant.tui.card import CardBody
from assistant.tui.prompt import Prompt
from assistant.tui.transcript import Transcript
from tests.tui.screen import SMALL, app_over, drawn, press, ready

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

    from assistant.tui.app import MalarApp

FAST, SLOW = 0.1, 2.0
NAMES = {" ": "space", "?": "question_mark", "/": "slash", "⏎": "enter"}


async def typed(pilot: Pilot[None], text: str, every: float) -> None:
    """Type a text into whatever has the keyboard, a character every so many seconds."""
    time = 1000.0
    for character in text:
        key = events.Key(NAMES.get(character, character), "\r" if character == "⏎" else character)
        key.time = time = time + every
        pilot.app.post_message(key)
    for _ in range(5):
        await pilot.pause()


def answers_on_disk(home: Path) -> object:
    """The answers of the one draft."""
    (file,) = (home / "drafts").glob("*.json")
    return json.loads(file.read_text(encoding="utf-8"))["state"]["session"]["answers"]


LINES = (
    "hcq dose per kg",
    "can hcq and mmf be combined",
    "what next when HCQ fails",
    "mmf dose",
    "urticaria after hcq",
    "2nd line drugs",
    "10 mg pred",
    "any risk",
    "übliche Dosis",
)


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize(
    ("start", "keys"), [("/score clasi full", "2 1 0"), ("/score sledai full", "enter 0 1")]
)
async def test_a_line_typed_into_the_card_stands_at_the_prompt_and_leaves_every_answer(
    tmp_path: Path, line: str, start: str, keys: str
) -> None:
    app = app_over(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await ready(pilot, start)
        await press(pilot, keys)
        before, status = answers_on_disk(tmp_path), status_line(app)
        await typed(pilot, line, FAST)
        assert app.query_one(Prompt).value == line
        assert isinstance(app.focused, Prompt)
        assert answers_on_disk(tmp_path) == before
        assert status_line(app) == status
        await press(pilot, "enter")
        assert f"An answer to: {line}" in [reply.text for reply in app.query_one(Transcript).replies]
        await press(pilot, "enter")
        assert isinstance(app.focused, CardBody)


async def test_a_question_entered_in_one_burst_is_asked_and_what_it_recorded_is_named(
    tmp_path: Path,
) -> None:
    app = app_over(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await ready(pilot, "/score clasi full")
        await press(pilot, "2")
        await typed(pilot, "clear skin", FAST)
        shown = drawn(app)
        assert "Not recorded: Scalp: clear (2 items)" in shown
        assert "CLASI 1/56" in shown
        await typed(pilot, "⏎⏎1", FAST)
        assert "An answer to: clear skin" in drawn(app)
        assert "CLASI 2/56" in drawn(app)


async def test_keys_pressed_one_by_one_stay_keys_and_only_a_letter_that_is_none_goes_to_the_prompt(
    tmp_path: Path,
) -> None:
    app = app_over(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await ready(pilot, "/score clasi full")
        await typed(pilot, "2cnx", SLOW)
        assert "CLASI 4/56" in drawn(app)
        assert app.query_one(Prompt).value == "x"


@pytest.mark.parametrize("keys", ["cccccccccccccc", "2101cc2100cc", "mcde⏎2100", "2ay"])
async def test_quick_keys_are_all_taken_as_keys(tmp_path: Path, keys: str) -> None:
    app = app_over(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await ready(pilot, "/score clasi full")
        await typed(pilot, keys, FAST)
        assert app.query_one(Prompt).value == ""
        assert "CLASI 0/56" not in drawn(app)


async def test_what_a_run_undid_is_there_again(tmp_path: Path) -> None:
    app = app_over(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await ready(pilot, "/score clasi full")
        await press(pilot, "2 1")
        await typed(pilot, "uv", FAST)
        assert app.query_one(Prompt).value == "uv"
        assert "CLASI 2/56 · activity 3–68" in drawn(app)
        assert "Taken as the beginning of a line" in drawn(app)


async def test_a_letter_on_a_list_of_offers_begins_a_line(tmp_path: Path) -> None:
    app = app_over(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await ready(pilot, "/score")
        await typed(pilot, "next line", FAST)
        assert app.query_one(Prompt).value == "next line"
        assert "Which instrument?" in drawn(app)


@pytest.mark.parametrize(
    ("opens", "unchanged"),
    [("/score clasi full", "CLASI 0/56"), ("/grid clasi", "CLASI 0/56"), ("/evidence", "All 10 rows.")],
)
async def test_a_paste_into_a_card_or_page_goes_to_the_prompt(
    tmp_path: Path, opens: str, unchanged: str
) -> None:
    app = app_over(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await ready(pilot, opens)
        assert not isinstance(app.focused, Prompt)
        app.post_message(events.Paste("2 c\nhcq \x1b[31m dose"))
        for _ in range(3):
            await pilot.pause()
        assert app.query_one(Prompt).value == "2 c hcq ␛[31m dose"
        assert isinstance(app.focused, Prompt)
        assert unchanged in drawn(app)


async def test_a_line_begun_before_goes_on(tmp_path: Path) -> None:
    app = app_over(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await ready(pilot, "/score clasi full")
        await typed(pilot, "hcq ", FAST)
        await press(pilot, "tab")
        await typed(pilot, "dose", FAST)
        assert app.query_one(Prompt).value == "hcq dose"


def status_line(app: MalarApp) -> str:
    """The line over the prompt."""
    return drawn(app).split("\n")[-3]
