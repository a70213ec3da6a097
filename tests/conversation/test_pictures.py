"""The course and the cohort at a word."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from assistant.conversation.pictures.course_text import course_text
from assistant.conversation.pictures.course_words import course_words
from tests.conversation.talk import Talk
from tests.records.clinic import assessment, patient, visit

if TYPE_CHECKING:
    from pathlib import Path


def clinic(home: Path) -> Talk:
    """One patient on treatment with two visits."""
    talk = Talk(home)
    records = talk.chart.records
    records.add_patient(patient(treatments=({"agent": "anifrolumab", "start": "2024-02-05"},)))
    for number, (day, points) in enumerate((("2024-02-05", 3), ("2024-03-04", 1))):
        records.add_visit("P-014", visit(day))
        records.sign("P-014", date.fromisoformat(day), assessment(points, id=f"A-000{number}"))
    talk.say("/patient P-014")
    return talk


def test_the_course_of_the_patient_at_hand_is_drawn(tmp_path: Path) -> None:
    talk = clinic(tmp_path)
    talk.say("/plot")
    [reply] = talk.turn.replies
    assert reply.text == "The course of P-014."
    assert reply.course is not None
    drawn = course_text(reply.course, 80)
    assert drawn.startswith("P-014: weeks since the start of anifrolumab (Saphnelo)")
    assert "o3" in drawn
    assert "1o" in drawn
    assert "CLA-IGA Global level: week 0 3, week 4 1." in list(course_words(reply.course))


def test_without_a_patient_or_a_start_it_says_so(tmp_path: Path) -> None:
    talk = Talk(tmp_path)
    talk.say("/plot")
    assert "No patient is open" in talk.heard[-1]
    talk = clinic(tmp_path / "other")
    talk.say("/plot belimumab")
    assert "has no first day on record" in talk.heard[-1]


def test_the_cohort_is_summed_up_since_a_treatment_and_at_weeks(tmp_path: Path) -> None:
    talk = clinic(tmp_path)
    talk.say("/cohort since anifrolumab 4, 12")
    said = talk.heard[-1]
    assert "1 patient with anifrolumab (Saphnelo)" in said
    assert "  week 4   1 of 1: change median -2 (-2 to -2)" in said
    assert "  week 12  nobody of 1" in said
    assert "week 24" not in said
    talk.say("the cohort")
    assert "1 patient on record" in talk.heard[-1]
