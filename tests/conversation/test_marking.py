"""Marking what is there before any question: on the body map, and in the list by system."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant.conversation.body_map.cells import Shade, plain_rows
from assistant.conversation.turn import CardKind, Tick
from tests.conversation.talk import Talk, card_text

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def talk(tmp_path: Path) -> Talk:
    return Talk(tmp_path)


def marked(talk: Talk) -> list[str]:
    return [choice.label for choice in talk.card.choices if choice.tick is Tick.ON]


def test_a_clasi_of_moderate_pattern_takes_eighteen_keys(talk: Talk) -> None:
    talk.say("/score clasi")
    keys = "a c e enter  3 1 0  3 1 0 0  3 1 0 0  a enter enter"
    turn = talk.press(keys)
    assert len(keys.split()) == 18
    assert "CLASI activity 12 of 70, moderate (Klein 2011)" in turn.replies[0].text
    assert "INCOMPLETE" not in turn.replies[0].text


def test_nothing_counts_before_it_is_confirmed_and_only_marked_places_are_asked(talk: Talk) -> None:
    talk.say("/score clasi")
    turn = talk.press("a e")
    assert (turn.panel.answered, turn.panel.scores[0].span) == (0, "0 to 70")
    assert marked(talk) == ["Scalp", "V of the neck (front)"]
    assert "ask 2 areas, the other 11 clear" in card_text(talk.card)
    turn = talk.press("enter")
    assert turn.panel.answered == 44
    asked = []
    while talk.card.kind is CardKind.QUESTION:
        asked.append(talk.card.title.split(" · ")[1])
        talk.press("0")
    assert [each.split(":")[0] for each in asked[:7]] == ["Scalp"] * 3 + ["V of the neck (front)"] * 4
    assert all(":" not in each for each in asked[7:])


def test_with_nothing_marked_enter_attests_nothing_but_asks(talk: Talk) -> None:
    talk.say("/score clasi")
    assert talk.press("enter").panel.answered == 0
    assert "Attest 51 items" in talk.card.question
    assert talk.card.letters == {"a", "n"}, "any other letter begins a line"
    assert "Scalp (all 3)" in card_text(talk.card)
    assert talk.press("escape").panel.answered == 0
    assert talk.card.kind is CardKind.OVERVIEW
    assert talk.press("enter a").panel.answered == 51
    assert "Mucous membrane" in talk.card.title


def test_undo_stands_on_the_map_again_with_the_same_marks(talk: Talk) -> None:
    talk.say("/score clasi")
    before = talk.press("a j").card
    talk.press("enter 2 u")
    turn = talk.press("u")
    assert before is not None
    assert turn.card is not None
    assert (turn.card.choices, turn.card.figure) == (before.choices, before.figure)
    assert turn.panel.answered == 0


@pytest.mark.parametrize(
    ("line", "keys"),
    [
        ("/score clasi", "a j"),
        ("/score clasi", "j enter u"),
        ("/score sledai", "5 1 2"),
        ("/score sledai", "r 1 enter"),
    ],
)
def test_marks_are_on_disk_and_a_killed_program_stands_there_again(
    tmp_path: Path, line: str, keys: str
) -> None:
    before = Talk(tmp_path)
    before.say("/patient P-014", line)
    before.press(keys)
    after = before.killed()
    after.press("enter")
    walk_before, walk_after = before.conversation._stage.way.walk, after.conversation._stage.way.walk
    assert walk_before is not None
    assert walk_after is not None
    assert walk_after.marking.ids == walk_before.marking.ids
    assert walk_after.page is walk_before.page
    assert after.turn.panel == before.turn.panel


def test_marks_taken_back_leave_no_draft(tmp_path: Path) -> None:
    talk = Talk(tmp_path)
    talk.say("/score clasi")
    talk.press("a a")
    assert not list((tmp_path / "drafts").glob("*.json"))


def test_one_key_leads_to_the_questions_and_back_to_the_map(talk: Talk) -> None:
    talk.say("/score clasi")
    talk.press("right")
    assert "Scalp: erythema" in talk.card.title
    talk.press("2 m")
    assert marked(talk) == ["Scalp"]
    talk.press("escape")
    assert "Scalp: scale" in talk.card.title


@pytest.mark.parametrize(
    "line", ["/score clasi full", "score clasi full", "start a clasi full", "/train clasi-dark-skin-arms"]
)
def test_the_full_walk_begins_with_its_first_question(talk: Talk, line: str) -> None:
    talk.say(line)
    talk.press("enter" if "train" in line else "2")
    assert "Scalp" in talk.card.title


@pytest.mark.parametrize(
    ("sought", "first"),
    [
        ("ulc", "Mucosal ulcers"),
        ("fits", "Seizure"),
        ("low c", "Low complement"),
        ("urin", "Urinary casts"),
        ("KIDNEY", "Urinary casts"),
    ],
)
def test_typing_finds_items_by_title_by_what_they_are_called_and_by_system(
    talk: Talk, sought: str, first: str
) -> None:
    talk.say("/score sledai")
    for character in sought:
        talk.conversation.press(character.lower())
    talk.press("enter")
    walk = talk.conversation._stage.way.walk
    assert walk is not None
    assert [walk.session.instrument.item(name).title.capitalize() for name in walk.marking.ids] == [first]


def test_what_is_not_found_is_said_and_marks_nothing(talk: Talk) -> None:
    talk.say("/score sledai")
    assert "Nothing here is called" in talk.press("z q x enter").card.refused  # type: ignore[union-attr]
    talk.press("backspace backspace backspace enter")
    assert "Nothing is marked." in card_text(talk.card)


def test_a_line_that_finds_something_searches_and_a_question_is_asked(talk: Talk) -> None:
    talk.say("/score sledai", "mucosal ulc")
    assert talk.card.question.startswith("Find: mucosal ulc")
    talk.say("rash")
    assert talk.card.choices[0].label == "Rash"
    talk.say("what next when HCQ fails")
    assert talk.desk.asked == ["what next when HCQ fails"]


def test_the_review_of_marks_says_what_is_attested_and_takes_it_in_one_step(talk: Talk) -> None:
    talk.say("/score sledai")
    talk.press("5 1 2 enter")
    assert "Attest 22 items as looked at and absent in the last 30 days?" in talk.card.question
    assert "Present, with points: Rash (2), alopecia (2)." in card_text(talk.card)
    assert "Rash" not in talk.card.lines[1]
    assert talk.turn.panel.answered == 0
    assert talk.press("a").panel.answered == 24
    assert talk.turn.panel.scores[0].span == "4"
    assert talk.press("u").panel.answered == 0
    assert "2 marked" in talk.card.question


def test_enter_on_the_review_has_the_rest_asked_one_by_one(talk: Talk) -> None:
    talk.say("/score sledai")
    talk.press("5 1 enter enter")
    assert talk.turn.panel.answered == 1
    assert "Seizure" in talk.card.title


def test_the_window_is_chosen_before_the_rest_is_attested(talk: Talk) -> None:
    talk.say("/score sledai")
    talk.press("5 1 enter")
    assert "w" in talk.card.letters
    talk.press("w 1 enter")
    assert "in the last 10 days" in talk.card.question
    assert "Rash" in card_text(talk.card)


def test_the_figure_shows_marks_answers_and_silence_apart(talk: Talk) -> None:
    talk.say("/score clasi")
    drawn = "\n".join(plain_rows(talk.press("a").card.figure))  # type: ignore[union-attr]
    assert f"{Shade.MARKED.value}{Shade.MARKED.value}a" in drawn
    assert "front" in drawn
    assert "back" in drawn
    figure = talk.press("enter 2").panel.figure
    assert figure is not None
    rows = "\n".join(plain_rows(figure.rows))
    assert f"{Shade.OPEN.value}2{Shade.OPEN.value}" in rows
    assert Shade.CLEAR.value * 3 in rows
    rows = "\n".join(plain_rows(talk.press("2").panel.figure.rows))  # type: ignore[union-attr]
    assert f"{Shade.DENSE.value}4{Shade.DENSE.value}" in rows
