"""The cohort: what the database finds is what a plain reading of the visits finds, on both databases."""

from __future__ import annotations

import random
import sys
from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from assistant.records.cohort import cohort as summary
from assistant.records.cohort.cohort import Asked, summarise
from assistant.records.cohort.courses import WINDOW_DAYS
from assistant.records.cohort.measures import measures
from assistant.records.course import course_of
from assistant.records.whole import WholePatient
from assistant.scoring.change.baseline import BASELINE_DAYS, Choice, choose
from tests.conversation.talk import shipped, shipped_vocabulary
from tests.records.clinic import SIGNED

if TYPE_CHECKING:
    from assistant.records.cohort.measures import Measure
    from tests.cli.running import Malar
    from tests.records.clinic import Clinic

START = date(2022, 3, 1)
WEEKS = (1, 4, 12)
AGENTS = ("anifrolumab", "belimumab")
SCORES = {("clasi", "activity"): 70, ("clasi", "damage"): 56, ("cla-iga", "global"): 4}
Value = float | None
Dated = list[tuple[int, float]]


def made_clinic(seed: int, count: int, *, final: bool = False) -> list[WholePatient]:
    """Patients whose visits are late, early, doubled, missed, or (unless `final`) leave a score open."""
    chance = random.Random(seed)  # noqa: S311 - test data
    return [
        WholePatient.model_validate_json(_patient(number, chance, final=final)) for number in range(count)
    ]


def _patient(number: int, chance: random.Random, *, final: bool) -> str:
    import json

    started = [
        {"agent": agent, "start": (START + timedelta(days=chance.randint(-20, 40))).isoformat()}
        for agent in AGENTS
        if chance.random() < 0.7
    ]
    days = sorted(chance.sample(range(-100, 120), chance.randint(0, 7)))
    visits = [
        _visit(f"{number}-{day + 200}-{again}", START + timedelta(days=day), again, chance, final=final)
        for day in days
        for again in range(1, chance.choice([2, 2, 3]))
    ]
    return json.dumps({"code": f"P-{number:03}", "treatments": started, "visits": visits})


def _visit(name: str, day: date, number: int, chance: random.Random, *, final: bool) -> dict[str, Any]:
    visit: dict[str, Any] = {"date": day.isoformat(), "number_on_day": number, "assessments": []}
    if chance.random() < 0.6:
        visit["prednisone_equivalent"] = chance.choice([0, 2.5, 7.5, 10, 62.5])
    for place, instrument in enumerate(("clasi", "cla-iga", "clasi")):
        scores = {}
        for (of, score), most in SCORES.items():
            if of == instrument and (final or chance.random() < 0.7):
                low = chance.randint(0, most)
                high = low if final or chance.random() < 0.7 else most
                scores[score] = {"value": low if low == high else None, "low": low, "high": high}
        if scores:
            visit["assessments"].append(
                {
                    "id": f"A-{place}-{instrument}-{name}",
                    "instrument": instrument,
                    "basis": "printed",
                    "signed_at": SIGNED,
                    "scores": scores,
                }
            )
    return visit


def values_of(patient: WholePatient, measure: Measure) -> Dated:
    """The day and value of every final rating, the last one of a day."""
    if not measure.instrument:
        found = [(visit.date.toordinal(), getattr(visit, measure.name)) for visit in patient.visits]
    else:
        found = [
            (visit.date.toordinal(), each.scores[measure.name].value)
            for visit in patient.visits
            for each in visit.assessments
            if each.instrument == measure.instrument and measure.name in each.scores
        ]
    return list({day: value for day, value in found if value is not None}.items())


def plainly(patient: WholePatient, measure: Measure, agent: str | None) -> tuple[Value, list[Value]]:
    """The baseline, and the values near each week and at last, as the page of the manual says it."""
    final = values_of(patient, measure)
    starts = [each.start.toordinal() for each in patient.treatments if each.agent == agent and each.start]
    if agent is None:
        zero = min((day for day, _ in final), default=None)
        before = [(day, value) for day, value in final if day == zero]
    else:
        zero = max(starts, default=None)
        before = [] if zero is None else [pair for pair in final if 0 <= zero - pair[0] <= BASELINE_DAYS]
    if zero is None or not before:
        return None, [None] * (len(WEEKS) + 1)
    later = [
        min(
            (
                (abs(day - zero - 7 * week), day, value)
                for day, value in final
                if day > zero and abs(day - zero - 7 * week) <= min(WINDOW_DAYS, 7 * week - 1)
            ),
            default=(0, 0, None),
        )[2]
        for week in WEEKS
    ]
    last = max(((day, value) for day, value in final if day > zero), default=(0, None))[1]
    return max(before)[1], [*later, last]


@pytest.mark.parametrize("agent", [None, "anifrolumab"])
@pytest.mark.parametrize("side_by_side", [False, True])
def test_the_database_finds_what_a_plain_reading_finds(
    clinic: Clinic, agent: str | None, side_by_side: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if side_by_side:
        monkeypatch.setattr(summary, "LARGE", 0)
    patients = made_clinic(seed=3, count=60)
    clinic.records.take_over(patients)
    found = summarise(clinic.records, measures(shipped()), Asked(WEEKS, agent))
    in_cohort = [each for each in patients if agent is None or agent in {of.agent for of in each.treatments}]
    assert found.patients == len(in_cohort)
    assert len(found.followed) == len(SCORES) + 1
    for followed in found.followed:
        plain = [plainly(each, followed.measure, agent) for each in in_cohort]
        assert followed.baseline.counts == Counter(first for first, _ in plain if first is not None)
        for place, at in enumerate(followed.weeks):
            pairs = Counter(
                (first, later[place])
                for first, later in plain
                if first is not None and later[place] is not None
            )
            assert at.pairs == pairs
            assert at.missing.total() == len(in_cohort) - at.n


def test_the_baseline_of_a_cohort_is_that_of_each_patient(clinic: Clinic) -> None:
    patients = made_clinic(seed=7, count=60, final=True)
    clinic.records.take_over(patients)
    found = summarise(clinic.records, measures(shipped()), Asked(WEEKS, "anifrolumab"))
    began = [each for each in patients if "anifrolumab" in {of.agent for of in each.treatments}]
    scores = [each for each in found.followed if each.measure.instrument]
    assert len(scores) == len(SCORES)
    for followed in scores:
        instrument, score = followed.measure.instrument, followed.measure.name
        firsts: Counter[float] = Counter()
        for each in began:
            baseline = choose(course_of(each, shipped_vocabulary()), Choice(agent="anifrolumab"))
            occasion = baseline.of(instrument, score)
            rating = occasion.rating(instrument) if occasion is not None else None
            firsts.update([rating.scores[score].low] if rating is not None else [])
        assert followed.baseline.counts == firsts


def test_who_is_missing_is_named_with_the_reason(clinic: Clinic) -> None:
    patients = made_clinic(seed=5, count=12)
    clinic.records.take_over(patients)
    found = summarise(clinic.records, measures(shipped()), Asked(WEEKS, "anifrolumab"))
    codes = {each.code for each in patients if "anifrolumab" in {of.agent for of in each.treatments}}
    for followed in found.followed:
        for at in followed.weeks:
            named = [code for codes_of in at.named.values() for code in codes_of]
            assert sorted([*named, *at.by_patient]) == sorted(codes)
            assert {why: len(of) for why, of in at.named.items()} == at.missing


def test_who_writes_between_two_readers_does_not_mix_two_moments(
    clinic: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    clinic.records.take_over(made_clinic(seed=3, count=20))
    monkeypatch.setattr(summary, "LARGE", 0)
    numbers = iter(range(100))
    monkeypatch.setattr(summary, "last_change", lambda _connection: next(numbers))
    asked = Asked(WEEKS)
    found = summarise(clinic.records, measures(shipped()), asked)
    monkeypatch.setattr(summary, "LARGE", 5_000)
    again = summarise(clinic.records, measures(shipped()), asked)
    assert [each.last.pairs for each in found.followed] == [each.last.pairs for each in again.followed]


def test_the_demonstration_stands_beside_what_is_printed(malar: Malar) -> None:
    malar("demo")
    told = malar("cohort", "--demo", "--since", "anifrolumab", "--weeks", "4,16", "--json").json
    [activity] = [each for each in told["scores"] if each["id"] == "clasi.activity"]
    week_4, week_16, last = activity["weeks"]
    assert (week_4["n"], week_16["n"], last["n"]) == (1, 2, 4)
    assert week_4["missing"] == [
        {"why": "no final value in the window", "n": 3, "patients": ["case_1", "case_3", "case_4"]}
    ]
    assert last["change"] == {"median": -13.5, "low": -24, "high": -4}
    assert (last["signed_rank"]["p"], last["signed_rank"]["least_p"]) == (0.125, 0.125)
    met = {each["id"]: (each["met"], each["n"], each["unknown"]) for each in last["criteria"]}
    assert (met["clasi_50"], met["chakka_emotions"]) == ((4, 4, 0), (3, 3, 1))
    beside = {each["id"]: (each["own"], each["same"]) for each in told["beside_paper"]}
    assert beside == {
        "clasi-activity-week-4": ("median -12 (-12 to -12), n = 1", None),
        "clasi-activity-week-16": ("median -14 (-24 to -4), n = 2", False),
        "clasi-activity-last": ("median -13.5 (-24 to -4), n = 4", None),
        "clasi-activity-baseline": ("median 14.5 (5 to 27), mean 15.25, n = 4", False),
        "sledai-baseline": ("median 8.5 (4 to 14), mean 8.75, n = 4", False),
        "cla-iga-baseline": ("median 3 (2 to 4), n = 4", True),
        "cla-iga-week-8": ("1 of 1 with a value", None),
        "sledai-reduced": ("3 of 4 with a value", False),
        "c3-unchanged": ("p 0.375 (least reachable 0.125; exact, 4 changes)", True),
        "c4-unchanged": ("p 0.625 (least reachable 0.125; exact, 4 changes)", True),
        "adna-unchanged": ("no figures on record, only words", None),
    }


def test_it_is_told_in_words_and_without_the_library_for_the_test(
    malar: Malar, monkeypatch: pytest.MonkeyPatch
) -> None:
    malar("demo")
    told = malar("cohort", "--demo", "--weeks", "12").out
    assert "  week 12  1 of 4: change median -15 (-15 to -15)" in told
    assert "missing, no final value in the window: case_1, case_2, case_3" in told
    assert "CLASI-50 (fall of 50 %): 4 of 4 = 100 % (51 to 100 %)" in told
    assert "p 0.125 (least reachable 0.125; exact, 4 changes)" in told
    # The weeks of the paper, each with a value of someone; those without any stand in one line.
    usual = malar("cohort", "--demo").out
    assert "  weeks 4, 12, 24  nobody of 4" in usual
    assert "  week 16  3 of 4: change median -2 (-3 to -1)" in usual
    monkeypatch.setitem(sys.modules, "scipy.stats", None)
    without = malar("cohort", "--demo", "--weeks", "12").out
    assert "no p: install malar[statistics]" in without
    assert "CLASI-50 (fall of 50 %): 4 of 4 = 100 % (51 to 100 %)" in without


@pytest.mark.parametrize("weeks", ["", "0", "4,x", "-1", "99999", ",".join(map(str, range(1, 20)))])
def test_weeks_that_are_none_are_refused(malar: Malar, weeks: str) -> None:
    assert (
        "such as 4,12,24" in malar("cohort", f"--weeks={weeks}").message
        or "as 4,12,24" in malar("cohort", f"--weeks={weeks}").message
    )


def test_an_empty_clinic_has_no_figures(malar: Malar) -> None:
    assert "No score can be followed yet" in malar("cohort").out
    assert malar("cohort", "--json").json["scores"] == []
    assert "'nonsense' is no single treatment" in malar("cohort", "--since", "nonsense").message
