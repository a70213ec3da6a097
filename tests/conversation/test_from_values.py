"""Laboratory values in the conversation: proposed with their reason, and only confirmed they count."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.conversation.talk import Talk, card_text

if TYPE_CHECKING:
    from pathlib import Path

VALUES = "C3 0.74 g/L (0.9-1.8), WBC 2.8 10^9/L, Temp 37.1 °C, PLT 88, blorp 7"


def in_sledai(home: Path) -> Talk:
    """A SLEDAI-2K under way."""
    talk = Talk(home)
    talk.say("/score sledai-2k full")
    return talk


def test_values_are_proposed_with_their_reason_and_count_when_confirmed(tmp_path: Path) -> None:
    talk = in_sledai(tmp_path)
    talk.say(f"/labs {VALUES}")
    shown = card_text(talk.card)
    assert "nothing counts yet" in shown
    assert "below that laboratory's lower limit of 0.9 g/L" in shown
    assert "Is a drug the cause?" in shown
    assert "hrombocytopenia: PLT 88: no unit" in shown
    assert "0/24" in talk.status
    talk.press("enter")
    assert "3/24" in talk.status
    assert "From laboratory values: 3 answers" in talk.card.recorded
    talk.say("undo")
    assert "0/24" in talk.status


def test_one_can_be_dropped_and_what_is_kept_says_where_it_came_from(tmp_path: Path) -> None:
    talk = in_sledai(tmp_path)
    talk.say(f"/labs {VALUES}")
    talk.press("a d enter")
    assert "2/24" in talk.status
    [draft] = [path for path in tmp_path.rglob("*.json") if "sledai" in path.read_text(encoding="utf-8")]
    assert json.dumps(draft.read_text(encoding="utf-8")).count("derived") == 2


def test_escape_takes_none_and_values_that_propose_nothing_say_why(tmp_path: Path) -> None:
    talk = in_sledai(tmp_path)
    talk.say(f"/labs {VALUES}")
    talk.press("escape")
    assert "0/24" in talk.status
    talk.say("/labs PLT 88")
    assert "propose nothing" in talk.last
    assert "no unit" in talk.last
    talk.say("/labs")
    assert "/labs TEXT" in talk.last


def test_without_an_assessment_or_items_it_is_told(tmp_path: Path) -> None:
    talk = Talk(tmp_path)
    talk.say(f"/labs {VALUES}")
    assert "No assessment is under way" in talk.last
    talk.say("/score clasi full", f"/labs {VALUES}")
    assert "no item that a laboratory value can answer" in talk.last


def test_values_of_the_visit_are_proposed_when_the_assessment_begins(tmp_path: Path) -> None:
    talk = Talk(tmp_path)
    talk.say("/patient P-014")
    talk.press("enter")
    talk.say("new visit")
    talk.press("escape")
    talk.say("/pga 1", "/lab C3 0.74 g/L (0.9-1.8), PLT 88 10^9/L", "/score sledai-2k full")
    shown = card_text(talk.card)
    assert "C3 0.74 g/L is below" in shown
    assert "platelets 88 10^9/L is below the limit of 100" in shown
    assert "(2026-11-22)" in shown
    talk.press("enter")
    assert "2/24" in talk.status
    talk.say("/labs")
    assert "Replaces" not in card_text(talk.card)
    talk.press("escape")
