"""`malar import --add`: what is new of a patient who is known is added, and nothing on record is changed."""

from __future__ import annotations

import copy
import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.records.clinic import SIGNED, WHOLE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.running import Malar, Run
    from tests.records.clinic import Clinic

    Add = Callable[..., Run]

INSTRUMENT = "cla-iga"


def signed(points: int, **more: object) -> dict[str, Any]:
    """A signed assessment of which only the score is known."""
    scores = {"global": {"value": points, "low": points, "high": points}}
    return {"instrument": INSTRUMENT, "basis": "printed", "signed_at": SIGNED, "scores": scores, **more}


def known(**changes: object) -> dict[str, Any]:
    """The patient who is on record."""
    patient = copy.deepcopy(WHOLE)
    patient["visits"][0]["assessments"] = [signed(3, id="A-0001")]
    return {**patient, **changes}


@pytest.fixture
def add(clinic: Clinic, malar: Malar, tmp_path: Path) -> Add:
    """Adds patients from a file, one being on record already."""
    file = tmp_path / "more.json"

    def run(*patients: dict[str, Any], how: tuple[str, ...] = ("--add",)) -> Run:
        file.write_text(json.dumps({"patients": patients}), encoding="utf-8")
        return malar("import", str(file), *how)

    assert run(known(), how=()).code == 0
    assert clinic.records.has_patients()
    return run


def test_new_visits_assessments_and_patients_are_added_and_told(
    clinic: Clinic, add: Add, malar: Malar
) -> None:
    more = known()
    more["visits"][1]["assessments"] = [signed(2, id="A-0002")]
    more["visits"].append({"date": "01.04.2024", "pga": 1, "assessments": [signed(1)]})
    told = add(more, {"code": "P-015", "visits": [{"date": "2024-02-05"}]})
    assert told.out == (
        "1 new patient, 1 known patient: 2 visits and 2 assessments added; "
        "3 visits or assessments on record already\n"
    )
    found = clinic.records.whole("P-014").visits
    assert [each.date.isoformat() for each in found] == ["2024-02-05", "2024-03-04", "2024-04-01"]
    assert [[every.scores["global"].value for every in each.assessments] for each in found] == [[3], [2], [1]]
    assert clinic.records.verify().problems == ()
    assert [row["action"] for row in malar("audit", "--json").lines] == [
        *["import"] * 2,
        *["add visit", "sign assessment", "sign assessment"],
    ]


def test_the_same_file_again_adds_nothing_even_where_assessments_have_no_id(clinic: Clinic, add: Add) -> None:
    more = known()
    more["visits"].append({"date": "2024-04-01", "assessments": [signed(1)]})
    assert "1 visit and 1 assessment added" in add(more).out
    whole = clinic.records.whole("P-014")
    assert "0 visits and 0 assessments added; 5 visits or assessments on record already" in add(more).out
    # Facts that are left out are not held against the record.
    bare = {"code": "p-014", "visits": [{"date": "2024-04-01", "assessments": [signed(1)]}]}
    assert "0 visits and 0 assessments added" in add(bare).out
    assert clinic.records.whole("P-014") == whole


def test_an_amendment_is_added_to_what_was_signed(clinic: Clinic, add: Add) -> None:
    amended = signed(2, id="A-0001", revision=2, reason="read the wrong side")
    assert "0 visits and 1 assessment added" in (
        add({"code": "P-014", "visits": [{"date": "2024-02-05", "assessments": [amended]}]}).out
    )
    kept = clinic.records.whole("P-014").visits[0].assessments
    assert [(each.revision, each.scores["global"].value) for each in kept] == [(1, 3), (2, 2)]
    assert clinic.records.verify().problems == ()


def at_the_first(**changes: object) -> dict[str, Any]:
    """The known patient with a first visit that says something else."""
    return {"code": "P-014", "visits": [{"date": "2024-02-05", **changes}]}


UNFIT: dict[str, tuple[dict[str, Any], str, str]] = {
    "another sex": (known(sex="male"), "patients[1].sex", "'male' is not what the record has"),
    "another treatment": (known(treatments=[]), "patients[1].treatments", "not what the record has"),
    "another PGA": (at_the_first(pga=2), "patients[1].visits[0].pga", "'2.0' is not what the record has"),
    "what was signed otherwise": (
        at_the_first(assessments=[signed(1, id="A-0001")]),
        "assessments[0]",
        "amend it as revision 2",
    ),
    "an amendment too far": (
        at_the_first(assessments=[signed(1, id="A-0001", revision=3, reason="x")]),
        "assessments[0]",
        "does not follow",
    ),
    "an amendment of nothing": (
        {
            "code": "P-014",
            "visits": [{"date": "2024-05-01", "assessments": [signed(1, revision=2, reason="x")]}],
        },
        "visits[0].assessments[0]",
        "does not follow",
    ),
    "an id of another visit": (
        {"code": "P-014", "visits": [{"date": "2024-05-01", "assessments": [signed(1, id="A-0001")]}]},
        "visits[0].assessments[0]",
        "on record already with another patient or visit",
    ),
    "a third visit of a day": (
        {"code": "P-014", "visits": [{"date": "2024-02-05", "number_on_day": 3}]},
        "visits[0]",
        "number_on_day: 2",
    ),
    "a second visit of a new patient": (
        {"code": "P-016", "visits": [{"date": "2024-02-05", "number_on_day": 2}]},
        "patients[1].visits[0]",
        "number_on_day: 1",
    ),
    "a visit twice": (
        {"code": "P-014", "visits": [{"date": "2024-05-01"}, {"date": "2024-05-01"}]},
        "patients[1].visits[1]",
        "stands there twice",
    ),
}


@pytest.mark.parametrize("what", UNFIT)
def test_what_does_not_fit_the_record_is_told_by_field_and_nothing_is_written(
    clinic: Clinic, add: Add, what: str
) -> None:
    document, place, told = UNFIT[what]
    before = list(clinic.records.everything())
    run = add({"code": "P-015", "visits": [{"date": "2024-02-05"}]}, document)
    assert (run.code, run.out) == (1, "")
    assert place in run.err
    assert told in run.err
    assert run.err.splitlines()[-1].endswith("nothing was taken over")
    assert list(clinic.records.everything()) == before


def test_without_the_word_a_known_patient_is_refused(clinic: Clinic, add: Add) -> None:
    assert "say --add" in add(known(), how=()).err
    assert clinic.records.verify().rows == 1


def test_one_bad_row_in_ten_thousand_adds_nothing(clinic: Clinic, add: Add) -> None:
    many = [{"code": f"Q-{each}", "visits": [{"date": "2024-02-05"}]} for each in range(10_000)]
    many[7_777] = at_the_first(pga=2)
    run = add(*many)
    assert "patients[7777].visits[0].pga" in run.err
    assert [each.code for each in clinic.records.patients()] == ["P-014"]


@pytest.mark.parametrize("rater", ["Anna Meier", "Meier", "Müller, A."])
def test_a_rater_who_looks_like_a_person_is_asked_about(add: Add, rater: str) -> None:
    document = {"code": "P-014", "visits": [{"date": "2024-05-01", "assessments": [signed(1, rater=rater)]}]}
    run = add(document)
    assert "assessments[0].rater" in run.err
    assert "looks like a name" in run.err
    assert "1 visit and 1 assessment added" in add(document, how=("--add", "--accept-codes")).out
