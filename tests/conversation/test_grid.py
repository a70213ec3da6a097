"""The whole form in the conversation: the same answers as by questions, cell by cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant.conversation.grid.layout import Layout
from assistant.conversation.grid.page import GridPage
from assistant.conversation.turn import CardKind, Voice
from tests.conversation.talk import Talk, shipped

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def talk(tmp_path: Path) -> Talk:
    return Talk(tmp_path)


def page(talk: Talk) -> GridPage:
    """The whole form, which must stand."""
    assert isinstance(talk.turn.page, GridPage)
    assert talk.turn.card is None
    return talk.turn.page


def at(talk: Talk) -> str:
    """The cell of the cursor, by name."""
    return page(talk).where.partition(" · ")[0]


def marks(talk: Talk, title: str) -> str:
    """The marks of one row."""
    return " ".join(cell.mark for _, line in page(talk).rows if line.title == title for cell in line.cells)


@pytest.mark.parametrize(
    "line",
    ["/grid clasi", "clasi grid", "grid of clasi", "Show the CLASI as a table.", "score clasi as a grid"],
)
def test_plain_words_open_the_whole_form(talk: Talk, line: str) -> None:
    talk.say(line)
    assert at(talk) == "Scalp: erythema"
    assert talk.desk.asked == []


def test_a_question_that_speaks_of_a_table_is_a_question(talk: Talk) -> None:
    talk.say("score clasi", "what is in the table of reports", "grid of the reports")
    assert len(talk.desk.asked) == 2


def test_the_table_has_places_by_columns_and_what_is_asked_once(talk: Talk) -> None:
    talk.say("/grid clasi")
    table, once = page(talk).blocks
    assert table.columns == ("erythema", "scale", "dyspigmentation", "scarring")
    assert len(table.lines) == 13
    assert sum(bool(line.cells) for line in once.lines) == 5
    assert marks(talk, "Scalp") == "· · · –"


def test_the_list_stands_by_system_without_a_section_torn(talk: Talk) -> None:
    talk.say("/grid sledai")
    assert talk.card.kind is CardKind.WINDOW
    talk.press("enter")
    blocks = page(talk).blocks
    assert [len(block.lines) for block in blocks] == [10, 12, 10]
    assert all(not block.lines[0].cells for block in blocks), "each begins with a heading"
    assert len(page(talk).rows) == 24
    talk.press("1")
    assert (marks(talk, "Seizure"), at(talk)) == ("1", "Psychosis")
    assert talk.status.startswith("SLEDAI-2K 30 d 1/24 · 8–105")


def test_a_digit_goes_on_along_the_row_or_down_the_column(talk: Talk) -> None:
    talk.say("/grid clasi")
    talk.press("2 1 0")
    assert at(talk) == "Ears: erythema"
    assert "along the row" in page(talk).goes_on
    talk.press("d 3")
    assert at(talk) == "Nose and malar area: erythema"
    assert "down the column" in page(talk).goes_on
    talk.press("up 1")
    assert marks(talk, "Ears") == "1 · · ·"
    assert page(talk).recorded == "Ears: erythema: 1 (pink or faint)"
    assert at(talk) == "Nose and malar area: erythema"
    assert talk.status == "CLASI 4/56 · activity 4–66 mild to severe · damage 0–54"


def test_a_level_that_is_none_is_refused_as_in_the_card_and_the_cursor_stays(talk: Talk) -> None:
    talk.say("/grid clasi")
    talk.press("right 3")
    refused = page(talk).refused
    assert refused == "There is no level 3 here; press 0, 1 or 2."
    assert at(talk) == "Scalp: scale"
    talk.press("f 3")
    assert talk.card.refused == refused


def test_every_state_of_a_cell_is_told_by_a_letter_and_in_words(talk: Talk) -> None:
    talk.say("/grid clasi")
    talk.press("n p 0 c")
    assert marks(talk, "Scalp") == "n p 0 –"
    assert marks(talk, "Ears") == "c c c c"
    talk.press("up")
    assert page(talk).where == "Ears: erythema · 0 none, attested clear"
    talk.press("up")
    assert page(talk).where == "Scalp: erythema · not assessed"
    talk.press("u")
    assert (marks(talk, "Ears"), at(talk)) == ("· · · ·", "Ears: erythema")


@pytest.mark.parametrize("name", ["clasi", "sledai-2k", "cla-iga"])
def test_arrows_reach_every_cell_that_is_asked_and_no_other(name: str) -> None:
    layout = Layout(shipped().instrument(name))
    asked = set(layout.items) - {"dyspigmentation_duration", "chest.scale"}
    reached = {layout.items[0]}
    ahead = list(reached)
    while ahead:
        here = ahead.pop()
        found = {layout.beside(here, key, asked) for key in ("up", "down", "left", "right")} - reached
        reached |= found
        ahead += found
    assert reached == asked


def test_what_is_not_asked_is_shown_so_and_cannot_be_gone_to(talk: Talk) -> None:
    talk.say("/grid clasi")
    talk.press("a enter f")
    assert marks(talk, "How long colour change lasts") == "–"
    talk.turn = talk.conversation.press("cell dyspigmentation_duration")
    assert "is not asked" in page(talk).refused
    talk.turn = talk.conversation.press("cell chest.dyspigmentation")
    talk.press("1")
    assert at(talk) == "How long colour change lasts"
    assert marks(talk, "How long colour change lasts") == "·"


def test_the_rest_is_attested_after_one_question_and_leads_to_the_review(talk: Talk) -> None:
    talk.say("/grid clasi")
    talk.press("2 a")
    assert talk.card.question == "Attest 54 items as looked at and absent?"
    assert "Ears (all 4)" in talk.card.lines[0]
    talk.press("n")
    assert marks(talk, "Ears") == "· · · ·"
    talk.press("a y")
    assert talk.card.kind is CardKind.REVIEW
    talk.press("f 3")
    assert at(talk) == "Scalp: erythema", "a correction in a form that is complete stays where it is"
    talk.press("enter enter")
    assert "activity 3 of 70" in "\n".join(talk.heard)


def test_both_looks_share_the_answers_and_the_place(talk: Talk) -> None:
    talk.say("/score clasi full")
    talk.press("2 1 f")
    assert at(talk) == "Scalp: dyspigmentation"
    assert marks(talk, "Scalp") == "2 1 · –"
    talk.press("down right f")
    assert talk.card.title.startswith("CLASI · Ears: scarring")


def test_the_whole_form_and_the_card_give_the_same_record(tmp_path: Path) -> None:
    forms = {"card": "/score clasi full", "grid": "/grid clasi"}
    results = {}
    for name, start in forms.items():
        talk = Talk(tmp_path / name)
        talk.say(start)
        talk.press("2 1 1 c 1 0 n p c")
        walk = talk.conversation._stage.way.walk
        assert walk is not None
        results[name] = {item: (a.kind, a.value, a.how) for item, a in walk.session.answers.items()}
    assert results["grid"] == results["card"]
    assert len(results["grid"]) == 15


def test_every_answer_is_on_disk_before_the_next_and_the_same_cell_stands_again(talk: Talk) -> None:
    talk.say("/grid clasi")
    for key in ["2", "1", "d", "0", "c", "down", "n", "right"]:
        talk.press(key)
        before = page(talk)
        again = talk.killed()
        again.press("enter")
        assert page(again)._replace(recorded="", refused="") == before._replace(recorded="", refused="")
        talk = again


def test_a_question_sets_the_form_aside_and_enter_goes_back(talk: Talk) -> None:
    talk.say("/grid clasi")
    talk.press("2")
    talk.say("dose of anifrolumab?")
    assert talk.turn.page is None
    assert talk.card.title == "CLASI paused at Scalp: scale"
    talk.press("enter")
    assert at(talk) == "Scalp: scale"
    talk.press("escape")
    assert talk.turn.page is None
    talk.say("/grid")
    assert at(talk) == "Scalp: scale"


def test_a_typed_key_is_a_key_of_the_form(talk: Talk) -> None:
    talk.say("/grid clasi", "2")
    assert at(talk) == "Scalp: scale"


@pytest.mark.parametrize(
    ("said", "where"),
    [
        ("hands", "Hands: erythema"),
        ("ears sca", None),
        ("ears scale", "Ears: scale"),
        ("scale", "Scalp: scale"),
        ("non-scar", "Non-scarring alopecia"),
        ("mouth ulcer", "Mucous membrane lesion"),
        ("cheeks", "Nose and malar area: erythema"),
    ],
)
def test_go_finds_an_area_or_an_item_by_the_beginning_of_its_words(
    talk: Talk, said: str, where: str | None
) -> None:
    talk.say("/grid clasi", f"/go {said}")
    if where is None:
        assert [choice.label for choice in talk.card.choices] == ["Ears: scale", "Ears: scarring"]
        talk.press("2")
        where = "Ears: scarring"
    assert at(talk) == where


@pytest.mark.parametrize(
    ("said", "told"),
    [("kneecap", "nothing that is called 'kneecap'"), ("", "Where to?"), ("scarring", "14 items")],
)
def test_go_says_why_it_goes_nowhere(talk: Talk, said: str, told: str) -> None:
    assert "Nothing is being scored" in talk.say("/go ears").replies[0].text
    talk.say("/score clasi full")
    talk.press("r")
    talk.say(f"/go {said}")
    assert told in talk.last
    assert talk.say("/grid psoriasis").replies[0].voice is Voice.PROBLEM


def test_a_case_is_practised_in_the_whole_form_without_its_score(talk: Talk) -> None:
    talk.say("/train clasi-dark-skin-arms")
    talk.press("enter f 2")
    assert page(talk).title.startswith("Training · CLASI")
    assert not talk.turn.panel.scores
    assert "blind" in talk.status
    talk.press("v")
    assert talk.card.title
    talk.press("v")
    assert at(talk) == "Scalp: scale"
