"""The session of an assessment: what each step does, and that undo takes it back exactly."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from assistant.scoring.assessment.session import AssessmentSession
from assistant.scoring.errors import (
    InvalidLevel,
    InvalidWindow,
    NothingToAnswer,
    UnknownGroup,
    UnknownItem,
)
from assistant.scoring.totals import score
from tests.scoring.forms import NAMES, instrument

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def session(name: str) -> AssessmentSession:
    """A session that was just begun."""
    return AssessmentSession(instrument(name), NOON)


def asked(of: AssessmentSession) -> str | None:
    """The id of the item that is asked."""
    return None if of.current is None else of.current.id


def test_a_new_session_has_no_answer_and_no_score() -> None:
    new = session("clasi")
    assert (asked(new), new.progress, dict(new.answers)) == ("scalp.erythema", (0, 56), {})
    assert all(found.value is None for found in new.result().scores.values())


def test_an_answer_goes_on_and_tells_what_changed() -> None:
    scoring = session("clasi")
    change = scoring.answer(2, NOON)
    assert change.what == "Scalp: erythema: 2 (red)"
    assert [(each.item, each.before) for each in change.items] == [("scalp.erythema", None)]
    assert scoring.answers["scalp.erythema"].value == 2
    assert scoring.answers["scalp.erythema"].how == "entered"
    assert scoring.result().scores["activity"].low == 2
    assert asked(scoring) == "scalp.scale"


@pytest.mark.parametrize("value", [4, -1, True, 1.0, "1"])
def test_a_level_that_does_not_exist_changes_nothing(value: int) -> None:
    scoring = session("clasi")
    with pytest.raises(InvalidLevel, match=r"scalp\.erythema"):
        scoring.answer(value, NOON)
    assert not scoring.answers
    assert not scoring.history


def test_answers_cannot_be_changed_behind_the_session() -> None:
    with pytest.raises(TypeError):
        session("clasi").answers["scalp.scale"] = None  # type: ignore[index]


def test_not_assessed_keeps_its_reason_and_leaves_an_interval() -> None:
    scoring = session("sledai-2k")
    scoring.not_assessed(NOON, "no neurologist")
    answer = scoring.answers["seizure"]
    assert (answer.kind, answer.value, answer.reason) == ("not_assessed", None, "no neurologist")
    scoring.attest_rest(NOON)
    total = scoring.result().scores["total"]
    assert (total.value, total.low, total.high) == (None, 0, 8)
    assert scoring.result().not_assessed == ("seizure",)


def test_a_pending_result_leaves_an_interval_until_it_arrives() -> None:
    scoring = session("sledai-2k")
    scoring.go_to("low_complement")
    scoring.pending(NOON)
    scoring.attest_rest(NOON)
    assert scoring.result().scores["total"].high == 2
    scoring.go_to("low_complement")
    scoring.answer(1, NOON)
    assert scoring.result().scores["total"].value == 2
    assert asked(scoring) is None


def test_an_attested_group_is_clear_and_recorded_as_attested() -> None:
    scoring = session("clasi")
    scoring.answer(2, NOON)
    assert [item.id for item in scoring.group_rest()] == ["scalp.scale", "scalp.dyspigmentation"]
    change = scoring.attest_group(NOON)
    assert change.what == "Scalp: clear (2 items)"
    assert scoring.answers["scalp.erythema"].how == "entered"
    assert {scoring.answers[each.item].how for each in change.items} == {"attested"}
    assert {scoring.answers[each.item].value for each in change.items} == {0}
    assert asked(scoring) == "ears.erythema"


def test_attesting_the_rest_covers_what_it_says_beforehand() -> None:
    scoring = session("sledai-2k")
    scoring.answer(1, NOON)
    covered = [item.id for item in scoring.rest()]
    assert len(covered) == 23
    change = scoring.attest_rest(NOON)
    assert [each.item for each in change.items] == covered
    assert scoring.result().scores["total"].value == 8
    assert scoring.result().complete


def test_a_question_without_a_clear_answer_is_never_attested() -> None:
    scoring = session("clasi")
    scoring.go_to("legs.dyspigmentation")
    scoring.answer(1, NOON)
    scoring.attest_rest(NOON)
    assert scoring.result().missing == ("dyspigmentation_duration",)
    assert asked(scoring) == "dyspigmentation_duration"
    with pytest.raises(NothingToAnswer):
        scoring.attest_group(NOON)
    with pytest.raises(NothingToAnswer):
        scoring.attest_rest(NOON)


def test_the_doubling_question_leaves_the_form_with_the_last_colour_change() -> None:
    scoring = session("clasi")
    scoring.attest_rest(NOON)
    assert "dyspigmentation_duration" not in {item.id for item in scoring.items()}
    assert asked(scoring) is None
    assert scoring.result().complete
    scoring.go_to("legs.dyspigmentation")
    scoring.answer(1, NOON)
    assert "dyspigmentation_duration" in {item.id for item in scoring.items()}
    assert asked(scoring) == "dyspigmentation_duration"
    assert not scoring.result().complete


def test_an_item_that_is_not_asked_cannot_be_gone_to() -> None:
    scoring = session("clasi")
    scoring.attest_rest(NOON)
    with pytest.raises(NothingToAnswer):
        scoring.go_to("dyspigmentation_duration")


def test_an_answer_to_an_item_that_left_the_form_is_kept_but_not_missing() -> None:
    scoring = session("clasi")
    scoring.go_to("legs.dyspigmentation")
    scoring.answer(1, NOON)
    scoring.go_to("dyspigmentation_duration")
    scoring.answer(1, NOON)
    scoring.attest_rest(NOON)
    assert scoring.result().scores["damage"].value == 2
    scoring.go_to("legs.dyspigmentation")
    scoring.answer(0, NOON)
    assert "dyspigmentation_duration" in scoring.answers
    assert scoring.result().scores["damage"].value == 0
    assert scoring.result().complete


def test_marked_places_are_asked_and_the_others_attested() -> None:
    scoring = session("clasi")
    change = scoring.mark(["scalp", "hands"], NOON)
    assert change.what == "Marked: Scalp and Hands; 44 items attested clear"
    assert len(change.items) == 44
    assert asked(scoring) == "scalp.erythema"
    shown = []
    while scoring.current is not None:
        shown.append(scoring.current.id)
        scoring.answer(1 if 1 in scoring.current.levels else 0, NOON)
    assert [name.partition(".")[0] for name in shown[:7]] == ["scalp"] * 3 + ["hands"] * 4
    assert shown[7:] == [
        "mucous_membrane",
        "recent_hair_loss",
        "nonscarring_alopecia",
        "scarring_alopecia",
        "dyspigmentation_duration",
    ]
    assert scoring.result().complete


def test_a_place_marked_later_is_asked_again() -> None:
    scoring = session("clasi")
    scoring.mark(["hands"], NOON)
    scoring.mark(["hands", "scalp"], NOON)
    assert asked(scoring) == "scalp.erythema"
    assert "scalp.scale" not in scoring.answers


def test_marked_items_get_their_positive_value_and_nothing_else_is_answered() -> None:
    scoring = session("sledai-2k")
    scoring.mark(["arthritis", "rash"], NOON)
    assert {item: answer.value for item, answer in scoring.answers.items()} == {"arthritis": 1, "rash": 1}
    assert {answer.how for answer in scoring.answers.values()} == {"marked"}
    assert asked(scoring) == "seizure"
    scoring.mark(["rash", "fever"], NOON)
    assert set(scoring.answers) == {"rash", "fever"}
    scoring.attest_rest(NOON)
    assert scoring.result().scores["total"].value == 3


def test_unknown_marks_change_nothing() -> None:
    clasi, sledai, iga = session("clasi"), session("sledai-2k"), session("cla-iga")
    with pytest.raises(UnknownGroup, match="'scalp'"):
        clasi.mark(["sclap"], NOON)
    with pytest.raises(UnknownItem, match="'arthritis'"):
        sledai.mark(["rash", "artritis"], NOON)
    with pytest.raises(NothingToAnswer, match="overview"):
        iga.mark(["level"], NOON)
    assert not (clasi.answers)
    assert not (sledai.answers)
    assert not (iga.answers)


def test_back_and_forward_go_item_by_item() -> None:
    scoring = session("clasi")
    assert scoring.back() is not None
    assert asked(scoring) == "scalp.erythema"
    scoring.answer(1, NOON)
    scoring.answer(1, NOON)
    scoring.back()
    assert asked(scoring) == "scalp.scale"
    scoring.back()
    assert asked(scoring) == "scalp.erythema"
    scoring.forward()
    assert asked(scoring) == "scalp.scale"


def test_an_item_passed_over_is_unanswered_and_does_not_come_back_by_itself() -> None:
    scoring = session("cla-iga")
    scoring.forward()
    assert asked(scoring) is None
    assert scoring.result().missing == ("level",)
    scoring.back()
    assert asked(scoring) == "level"


def test_the_end_leads_to_what_was_never_shown_before_the_review() -> None:
    scoring = session("sledai-2k")
    scoring.go_to("leukopenia")
    scoring.answer(0, NOON)
    assert asked(scoring) == "seizure"


def test_answering_again_replaces_the_answer() -> None:
    scoring = session("cla-iga")
    scoring.answer(4, NOON)
    scoring.go_to("level")
    change = scoring.answer(3, NOON)
    before = change.items[0].before
    assert before is not None
    assert before.value == 4
    assert scoring.result().scores["global"].value == 3


def test_nothing_can_be_answered_on_the_review_page() -> None:
    scoring = session("cla-iga")
    scoring.review()
    with pytest.raises(NothingToAnswer):
        scoring.answer(1, NOON)
    with pytest.raises(NothingToAnswer):
        scoring.pending(NOON)


def test_the_window_is_a_step_that_can_be_undone() -> None:
    scoring = session("sledai-2k")
    scoring.set_window(10)
    assert (scoring.window, scoring.result().window) == (10, 10)
    with pytest.raises(InvalidWindow):
        scoring.set_window(28)
    scoring.undo()
    assert (scoring.window, scoring.result().window) == (30, 30)


def test_undo_names_the_step_and_ends_at_the_beginning() -> None:
    scoring = session("clasi")
    scoring.answer(3, NOON)
    scoring.attest_group(NOON)
    change = scoring.undo()
    assert change is not None
    assert change.what == "Undone: Scalp: clear (2 items)"
    assert asked(scoring) == "scalp.scale"
    assert scoring.undo() is not None
    assert scoring.undo() is None
    assert (asked(scoring), dict(scoring.answers)) == ("scalp.erythema", {})


class Steps(RuleBasedStateMachine):
    """Any order of steps: the session stays whole, and undo leads back through every standing it had."""

    def __init__(self) -> None:
        super().__init__()
        self.standings: list[dict[str, object]] = []
        self.clock = NOON

    @initialize(name=st.sampled_from(NAMES))
    def begin(self, name: str) -> None:
        self.session = session(name)

    def now(self) -> datetime:
        self.clock += timedelta(seconds=1)
        return self.clock

    def before(self) -> dict[str, object]:
        return self.session.to_json()

    def after(self, before: dict[str, object]) -> None:
        """A step was recorded, or, where it was refused, nothing has changed."""
        if len(self.session.history) > len(self.standings):
            self.standings.append(before)
        else:
            assert self.session.to_json() == before

    @precondition(lambda self: self.session.current is not None)
    @rule(data=st.data())
    def answer(self, data: st.DataObject) -> None:
        current = self.session.current
        assert current is not None
        before = self.before()
        self.session.answer(data.draw(st.sampled_from(current.levels)), self.now())
        assert self.session.current != current
        self.after(before)

    @precondition(lambda self: self.session.current is not None)
    @rule(value=st.integers(-3, 9))
    def answer_anything(self, value: int) -> None:
        current, before = self.session.current, self.before()
        assert current is not None
        try:
            self.session.answer(value, self.now())
        except InvalidLevel:
            assert value not in current.levels
        self.after(before)

    @precondition(lambda self: self.session.current is not None)
    @rule(reason=st.none() | st.text(max_size=5))
    def not_assessed(self, reason: str | None) -> None:
        before = self.before()
        self.session.not_assessed(self.now(), reason)
        self.after(before)

    @precondition(lambda self: self.session.current is not None)
    @rule()
    def pending(self) -> None:
        before = self.before()
        self.session.pending(self.now())
        self.after(before)

    @rule(whole=st.booleans())
    def attest(self, whole: bool) -> None:
        before = self.before()
        covered = self.session.rest() if whole else self.session.group_rest()
        try:
            change = self.session.attest_rest(self.now()) if whole else self.session.attest_group(self.now())
        except NothingToAnswer:
            assert not covered
        else:
            assert [each.item for each in change.items] == [item.id for item in covered]
        self.after(before)

    @rule(data=st.data())
    def mark(self, data: st.DataObject) -> None:
        chosen = self.session.instrument
        names = [part.id for part in (chosen.items if chosen.overview == "items" else chosen.groups)]
        marked = data.draw(st.lists(st.sampled_from(names), unique=True, max_size=4))
        before = self.before()
        try:
            self.session.mark(marked, self.now())
        except NothingToAnswer:
            assert chosen.overview is None
        self.after(before)

    @rule(days=st.sampled_from([10, 28, 30]))
    def set_window(self, days: int) -> None:
        before = self.before()
        try:
            self.session.set_window(days)
        except InvalidWindow:
            assert self.session.instrument.window is None or days == 28
        self.after(before)

    @rule(data=st.data(), step=st.sampled_from(["back", "forward", "review", "go_to"]))
    def move(self, data: st.DataObject, step: str) -> None:
        answers = dict(self.session.answers)
        if step == "go_to":
            item = data.draw(st.sampled_from(self.session.items()))
            assert self.session.go_to(item.id) == item
        else:
            getattr(self.session, step)()
        assert dict(self.session.answers) == answers

    @rule()
    def undo(self) -> None:
        change = self.session.undo()
        if not self.standings:
            assert change is None
            return
        assert change is not None
        assert self.session.to_json() == self.standings.pop()

    @invariant()
    def whole(self) -> None:
        current, kept = self.session.current, json.dumps(self.session.to_json())
        again = AssessmentSession.from_json(self.session.instrument, json.loads(kept))
        assert json.dumps(again.to_json()) == kept
        result = self.session.result()
        assert again.result() == result
        assert result == score(self.session.instrument, dict(self.session.answers), self.session.window)
        assert current is None or current in self.session.items()
        answered, there = self.session.progress
        assert 0 <= answered <= there == len(self.session.items())


Steps.TestCase.settings = settings(max_examples=80, stateful_step_count=25)
TestSteps = Steps.TestCase
