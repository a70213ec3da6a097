"""An assessment with something pending stays open until it is answered, also over a restart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.conversation.turn import CardKind, Voice
from tests.conversation.talk import Talk, card_text

if TYPE_CHECKING:
    from pathlib import Path


def awaiting_complement(home: Path) -> Talk:
    """A SLEDAI-2K of P5, all absent, its complement awaited, and Enter pressed at the review."""
    talk = Talk(home)
    talk.say("/patient P5", "/score sledai-2k full")
    talk.press("enter g t p a enter")
    assert "stays open for what is pending" in card_text(talk.card)
    talk.press("enter")
    return talk


def test_the_summary_is_given_and_says_what_is_awaited(tmp_path: Path) -> None:
    talk = awaiting_complement(tmp_path)
    summary, said = talk.turn.replies
    assert summary.voice is Voice.SUMMARY
    assert "NOT FINISHED: awaiting Low complement." in summary.text
    assert "SLEDAI-2K 0 to 2 of 105" in summary.text
    assert "Kept open, awaiting: low complement" in said.text
    assert talk.turn.card is None
    assert not (tmp_path / "finished").exists()
    assert "NOT FINISHED" in talk.say("/copy").deed.text  # type: ignore[union-attr]


def test_it_is_listed_at_the_next_start_and_finished_when_the_result_is_answered(tmp_path: Path) -> None:
    after = awaiting_complement(tmp_path).killed()
    assert "SLEDAI-2K, P5, 23 of 24 answered, awaiting: low complement" in after.heard[-1]
    assert "awaiting: low complement" in after.card.title
    after.press("enter")
    assert after.card.kind is CardKind.REVIEW
    after.press("1 1 enter")
    assert "SLEDAI-2K 2 of 105" in after.turn.replies[0].text
    assert "NOT FINISHED" not in after.turn.replies[0].text
    assert (tmp_path / "finished").exists()
    assert after.killed().turn.card is None


def test_it_goes_on_in_the_same_run_too(tmp_path: Path) -> None:
    talk = awaiting_complement(tmp_path)
    talk.say("/resume")
    assert "23 of 24 answered, awaiting: low complement" in talk.last
    talk.press("1 n enter")
    assert "INCOMPLETE" in talk.turn.replies[0].text
    assert "Finished and kept" in talk.last


def test_what_is_not_assessed_does_not_keep_it_open(tmp_path: Path) -> None:
    talk = Talk(tmp_path)
    talk.say("/score sledai-2k full")
    talk.press("enter n a enter enter")
    assert "Finished and kept" in talk.last
    assert talk.killed().turn.card is None


def test_another_assessment_may_be_scored_meanwhile(tmp_path: Path) -> None:
    talk = awaiting_complement(tmp_path)
    talk.say("/score cla-iga")
    talk.press("3 enter")
    assert "Finished and kept" in talk.last
    talk.say("/resume")
    assert talk.status.startswith("SLEDAI-2K 30 d P5")
