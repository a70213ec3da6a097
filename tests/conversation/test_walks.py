"""Questionnaires walked key by key, with every key counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant.conversation.turn import CardKind, Tick
from tests.conversation.talk import Talk, card_text

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def talk(tmp_path: Path) -> Talk:
    return Talk(tmp_path)


def test_a_full_clasi_with_three_affected_areas_takes_at_most_forty_keys(talk: Talk) -> None:
    talk.say("/score clasi full")
    overview = "m c d e enter"
    areas = "2 1 0 0  2 1 0 0  3 1 1 1"
    once = "1 0 0  0 0"
    keys = f"{overview} {areas} {once} enter"
    turn = talk.press(keys)
    assert len(keys.split()) <= 24
    assert "CLASI activity 11 of 70, moderate (Klein 2011)" in turn.replies[0].text
    assert "CLASI damage 2 of 56" in turn.replies[0].text
    assert "INCOMPLETE" not in turn.replies[0].text


def test_the_same_area_by_area_stays_below_forty_keys(talk: Talk) -> None:
    talk.say("/score clasi full")
    keys = "c c  2 1 0 0  2 1 0 0  3 1 1 1" + " c" * 8 + " 1 0 0 0 0 enter"
    turn = talk.press(keys)
    assert len(keys.split()) <= 40
    assert "CLASI activity 11 of 70" in turn.replies[0].text


def test_sledai_with_three_items_of_three_systems_takes_at_most_nine_keys(talk: Talk) -> None:
    talk.say("/score sledai-2k")
    keys = "f 1 r 1 3 1 enter a enter"
    talk.press(keys)
    assert len(keys.split()) <= 9
    summary = talk.turn.replies[0].text
    assert "SLEDAI-2K 7 of 105, moderate (five-band scheme)" in summary
    assert "Window: the last 30 days" in summary
    assert "INCOMPLETE" not in summary


def test_cla_iga_takes_two_keys(talk: Talk) -> None:
    talk.say("score cla-iga")
    turn = talk.press("3 enter")
    assert "3 of 4, moderate" in turn.replies[0].text


def test_the_paper_s_fourth_patient_can_be_scored(talk: Talk) -> None:
    talk.say("/patient case-4", "/score clasi full")
    talk.press("m c d h enter  3 2 0 0  3 2 0 0  2 2 0 0  0 0 3 0 0 enter")
    assert "CLASI activity 17 of 70, moderate" in talk.heard[-2]
    talk.say("/score cla-iga")
    talk.press("3 enter")
    assert "3 of 4, moderate" in talk.heard[-2]


def test_silence_is_never_zero(talk: Talk) -> None:
    turn = talk.say("/score clasi full")
    assert [score.span for score in turn.panel.scores] == ["0 to 70", "0 to 56"]
    assert "mild to severe" in turn.panel.status
    turn = talk.press("r enter")
    assert "INCOMPLETE" in turn.replies[0].text
    assert "CLASI activity 0 to 70 of 70" in turn.replies[0].text


def test_the_running_interval_narrows_with_each_answer(talk: Talk) -> None:
    talk.say("/score clasi full")
    seen = []
    for key in ("3", "1", "1", "c"):
        turn = talk.press(key)
        seen.append(turn.panel.scores[0].span)
    assert seen == ["3 to 70", "4 to 69", "4 to 69", "4 to 64"]
    assert "Nose and malar area: erythema" in talk.card.title


def test_a_digit_that_is_no_level_changes_nothing_and_names_the_levels(talk: Talk) -> None:
    before = talk.say("/score clasi full")
    turn = talk.press("7")
    assert turn.card is not None
    assert "no level 7" in turn.card.refused
    assert "0, 1, 2 or 3" in turn.card.refused
    assert turn.panel == before.panel


def test_all_remaining_absent_asks_once_and_lists_what_it_covers(talk: Talk) -> None:
    talk.say("/score clasi full")
    talk.press("2 1 0 0 c")
    turn = talk.press("a")
    assert talk.card.kind is CardKind.CONFIRM
    assert "Nose and malar area (all 4)" in card_text(talk.card)
    assert "Ears" not in card_text(talk.card)
    assert turn.panel.answered == 7
    assert talk.press("escape").panel.answered == turn.panel.answered
    assert card_text(talk.press("a enter").card).startswith("CLASI · review")


def test_undo_takes_back_each_step_down_to_the_first(talk: Talk) -> None:
    talk.say("/score clasi full")
    panels = [talk.turn.panel]
    for key in ["2", "1", "c", "n", "p", "m", "d", "enter", "1"]:
        panel = talk.press(key).panel
        if panel.rows != panels[-1].rows or panel.answered != panels[-1].answered:
            panels.append(panel)
    for expected in reversed(panels[:-1]):
        panel = talk.press("u").panel
        assert (panel.scores, panel.answered) == (expected.scores, expected.answered)
    assert "Nothing to take back" in talk.press("u").card.refused  # type: ignore[union-attr]


def test_levels_are_explained_and_answered_without_leaving(talk: Talk) -> None:
    talk.say("/score sledai-2k full")
    talk.press("enter")
    plain = card_text(talk.card)
    talk.press("?")
    assert "Counts: seizure of recent onset" in card_text(talk.card)
    assert "Does not count: metabolic" in card_text(talk.card)
    talk.press("?")
    assert card_text(talk.card) == plain
    talk.press("? 1")
    assert talk.turn.panel.answered == 1


def test_not_assessed_and_pending_keep_the_interval_open(talk: Talk) -> None:
    talk.say("/score sledai-2k full")
    talk.press("enter g t p a enter")
    assert talk.card.kind is CardKind.REVIEW
    text = card_text(talk.card)
    assert "0 to 2 of 105" in text
    assert "Pending: Low complement" in text
    talk.press("1")
    assert "Low complement" in talk.card.title
    assert "pending" in talk.card.title
    talk.press("1")
    assert "Complete." in card_text(talk.card)


def test_back_and_forward_visit_without_answering(talk: Talk) -> None:
    talk.say("/score clasi full")
    talk.press("2 left")
    assert "Scalp: erythema" in talk.card.title
    assert [choice.key for choice in talk.card.choices if choice.tick is Tick.ON] == ["2"]
    talk.press("right right")
    assert "Scalp: dyspigmentation" in talk.card.title
    assert talk.turn.panel.answered == 1
    talk.press("backspace backspace 3")
    assert talk.turn.panel.scores[0].span == "3 to 70"


def test_go_to_leads_to_an_area_and_escape_leaves_it(talk: Talk) -> None:
    talk.say("/score clasi full")
    talk.press("g j")
    assert "Arms: erythema" in talk.card.title
    talk.press("g escape")
    assert "Arms: erythema" in talk.card.title


def test_the_window_is_chosen_with_one_key_recorded_and_changed_later(talk: Talk) -> None:
    talk.say("/score sledai-2k full")
    assert talk.card.kind is CardKind.WINDOW
    assert "30 days" in [choice.label for choice in talk.card.choices if choice.tick is Tick.ON]
    talk.press("1")
    assert talk.turn.panel.window == "10 days"
    talk.press("w 2")
    assert talk.turn.panel.window == "30 days"
    talk.press("u")
    assert talk.turn.panel.window == "10 days"


def test_a_question_in_the_middle_is_answered_and_disturbs_nothing(talk: Talk) -> None:
    talk.say("/score clasi full")
    before = talk.press("2 1")
    turn = talk.say("HZ risk w/ anifro")
    assert turn.replies[-1].text == "An answer to: HZ risk w/ anifro"
    assert turn.replies[-1].cited[0].refs == (5, 6)
    assert turn.card == before.card
    assert turn.panel == before.panel
    assert not turn.to_card
    assert talk.press("0").panel.answered == 3


def test_pause_gives_the_prompt_back_and_resume_goes_on(talk: Talk) -> None:
    talk.say("/score clasi full")
    before = talk.press("2")
    talk.press("escape")
    assert not talk.card.takes_keys
    assert "paused at Scalp: scale" in talk.card.title
    turn = talk.say("/resume")
    assert turn.to_card
    assert turn.card is not None
    assert before.card is not None
    assert turn.card.title == before.card.title
    talk.press("escape")
    assert talk.press("enter").to_card


def test_a_typed_digit_answers_as_the_key_does(talk: Talk) -> None:
    talk.say("/score clasi full", "2")
    assert talk.turn.panel.scores[0].span == "2 to 69"


def test_a_typed_number_means_the_suggestion_while_there_is_one(talk: Talk) -> None:
    talk.say("/score clasi full", "what is hcq")
    talk.say("2")
    assert talk.desk.asked == ["what is hcq", "And its side effects?"]
    assert talk.turn.panel.answered == 0


def test_keys_that_began_a_line_leave_the_card_exactly_as_it_was(talk: Talk) -> None:
    talk.say("/score clasi full")
    talk.press("?")
    explained = talk.card.lines
    assert explained
    talk.press("2")
    assert not talk.card.lines
    talk._take(talk.conversation.take_run_back())
    assert talk.card.lines == explained
    assert "Not recorded: Scalp: erythema" in talk.card.refused
    assert talk.turn.panel.answered == 0
