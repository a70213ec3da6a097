"""What does not fit is asked before an assessment is finished: one key goes to it, one lets it stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conversation.talk import Talk, card_text

if TYPE_CHECKING:
    from pathlib import Path

    from assistant.records.assessment import Assessment


@pytest.fixture
def talk(tmp_path: Path) -> Talk:
    talk = Talk(tmp_path)
    talk.say("/patient P-014")
    talk.press("enter")
    talk.say("/set phototype III", "/visit 05.02.2024")
    talk.press("1 escape")
    return talk


def signed(talk: Talk) -> list[Assessment]:
    return [each for visit in talk.chart.records.whole("P-014").visits for each in visit.assessments]


def level(talk: Talk, value: int) -> None:
    talk.say("/score cla-iga")
    talk.press(f"{value} enter")


def clasi(talk: Talk, *said: str) -> None:
    """A CLASI with these findings dictated, the rest attested absent, and Enter on the review page."""
    talk.say(f"/score clasi {', '.join(said)}")
    talk.press("enter")
    while "review" not in talk.card.title:
        talk.press("a enter" if "colour change" not in talk.card.question else "0")
    talk.press("enter")


def test_what_another_instrument_of_the_visit_says_is_held_against_it(talk: Talk) -> None:
    level(talk, 0)
    clasi(talk, "ears dark red")
    shown = card_text(talk.card)
    assert "The global level is clear, and CLASI activity is above 0." in talk.card.question
    assert "CLA-IGA global: 0" in shown
    assert "CLASI activity: 3" in shown
    assert "1 Ears: erythema" in shown
    assert "To correct the other one later: /amend CLA-IGA" in shown
    assert len(signed(talk)) == 1
    talk.press("enter")
    assert len(signed(talk)) == 1, "Enter pressed once too often lets nothing stand"
    talk.press("s")
    assert [each.let_stand for each in signed(talk)] == [None, ("clear_with_active_skin",)]
    summary = next(each for each in talk.heard if each.startswith("CLASI"))
    assert "Asked and let stand: The global level is clear" in summary
    assert "Phototype: III" in summary


def test_one_key_goes_to_the_item_and_a_mended_answer_is_not_asked_about(talk: Talk) -> None:
    clasi(talk, "legs scaly")
    assert "scale in a place without any erythema" in talk.card.question
    talk.press("1")
    assert talk.card.title.startswith("CLASI · Legs: erythema")
    talk.press("2 enter")
    (assessment,) = signed(talk)
    assert assessment.let_stand is None
    assert assessment.answers["legs.erythema"].value == 2


def test_what_was_let_stand_is_asked_again_only_about_other_answers(talk: Talk) -> None:
    level(talk, 0)
    clasi(talk, "legs scaly")
    talk.press("s")
    assert "scale in a place without" in talk.card.question
    talk.press("escape enter")
    assert "scale in a place without" in talk.card.question, "the first question stands, the second is open"
    again = talk.killed()
    again.say("/resume")
    again.press("enter")
    assert "scale in a place without" in again.card.question
    again.press("s")
    assert again.chart.records.whole("P-014").visits[0].assessments[1].let_stand == (
        "clear_with_active_skin",
        "scale_without_erythema",
    )


def test_the_former_visit_is_held_against_it(talk: Talk) -> None:
    clasi(talk, "chest scarring")
    talk.say("/visit 04.03.2024")
    talk.press("1 escape")
    clasi(talk, "ears pink")
    assert "CLASI damage is lower than at the visit before" in talk.card.question
    assert "CLASI damage: 1 (visit of 05.02.2024)" in card_text(talk.card)
    talk.press("s")
    assert len(signed(talk)) == 2


def test_zeros_on_dark_skin_are_looked_at_a_second_time(talk: Talk) -> None:
    talk.say("/set phototype V")
    clasi(talk, "scalp red")
    shown = card_text(talk.card)
    assert "looked at a second time" in talk.card.question
    assert "phototype: V" in shown
    assert "CLASI erythema 0: Ears, Nose and malar area," in shown
    talk.press("s")
    (assessment,) = signed(talk)
    assert (assessment.phototype, assessment.let_stand) == ("V", ("erythema_zero_on_dark_skin",))
    assert assessment.scores["activity"].value == 2


def test_where_no_answer_is_named_the_form_is_opened_to_choose_from(talk: Talk) -> None:
    level(talk, 3)
    clasi(talk, "scarring of the chest")
    assert "global level is mild or more" in talk.card.question
    talk.press("g")
    assert "go to" in talk.card.title
    assert len(signed(talk)) == 1


def test_without_a_patient_only_the_form_itself_is_looked_at(tmp_path: Path) -> None:
    talk = Talk(tmp_path)
    clasi(talk, "legs scaly")
    assert "scale in a place without any erythema" in talk.card.question
    talk.press("s")
    assert talk.turn.card is None
    assert list((tmp_path / "finished").glob("*.json"))


def test_checks_that_cannot_be_read_are_told_and_hold_nothing_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "more" / "instruments" / "checks"
    folder.mkdir(parents=True)
    (folder / "own.yaml").write_text("format: 1\ntitle: own\nrules: []\n", encoding="utf-8")
    monkeypatch.setenv("MALAR_CONTENT", str(tmp_path / "more"))
    talk = Talk(tmp_path / "home")
    clasi(talk, "legs scaly")
    assert talk.turn.card is None
    assert "The checks cannot be read, so nothing is asked" in talk.last
    assert "own.yaml:" in talk.last


def test_the_phototype_is_asked_once_and_may_be_passed_over(tmp_path: Path) -> None:
    talk = Talk(tmp_path)
    talk.say("/patient P-014")
    talk.press("enter")
    talk.say("/score cla-iga")
    assert "Which phototype" in talk.card.question
    talk.press("enter")
    assert talk.card.title.startswith("CLA-IGA · Global level")
    talk.say("/score clasi")
    assert "CLASI" in talk.card.title
    again = talk.killed()
    again.say("/patient P-014", "/score clasi ears pink")
    assert "4 IV rarely burns, tans well" in card_text(again.card)
    again.press("5")
    assert again.chart.records.patient("P-014").patient.phototype == "V"
    assert "dictated" in again.card.title, "what was asked first loses nothing of the line"


@pytest.mark.parametrize(("phototype", "shown"), [("V", True), ("II", False), ("none", True)])
def test_the_levels_tell_how_erythema_looks_on_the_phototype(
    talk: Talk, phototype: str, *, shown: bool
) -> None:
    talk.say(f"/set phototype {phototype}", "/score clasi")
    if phototype == "none":
        talk.press("enter")
    talk.press("right ?")
    assert ("do not infer zero because nothing is pink" in card_text(talk.card)) is shown


def test_the_course_tells_another_phototype_on_record(talk: Talk) -> None:
    level(talk, 2)
    talk.say("/set phototype V", "/visit 04.03.2024")
    talk.press("1 escape")
    level(talk, 1)
    talk.say("/visits")
    said = "~ CLA-IGA: different phototypes on record: III, then V from 04.03.2024"
    assert said in talk.last
    talk.say("/plot")
    course = talk.turn.replies[-1].course
    assert course is not None
    assert course.notes == (said.removeprefix("~ "),)
