"""The page of reports in the conversation: what a line or a key makes of it, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant.conversation.evidence.page import EvidencePage
from assistant.conversation.turn import CardKind, Voice
from tests.conversation.talk import Talk, card_text

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def talk(tmp_path: Path) -> Talk:
    return Talk(tmp_path)


def page(talk: Talk) -> EvidencePage:
    """The page, which must stand."""
    assert isinstance(talk.turn.page, EvidencePage)
    return talk.turn.page


def rows(talk: Talk) -> list[str]:
    return [row.heading for row in page(talk).rows]


@pytest.mark.parametrize("line", ["/evidence", "evidence", "Show the evidence."])
def test_the_page_opens_with_every_row(talk: Talk, line: str) -> None:
    talk.say(line)
    assert len(rows(talk)) == 10
    assert talk.turn.to_card
    assert talk.desk.asked == []
    assert "All 10 rows." in talk.last


def test_a_line_filters_and_sorts(talk: Talk) -> None:
    talk.say("/evidence subtype DLE mucosal sort size")
    assert rows(talk) == ["Chasset [7]", "Shaw [8]", "own series"]
    assert any("not reported by 2: Shaw [9] and Carter [3]" in line for line in page(talk).told)
    assert [(column.id, column.order) for column in page(talk).columns[:4]] == [
        ("name", ""),
        ("size", "▼"),
        ("subtype", ""),
        ("mucosal", ""),
    ]


def test_an_unknown_filter_is_told_and_leaves_what_was_filtered(talk: Talk) -> None:
    talk.say("/evidence zoster", "/evidence psoriasis")
    assert talk.turn.page is None
    assert talk.turn.replies[0].voice is Voice.PROBLEM
    assert "filter by CLE subtype" in talk.last
    assert len(talk.say("/evidence").page.rows) == 3  # type: ignore[union-attr]


def test_each_filter_key_offers_the_values_with_their_rows(talk: Talk) -> None:
    talk.say("/evidence")
    for key, part in {
        "t": "discoid lupus (DLE) 7 rows, 2 may",
        "m": "none 5 rows",
        "p": "phototype V 1 row, 3 may",
        "w": "hydroxychloroquine (HCQ) 6 rows",
        "e": "herpes zoster (shingles, VZV) 3 rows",
        "s": "CLASI-A",
    }.items():
        talk.press(key)
        assert talk.card.kind is CardKind.OFFER
        assert part in card_text(talk.card)
        talk.press("escape")
        assert talk.turn.card is None
        assert len(rows(talk)) == 10


def choose(talk: Talk, key: str, label: str) -> None:
    """Open a list by its key and take the line with this label."""
    talk.press(key)
    choice = next(choice for choice in talk.card.choices if choice.label == label)
    talk.press(choice.key)


def test_keys_filter_sort_reverse_and_take_away(talk: Talk) -> None:
    talk.say("/evidence")
    choose(talk, "m", "any")
    assert rows(talk) == ["Chasset [7]", "Shaw [8]", "own series"]
    choose(talk, "s", "number of patients")
    talk.press("r")
    assert rows(talk) == ["own series", "Shaw [8]", "Chasset [7]"]
    choose(talk, "m", "none")
    assert len(rows(talk)) == 5
    choose(talk, "w", "prednisone (PDN)")
    assert rows(talk) == ["Khan [5]", "Trentin [11] ?", "Kowalski [6] ?"]
    choose(talk, "w", "no filter")
    talk.press("x")
    assert len(rows(talk)) == 10
    assert rows(talk)[0] == "Plüss [10]"


def test_the_filter_that_stands_is_marked_in_its_list(talk: Talk) -> None:
    talk.say("/evidence zoster")
    talk.press("e")
    marked = [choice.label for choice in talk.card.choices if choice.tick.value == "on"]
    assert marked == ["herpes zoster (shingles, VZV)"]


def test_the_picture_names_who_prints_no_figure_and_the_caveat_on_one_that_does(talk: Talk) -> None:
    talk.say("/evidence")
    picture = page(talk).picture
    assert picture.without == ("Khan [5]", "Kowalski [6]", "Shaw [8]", "Blum [2]")
    own = next(point for point in picture.points if point.row == "series")
    assert (own.value, own.low, own.high, own.printed) == (19.5, 12, 27, "*19.5 (12–27)")
    assert "does not match the four cases" in own.notes[0]
    assert own.kind == "mean or median not said"
    talk.say("/evidence SCLE")
    assert {point.label for point in page(talk).picture.points} == {
        "Chasset [7]",
        "Plüss [10]",
        "Carter [3]",
        "own series",
    }
    assert page(talk).picture.highest == picture.highest


def test_escape_leads_back_and_what_was_filtered_stays(talk: Talk) -> None:
    talk.say("/evidence zoster")
    assert talk.press("escape").page is None
    talk.say("/evidence")
    assert rows(talk) == ["Chasset [7]", "Kowalski [6]", "Carter [3]"]
    talk.say("/evidence all")
    assert len(rows(talk)) == 10


def test_a_question_leads_back_to_the_conversation(talk: Talk) -> None:
    talk.say("/evidence", "what next when HCQ fails")
    assert talk.turn.page is None
    assert talk.desk.asked == ["what next when HCQ fails"]


def test_a_questionnaire_under_way_rests_meanwhile_and_goes_on(talk: Talk) -> None:
    talk.say("/score clasi full")
    talk.press("2")
    talk.say("/evidence DLE")
    assert talk.turn.card is None
    talk.press("e 1")
    assert talk.turn.panel.answered == 1
    talk.press("escape")
    assert talk.card.kind is CardKind.QUESTION
    assert talk.turn.panel.answered == 1


def test_keys_that_began_a_line_are_taken_back(talk: Talk) -> None:
    talk.say("/evidence zoster")
    talk._take(talk.conversation.press("x"))
    assert len(rows(talk)) == 10
    talk._take(talk.conversation.take_run_back())
    assert len(rows(talk)) == 3
