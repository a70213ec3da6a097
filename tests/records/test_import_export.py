"""What is imported is checked whole, what is exported and imported again is the same, on both databases."""

from __future__ import annotations

import copy
import csv
import io
import json
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from assistant.scoring.library import load_library
from tests.contracts.sources import ROOT
from tests.records.clinic import SIGNED, WHOLE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.running import Malar, Run
    from tests.records.clinic import Clinic

    TakeIn = Callable[..., Run]

INSTRUMENT = "cla-iga"


def answers() -> dict[str, int]:
    """A complete form: of every item the highest level."""
    instrument = load_library().instrument(INSTRUMENT)
    return {item.id: item.levels[-1] for item in instrument.items}


def whole(**changes: object) -> dict[str, Any]:
    """A file with one patient, of whom the first visit may be changed."""
    patient = copy.deepcopy(WHOLE)
    patient["visits"][0]["assessments"][0]["answers"] = answers()
    patient["visits"][0] |= changes
    return {"patients": [patient]}


@pytest.fixture
def take_in(malar: Malar, tmp_path: Path) -> TakeIn:
    """Imports a document as a file, and gives the run."""

    def run(document: object, name: str = "records.yaml", *more: str) -> Run:
        file = tmp_path / name
        as_json = name.endswith(".json")
        file.write_text(json.dumps(document) if as_json else yaml.safe_dump(document), encoding="utf-8")
        return malar("import", str(file), *more)

    return run


def test_a_whole_record_is_taken_over_with_its_score(clinic: Clinic, take_in: TakeIn) -> None:
    assert take_in(whole()).out == "1 patient with 2 visits taken over\n"
    found = clinic.records.whole("P-014")
    [signed] = found.visits[0].assessments
    instrument = load_library().instrument(INSTRUMENT)
    assert (signed.digest, signed.content_version) == (instrument.digest, instrument.content_version)
    assert signed.scores["global"].value == instrument.maxima["global"]
    assert {answer.how for answer in signed.answers.values()} == {"entered"}
    assert found.visits[1].notes == "brought photographs"


def test_an_identified_export_is_the_same_record_again(
    clinic: Clinic, malar: Malar, take_in: TakeIn, new_url: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    take_in(whole())
    first = malar("export", "--identified").out
    before = malar("patient", "P-014", "--json").json
    monkeypatch.setenv("MALAR_DATABASE_URL", new_url())
    assert take_in(json.loads(first), "again.json").code == 0
    assert malar("patient", "P-014", "--json").json == before
    assert malar("export", "--identified").out == first


def test_an_export_is_noted_in_the_audit_trail(clinic: Clinic, malar: Malar, take_in: TakeIn) -> None:
    take_in(whole())
    malar("export")
    malar("export", "--identified", "--format", "csv")
    subjects = [row["subject"] for row in malar("audit", "--json").lines if row["action"] == "export"]
    assert subjects == ["de-identified, json", "identified, csv"]


def test_an_export_holds_nothing_that_tells_who_it_is(clinic: Clinic, malar: Malar, take_in: TakeIn) -> None:
    take_in(whole())
    for arguments in (("export",), ("export", "--format", "csv")):
        out = malar(*arguments).out
        for telling in ("P-014", "2024", "1987", "2011", "mornings", "photographs", "R7", "A-0001", "tester"):
            assert telling not in out
    [told] = json.loads(malar("export").out)["patients"]
    assert (told["age"], told["years_of_sle"]) == (37, 13)
    assert [visit["day"] for visit in told["visits"]] == [0, 28]
    assert told["treatments"][1]["start_day"] == -4409
    assert told["visits"][0]["assessments"][0]["scores"]["global"]["value"] is not None


def test_a_cell_that_a_spreadsheet_would_run_is_defused(
    clinic: Clinic, malar: Malar, take_in: TakeIn
) -> None:
    take_in(whole(notes='=HYPERLINK("http://x")'))
    rows = list(csv.DictReader(io.StringIO(malar("export", "--identified", "--format", "csv").out)))
    assert [row["value"] for row in rows if row["name"] == "notes"] == [
        "prefers mornings",
        '\'=HYPERLINK("http://x")',
        "brought photographs",
    ]
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "@"))]


WRONG: dict[str, tuple[dict[str, object], str, str]] = {
    "a day to come": ({"date": "2999-01-01"}, "visits[0].date", "still to come"),
    "a day before birth": ({"date": "1980-01-01"}, "visits[0].date", "before the year of birth"),
    "a day that is none": ({"date": "31.02.2024"}, "visits[0].date", "there is no day '31.02.2024'"),
    "a month first": ({"date": "2024/02/05"}, "visits[0].date", "write it as 2024-02-05 or 05.02.2024"),
    "a day that is taken": ({"date": "2024-03-04"}, "visits[1]", "number_on_day: 2"),
    "a PGA of 4": ({"pga": 4}, "visits[0].pga", "at most 3"),
    "a decimal comma": ({"pga": "1,5"}, "visits[0].pga", "write it with a point: 1.5"),
    "a number in quotes": ({"pga": "1"}, "visits[0].pga", "digits without quotes"),
    "no number": ({"pga": float("inf")}, "visits[0].pga", ""),
    "a value without unit": ({"laboratory": [{"name": "c3", "value": 86}]}, "laboratory[0]", "no unit"),
    "a range upside down": (
        {"laboratory": [{"name": "c3", "value": 1, "unit": "g/L", "low": 2, "high": 1}]},
        "laboratory[0]",
        "ends below its beginning",
    ),
    "a year of two digits": ({"date": "05.02.0024"}, "visits[0].date", "there is no day"),
    "a unit with blanks": (
        {"laboratory": [{"name": "c3", "value": 86, "unit": "mg / dL"}]},
        "laboratory[0].unit",
        "write it without blanks",
    ),
    "a value in another unit than it says": (
        {"laboratory": [{"name": "c3", "value": 86, "unit": "g/L", "low": 0.9, "high": 1.8}]},
        "visits[0].laboratory[0]",
        "86 g/L is not measured of C3; write value and range in the unit in which they were printed",
    ),
    "a range in another unit than its value": (
        {"laboratory": [{"name": "c3", "value": 0.86, "unit": "g/L", "low": 90, "high": 180}]},
        "visits[0].laboratory[0]",
        "no range of C3 ends at 90 g/L",
    ),
    "an unknown value": (
        {"laboratory": [{"name": "c33", "value": 1, "unit": "g/L"}]},
        "laboratory[0].name",
        "did you mean",
    ),
    "an unknown event": ({"adverse_events": [{"event": "zosterr"}]}, "adverse_events[0].event", "not known"),
    "an unknown key": ({"pgaa": 1}, "visits[0].pgaa", "did you mean 'pga'?"),
    "an address": ({"notes": "mail anna@example.org"}, "visits[0].notes", "e-mail address"),
    "a date of birth": ({"notes": "born 03.04.1971"}, "visits[0].notes", "date of birth"),
    "an escape": ({"notes": "x\u001b[2J"}, "visits[0].notes", ""),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_is_wrong_is_told_with_its_place_and_nothing_is_written(
    malar: Malar, take_in: TakeIn, what: str
) -> None:
    change, place, told = WRONG[what]
    # A day in the file is YAML text, as people write it.
    run = take_in(whole(**change), "records.json" if what in {"an escape", "no number"} else "records.yaml")
    assert (run.code, run.out) == (1, "")
    if what != "no number":
        assert place in run.err
    assert told in run.err
    assert "\u001b" not in run.err
    assert malar("patients").out.startswith("No patient is on record.")


def test_everything_that_is_wrong_is_told_at_once_with_its_line(malar: Malar, take_in: TakeIn) -> None:
    document = whole(pga=7)
    document["patients"].append({"code": "Anna Meier", "year_of_birth": 12, "visits": [{}]})
    run = take_in(document)
    lines = run.err.splitlines()
    for place in ("patients[0].visits[0].pga", "patients[1].year_of_birth", "patients[1].visits[0].date"):
        assert [line for line in lines if f": {place}: " in line and "records.yaml:" in line]
    assert lines[-1].endswith("nothing was taken over")


@pytest.mark.parametrize("code", ["\u001b[31m", "P" * 10_000, "", "=cmd"])
def test_an_impossible_code_is_refused(malar: Malar, take_in: TakeIn, code: str) -> None:
    run = take_in({"patients": [{"code": code}]}, "records.json")
    assert run.code == 1
    assert "this is no study code" in run.err
    assert len(run.err) < 1_000
    assert malar("patients").out.startswith("No patient is on record.")


def test_a_code_that_looks_like_a_name_is_asked_about(malar: Malar, take_in: TakeIn) -> None:
    document = {"patients": [{"code": "Meier"}]}
    assert "looks like a name" in take_in(document).err
    assert take_in(document, "records.yaml", "--accept-codes").code == 0
    assert malar("patients", "mei", "--json").json["code"] == "Meier"


def test_a_score_that_is_not_that_of_the_answers_is_refused(take_in: TakeIn) -> None:
    document = whole()
    signed = document["patients"][0]["visits"][0]["assessments"][0]
    signed["scores"] = {"global": {"value": 0, "low": 0, "high": 0}}
    assert "is not that of the answers" in take_in(document).err


def test_a_score_signed_with_another_version_of_the_file_stays_what_it_was(
    clinic: Clinic, take_in: TakeIn
) -> None:
    document = whole()
    signed = document["patients"][0]["visits"][0]["assessments"][0]
    signed |= {
        "digest": "0" * 64,
        "scores": {"global": {"value": 1, "low": 1, "high": 1, "band": "as it was"}},
    }
    assert take_in(document).code == 0
    [kept] = clinic.records.whole("P-014").visits[0].assessments
    assert (kept.digest, kept.scores["global"].value, kept.scores["global"].band) == (
        "0" * 64,
        1,
        "as it was",
    )


def test_amendments_come_along_and_need_a_reason(clinic: Clinic, take_in: TakeIn) -> None:
    document = whole()
    signed = document["patients"][0]["visits"][0]["assessments"]
    signed.append({**copy.deepcopy(signed[0]), "revision": 2})
    assert "an amendment needs its reason" in take_in(document).err
    signed[1]["reason"] = "read the wrong side"
    assert take_in(document).code == 0
    kept = clinic.records.whole("P-014").visits[0].assessments
    assert [(each.revision, each.reason) for each in kept] == [(1, None), (2, "read the wrong side")]


def test_an_answer_that_the_instrument_does_not_have_is_told(take_in: TakeIn) -> None:
    document = whole()
    document["patients"][0]["visits"][0]["assessments"][0]["answers"]["no-such-item"] = 1
    run = take_in(document)
    assert "assessments[0]" in run.err
    assert "no-such-item" in run.err


def test_who_is_on_record_already_is_told_and_nothing_is_doubled(
    database_url: str, malar: Malar, take_in: TakeIn
) -> None:
    assert database_url
    take_in(whole())
    document = {"patients": [{"code": "p-014"}, {"code": "P-999"}]}
    assert "'p-014' is on record already" in take_in(document).err
    assert [row["code"] for row in malar("patients", "--json").lines] == ["P-014"]


def test_one_bad_row_in_ten_thousand_stops_all_of_them(malar: Malar, take_in: TakeIn) -> None:
    run = take_in({"patients": many_patients(10_000, 7_777)}, "records.json")
    assert "patients[7777].visits[0].pga" in run.err
    assert malar("patients").out.startswith("No patient is on record.")


def test_many_are_taken_over_at_once_and_exported_in_no_order(
    database_url: str, malar: Malar, take_in: TakeIn
) -> None:
    assert database_url
    run = take_in({"patients": many_patients(1_200)}, "records.json")
    assert run.out == "1,200 patients with 1,200 visits taken over\n"
    assert len(malar("patients", "P-77").out.splitlines()) == 11
    identified = json.loads(malar("export", "--identified").out)["patients"]
    codes = [each["code"] for each in identified]
    assert codes == sorted(codes)
    # The age tells here which patient it was.
    ages = [each["age"] for each in json.loads(malar("export").out)["patients"]]
    by_code = [2024 - each["year_of_birth"] for each in identified]
    assert sorted(ages) == sorted(by_code)
    assert ages != by_code


def many_patients(number: int, wrong: int = -1) -> list[dict[str, Any]]:
    """Patients with a visit each, of whom one may have a PGA that there is not."""
    return [
        {
            "code": f"P-{each}",
            "year_of_birth": 1950 + each % 50,
            "visits": [{"date": "2024-02-05", "pga": 9 if each == wrong else 1}],
        }
        for each in range(number)
    ]


def test_a_synonym_is_told_with_the_name_that_is_meant(take_in: TakeIn) -> None:
    run = take_in({"patients": [{"code": "P-1", "treatments": [{"agent": "HCQ"}], "subtypes": ["DLE"]}]})
    assert "'HCQ' is not known as a drug or class; write 'hydroxychloroquine'" in run.err
    assert "write 'dle'" in run.err


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"band": "\u001b[31mred"}, "control character"),
        ({"signed_at": "2999-01-01T10:00:00Z"}, "still to come"),
    ],
)
def test_a_printed_assessment_is_judged_too(take_in: TakeIn, change: dict[str, str], told: str) -> None:
    score = {"value": 3, "low": 3, "high": 3} | {name: change[name] for name in change if name == "band"}
    signed = {"instrument": INSTRUMENT, "basis": "printed", "signed_at": SIGNED, "scores": {"global": score}}
    signed |= {name: change[name] for name in change if name != "band"}
    run = take_in(whole(assessments=[signed]), "records.json")
    assert (run.code, told in run.err, "\u001b" in run.err) == (1, True, False)


def test_a_visit_is_shown_with_what_was_measured(malar: Malar, take_in: TakeIn) -> None:
    take_in(whole())
    shown = malar("patient", "p-014").out
    for part in (
        "05.02.2024  PGA 1.5",
        "300 mg every 4 weeks, 05.02.2024 to now or unknown",
        "systemic disease since: 03.2011",
        "since 01.02.2024",
        "0.86 g/L",
        "range 0.9–1.8",
        "herpes labialis",
    ):
        assert part in shown
    assert "05.02.2024" in malar("visits", "P-014").out
    assert "last on 04.03.2024" in malar("patients").out
    assert len(malar("visits", "P-014", "--json").lines) == 2
    assert malar("visits", "P-01").message.startswith("malar: there is no patient 'P-01'")


def test_the_example_of_the_manual_is_taken_over(malar: Malar, tmp_path: Path) -> None:
    manual = (ROOT / "docs" / "records.md").read_text(encoding="utf-8")
    example = tmp_path / "clinic.yaml"
    example.write_text(manual.partition("```yaml\n")[2].partition("```")[0], encoding="utf-8")
    assert malar("import", str(example)).out == "1 patient with 1 visit taken over\n"
    assert "incomplete" in malar("visits", "P-014").out
