"""Composite targets: rule by rule, at their limits, and never against what a completed form would say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.scoring.change.report import UnknownFactError
from tests.scoring.change.courses import form, part_form, points, report, rules, target, visit, wholes
from tests.scoring.forms import clear, instrument

if TYPE_CHECKING:
    from assistant.scoring.change.series import Occasion

STATED = {
    "haemolytic_anaemia": False,
    "gut_activity": False,
    "other_flare_features": False,
    "standard_drugs_tolerated": True,
}
SEROLOGY = {"low_complement": 1, "increased_dna_binding": 1}
MAJOR_ORGANS = [
    "seizure", "psychosis", "organic_brain_syndrome", "visual_disturbance", "cranial_nerve_disorder",
    "lupus_headache", "cva", "vasculitis", "urinary_casts", "hematuria", "proteinuria", "pyuria", "pleurisy",
    "pericarditis", "fever",
]  # fmt: skip
ITEMS = [item.id for item in instrument("sledai-2k").items]


def quiet(week: int, pga: float | None = 0.4, dose: float | None = 5, **items: int) -> Occasion:
    """A visit with these items and no other."""
    return visit(week, form("sledai-2k", items), pga=pga, prednisone_equivalent=dose)


def state(name: str, *visits: Occasion) -> dict[str | None, str]:
    """The whole of a target with every fact stated that lets it be met."""
    return wholes(target(report(*visits, stated=STATED), name))


@pytest.mark.parametrize(
    ("pga", "dose", "verdict"),
    [
        (1, 7.5, "met"),
        (1.01, 7.5, "not met"),
        (1, 7.51, "not met"),
        (0, 0, "met"),
        (None, 7.5, "unknown"),
        (1, None, "unknown"),
        (1.01, None, "not met"),
    ],
)
def test_low_disease_activity_at_its_limits(pga: float | None, dose: float | None, verdict: str) -> None:
    found = state("lldas", quiet(0, 0.5, rash=1, **SEROLOGY), quiet(4, pga, dose, **SEROLOGY))
    assert found["new_item"] == verdict


@pytest.mark.parametrize("organ", MAJOR_ORGANS)
def test_a_major_organ_is_not_low_disease_activity_whatever_the_total(organ: str) -> None:
    found = target(report(quiet(0, **{organ: 1}), quiet(4, **{organ: 1}), stated=STATED), "lldas")
    assert rules(found)["activity"] == "not met"


@pytest.mark.parametrize("item", sorted(set(ITEMS) - set(MAJOR_ORGANS)))
def test_another_item_alone_is_low_disease_activity(item: str) -> None:
    found = target(report(quiet(0, **{item: 1}), quiet(4, **{item: 1}), stated=STATED), "lldas")
    assert rules(found)["activity"] == "met"


def test_what_is_no_item_is_unknown_until_it_is_stated() -> None:
    visits = quiet(0), quiet(4)
    silent = target(report(*visits), "lldas")
    assert rules(silent)["activity"] == "unknown"
    assert any("haemolytic anaemia due to lupus" in why for why in silent.rules[0].why)
    one = target(report(*visits, stated={"gut_activity": True}), "lldas")
    assert rules(one)["activity"] == "not met"
    with pytest.raises(UnknownFactError, match="it can be haemolytic_anaemia"):
        report(*visits, stated={"gut": True})


def test_the_variants_of_new_activity_are_judged_apart() -> None:
    assert state("lldas", quiet(0, rash=1), quiet(4, alopecia=1)) == {
        "new_item": "not met",
        "flare_index": "met",
    }
    assert state("lldas", quiet(0), quiet(4, rash=1, alopecia=1))["flare_index"] == "not met"
    assert state("lldas", quiet(4)) == {"new_item": "unknown", "flare_index": "unknown"}


@pytest.mark.parametrize(
    ("pga", "dose", "verdict", "flagged"),
    [
        (0.49, 4.9, "met", False),
        (0.5, 4.9, "not met", False),
        (0.49, 5, "met", True),
        (0.49, 5.1, "not met", False),
        (None, 5, "unknown", True),
        (0, None, "unknown", False),
    ],
)
def test_remission_at_its_limits(pga: float | None, dose: float | None, verdict: str, flagged: bool) -> None:
    found = target(report(quiet(0, pga, dose, **SEROLOGY)), "doris")
    assert wholes(found) == {None: verdict}
    assert any("Table 2" in note for note in found.notes) is flagged


@pytest.mark.parametrize("item", sorted(set(ITEMS) - set(SEROLOGY)))
def test_any_clinical_item_is_no_remission(item: str) -> None:
    assert state("doris", quiet(0, **{item: 1})) == {None: "not met"}


@pytest.mark.parametrize(("total", "verdict"), [(0, "met"), (1, "unknown"), (4, "unknown"), (5, "not met")])
def test_from_a_total_alone_remission_is_what_the_total_leaves_open(total: int, verdict: str) -> None:
    found = report(visit(0, points("sledai-2k", total), pga=0, prednisone_equivalent=0))
    assert wholes(target(found, "doris")) == {None: verdict}


def test_a_missing_input_is_named_with_its_day() -> None:
    found = target(report(quiet(0, None, 4)), "doris")
    assert found.rules[1].why == ("PGA not recorded on 05.02.2024",)
    assert found.wholes[0].nearest == "only one rule is open: PGA below 0.5"


def test_responses_that_need_more_are_stated_and_never_computed() -> None:
    found = report(quiet(0, 1.0, rash=1, arthritis=1), quiet(12, 1.29, rash=1))
    for name, judged in {
        "sri-4": {"sledai_fall": "met", "bilag": "unknown", "global_assessment": "met"},
        "bicla": {
            "bilag": "unknown",
            "sledai": "met",
            "global_assessment": "unknown",
            "treatment": "unknown",
        },
    }.items():
        assert rules(target(found, name)) == judged
        assert not target(found, name).wholes
        assert "BILAG-2004" in str(target(found, name).as_json()["not_computed"])


@pytest.mark.parametrize(("later", "verdict"), [(1.2, "met"), (1.29, "met"), (1.3, "not met")])
def test_a_worse_global_assessment_counts_from_its_limit(later: float, verdict: str) -> None:
    found = target(report(quiet(0, 1.0), quiet(4, later)), "sri-4")
    assert rules(found)["global_assessment"] == verdict


@given(
    form_now=st.dictionaries(st.sampled_from(ITEMS), st.integers(0, 1)),
    hidden=st.sets(st.sampled_from(ITEMS), max_size=4),
    form_before=st.dictionaries(st.sampled_from(ITEMS), st.integers(0, 1)),
    scores_only=st.booleans(),
)
def test_a_verdict_on_an_incomplete_form_is_that_of_the_completed_one(
    form_now: dict[str, int], hidden: set[str], form_before: dict[str, int], scores_only: bool
) -> None:
    before, whole = clear("sledai-2k", form_before), clear("sledai-2k", form_now)
    known = {item: int(str(level)) for item, level in whole.items()}
    shown = part_form("sledai-2k", {item: level for item, level in known.items() if item not in hidden})
    if scores_only:
        shown = points("sledai-2k", shown.scores["total"].low, shown.scores["total"].high)
    first = part_form("sledai-2k", {item: int(str(level)) for item, level in before.items()})
    measures = {"pga": 0.4, "prednisone_equivalent": 4.0}
    partial, complete = (
        report(visit(0, first, **measures), visit(4, rating, **measures), stated=STATED)
        for rating in (shown, part_form("sledai-2k", known))
    )
    for name in ("lldas", "doris"):
        judged, truth = rules(target(partial, name)), rules(target(complete, name))
        assert {
            rule: verdict for rule, verdict in judged.items() if verdict not in {truth[rule], "unknown"}
        } == {}
