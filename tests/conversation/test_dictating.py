"""A dictated line in the conversation: looked through, confirmed, and taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.conversation.talk import Talk, card_text

if TYPE_CHECKING:
    from pathlib import Path

LINE = (
    "scalp red and scaly, ears pink, malar dark red, mouth ulcer, patchy hair loss two quadrants, wobble, "
    "rest clear"
)


def test_nothing_counts_until_confirmed_and_one_undo_takes_all_back(tmp_path: Path) -> None:
    talk = Talk(tmp_path)
    talk.say(f"/score clasi {LINE}")
    shown = card_text(talk.card)
    assert "Ears: erythema 1 pink or faint, from: ears pink" in shown
    assert "attest 40 items" in shown
    assert "Not understood: wobble" in shown
    assert "0/56" in talk.status
    talk.press("enter")
    assert "46/56" in talk.status
    assert "Dictated: 6 answers, 40 attested clear" in talk.card.recorded
    talk.say("undo")
    assert "0/56" in talk.status


def test_one_line_comes_to_the_finished_summary_in_four_keys(tmp_path: Path) -> None:
    talk = Talk(tmp_path)
    talk.say(f"score clasi: {LINE}")
    talk.press("1 enter")
    summary = talk.turn.replies[0].text
    assert "CLASI activity 11 of 70" in summary
    assert "INCOMPLETE" not in summary
    assert "  Scalp: erythema: 2 red" in summary


def test_a_proposal_can_be_changed_or_dropped_and_the_rest_not_attested(tmp_path: Path) -> None:
    talk = Talk(tmp_path)
    talk.say("/score clasi scalp red, ears pink, rest clear")
    talk.press("a 3 b d 0")
    assert "dropped" in card_text(talk.card)
    assert talk.card.hints[0].what == "takes 1 answer"
    talk.press("enter")
    assert "1/56" in talk.status
    assert "activity 3" in talk.status


def test_a_line_in_mid_walk_says_what_it_replaces_and_escape_takes_none_of_it(tmp_path: Path) -> None:
    talk = Talk(tmp_path)
    talk.say("/score clasi full")
    talk.press("1")
    talk.say("/dictate scalp dark red")
    assert "Replaces what was answered: Scalp: erythema." in talk.card.refused
    talk.press("escape")
    assert "activity 1" in talk.status
    talk.say("/dictate scalp dark red")
    talk.press("enter")
    assert "activity 3" in talk.status


def test_keys_that_began_a_line_leave_the_proposals_to_be_taken(tmp_path: Path) -> None:
    talk = Talk(tmp_path)
    talk.say("/score clasi scalp red, rest clear")
    proposed = talk.card.choices
    talk.press("2")
    talk._take(talk.conversation.take_run_back())
    assert talk.card.choices == proposed
    talk.press("enter")
    assert "Dictated: 1 answer" in talk.card.recorded


def test_what_was_confirmed_survives_a_kill(tmp_path: Path) -> None:
    talk = Talk(tmp_path)
    talk.say("/score sledai rash, plt 88, possible pleurisy")
    talk.press("enter")
    again = talk.killed()
    again.say("resume")
    assert "2/24" in again.status


def test_a_line_that_says_nothing_or_too_much_begins_no_walk_unasked(tmp_path: Path) -> None:
    talk = Talk(tmp_path)
    talk.say("/score clasi " + "scalp red " * 300)
    assert "at most 2,000" in talk.last
    assert talk.turn.card is None
    talk.say("/dictate scalp red")
    assert "No assessment is under way" in talk.last
    talk.say("score clasi in dark skin")
    assert talk.desk.asked == ["score clasi in dark skin"]


def test_a_practice_case_is_not_dictated(tmp_path: Path) -> None:
    talk = Talk(tmp_path)
    talk.say("/train clasi-dark-skin-arms")
    before = talk.status
    for line in ("/dictate arms dark red, rest clear", "/dictate"):
        talk.say(line)
        assert "A practice case is under way: it is scored by its keys, not dictated." in talk.last
        assert talk.status == before
        assert talk.turn.card is not None
