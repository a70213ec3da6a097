"""Calibrated raters: marked from a day on, taken back, in the audit trail; what is signed carries it."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

from assistant.records.training.calibrations import Calibrations
from tests.conversation.talk import Talk

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.running import Malar


def test_raters_are_marked_listed_and_withdrawn_with_a_trail(malar: Malar, database_url: str) -> None:
    assert database_url
    assert "Nobody is calibrated" in malar("raters").out
    assert malar("raters", "calibrate", "R7", "CLASI", "05.02.2024").code == 0
    assert malar("raters", "calibrate", "R9", "sledai-2k", "2024-03-01").code == 0
    assert malar("raters", "calibrate", "R7", "clasi", "06.02.2024").code == 0
    listed = [json.loads(line) for line in malar("raters", "--json").out.splitlines()]
    assert listed == [
        {"rater": "R7", "instrument": "clasi", "since": "2024-02-06"},
        {"rater": "R9", "instrument": "sledai-2k", "since": "2024-03-01"},
    ]
    assert malar("raters", "withdraw", "R9", "sledai-2k").code == 0
    trail = [json.loads(line) for line in malar("audit", "--json").out.splitlines()]
    assert [(each["action"], each["subject"], each["after"] is None) for each in trail] == [
        ("calibrate rater", "R7 clasi", False),
        ("calibrate rater", "R9 sledai-2k", False),
        ("calibrate rater", "R7 clasi", False),
        ("withdraw calibration of rater", "R9 sledai-2k", True),
    ]
    assert json.loads(trail[2]["before"])["since"] == "2024-02-05"
    assert malar("audit", "verify").code == 0


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["calibrate", "R7", "clasy2", "05.02.2024"], 1, "there is no instrument 'clasy2'"),
        (["calibrate", "R7", "clasi", "31.02.2024"], 1, "there is no day '31.02.2024'"),
        (["calibrate", "R7", "clasi", "05.02.2124"], 1, "is still to come"),
        (["calibrate", " ", "clasi", "05.02.2024"], 1, "no id of a rater"),
        (["withdraw", "R7", "clasi"], 1, "nobody is calibrated"),
        (["calibrate", "R7", "clasi"], 2, "RATER INSTRUMENT DAY"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_recorded(
    malar: Malar, words: list[str], code: int, said: str
) -> None:
    run = malar("raters", *words)
    assert run.code == code
    assert said in run.err
    assert malar("raters", "--json").out == ""


def test_what_is_signed_says_whether_its_rater_was_calibrated_on_that_day(tmp_path: Path) -> None:
    talk = Talk(tmp_path)
    talk.say("/patient P-014")
    talk.press("enter")
    talk.say("/set phototype III")
    said = []
    for day in ("01.02.2024", "04.02.2024", "05.02.2024"):
        talk.say(f"/visit {day}")
        talk.press("1 escape")
        talk.say("/score cla-iga")
        talk.press("2 enter")
        said.append(talk.last.partition(" Finished")[0])
        Calibrations(talk.chart.records).calibrate("R7", "cla-iga", date(2024, 2, 5))
    assert said == [
        "Signed into the visit of 01.02.2024 by R7.",
        "Signed into the visit of 04.02.2024 by R7.",
        "Signed into the visit of 05.02.2024 by R7, calibrated for CLA-IGA.",
    ]
    whole = talk.chart.records.whole("P-014")
    assert [visit.assessments[0].calibrated for visit in whole.visits] == [None, False, True]
    talk.say("/visits")
    assert (
        "~ CLA-IGA: different calibration: rater not calibrated, then calibrated rater from 05.02.2024"
        in talk.last
    )
    assert "CLA-IGA by a calibrated rater: 05.02.2024" in talk.last
