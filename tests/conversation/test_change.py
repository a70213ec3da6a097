"""`/change` in the conversation: of the patient at hand, in the words of the command line."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from assistant.conversation.turn import Voice
from assistant.records.patient import Patient, Treatment
from tests.conversation.talk import Talk
from tests.records.clinic import assessment, visit

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def talk(tmp_path: Path) -> Talk:
    """A conversation about a patient with two visits."""
    talk = Talk(tmp_path)
    records = talk.chart.records
    treated = Treatment.model_validate({"agent": "anifrolumab", "start": "2024-02-05"})
    records.add_patient(Patient(code="P-014", treatments=(treated,)))
    for number, (day, level) in enumerate({"2024-02-05": 3, "2024-03-04": 1}.items()):
        records.add_visit("P-014", visit(day))
        records.sign("P-014", date.fromisoformat(day), assessment(level, id=f"A-000{number}"))
    talk.say("/patient P-014")
    return talk


def test_the_change_of_the_patient_at_hand(talk: Talk) -> None:
    talk.say("/change")
    assert "CLA-IGA fell from 3 to 1 (05.02.2024 to 04.03.2024): -2, -66.7 %." in talk.last
    assert "CLA-IGA fell in all four patients within eight weeks." in talk.last
    plain = talk.last
    talk.say("show the change")
    assert talk.last == plain


def test_the_line_names_the_baseline_and_states_facts(talk: Talk) -> None:
    talk.say("/change since anifro gut_activity=yes")
    assert "in the 90 days up to the start of anifrolumab" in " ".join(talk.last.split())
    assert "stated: gut_activity yes" in talk.last
    talk.say("/change since type I interferon full")
    assert "has no treatment 'type I interferon' on record" in talk.last
    talk.say("/change full")
    assert "is response on CLA-IGA only by analogy with CLA-IGA-R." in " ".join(talk.last.split())
    assert max(map(len, talk.last.splitlines())) <= 75
    talk.say("/change from 04.03.2024")
    assert "against the baseline: nothing later to compare" in " ".join(talk.last.split())


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("/change of heart", "'of' is not understood here; write since DRUG, from DATE, FACT=yes, or full"),
        ("/change since anifro from 05.02.2024", "there is one baseline"),
        ("/change since", "the baseline is missing"),
        ("/change from yesterday", "this is no day: 'yesterday'"),
    ],
)
def test_a_line_that_is_not_understood_is_told(talk: Talk, line: str, said: str) -> None:
    turn = talk.say(line)
    assert turn.replies[-1].voice is Voice.PROBLEM
    assert said in talk.last


def test_nobody_at_hand_and_nobody_on_record(tmp_path: Path) -> None:
    talk = Talk(tmp_path)
    talk.say("/change")
    assert talk.last == "Whose change? /patient CODE names the patient first; /demo has patients to look at."
    talk.say("/patient P-099", "/change")
    assert "there is no patient 'P-099'" in talk.last
