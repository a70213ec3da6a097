"""The lock on the screen: nothing of a patient is drawn, whatever is pressed, clicked, pasted or resized."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events

from assistant.conversation.turn import Lock
from assistant.tui.app import MalarApp
from tests.conversation.talk import Talk
from tests.conversation.test_access import Ward
from tests.conversation.test_keeping import FullDisk
from tests.records.operators import PIN
from tests.tui.screen import LARGE, SMALL, drawn, press, ready

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from textual.pilot import Pilot

OF_THE_PATIENT = ("P-014", "CLASI", "Scalp", "HZ", "of 56")


def app_of(ward: Ward, *, shut: bool = True) -> MalarApp:
    """The app of a terminal of the ward, which knows of the accounts or finds them out."""
    return MalarApp(lambda: ward.talk.conversation, shut=Lock("R7", told="Who is there?") if shut else None)


async def enter_pin(pilot: Pilot[None], secret: str) -> None:
    """Type a PIN at the lock."""
    await pilot.press(*secret, "enter")
    await pilot.pause()


def nothing_of_the_patient(app: MalarApp) -> None:
    """Neither the screen nor the title of the window tells anything."""
    told = f"{drawn(app)} {app.title} {app.sub_title}"
    assert not [word for word in OF_THE_PATIENT if word in told]
    assert "Operator" in told


async def test_a_locked_screen_shows_nothing_and_the_walk_comes_back(tmp_path: Path) -> None:
    ward = Ward(tmp_path)
    app = app_of(ward)
    async with app.run_test(size=SMALL) as pilot:
        await ready(pilot)
        nothing_of_the_patient(app)
        await enter_pin(pilot, PIN)
        await ready(pilot, "HZ risk?", "/patient P-014", "/score clasi full")
        await press(pilot, "2")
        before = drawn(app)
        assert "1 of 56 answered" in before
        await press(pilot, "tab h a l f")
        await pilot.app.run_action("perform('say-lock')")
        await pilot.pause()
        nothing_of_the_patient(app)
        await press(pilot, "f1 f2 f3 f5 f8 f9 escape 1")
        app.post_message(events.Paste("P-014"))
        await pilot.click(offset=(40, 15))
        await pilot.resize_terminal(*LARGE)
        await pilot.pause()
        nothing_of_the_patient(app)
        await pilot.resize_terminal(*SMALL)
        await press(pilot, "backspace")
        await enter_pin(pilot, "000001")
        assert "The name or the PIN is wrong" in drawn(app)
        nothing_of_the_patient(app)
        await enter_pin(pilot, PIN)
        assert "1 of 56 answered" in drawn(app)
        assert app.query_one("#prompt").value == "half"  # type: ignore[attr-defined]
        await press(pilot, "1")
        assert "2 of 56 answered" in drawn(app)


async def test_it_locks_by_itself_and_another_finds_an_empty_screen(tmp_path: Path) -> None:
    ward = Ward(tmp_path)
    app = app_of(ward, shut=False)
    async with app.run_test(size=SMALL) as pilot:
        await ready(pilot)
        nothing_of_the_patient(app)
        await enter_pin(pilot, PIN)
        await ready(pilot, "HZ risk?", "/patient P-014", "/score clasi full")
        await press(pilot, "2 tab s e c r e t")
        ward.seconds += 301
        await press(pilot, "x")
        nothing_of_the_patient(app)
        await press(pilot, "shift+tab backspace backspace R 8 enter")
        await enter_pin(pilot, PIN)
        shown = drawn(app)
        assert "Signed in: R8, resident" in shown
        assert "HZ" not in shown
        assert "secret" not in shown
        assert "An unfinished assessment is here: CLASI, P-014" in " ".join(shown.split())
        await press(pilot, "f9")
        assert app.query_one("#prompt").value == "", "no line of the other comes back"  # type: ignore[attr-defined]


async def test_without_accounts_enter_shows_everything_again(tmp_path: Path) -> None:
    talk = Talk(tmp_path)
    begin_without_patient(talk)
    app = MalarApp(lambda: talk.conversation)
    async with app.run_test(size=SMALL) as pilot:
        await ready(pilot, "/lock")
        assert "No PIN is set" in drawn(app)
        assert "CLASI" not in drawn(app)
        await press(pilot, "1 2 enter")
        assert "1 of 56 answered" in drawn(app), "what was pressed meanwhile answers nothing"
        assert talk.conversation.say("/undo").panel.status.startswith("CLASI 0/56")


def begin_without_patient(talk: Talk) -> None:
    """Have a walk under way."""
    talk.say("/score clasi full")
    talk.press("2")


async def test_what_a_full_disk_did_not_take_is_not_left_in_the_terminal_of_a_locked_screen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ward, disk = Ward(tmp_path), FullDisk(monkeypatch)
    app = app_of(ward)
    async with app.run_test(size=SMALL) as pilot:
        await ready(pilot)
        await enter_pin(pilot, PIN)
        await ready(pilot, "/patient P-014", "/score clasi full")
        disk.full = True
        await press(pilot, "2")
        await pilot.app.run_action("perform('say-lock')")
        await pilot.pause()
        told = app.let_go()
        disk.full = False
        assert told.startswith("NOT SAVED")
        assert not [word for word in OF_THE_PATIENT if word in told]
