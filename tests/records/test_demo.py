"""The demonstration: the cases of the paper as printed, in records of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from assistant.paths import data_folder

if TYPE_CHECKING:
    from tests.cli.running import Malar

# As printed in section 2 of the paper: week, CLASI-A, CLASI-D, CLA-IGA, SLEDAI-2K, prednisone in mg a day.
PRINTED: dict[str, list[tuple[int, int | None, int | None, int | None, int | None, float | None]]] = {
    "case_1": [(0, 27, 6, 4, 14, 10), (17, 3, 6, 2, 6, 3), (23, None, None, None, None, None)],
    "case_2": [
        (0, 12, 0, 3, 4, None),
        (4, 0, None, None, None, None),
        (17, None, None, 0, None, None),
        (38, None, None, 0, None, None),
        (46, 0, 0, None, 2, None),
    ],
    "case_3": [(0, 5, None, 2, 6, None), (16, 1, None, 1, 6, None)],
    "case_4": [(0, 17, 8, 3, 11, None), (8, 9, None, 1, None, None), (12, 2, 13, None, 4, None)],
}


@pytest.fixture
def cases(malar: Malar) -> dict[str, dict[str, Any]]:
    """Every case as it stands on record."""
    assert malar("demo").code == 0
    codes = [row["code"] for row in malar("patients", "--demo", "--json").lines]
    return {code: malar("patient", code, "--demo", "--json").json for code in codes}


def told(visit: dict[str, Any], start: int) -> tuple[object, ...]:
    """A visit as a row of PRINTED."""
    from datetime import date

    scores = {
        (each["instrument"], name): score["value"]
        for each in visit["assessments"]
        for name, score in each["scores"].items()
    }
    names = [("clasi", "activity"), ("clasi", "damage"), ("cla-iga", "global"), ("sledai-2k", "total")]
    days = date.fromisoformat(visit["date"]).toordinal() - start
    return (days // 7, *(scores.get(name) for name in names), visit.get("prednisone_equivalent"))


def test_the_courses_are_those_that_are_printed(cases: dict[str, dict[str, Any]]) -> None:
    from datetime import date

    start = date(2000, 1, 1).toordinal()
    assert {code: [told(visit, start) for visit in case["visits"]] for code, case in cases.items()} == PRINTED


def test_who_they_are_is_what_is_printed(cases: dict[str, dict[str, Any]]) -> None:
    persons = {
        code: (case["sex"], 2000 - case["year_of_birth"], case["phototype"], case.get("sle_since"))
        for code, case in cases.items()
    }
    # Of case 3 the paper prints no duration, so none is on record.
    assert persons == {
        "case_1": ("female", 37, "III", "1996"),
        "case_2": ("female", 25, "III", "1988"),
        "case_3": ("female", 36, "II", None),
        "case_4": ("female", 44, "II", "1991"),
    }
    assert cases["case_1"]["subtypes"] == ["dle", "scle"]
    events = [each["event"] for each in cases["case_1"]["visits"][-1]["adverse_events"]]
    assert events == ["herpes_labialis", "vaginal_candidiasis"]


def test_laboratory_values_stand_with_unit_and_range(cases: dict[str, dict[str, Any]]) -> None:
    first = cases["case_1"]["visits"][0]["laboratory"]
    assert {"name": "c3", "value": 0.86, "unit": "g/L", "low": 0.9, "high": 1.8}.items() <= first[0].items()
    assert first[2] == {"name": "adna", "reading": "positive at a low titre"}


def test_what_is_on_record_is_not_touched(malar: Malar, cases: dict[str, dict[str, Any]]) -> None:
    assert cases
    assert malar("patients").out.startswith("No patient is on record.")
    assert malar("demo").code == 0
    assert len(malar("patients", "--demo").out.splitlines()) == 4
    assert (data_folder() / "demo.sqlite").stat().st_mode & 0o777 == 0o600
