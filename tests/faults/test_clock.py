"""A clock that jumps: the order of steps, visits and questions stays, and what looks wrong is told."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from tests.conversation.talk import START, Talk, card_text

if TYPE_CHECKING:
    from pathlib import Path

BEHIND = START - timedelta(days=9000)
AHEAD = START + timedelta(days=5000)


def on_record(home: Path) -> Talk:
    """P-014 is on record, with a phototype."""
    talk = Talk(home)
    talk.say("/patient P-014")
    talk.press("enter")
    talk.say("/set phototype II")
    return talk


def signed(talk: Talk, level: str) -> str:
    """Score and sign a CLA-IGA; what was said of it."""
    talk.say("/score cla-iga")
    talk.press(f"{level} r enter")
    return talk.last


def test_steps_are_undone_in_the_order_in_which_they_were_made(tmp_path: Path) -> None:
    talk = on_record(tmp_path)
    talk.say("/score clasi full")
    for moment, key in ((START, "2"), (AHEAD, "1"), (BEHIND, "0")):
        talk.clock.now = moment
        talk.press(key)
    third = talk.card.title
    again = talk.killed()
    again.clock.now = BEHIND - timedelta(days=1)
    again.press("enter")
    assert again.card.title == third
    assert [again.press("u").panel.answered for _ in range(3)] == [2, 1, 0]


def test_a_visit_of_today_before_one_on_record_is_told_and_the_course_stays_in_order(tmp_path: Path) -> None:
    talk = on_record(tmp_path)
    assert "clock" not in signed(talk, "2")
    talk.clock.now = AHEAD
    assert "clock" not in signed(talk, "1"), "time may well have passed"
    talk.clock.now = START + timedelta(days=1)
    warned = "The clock of this machine says 23.11.2026, and a visit of 31.07.2040 is on record"
    assert warned in signed(talk, "3")
    talk.clock.now = BEHIND
    talk.say("/visit")
    assert "a visit of 31.07.2040 is on record" in talk.last
    talk.press("escape")
    talk.say("/visits")
    days = [line.split()[0] for line in talk.last.splitlines() if line[:1].isdigit()]
    assert days == [f"{BEHIND:%d.%m.%Y}", "22.11.2026", "23.11.2026", "31.07.2040"]


def test_a_question_answered_by_a_clock_that_was_ahead_comes_again(tmp_path: Path) -> None:
    talk = Talk(tmp_path)
    talk.clock.now = AHEAD
    talk.say("/train recall")
    asked = talk.card.question
    talk.press("1 escape")
    talk.clock.now = START
    talk.say("/train recall")
    assert asked in card_text(talk.card)
