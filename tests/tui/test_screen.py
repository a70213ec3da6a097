"""The screen by keyboard and mouse, at both sizes, resized, and when something fails."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pyperclip
import pytest
from textual import events

from assistant.conversation.turn import Reply, Voice
from assistant.tui.app import MalarApp
from assistant.tui.card import CardBody
from assistant.tui.prompt import Prompt
from assistant.tui.transcript import Transcript
from tests.conversation.talk import Talk
from tests.tui.screen import LARGE, SMALL, app_over, drawn, press, ready, say

FILL = re.compile(r"-r\d+ \{ fill: (#[0-9a-fA-F]{6})")
DEFAULT_FILL = "#c5c8c6"

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.conversation.conversation import Conversation


async def test_the_prompt_is_ready_and_the_screen_says_what_it_is(tmp_path: Path) -> None:
    app = app_over(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await ready(pilot)
        assert isinstance(app.focused, Prompt)
        assert "not a medical device · from one paper, October 2023" in drawn(app)


async def test_what_is_typed_while_loading_is_kept_and_answered(tmp_path: Path) -> None:
    opened = threading.Event()

    def slowly() -> Conversation:
        opened.wait(timeout=20)
        return Talk(tmp_path).conversation

    app = MalarApp(opener=slowly)
    async with app.run_test(size=SMALL) as pilot:
        await say(pilot, "what next")
        await say(pilot, "/score clasi full")
        assert "Kept, and taken as soon as everything is open: what next" in drawn(app)
        opened.set()
        await ready(pilot)
        replies = [reply.text for reply in app.query_one(Transcript).replies]
        assert "An answer to: what next" in replies
        assert isinstance(app.focused, CardBody)


async def test_a_failure_to_open_is_shown_and_the_screen_stays() -> None:
    def fail() -> Conversation:
        raise ValueError("broken [b]content[/x]")

    app = MalarApp(opener=fail)
    async with app.run_test(size=SMALL) as pilot:
        await ready(pilot)
        assert "ValueError: broken [b]content[/x]" in drawn(app)
        await press(pilot, "f10")
    assert app.return_code == 0


async def test_a_fault_in_a_turn_is_shown_and_the_next_turn_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = app_over(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await ready(pilot)
        with monkeypatch.context() as broken:
            broken.setattr("tests.conversation.talk.TableDesk.ask", None)
            await say(pilot, "what next")
        assert "Something failed inside malar (TypeError" in drawn(app)
        await say(pilot, "what next")
        assert "An answer to: what next" in drawn(app)


async def test_a_sledai_by_keys_alone(tmp_path: Path) -> None:
    app = app_over(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await ready(pilot)
        await pilot.press(
            *"score sledai".replace(" ", "_").replace("_", " ").replace(" ", "~").replace("~", " ")
        )
        await press(pilot, "enter")
        assert "What is present in the last 30 days?" in drawn(app)
        await press(pilot, "left")
        assert "Over how many days back" in drawn(app)
        await press(pilot, "enter f e v enter r a s enter 3 down enter escape enter a enter")
        shown = drawn(app)
        assert "SLEDAI-2K 7 of 105, moderate (five-band scheme)" in shown
        assert "Window: the last 30 days" in shown
        assert isinstance(app.focused, Prompt)


async def test_arrows_and_enter_take_a_choice_but_enter_alone_takes_none(tmp_path: Path) -> None:
    app = app_over(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await ready(pilot, "/score clasi full")
        await press(pilot, "enter")
        assert "CLASI 0/56" in drawn(app)
        await press(pilot, "down down down enter")
        assert "CLASI 1/56 · activity 2–69" in drawn(app)


async def test_tab_and_slash_lead_to_the_prompt_and_enter_back(tmp_path: Path) -> None:
    app = app_over(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await ready(pilot, "/score clasi full")
        await press(pilot, "tab")
        assert isinstance(app.focused, Prompt)
        assert "Tab or Enter goes on here" in drawn(app)
        await press(pilot, "tab")
        assert isinstance(app.focused, CardBody)
        await press(pilot, "slash")
        assert isinstance(app.focused, Prompt)
        assert app.focused.value == "/"
        await press(pilot, "backspace enter 2")
        assert "CLASI 1/56" in drawn(app)


BURSTS = {
    "a command and answers": ("/score clasi full⏎21", "CLASI 2/56 · activity 3–68", ""),
    "Tab and a line": ("/score clasi full⏎2⇥2 drugs", "CLASI 1/56", "2 drugs"),
    "a slash and a command": ("/score clasi full⏎2/help", "CLASI 1/56", "/help"),
    "there and back": ("/score clasi full⏎⇥hcq⏎⏎3⇥what", "CLASI 1/56 · activity 3–70", "what"),
    "finished and asked": ("/score cla-iga⏎3⏎hcq", "Nothing is being scored", "hcq"),
    "paused and asked": ("/score clasi full⏎2⎋1 drug", "CLASI 1/56", "1 drug"),
}
SIGNS = {
    "⏎": ("enter", "\r"),
    "⇥": ("tab", "\t"),
    "⎋": ("escape", "\x1b"),
    "/": ("slash", "/"),
    " ": ("space", " "),
}


@pytest.mark.parametrize(("keys", "status", "line"), BURSTS.values(), ids=BURSTS)
async def test_keys_that_arrive_all_at_once_each_reach_whom_they_are_meant_for(
    tmp_path: Path, keys: str, status: str, line: str
) -> None:
    app = app_over(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await ready(pilot)
        for sign in keys:
            app.post_message(events.Key(*SIGNS.get(sign, (sign, sign))))
        for _ in range(5):
            await pilot.pause()
        assert status in drawn(app)
        assert app.query_one(Prompt).value == line


async def test_a_question_keeps_the_prompt_so_that_one_may_ask_on(tmp_path: Path) -> None:
    app = app_over(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await ready(pilot, "/score clasi full", "what next")
        assert isinstance(app.focused, Prompt)
        assert "An answer to: what next" in drawn(app)
        assert "Scalp: erythema" in drawn(app)
        await press(pilot, "enter 3")
        assert "CLASI 1/56 · activity 3–70" in drawn(app)


async def test_escape_pauses_and_an_empty_enter_or_tab_goes_on(tmp_path: Path) -> None:
    app = app_over(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await ready(pilot, "/score clasi full")
        await press(pilot, "2 escape")
        assert isinstance(app.focused, Prompt)
        assert "CLASI paused at Scalp: scale" in drawn(app)
        await press(pilot, "enter")
        assert isinstance(app.focused, CardBody)
        await press(pilot, "escape tab")
        assert isinstance(app.focused, CardBody)
        assert "paused" not in drawn(app)


async def test_an_unfinished_assessment_is_offered_at_the_next_start(tmp_path: Path) -> None:
    for expected in ("Nothing is being scored", "Unfinished CLASI, 1 of 56 answered"):
        app = app_over(tmp_path)
        async with app.run_test(size=SMALL) as pilot:
            await ready(pilot)
            assert expected in drawn(app)
            if expected.startswith("Nothing"):
                await say(pilot, "/score clasi full")
                await press(pilot, "2 f10")
            else:
                await press(pilot, "enter")
                assert "Scalp: scale" in drawn(app)


@pytest.mark.parametrize(("what", "expected"), [("2  red", "activity 2–69"), ("c area clear", "CLASI 3/56")])
async def test_a_click_does_what_the_key_does(tmp_path: Path, what: str, expected: str) -> None:
    app = app_over(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await ready(pilot, "/score clasi full")
        await click_on(pilot.app, pilot, what)
        assert expected in drawn(app)


async def test_a_click_on_a_suggestion_asks_it_and_on_a_key_does_it(tmp_path: Path) -> None:
    app = app_over(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await ready(pilot, "what next")
        await click_on(pilot.app, pilot, "And its side effects?")
        assert "An answer to: And its side effects?" in drawn(app)
        await click_on(pilot.app, pilot, "F1 Help")
        assert "First steps" in "\n".join(reply.text for reply in app.query_one(Transcript).replies)


async def click_on(app: object, pilot: object, text: str) -> None:
    """Click in the middle of a text as it is drawn."""
    assert isinstance(app, MalarApp)
    lines = drawn(app).split("\n")
    row = next(number for number, line in enumerate(lines) if text in line)
    await pilot.click(offset=(lines[row].index(text) + len(text) // 2, row))  # type: ignore[attr-defined]
    await pilot.pause()  # type: ignore[attr-defined]


async def test_a_tiny_terminal_says_so_takes_no_answer_and_comes_back_as_it_was(tmp_path: Path) -> None:
    app = app_over(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await ready(pilot, "/score clasi full")
        await press(pilot, "2")
        before = drawn(app)
        await pilot.resize_terminal(20, 5)
        await pilot.pause()
        assert "Too small" in drawn(app)
        await press(pilot, "1")
        await pilot.resize_terminal(*SMALL)
        await pilot.pause()
        assert drawn(app) == before
        assert isinstance(app.focused, CardBody)


async def test_the_panel_stands_beside_when_wide_and_behind_a_key_when_narrow(tmp_path: Path) -> None:
    app = app_over(tmp_path)
    async with app.run_test(size=LARGE) as pilot:
        await ready(pilot, "/score clasi full")
        await press(pilot, "2")
        assert "front" in drawn(app)
        await press(pilot, "f6")
        assert "Back and buttocks" in drawn(app)
        await pilot.resize_terminal(*SMALL)
        await pilot.pause()
        assert "Rest of the face" not in drawn(app)
        await press(pilot, "f2")
        assert "Rest of the face" in drawn(app)
        assert "2 to 69 of 70" in drawn(app)
        await press(pilot, "1")
        assert "3 to 68 of 70" in drawn(app)
        await press(pilot, "f2")
        assert "Rest of the face" not in drawn(app)


@pytest.mark.parametrize("size", [SMALL, LARGE, (100, 30), (60, 14)])
async def test_prompt_status_and_keys_are_always_in_sight(tmp_path: Path, size: tuple[int, int]) -> None:
    app = app_over(tmp_path)
    async with app.run_test(size=size) as pilot:
        await ready(pilot, "/score sledai full")
        for keys in ("enter", "m", "enter", "?", "a", "escape", "g", "escape", "r"):
            await press(pilot, keys)
            lines = drawn(app).split("\n")
            assert "SLEDAI-2K 30 d" in lines[-3], keys
            assert lines[-2].strip().startswith("›"), keys
            assert "F10 Quit" in lines[-1] or size[0] < 80, keys


async def test_the_palette_finds_an_action_and_does_it(tmp_path: Path) -> None:
    app = app_over(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await ready(pilot, "/score clasi full")
        await press(pilot, "2 f5")
        await pilot.press(*"looked")
        await pilot.app.workers.wait_for_complete()
        await press(pilot, "enter")
        await pilot.pause()
        assert "CLASI 3/56" in drawn(app)


async def test_a_refused_line_comes_back_to_be_changed(tmp_path: Path) -> None:
    app = app_over(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await ready(pilot, "/patient [bad code]")
        await say(pilot, "/score cla-iga")
        await press(pilot, "f9 f9")
        assert app.query_one(Prompt).value == "/patient [bad code]"
        await press(pilot, "escape f9 tab 3")
        assert app.query_one(Prompt).value == "/score cla-iga"
        assert "Global level: 3" in drawn(app)


async def test_a_key_of_the_screen_works_over_the_open_palette(tmp_path: Path) -> None:
    app = app_over(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await ready(pilot, "/score clasi full")
        await press(pilot, "f5 f1 f2 escape")
        await pilot.pause()
        assert any("Keys everywhere" in reply.text for reply in app.query_one(Transcript).replies)
        assert "0 to 70 of 70" in drawn(app)


def put(kept: list[str], text: str) -> None:
    """A clipboard of the system that works."""
    kept.append(text)


def refuse(_: list[str], text: str) -> None:
    """A system without a clipboard."""
    raise pyperclip.PyperclipException(text[:20])


@pytest.mark.parametrize(
    ("clipboard", "over_a_line", "told"),
    [
        (put, False, "On the clipboard of this computer"),
        (refuse, False, "through the terminal (OSC 52)"),
        (put, True, "through the terminal (OSC 52)"),
    ],
)
async def test_copy_says_which_way_was_tried(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    clipboard: Callable[[list[str], str], None],
    over_a_line: bool,
    told: str,
) -> None:
    kept: list[str] = []
    monkeypatch.setattr(pyperclip, "copy", partial(clipboard, kept))
    for name in ("SSH_CONNECTION", "SSH_TTY"):
        monkeypatch.delenv(name, raising=False)
    if over_a_line:
        monkeypatch.setenv("SSH_TTY", "/dev/pts/1")
    app = app_over(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await ready(pilot, "/score cla-iga")
        await press(pilot, "3 f3")
        await pilot.pause()
        assert told in drawn(app)
        by_system = "this computer" in told
        assert ["CLA-IGA" in text for text in kept] == [True] * by_system
        assert ("CLA-IGA" in app.clipboard) is not by_system


@pytest.mark.parametrize("key", ["f10", "ctrl+q"])
async def test_two_keys_quit(tmp_path: Path, key: str) -> None:
    app = app_over(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await ready(pilot, "/score clasi full")
        await press(pilot, f"2 {key}")
    assert app.return_code == 0
    assert Talk(tmp_path).press("enter").panel.answered == 1


async def test_a_full_disk_stays_in_sight_and_quitting_asks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = app_over(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await ready(pilot, "/score clasi full")

        def refuse(_descriptor: int) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(os, "fsync", refuse)
        await press(pilot, "2")
        assert "NOT SAVED: No space left on device" in drawn(app)
        await press(pilot, "ctrl+q")
        assert "Quit and lose them?" in drawn(app)
        await press(pilot, "escape")
        assert "Scalp: scale" in drawn(app)


async def test_a_paste_of_several_lines_becomes_one_with_nothing_hidden(tmp_path: Path) -> None:
    app = app_over(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await ready(pilot)
        app.query_one(Prompt).post_message(events.Paste("hcq\nand \x1b[31mmmf\u202e"))
        await pilot.pause()
        assert app.query_one(Prompt).value == "hcq and ␛[31mmmf<U+202E>"


async def test_only_the_newest_messages_stand_and_the_others_are_reached(tmp_path: Path) -> None:
    app = app_over(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await ready(pilot)
        transcript = app.query_one(Transcript)
        before = len(transcript.replies)
        transcript.add([Reply(Voice.TOLD, f"Message {number}.") for number in range(1, 351)])
        await pilot.pause()
        transcript.scroll_home(animate=False)
        await pilot.pause()
        assert f"{before + 150} earlier messages" in drawn(app)
        assert "Message 151." in drawn(app)
        await press(pilot, "pageup")
        # The page before it, without a gap.
        assert "Message 150." in drawn(app)
        assert "Message 151." not in drawn(app)
        transcript.scroll_home(animate=False)
        await press(pilot, "pageup")
        transcript.scroll_home(animate=False)
        await pilot.pause()
        assert "earlier messages" not in drawn(app)
        assert "malar is a reference" in drawn(app)
        await press(pilot, "f8")
        assert "Message 350." in drawn(app)
        await say(pilot, "what next")
        assert "An answer to: what next" in drawn(app)


async def test_colours_are_left_out_when_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = app_over(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await ready(pilot, "/score clasi full")
        colours = set(FILL.findall(app.export_screenshot())) - {DEFAULT_FILL}
        assert colours
        assert all(code[1:3] == code[3:5] == code[5:7] for code in colours)


def test_the_first_frame_imports_neither_content_nor_scoring() -> None:
    heavy = ("pydantic", "yaml", "rapidfuzz", "assistant.scoring", "assistant.reference", "assistant.content")
    program = f"import sys, assistant.tui.app; print([name for name in {heavy} if name in sys.modules])"
    shown = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    assert shown.stdout.strip() == "[]"
