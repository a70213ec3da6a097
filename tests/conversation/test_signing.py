"""Finished walks are signed into the visit, once; what was signed stays, and is amended with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from assistant.records.durable import write_durably
from assistant.records.errors import StoreError
from assistant.records.records import Records
from tests.conversation.talk import START, Talk, card_text

if TYPE_CHECKING:
    from pathlib import Path

    from assistant.records.assessment import Assessment


@pytest.fixture
def talk(tmp_path: Path) -> Talk:
    talk = Talk(tmp_path)
    talk.say("/patient P-014")
    talk.press("enter")
    talk.say("/set phototype III")
    return talk


def signed(talk: Talk) -> list[Assessment]:
    return [each for visit in talk.chart.records.whole("P-014").visits for each in visit.assessments]


def scored(talk: Talk, level: int) -> None:
    talk.say("/score cla-iga")
    talk.press(f"{level} enter")


def test_a_finished_walk_is_signed_into_the_open_visit(talk: Talk) -> None:
    talk.say("/visit 05.02.2024")
    talk.press("escape")
    scored(talk, 3)
    assert "Signed into the visit of 05.02.2024 by R7." in talk.last
    (assessment,) = signed(talk)
    assert (assessment.rater, assessment.phototype, assessment.revision) == ("R7", "III", 1)
    assert assessment.scores["global"].value == 3
    assert assessment.content_version
    assert assessment.digest
    (answer,) = assessment.answers.values()
    assert (answer.value, answer.how, answer.at.year) == (3, "entered", 2026)
    assert list((talk.home / "finished").glob("*.json"))
    assert [row.title for row in talk.turn.panel.course] == ["", "CLA-IGA"]


def test_without_an_open_visit_it_is_signed_into_that_of_the_day(talk: Talk) -> None:
    scored(talk, 2)
    assert "Signed into the visit of 22.11.2026" in talk.last
    scored(talk, 1)
    assert len(talk.chart.records.visits("P-014")) == 1
    assert len(signed(talk)) == 2


def test_a_draft_of_another_day_is_signed_into_its_own_visit(talk: Talk) -> None:
    talk.say("/visit 05.02.2024")
    talk.press("escape")
    talk.say("/score cla-iga")
    talk.press("3 escape")
    later = talk.killed()
    later.say("/resume")
    later.press("enter")
    assert "Signed into the visit of 05.02.2024" in later.last


def test_who_is_not_on_record_is_kept_as_a_file(talk: Talk) -> None:
    talk.say("/patient P-2")
    talk.press("escape")
    scored(talk, 3)
    assert "P-2 is not on record" in talk.last
    assert len(list((talk.home / "finished").glob("*.json"))) == 1


def test_a_database_that_refuses_leaves_the_draft_and_enter_tries_again(
    talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as refusing:

        def refuse(*_arguments: object) -> None:
            raise StoreError("the database is away; try again")

        refusing.setattr(Records, "sign", refuse)
        scored(talk, 3)
        assert "NOT SIGNED: the database is away" in talk.turn.notice
        assert talk.turn.card is not None
        assert list((talk.home / "drafts").glob("*.json"))
        assert not (talk.home / "finished").exists()
    talk.press("enter")
    assert talk.turn.notice == ""
    assert len(signed(talk)) == 1


def test_a_file_that_cannot_be_kept_after_signing_does_not_sign_twice(
    talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    talk.say("/score cla-iga")
    talk.press("3")
    failing = Failing()
    with monkeypatch.context() as refusing:
        refusing.setattr("assistant.records.under_way.drafts.write_durably", failing)
        talk.press("enter")
        assert failing.called
        assert "NOT SAVED" in talk.turn.notice
    talk.press("enter")
    assert len(signed(talk)) == 1
    assert list((talk.home / "finished").glob("*.json"))


@dataclass
class Failing:
    """A full disk for what is finished; everything else is written."""

    called: bool = False

    def __call__(self, file: Path, text: str) -> None:
        """Refuse the finished copy."""
        if file.parent.name == "finished":
            self.called = True
            raise OSError(28, "No space left on device")
        write_durably(file, text)


def test_the_global_assessment_is_asked_before_the_first_index_of_a_visit(talk: Talk) -> None:
    talk.say("/score sledai full")
    assert "window" in talk.card.title
    talk.press("escape")
    talk.say("new visit")
    talk.press("escape")
    talk.say("/score cla-iga")
    assert "Global level" in talk.card.title
    talk.say("/score sledai full")
    assert "before the SLEDAI-2K" in talk.card.title
    talk.press("1")
    assert "window" in talk.card.title
    assert talk.chart.records.visits("P-014")[0].visit.pga == 1


def test_the_global_assessment_may_be_left_as_not_assessed_and_is_not_asked_again(talk: Talk) -> None:
    talk.say("new visit")
    talk.press("escape")
    talk.say("/score sledai full")
    talk.press("n")
    assert "not assessed" in talk.turn.replies[0].text
    talk.say("/score sledai full")
    assert "window" in talk.card.title
    assert talk.chart.records.visits("P-014")[0].visit.pga is None


def test_an_amendment_needs_its_reason_and_keeps_the_former(talk: Talk) -> None:
    scored(talk, 3)
    talk.say("/amend cla-iga")
    assert "Why is it amended?" in card_text(talk.card)
    talk.say("the photographs showed more")
    assert "review before finishing" in talk.card.title
    talk.press("left 4 enter")
    assert "as revision 2" in talk.last
    first, second = signed(talk)
    assert (first.scores["global"].value, second.scores["global"].value) == (3, 4)
    assert (second.id, second.reason) == (first.id, "the photographs showed more")
    text = talk.say("/visits").replies[0].text
    assert "4*" in text
    assert "global 3 → 4; revision 2 by R7, 22.11.2026: the photographs showed more" in text


def test_an_amendment_that_changes_nothing_is_none(talk: Talk) -> None:
    scored(talk, 3)
    talk.say("/amend")
    talk.press("1 enter")
    assert "no amendment was made" in talk.last
    assert len(signed(talk)) == 1


def test_two_amendments_of_one_revision_are_not_both_signed(talk: Talk) -> None:
    scored(talk, 3)
    other = Talk(talk.home)
    for each in (talk, other):
        each.say("/patient P-014", "/amend cla-iga looked at again")
    other.press("left 4 enter")
    talk.press("left 2 enter")
    assert "NOT SIGNED: it was amended meanwhile (now revision 2, by 'R7')" in talk.turn.notice
    assert len(signed(talk)) == 2


def test_nothing_signed_and_an_unknown_instrument_are_told(talk: Talk) -> None:
    assert "was signed here" in talk.say("/amend").replies[0].text
    assert "no instrument is called so" in talk.say("/amend pasi").replies[0].text
    scored(talk, 3)
    talk.say("/amend cla-iga mail to a@b.example")
    assert "e-mail" in talk.last


@pytest.mark.parametrize("how", ["attested", "derived", "prefilled"])
def test_an_answer_of_any_origin_can_be_amended(talk: Talk, how: str) -> None:
    scored(talk, 3)
    (first,) = signed(talk)
    (name,) = first.answers
    other = first.model_copy(
        update={
            "id": "A-0002",
            "answers": {name: first.answers[name].model_copy(update={"how": how, "value": 3})},
        }
    )
    talk.chart.records.sign("P-014", START.date(), other)
    talk.say("/amend cla-iga looked at again")
    talk.press("2")
    talk.press("left n enter")
    last = signed(talk)[-1]
    assert (last.id, last.revision, last.answers[name].kind) == ("A-0002", 2, "not_assessed")
    assert signed(talk)[1].answers[name].how == how
