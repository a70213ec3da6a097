"""Practice in the conversation: blind to the end, apart from patients, never lost."""

from __future__ import annotations

import json
import stat
from typing import TYPE_CHECKING

import pytest

from assistant.conversation.turn import Voice
from tests.conversation.talk import Talk, card_text

if TYPE_CHECKING:
    from pathlib import Path

ONE_TOO_LOW = "enter m i enter 1 1 0 0 a y"
"""The back marked; the red lesion scored as pink; the rest attested."""


@pytest.fixture
def talk(tmp_path: Path) -> Talk:
    return Talk(tmp_path)


def files(talk: Talk, folder: str) -> list[Path]:
    return sorted((talk.home / folder).rglob("*.json"))


def test_no_score_is_shown_before_the_end_and_then_what_it_moved_and_why(talk: Talk) -> None:
    talk.say("/train clasi-one-red-spot")
    assert "Between the shoulder blades" in talk.heard[-1]
    for key in ONE_TOO_LOW.split():
        talk.press(key)
        shown = f"{card_text(talk.card)} {talk.status}"
        assert talk.turn.panel.scores == ()
        assert "CLASI activity" not in shown
        assert "TRAINING" in talk.status
    talk.press("enter")
    told = talk.turn.replies[0]
    assert told.voice is Voice.SUMMARY
    assert "CLASI activity: yours 2, reference 3 (−1)" in told.text
    assert "54 of 55 items as in the reference." in told.text
    assert "Back and buttocks: erythema: you 1 pink or faint, reference 2 red" in told.text
    assert "Moved by it: activity −1." in told.text
    assert "The one red lesion sets the grade" in told.text
    assert "Rule (one source; to confirm; rheumguide.ca)" in told.text


def test_open_practice_shows_the_running_score(talk: Talk) -> None:
    talk.say("/train open clasi-one-red-spot")
    talk.press("enter 2")
    assert talk.turn.panel.scores[0].span == "2 to 69"


def test_keys_that_began_a_line_are_taken_back_in_a_case_too(talk: Talk) -> None:
    talk.say("/train open clasi-one-red-spot")
    talk.press("enter 2")
    talk._take(talk.conversation.take_run_back())
    assert talk.turn.panel.answered == 0
    assert "Not recorded: Scalp: erythema" in talk.card.refused


def test_the_vignette_is_one_key_away_and_leads_to_its_place(talk: Talk) -> None:
    talk.say("/train clasi-brown-cheeks")
    talk.press("enter")
    assert "Scalp: erythema" in talk.card.title
    talk.press("v")
    assert "Flat brown patches" in card_text(talk.card)
    talk.press("1")
    assert "Nose and malar area: erythema" in talk.card.title
    talk.say("/train case")
    assert "Flat brown patches" in talk.last


def test_a_question_in_the_middle_does_not_disturb(talk: Talk) -> None:
    talk.say("/train clasi-brown-cheeks")
    talk.press("enter 0")
    talk.say("what does verrucous mean")
    assert talk.desk.asked == ["what does verrucous mean"]
    assert "Scalp: scale" in talk.card.title


def test_training_and_a_patient_do_not_touch_each_other(talk: Talk) -> None:
    talk.say("/patient P-014", "/score clasi full")
    talk.press("2 1")
    kept = [each.read_text(encoding="utf-8") for each in files(talk, "drafts")]
    talk.say("/train clasi-one-red-spot")
    talk.press(ONE_TOO_LOW)
    talk.press("enter")
    assert [each.read_text(encoding="utf-8") for each in files(talk, "drafts")] == kept
    assert files(talk, "finished") == []
    talk.say("/resume")
    assert "Scalp: dyspigmentation" in talk.card.title
    assert "P-014" in talk.status
    [attempt] = files(talk, "training/attempts")
    assert "P-014" not in attempt.read_text(encoding="utf-8")
    assert json.loads(attempt.read_text(encoding="utf-8"))["answers"]["back_buttocks.erythema"] == 1
    assert stat.S_IMODE(attempt.stat().st_mode) == 0o600
    assert stat.S_IMODE(attempt.parent.stat().st_mode) == 0o700


def test_a_case_left_half_done_goes_on_after_the_program_was_killed(talk: Talk) -> None:
    talk.say("/train clasi-one-red-spot")
    talk.press("enter m i enter 1")
    assert talk.conversation._stage.practice is not None
    talk.conversation._stage.practice.drafts.close()
    again = talk.killed()
    again.say("/resume")
    assert "Nothing is unfinished" in again.last
    again.say("/train")
    assert "half done" in card_text(again.card)
    again.press("1")
    assert "Between the shoulder blades" in again.last
    again.press("enter")
    assert "Back and buttocks: scale" in again.card.title
    again.press("1 0 0 a y enter")
    assert "CLASI activity: yours 2, reference 3 (−1)" in again.turn.replies[0].text
    assert files(again, "training/drafts") == []


def test_escape_pauses_and_enter_goes_on(talk: Talk) -> None:
    talk.say("/train clasi-one-red-spot")
    talk.press("enter 0 escape")
    assert "Training paused" in talk.card.title
    talk.press("enter")
    assert "Scalp: scale" in talk.card.title
    talk.say("/undo")
    assert "Scalp: erythema" in talk.card.title


def test_the_next_case_is_the_one_scored_least(talk: Talk) -> None:
    first = talk.say("/train clasi").panel.patient
    talk.press("enter a y enter")
    second = talk.say("/train clasi").panel.patient
    assert first != second


def test_a_second_blind_pass_is_compared_with_the_first(talk: Talk) -> None:
    for case in ("clasi-one-red-spot", "clasi-mouth-full"):
        for _ in range(2):
            talk.say(f"/train {case}")
            talk.press("enter a y enter")
    talk.say("/train agreement")
    told = "\n".join(reply.text for reply in talk.turn.replies)
    assert "agreement with the references. 2 cases: this tells about these cases only" in told
    assert "agreement with yourself, second pass less first. 2 cases" in told
    assert (
        "For orientation, published between raters: ICC 0.86 for activity (Albrecht 2005; one source)."
        in told
    )


def test_a_session_assigned_by_a_file_goes_case_by_case_and_ends(talk: Talk, tmp_path: Path) -> None:
    file = tmp_path / "monday.yaml"
    file.write_text(
        "format: 1\nname: monday\ncases: [clasi-mouth-full, made-clasi-basic-3]\n", encoding="utf-8"
    )
    for scored in range(2):
        talk.say(f"/train session {file}")
        assert f"Session monday: {scored} of 2 scored" in talk.turn.replies[0].text
        talk.press("enter a y enter")
    assert "The session monday is done: 2 of 2 scored." in talk.say(f"/train session {file}").replies[0].text
    kept = [json.loads(each.read_text(encoding="utf-8")) for each in files(talk, "training/attempts")]
    assert {(each["session"], each["case"]) for each in kept} == {
        ("monday", "clasi-mouth-full"),
        ("monday", "made-clasi-basic-3"),
    }
    file.write_text("format: 1\nname: monday\ncases:\n  - clasi-mouthful\n", encoding="utf-8")
    talk.say(f"/train session {file}")
    assert (
        f"{file}:4: there is no training case 'clasi-mouthful'; did you mean 'clasi-mouth-full'?" in talk.last
    )


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("/train clasi-onered-spot", "did you mean 'clasi-one-red-spot'?"),
        ("/train as ../../x", "cannot be a learner's code"),
        ("/train case", "No case is under way"),
        ("/train made pasi", "there is no instrument 'pasi'"),
        ("/train agreement", "has scored no case yet"),
    ],
)
def test_what_cannot_be_done_is_told(talk: Talk, line: str, told: str) -> None:
    talk.say(line)
    assert told in talk.last
    assert not (talk.home / "training").exists()


def test_a_damaged_half_done_case_is_told_and_kept(talk: Talk) -> None:
    talk.say("/train clasi-one-red-spot")
    talk.press("enter 0")
    [draft] = files(talk, "training/drafts")
    assert talk.conversation._stage.practice is not None
    talk.conversation._stage.practice.drafts.close()
    text = draft.read_text(encoding="utf-8")
    draft.write_text(text.replace("clasi-one-red-spot", "clasi-gone"), encoding="utf-8")
    again = talk.killed()
    again.say("/train")
    again.press("1")
    assert "there is no training case 'clasi-gone'" in again.last
    assert draft.exists()
