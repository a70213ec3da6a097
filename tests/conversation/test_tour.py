"""The tour: every step is noticed as it is done, it is left and taken up, and it leaves nothing behind."""

from __future__ import annotations

import json
import tempfile
from typing import TYPE_CHECKING

import pytest

from assistant.reference.reply import Reply
from tests.conversation.talk import Talk

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from assistant.conversation.turn import Guide

OFFER = "/tour shows a score, a question, a course"


@pytest.fixture(autouse=True)
def rooms(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where tours are played."""
    folder = tmp_path / "rooms"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def talk(tmp_path: Path) -> Talk:
    return Talk(tmp_path / "home")


def guide(talk: Talk) -> Guide:
    """What the tour tells now."""
    assert talk.turn.guide is not None
    return talk.turn.guide


def refuses_doses(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the desk of the test refuse what asks for a dose."""
    answers = talk.desk.ask
    refused = Reply("not_covered", ("The paper gives no such dose.",), refusal="silent")
    monkeypatch.setattr(talk.desk, "ask", lambda text: refused if "dose" in text else answers(text))


def test_the_whole_tour_is_done_by_keys_and_lines_and_leaves_nothing_behind(
    talk: Talk, rooms: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuses_doses(talk, monkeypatch)
    talk.say("/patient P-014", "/score clasi full")
    talk.press("1 2 1")
    before, status = {file: file.read_bytes() for file in talk.home.rglob("*.json")}, talk.status
    talk.say("show me around")
    assert guide(talk).place.startswith("Tour 1 of 16")
    steps: tuple[Callable[[], object], ...] = (
        lambda: talk.say("/patient case_2"),
        lambda: talk.say("score clasi"),
        lambda: talk.press("a k"),
        lambda: talk.press("enter"),
        lambda: talk.press("2"),
        lambda: talk.press("u"),
        lambda: talk.press("?"),
        lambda: talk.press("2 1 0"),
        lambda: talk.press("c a y"),
        lambda: talk.press("enter"),
        lambda: talk.say("what next when hcq + mmf fail"),
        lambda: talk.say("hcq dose per kg"),
        lambda: talk.say("/patient case_1"),
        lambda: talk.say("/visits"),
        lambda: talk.say("plot the course"),
    )
    for number, does in enumerate(steps, start=2):
        does()
        assert guide(talk).place.startswith(f"Tour {number} of 16")
        assert guide(talk).happened
        assert "DEMONSTRATION" in talk.status
    talk.say("/change")
    assert (guide(talk).on, "Your own records are open again" in guide(talk).do) == (False, True)
    assert talk.status == status
    assert talk.say("what next?").guide is None
    assert {
        file: file.read_bytes() for file in talk.home.rglob("*.json") if file.name != "tour.json"
    } == before
    assert list(rooms.iterdir()) == []
    talk.say("/patients")
    assert "case_1" not in str(talk.turn.card)


def test_a_tour_is_left_at_any_step_and_goes_on_also_after_a_new_start(talk: Talk, rooms: Path) -> None:
    talk.say("/tour", "/patient case_2", "score clasi")
    talk.press("a")
    assert "is left" in talk.say("/tour off").replies[0].text
    assert (talk.turn.guide, talk.turn.card, talk.status.startswith("Nothing")) == (None, None, True)
    talk.say("/tour")
    assert guide(talk).place.startswith("Tour 3 of 16")
    assert talk.turn.to_card
    talk.press("k")
    assert guide(talk).place.startswith("Tour 4 of 16")
    for _ in range(9):
        talk.say("/tour next")
    assert guide(talk).place == "Tour 13 of 16 · A course"
    talk.say("/quit")
    assert list(rooms.iterdir()) == []
    again = talk.killed()
    assert not any(OFFER in text for text in again.heard)
    again.say("tour")
    assert guide(again).place == "Tour 13 of 16 · A course"
    assert "case_2" in again.status
    again.say("/tour again")
    assert guide(again).place.startswith("Tour 1 of 16")


def test_who_goes_astray_gets_a_hint_and_nothing_is_recorded_meanwhile(talk: Talk) -> None:
    talk.say("/tour")
    first = guide(talk).do
    talk.say("hello", "what else?", "/instruments")
    assert guide(talk).do.startswith(first)
    assert "At the prompt" in guide(talk).do.removeprefix(first)
    for line in ("/patient P-014", "born 1987", "/treatment MTX 15 mg", "/demo off", "/export here.txt"):
        assert "On a tour nothing is recorded" in talk.say(line).replies[0].text
        assert guide(talk).place.startswith("Tour 1 of 16")


def test_the_tour_is_offered_to_whoever_is_new_alone(talk: Talk) -> None:
    assert any(OFFER in text for text in talk.heard)
    assert any(OFFER in text for text in talk.killed().heard)
    talk.say("score clasi full")
    talk.press("1")
    assert not any(OFFER in text for text in talk.killed().heard)


def test_a_folder_of_ones_own_holds_another_tour(
    talk: Talk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    step = {"do": "Type /help.", "done": {"command": "help"}, "then": "That is the help."}
    mine = {
        "format": 1,
        "id": "mine",
        "title": "Mine",
        "welcome": "Welcome to mine.",
        "farewell": "Goodbye from mine.",
        "chapters": [{"id": "only", "title": "Only", "steps": [step]}],
    }
    (tmp_path / "content" / "tours").mkdir(parents=True)
    (tmp_path / "content" / "tours" / "mine.yaml").write_text(json.dumps(mine), encoding="utf-8")
    monkeypatch.setenv("MALAR_CONTENT", str(tmp_path / "content"))
    assert talk.say("/tour").replies[0].text == "Welcome to mine."
    talk.say("help")
    assert guide(talk).do == "Goodbye from mine."
