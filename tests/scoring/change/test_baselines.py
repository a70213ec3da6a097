"""Against which visit change is judged, and what makes two visits less comparable."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.scoring.change.baseline import BASELINE_DAYS, Choice, NoBaselineError
from assistant.scoring.change.report import NothingToJudgeError
from assistant.scoring.change.series import Course
from tests.scoring.change.courses import DAY, points, report, verdicts, visit

COURSE = [
    visit(-4, points("clasi", 30)),
    visit(0, points("clasi", 20), points("sledai-2k", 10)),
    visit(4, points("clasi", 14), points("sledai-2k", 4)),
    visit(12, points("clasi", 8)),
]
DRUG = Course("drug", "the drug", DAY + timedelta(days=3))


def first_and_now(choice: Choice | None = None) -> list[tuple[str, int | None, int | None]]:
    """The first and the later score of every instrument."""
    found = report(*COURSE, choice=choice, courses=(DRUG,))
    return [
        (
            each.instrument.id,
            each.baseline.first.span.value if each.baseline.first else None,
            each.latest.span.value,
        )
        for each in found.changes
    ]


def test_the_baseline_is_chosen_and_named() -> None:
    assert first_and_now() == [("clasi", 30, 8), ("sledai-2k", 10, 4)]
    assert first_and_now(Choice(agent="drug")) == [("clasi", 20, 8), ("sledai-2k", 10, 4)]
    assert first_and_now(Choice(day=DAY + timedelta(weeks=4))) == [("clasi", 14, 8), ("sledai-2k", None, 4)]
    named = report(*COURSE, choice=Choice(agent="drug"), courses=(DRUG,)).baseline.name
    assert named == "the last visit in the 90 days up to the start of the drug (08.02.2024)"


def test_a_visit_on_the_day_of_the_start_is_the_baseline_and_a_later_one_is_not() -> None:
    started = replace(DRUG, start=DAY)
    [skin, _] = report(*COURSE, choice=Choice(agent="drug"), courses=(started,)).changes
    assert skin.baseline.first is not None
    assert skin.baseline.first.span.value == 20
    early = replace(DRUG, start=DAY - timedelta(weeks=5))
    found = report(*COURSE, choice=Choice(agent="drug"), courses=(early,)).changes[0].baseline
    assert found.first is None
    assert found.missing == "not scored in the 90 days up to the start of the drug (01.01.2024)"
    late = replace(DRUG, start=DAY + timedelta(weeks=12, days=BASELINE_DAYS + 1))
    assert report(*COURSE, choice=Choice(agent="drug"), courses=(late,)).changes[0].baseline.first is None
    again = report(*COURSE, choice=Choice(agent="drug"), courses=(early, DRUG)).baseline
    assert again.start == DRUG.start
    assert "the latest of 2 courses" in again.name


@pytest.mark.parametrize(
    ("choice", "said"),
    [
        (Choice(day=DAY + timedelta(days=1)), "has no visit on 06.02.2024; choose 08.01.2024, 05.02.2024"),
        (Choice(agent="other"), "has no treatment 'other' on record; choose drug"),
    ],
)
def test_a_baseline_that_is_not_there_is_refused_with_what_is(choice: Choice, said: str) -> None:
    with pytest.raises(NoBaselineError, match=said):
        report(*COURSE, choice=choice, courses=(DRUG,))
    with pytest.raises(NothingToJudgeError, match="no visit on record"):
        report()


def test_a_treatment_without_a_start_is_no_baseline() -> None:
    with pytest.raises(NoBaselineError, match="the start of the drug is not on record"):
        report(*COURSE, choice=Choice(agent="drug"), courses=(replace(DRUG, start=None),))


@given(st.permutations(COURSE))
def test_the_order_in_which_visits_are_given_means_nothing(visits: list[object]) -> None:
    assert report(*visits).as_json() == report(*COURSE).as_json()  # type: ignore[arg-type]


def test_the_visit_before_has_its_own_definitions() -> None:
    found = report(
        visit(0, points("sledai-2k", 4)), visit(4, points("sledai-2k", 10)), visit(8, points("sledai-2k", 13))
    )
    assert verdicts(found, "previous")["toronto_flare"] == "not met"
    assert verdicts(found, "baseline")["toronto_flare"] == "met"
    assert "selena_severe_score" not in verdicts(found, "baseline")
    assert "sri_4_part" not in verdicts(found, "previous")


@pytest.mark.parametrize(
    ("more", "said", "prominent"),
    [
        ({"window": 10}, "different recall windows (30 days on 05.02.2024, 10 days on 04.03.2024)", True),
        ({"window": None}, "the recall window is not recorded for 04.03.2024", False),
        ({"rater": "R9"}, "different raters (R7, then R9)", False),
        ({"phototype": "V"}, "different phototype on record (III, then V)", False),
        ({"version": "2"}, "different versions of the SLEDAI-2K file (1, then 2)", False),
        ({"version": None, "digest": "b"}, "the SLEDAI-2K file was not the same both times", False),
        ({"others": 1}, "another rating on 04.03.2024; the one signed last is taken", False),
        ({}, "", False),
    ],
)
def test_what_differs_between_two_ratings_is_said(more: dict[str, Any], said: str, prominent: bool) -> None:
    alike: dict[str, Any] = {"rater": "R7", "phototype": "III", "version": "1", "digest": "a"}
    found = report(
        visit(0, points("sledai-2k", 8, **alike)), visit(4, points("sledai-2k", 4, **{**alike, **more}))
    )
    cautions = found.changes[0].baseline.cautions
    assert [(said in each.text, each.prominent) for each in cautions] == ([(True, prominent)] if said else [])
