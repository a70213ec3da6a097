"""Visits: opened on their day, what is measured at them, and the course in a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant.conversation.turn import Voice
from tests.conversation.talk import Talk, card_text

if TYPE_CHECKING:
    from pathlib import Path

    from assistant.records.visit import Visit


@pytest.fixture
def talk(tmp_path: Path) -> Talk:
    talk = Talk(tmp_path)
    talk.say("/patient P-014")
    talk.press("enter")
    talk.say("/set born 1987")
    return talk


@pytest.fixture
def at_visit(talk: Talk) -> Talk:
    """Today's visit is open, and its questions were left."""
    talk.say("new visit")
    talk.press("escape")
    return talk


def visits(talk: Talk) -> list[Visit]:
    return [each.visit for each in talk.chart.records.visits("P-014")]


def test_a_visit_is_asked_through_by_keys_and_lines(talk: Talk) -> None:
    talk.say("new visit")
    assert "1 of 4" in talk.card.title
    talk.press("b")
    talk.say("methylprednisolone 8 mg")
    assert "× 5/4 = 10 mg of prednisone" in talk.last
    talk.say("C3 0.74 g/L (0.9-1.8) C4 0.12 g/L (0.1 - 0.4) anti-DNA: negative")
    assert "complement C4 0.12 g/L (0.1–0.4)" in card_text(talk.card)
    talk.press("enter")
    talk.say("herpes zoster resolved since 01.11.2026")
    talk.press("enter")
    assert talk.turn.card is None
    assert talk.desk.asked == []
    (visit,) = visits(talk)
    assert (visit.date.isoformat(), visit.pga, visit.prednisone_equivalent) == ("2026-11-22", 1.5, 10)
    assert visit.steroid == "methylprednisolone 8 mg"
    assert [(each.name, each.value, each.low, each.reading) for each in visit.laboratory] == [
        ("c3", 0.74, 0.9, None),
        ("c4", 0.12, 0.1, None),
        ("adna", None, None, "negative"),
    ]
    assert [(each.event, each.outcome) for each in visit.adverse_events] == [("herpes_zoster", "resolved")]


def test_every_question_can_be_passed_over_and_gone_back_to(talk: Talk) -> None:
    talk.say("new visit")
    talk.press("enter enter left left left 2 0 enter enter")
    (visit,) = visits(talk)
    assert (visit.pga, visit.prednisone_equivalent, visit.laboratory) == (2, 0, ())


def test_a_question_asked_between_does_not_disturb_the_visit(talk: Talk) -> None:
    talk.say("new visit")
    talk.press("enter enter")
    talk.say("HZ risk w/ anifro", "is C3 below 0.9 g/L active?")
    assert talk.desk.asked == ["HZ risk w/ anifro", "is C3 below 0.9 g/L active?"]
    assert "Laboratory values?" in card_text(talk.card)
    talk.say("/pga 1.7")
    assert "Laboratory values?" in card_text(talk.card)


def test_the_steroid_of_the_visit_before_is_taken_by_one_key(talk: Talk) -> None:
    talk.say("/visit 05.02.2024", "/steroid prednisolone 7.5 mg", "/visit 04.03.2024")
    talk.press("enter 1")
    assert [each.prednisone_equivalent for each in visits(talk)] == [7.5, 7.5]


def test_a_day_may_be_written_either_way_and_is_opened_again(talk: Talk) -> None:
    talk.say("/visit 05.02.2024")
    talk.press("2 escape")
    talk.say("visit 2024-02-05")
    assert "visit 05.02.2024: PGA 2" in talk.turn.replies[0].text
    assert len(visits(talk)) == 1


def test_a_second_visit_on_a_day_is_asked_for(at_visit: Talk) -> None:
    at_visit.say("new visit")
    assert "There is a visit on 22.11.2026 already." in card_text(at_visit.card)
    at_visit.press("2 escape")
    assert [each.number_on_day for each in visits(at_visit)] == [1, 2]
    at_visit.say("new visit")
    at_visit.press("1")
    assert len(visits(at_visit)) == 2


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("/visit 05.02.2031", "05.02.2031 is still to come"),
        ("/visit 05.02.1980", "before the year of birth (1987)"),
        ("/visit 31.02.2024", "there is no day"),
        ("/visit soon", "this is no day"),
        ("/pga 4", "goes from 0 to 3"),
        ("/pga 1,5", "write it with a point: 1.5"),
        ("/pga high", "is no global assessment"),
        ("/steroid 7.5 mg", "names no steroid"),
        ("/steroid prednisolone 7.5", "no amount with its unit"),
        ("/lab C3 0.74 (0.9-1.8)", "has no unit"),
        ("/lab PLT 88.000 /µL", "88000 or 88"),
        ("/lab C3 0.74 g/L (1.8-0.9)", "runs backwards"),
        ("/lab C3", "has no result"),
        (
            "/lab WBC 2.8 10^9/L, C3 0.74 (0.9-1.8), PLT 88.000 /µL",
            "has no unit; add it as the laboratory prints it; PLT",
        ),
        ("/lab quux 3 g/L", "is not known as a laboratory value"),
        ("/event quux resolved", "is not known as an adverse event"),
        ("/event herpes zoster gone", "is no outcome"),
        ("/event herpes zoster since 01.12.2026", "still to come"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(at_visit: Talk, line: str, said: str) -> None:
    before = visits(at_visit)
    at_visit.say(line)
    assert at_visit.turn.replies[0].voice is Voice.PROBLEM
    assert said in at_visit.last
    assert visits(at_visit) == before


def test_two_terminals_at_one_visit_lose_nothing(at_visit: Talk) -> None:
    other = Talk(at_visit.home)
    other.say("/patient P-014", "/visit", "/lab C3 0.74 g/L")
    at_visit.say("/pga 2")
    assert "They: laboratory + complement C3 0.74 g/L" in card_text(at_visit.card)
    at_visit.press("enter")
    (visit,) = visits(at_visit)
    assert (visit.pga, len(visit.laboratory)) == (2, 1)


def test_a_visit_that_another_began_meanwhile_is_opened(talk: Talk) -> None:
    other = Talk(talk.home)
    other.say("/patient P-014", "new visit")
    talk.say("/visit")
    assert len(visits(talk)) == 1
    assert "visit 22.11.2026" in talk.card.title


def test_the_course_counts_weeks_from_the_treatment_that_is_named(talk: Talk) -> None:
    talk.say(
        "/treatment HCQ from 08.01.2024",
        "/treatment anifrolumab from 05.02.2024",
        "/visit 29.01.2024",
        "/pga 2.5",
        "/visit 04.03.2024",
        "/steroid prednisolone 5 mg",
        "/event herpes labialis resolved",
    )
    lines = talk.say("/visits").replies[0].text.split("\n")
    assert "week 0: anifrolumab (Saphnelo) from 05.02.2024" in lines[0]
    assert lines[2].split() == ["visit", "week", "PGA", "mg/day"]
    assert lines[3].split() == ["29.01.2024", "−1", "2.5", "·"]
    assert lines[4].split() == ["04.03.2024", "4", "·", "5"]
    assert "outcome resolved" in lines[5]
    assert talk.say("/visits hcq").replies[0].text.split("\n")[3].split()[1] == "3"
    assert "has no start on record" in talk.say("/visits MMF").replies[0].text
    assert max(map(len, lines)) <= 76
