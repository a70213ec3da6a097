"""The patient behind the conversation: opened, recorded, changed in words, and never changed unseen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant.conversation.turn import Voice
from assistant.records.errors import StoreError
from tests.conversation.talk import Talk, card_text

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def talk(tmp_path: Path) -> Talk:
    return Talk(tmp_path)


@pytest.fixture
def known(talk: Talk) -> Talk:
    """P-014 is on record and open."""
    talk.say("/patient P-014")
    talk.press("enter")
    return talk


def chart_of(talk: Talk) -> str:
    return talk.say("/patient").replies[0].text


def test_no_database_is_made_before_something_is_recorded(talk: Talk, tmp_path: Path) -> None:
    talk.say("/score cla-iga", "what next when HCQ fails", "/help")
    assert not (tmp_path / "records.sqlite").exists()
    talk.say("/patient P-014")
    assert (tmp_path / "records.sqlite").exists()


def test_an_unknown_patient_is_recorded_by_one_key_and_found_however_it_is_cased(talk: Talk) -> None:
    talk.say("/patient P-014")
    assert "Record a new one?" in card_text(talk.card)
    assert "is on record now" in talk.press("enter").replies[0].text
    talk.say("/patient P-9")
    talk.press("escape")
    assert talk.say("/patient p-014").panel.patient == "P-014"
    assert talk.turn.card is None
    assert [each.code for each in talk.chart.records.patients()] == ["P-014"]


def test_a_chart_is_said_in_words_and_shown(known: Talk) -> None:
    known.say(
        "born 1987, sex f, phototype 3",
        "/set subtypes DLE, notes prefers mornings, born early",
        "/set antibodies anti-Ro, anti-dsDNA",
        "/set since 03.2011",
        "/treatment anifrolumab 300 mg every 4 weeks from 05.02.2024",
        "treatment HCQ from 10.01.2012 stopped 2013-04-01 intolerance urticaria",
    )
    text = chart_of(known)
    assert "P-014 · female · born 1987 (age 38–39) · phototype III" in text
    assert "anti-Ro antibodies, anti-DNA antibodies (ADNA)" in text
    assert "Systemic disease since 03.2011" in text
    assert "300 mg every 4 weeks since 05.02.2024" in text
    assert "10.01.2012 to 01.04.2013, intolerance (" in text
    assert known.desk.asked == []
    assert known.turn.panel.facts[0] == ("", "female, age 38–39, phototype III")
    assert ("takes", "anifrolumab (Saphnelo) 300 mg every 4 weeks") in known.turn.panel.facts


def test_a_treatment_that_goes_on_is_changed_and_one_that_stopped_begins_anew(known: Talk) -> None:
    known.say("/treatment MMF 1 g daily from 01.02.2024", "/treatment MMF 2 g daily")
    assert "2 g daily since 01.02.2024" in chart_of(known)
    known.say("/treatment MMF stopped 01.03.2024 refractory", "/treatment MMF 1 g daily from 01.04.2024")
    assert "01.02.2024 to 01.03.2024, refractory" in chart_of(known)
    assert "1 g daily since 01.04.2024" in chart_of(known)
    known.say("/treatment MMF remove")
    assert "01.04.2024" not in chart_of(known)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("/set born 05.02.1987", "is no year of birth; write the year alone"),
        ("/set born 2031", "is still to come"),
        ("/set sex femal", "did you mean 'female'?"),
        ("/set phototype VII", "did you mean"),
        ("/set antibodies anti-Rho", "did you mean 'anti-Ro'?"),
        ("/set colour red", "cannot be set; write one of sex, born"),
        ("/set sex", "gives no value"),
        ("/set notes mail a@b.example", "e-mail"),
        ("/treatment anifrolomab 300 mg", "did you mean 'anifrolumab'?"),
        ("/treatment MMF some", "this is no dose"),
        ("/treatment MMF from 31.02.2024", "there is no day '31.02.2024'"),
        ("/treatment MMF from 01.02.2024 stopped 01.01.2024", "stops before it starts"),
        ("/treatment MMF from 01.02.2031", "01.02.2031 is still to come"),
        ("/treatment MMF remove", "no course of it"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(known: Talk, line: str, said: str) -> None:
    before = chart_of(known)
    known.say(line)
    assert known.turn.replies[0].voice is Voice.PROBLEM
    assert said in known.last
    assert chart_of(known) == before


@pytest.mark.parametrize(
    "line", ["/set sex female", "/treatment MMF 1 g daily", "/visit", "/pga 1", "/visits"]
)
def test_without_a_patient_it_is_said_what_to_do(talk: Talk, line: str) -> None:
    assert "/patient CODE opens or records one" in talk.say(line).replies[0].text


def test_what_another_changed_is_shown_and_one_key_makes_the_change_again(known: Talk) -> None:
    other = Talk(known.home)
    other.say("/patient P-014", "/set phototype IV", "/treatment HCQ 200 mg daily from 01.02.2024")
    known.say("/set born 1987")
    assert "They: phototype IV; treatments + hydroxychloroquine" in card_text(known.card)
    assert "You: year of birth 1987" in card_text(known.card)
    assert "do not touch each other" in card_text(known.card)
    known.press("enter")
    assert "born 1987" in chart_of(known)
    assert "phototype IV" in chart_of(known)


def test_the_same_fact_changed_by_two_is_said_and_may_be_left(known: Talk) -> None:
    Talk(known.home).say("/patient P-014", "/set phototype IV")
    known.say("/set phototype V")
    assert "Both of you changed phototype" in card_text(known.card)
    known.press("escape")
    assert "phototype IV" in chart_of(known)


def test_patients_are_listed_by_the_beginning_of_the_code_and_opened_by_one_key(known: Talk) -> None:
    known.say("/patient P-2")
    known.press("enter")
    known.say("/patient Q-1")
    known.press("enter")
    known.say("/patients P-")
    assert [choice.label for choice in known.card.choices] == ["P-014", "P-2"]
    assert known.press("1").panel.patient == "P-014"
    for number in range(12):
        known.say(f"/patient R-{number:02}")
        known.press("enter")
    assert known.say("/patients r").replies[0].text.count("0 visits") == 12
    assert "Nobody whose code begins with 'X'" in known.say("/patients X").replies[0].text


def test_records_that_cannot_be_opened_are_told_and_the_code_is_set_all_the_same(
    talk: Talk, tmp_path: Path
) -> None:
    (tmp_path / "records.sqlite").write_bytes(b"no database " * 500)
    talk.say("/patient P-014")
    assert "no database" in talk.last
    assert talk.say("/score cla-iga").panel.patient == "P-014"
    with pytest.raises(StoreError):
        talk.chart.records.has_patients()


def test_the_demonstration_is_marked_and_kept_apart(known: Talk) -> None:
    known.say("/demo")
    assert known.status.startswith("DEMONSTRATION")
    assert len(known.card.choices) == 4
    known.press("3")
    assert known.turn.panel.facts[0] == ("records", "DEMONSTRATION")
    assert known.turn.panel.course[0].cells[-1] == "22.04.00"
    known.say("/score cla-iga")
    known.press("3 escape")
    assert "CLA-IGA is kept unfinished" in known.say("/demo off").replies[0].text
    assert known.turn.panel.patient == ""
    known.say("/resume")
    known.press("enter")
    assert "NOT SIGNED: it was begun in the demonstration" in known.turn.notice
    assert [each.code for each in known.chart.records.patients()] == ["P-014"]
