"""The one table of actions.

Keys that arrive everywhere, few enough to be seen, each of them doing something.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.conversation.commands.listed import BY_NAME
from assistant.conversation.walk.keys import QUESTIONNAIRE_KEYS
from assistant.tui.actions import ACTIONS, SCREEN_ACTIONS
from assistant.tui.app import MalarApp
from tests.tui.screen import SMALL, app_over, drawn, ready

if TYPE_CHECKING:
    from pathlib import Path

ARRIVES = re.compile(r"f([1-9]|10)|[a-z0-9?]|0-9|left|right|up|down|tab|enter|escape|backspace")


def test_only_keys_that_arrive_through_every_terminal_are_used() -> None:
    keys = [action.key for action in SCREEN_ACTIONS] + [
        key for each in QUESTIONNAIRE_KEYS for key in (each.key, *each.also)
    ]
    assert all(ARRIVES.fullmatch(key) for key in keys)
    assert len(keys) == len(set(keys))


async def test_at_most_six_keys_stand_below_and_all_fit_in_eighty_columns(tmp_path: Path) -> None:
    shown = [f"{action.key.upper()} {action.footer}" for action in SCREEN_ACTIONS if action.footer]
    assert len(shown) <= 6
    app = app_over(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await ready(pilot)
        assert all(text in drawn(app).split("\n")[-1] for text in shown)


def test_every_action_does_one_thing_that_exists() -> None:
    keys = {each.key for each in QUESTIONNAIRE_KEYS}
    for action in ACTIONS.values():
        assert sum(map(bool, (action.says, action.presses, action.method))) == 1, action.id
        assert not action.says or action.says.removeprefix("/") in BY_NAME, action.id
        assert not action.presses or action.presses in keys, action.id


async def test_every_method_of_the_table_is_done_by_the_screen(tmp_path: Path) -> None:
    app = app_over(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await ready(pilot)
        for action in ACTIONS.values():
            if action.method:
                before = (app.screen, app.screen.classes)
                await app.action_perform(action.id)
                await pilot.pause()
                assert action.method in {"latest", "recall"} or (app.screen, app.screen.classes) != before, (
                    action.id
                )


def test_every_command_and_questionnaire_key_is_in_the_palette() -> None:
    says = {action.says for action in ACTIONS.values()}
    assert {f"/{name}" for name in BY_NAME} <= says
    presses = {action.presses for action in ACTIONS.values()}
    assert {each.key for each in QUESTIONNAIRE_KEYS if each.in_palette} <= presses


def test_two_ways_lead_out() -> None:
    assert "quit" in BY_NAME
    assert any(getattr(binding, "key", "") == "f10" for binding in MalarApp.BINDINGS)
