"""`malar change CODE`: on the cases of the paper, and on a clinic's own patient."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.running import Malar

CLINIC = """
patients:
  - code: P-014
    treatments:
      - {agent: hydroxychloroquine, start: 01.02.2024}
    visits:
      - date: 05.01.2024
        pga: 1.0
        prednisone_equivalent: 10
        assessments:
          - {id: A-001, instrument: sledai-2k, window: 10, rater: R7, signed_at: "2024-01-05T10:00:00+00:00",
             answers: {seizure: 0, psychosis: 0, rash: 1}}
      - date: 05.02.2024
        prednisone_equivalent: 5
        assessments:
          - {id: A-002, instrument: cla-iga, rater: R7, signed_at: "2024-02-05T10:00:00+00:00",
             answers: {level: 3}}
          - {id: A-003, instrument: cla-iga, rater: R9, signed_at: "2024-02-05T11:00:00+00:00",
             answers: {level: 2}}
          - {id: A-002, revision: 2, reason: mistyped, instrument: cla-iga, rater: R7,
             signed_at: "2024-02-06T10:00:00+00:00", answers: {level: 1}}
          - {id: A-004, instrument: sledai-2k, window: 30, rater: R7, signed_at: "2024-02-05T10:00:00+00:00",
             answers: {seizure: 0, psychosis: 0, rash: 0}}
"""


@pytest.fixture
def demo(malar: Malar) -> Malar:
    """The command line with the cases of the paper on record."""
    assert malar("demo").code == 0
    return malar


@pytest.fixture
def clinic(malar: Malar, tmp_path: Path) -> Malar:
    """The command line with one patient of a clinic on record."""
    (tmp_path / "clinic.yaml").write_text(CLINIC, encoding="utf-8")
    assert malar("import", str(tmp_path / "clinic.yaml")).code == 0
    return malar


def main_verdicts(told: dict[str, Any], score: str) -> dict[str, str]:
    """The verdicts on one score against the baseline."""
    found = next(each for each in told["scores"] if each["score"] == score)
    return {each["id"]: each["verdict"] for each in found["baseline"]["criteria"]}


# CLASI-A, CLA-IGA and SLEDAI-2K as the paper prints them: 27 to 3, 12 to 0, 5 to 1, 17 to 2, and so on.
JUDGED = {
    "case_1": ("met", "met", "met", "not met", "met"),
    "case_2": ("met", "met", "met", "met", "not met"),
    "case_3": ("met", "met", "unknown", "met", "not met"),
    "case_4": ("met", "met", "met", "met", "met"),
}


def test_the_cases_of_the_paper(demo: Malar) -> None:
    found = {}
    for code in JUDGED:
        told = demo("change", code, "--demo", "--json").json
        skin, whole = main_verdicts(told, "activity"), main_verdicts(told, "total")
        level = main_verdicts(told, "global")["level_0_or_1"]
        found[code] = (
            *map(skin.get, ("clasi_50", "clasi_70", "chakka_emotions")),
            level,
            whole["sri_4_part"],
        )
    assert found == JUDGED


def test_for_reading_and_for_scripts(demo: Malar) -> None:
    reads_as_text(demo)
    told = demo("change", "case_1", "--demo", "--json").json
    clasi = next(each for each in told["scores"] if each["score"] == "activity")
    assert clasi["baseline"]["change"] == {"points": -24, "percent": -88.9}
    half = next(each for each in clasi["baseline"]["criteria"] if each["id"] == "klein_20_percent")
    assert half["sources"] == ["Klein 2011"]
    assert [(each["date"], each["value"]) for each in half["inputs"]] == [
        ("2000-01-01", "27"),
        ("2000-04-29", "3"),
    ]
    assert {each["id"]: [whole["verdict"] for whole in each["wholes"]] for each in told["targets"]} == {
        "doris": ["not met"],
        "lldas": ["not met", "not met"],
        "bicla": [],
        "sri-4": [],
    }
    shown = [each["text"] for beside in told["beside"] for each in beside["shown"]]
    assert any("49 %" in text and "25 %" in text for text in shown)
    assert any(text.startswith("CLASI-A of single patients: Case 1 27 at baseline") for text in shown)


def reads_as_text(demo: Malar) -> None:
    """The change comes first, in plain words, and no line is longer than a terminal."""
    run = demo("change", "case_4", "--demo", "--since", "anifrolumab")
    lines = run.out.splitlines()
    told = " ".join(lines)
    assert told.startswith(
        "case_4: change since the last visit in the 90 days up to the start of anifrolumab"
    )
    assert "CLASI activity fell from 17 to 2 (01.01.2000 to 25.03.2000): -15, -88.2 %." in lines
    assert "    met      CLASI-50 (fall of 50 %)" in lines
    assert "             PGA not recorded on 25.03.2000" in lines
    assert max(map(len, lines)) <= 80
    full = demo("change", "case_4", "--demo", "--full").out
    assert max(map(len, full.splitlines())) <= 80
    assert "sensitivity 39 %" in full


def test_a_patient_of_the_clinic(clinic: Malar) -> None:
    run = clinic("change", "P-014", "--since", "HCQ", "--stated", "gut-activity=yes")
    said = " ".join(run.out.split())
    assert (
        "CLA-IGA: 2 on 05.02.2024; against the baseline: not scored in the 90 days up to the start of" in said
    )
    assert "CAUTION: different recall windows (10 days on 05.01.2024, 30 days on 05.02.2024)" in said
    assert "stated: gut_activity yes" in said
    assert "NOTE: Exactly 5 mg/day" in said
    assert "What the paper showed" not in said
    told = clinic("change", "P-014", "--json").json
    [level] = [each for each in told["scores"] if each["score"] == "global"]
    assert (level["now"]["value"], level["now"]["rater"]) == (2, "R9")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["P-015"], "there is no patient 'P-015'"),
        (["P-014", "--since", "foozle"], "has no treatment 'foozle' on record; choose hydroxychloroquine"),
        (["P-014", "--baseline", "31.02.2024"], "there is no day '31.02.2024'"),
        (
            ["P-014", "--baseline", "06.02.2024"],
            "has no visit on 06.02.2024; choose 05.01.2024 or 05.02.2024",
        ),
        (["P-014", "--stated", "gut_activity"], "'gut_activity' states nothing; write FACT=yes or no"),
        (["P-014", "--stated", "gut=no"], "no target asks for 'gut'"),
    ],
)
def test_what_cannot_be_judged_is_refused_in_one_line(clinic: Malar, arguments: list[str], said: str) -> None:
    assert said in clinic("change", *arguments).message


def test_the_visits_are_counted_in_weeks_since_a_start(clinic: Malar) -> None:
    lines = clinic("visits", "P-014", "--since", "HCQ").out.splitlines()
    assert [line[:21].split() for line in lines if line.startswith("week")] == [
        ["week", "−4", "05.01.2024"],
        ["week", "0", "05.02.2024"],
    ]
    assert "has no treatment 'foozle'" in clinic("visits", "P-014", "--since", "foozle").message


def test_one_baseline_only(clinic: Malar) -> None:
    assert clinic("change", "P-014", "--since", "HCQ", "--baseline", "05.01.2024").code == 2
