"""`/ladder` in the conversation: a text with a ladder under it, drawn by signs and words in any width."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant.content.problems import ContentError
from assistant.conversation.opening import KnowledgeOutOfOrder
from assistant.conversation.pictures.ladder import ladder_lines, plain_text
from assistant.conversation.turn import Voice
from tests.conversation.talk import Talk

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def talk(tmp_path: Path) -> Talk:
    return Talk(tmp_path)


def picture(talk: Talk, line: str, width: int) -> str:
    standing = talk.say(line).replies[0].ladder
    assert standing is not None
    return plain_text(ladder_lines(standing, width))


@pytest.mark.parametrize(
    "line",
    [
        "/ladder HCQ and MMF",
        "/LADDER HCQ and MMF",
        "where does a patient after HCQ and MMF stand on the ladder",
        "Where would my patient who has had HCQ and MMF stand on the treatment ladder?",
    ],
)
def test_these_mark_what_was_had(talk: Talk, line: str) -> None:
    reply = talk.say(line).replies[0]
    assert reply.voice is Voice.ANSWER
    assert reply.text.startswith("Had, of the ladder: hydroxychloroquine (HCQ) and mycophenolate")
    assert [cited.section for cited in reply.cited] == ["section 1, paragraph 3", "section 1, paragraph 4"]
    assert reply.evidence
    assert talk.desk.asked == []


@pytest.mark.parametrize("line", ["/ladder", "ladder", "Treatment ladder", "show the ladder"])
def test_these_show_the_ladder_alone(talk: Talk, line: str) -> None:
    assert "[ ]" not in picture(talk, line, 80)
    assert talk.desk.asked == []


@pytest.mark.parametrize(
    "line",
    [
        "where does HCQ stand on the ladder",
        "where does the paper put anifrolumab on the ladder",
        "ladder of topical treatment",
        "what is after HCQ on the ladder",
    ],
)
def test_these_stay_questions(talk: Talk, line: str) -> None:
    talk.say(line)
    assert talk.desk.asked == [line]


@pytest.mark.parametrize("width", [40, 60, 75, 85, 115, 116, 135, 200])
@pytest.mark.parametrize("line", ["/ladder", "/ladder HCQ, TCI, prednisone, steroids"])
def test_the_picture_fits_any_width_and_names_everything(talk: Talk, line: str, width: int) -> None:
    drawn = picture(talk, line, width)
    assert max(map(len, drawn.splitlines())) <= width
    words = " ".join(drawn.replace("║", " ").split())
    for agent in ("hydrocortisone", "tretinoin", "quinacrine", "lenalidomide", "belimumab", "ustekinumab"):
        assert agent in words, agent
    if width < 116:
        for said in ("0.5 %", "above all the face", "caution: atrophy", "note: printed", "[1, 2, 3]"):
            assert said in words, said


@pytest.mark.parametrize("width", [75, 135])
def test_marks_are_signs_and_words(talk: Talk, width: int) -> None:
    drawn = picture(talk, "/ladder HCQ, TCI, prednisone", width)
    for said in (
        "[x] hydroxychloroquine (HCQ): had",
        "[x] systemic corticosteroids: had as prednisone (PDN)",
        "[~] pimecrolimus 1 %: its class was had",
        "[ ] quinacrine (Q)",
        "First line ═ furthest had",
        "[ ] not in the list",
    ):
        assert said in drawn, said


def test_topical_stands_under_systemic_and_first_lines_at_the_bottom(talk: Talk) -> None:
    drawn = picture(talk, "/ladder", 75)
    order = ["Systemic", "anifrolumab", "ruxolitinib", "methotrexate", "quinacrine", "Topical", "tretinoin"]
    places = [drawn.index(word) for word in [*order, "0.03 %", "hydrocortisone"]]
    assert places == sorted(places)


def test_both_stand_side_by_side_on_one_ground_where_there_is_room(talk: Talk) -> None:
    lines = picture(talk, "/ladder", 135).splitlines()
    assert lines[-1].count("╚") == 2
    assert any("hydrocortisone" in line and len(line) == len(lines[-1]) for line in lines)


def test_a_questionnaire_under_way_is_not_disturbed(talk: Talk) -> None:
    talk.say("/score clasi full")
    talk.press("2 1")
    before = talk.card
    talk.say("/ladder HCQ")
    assert talk.card == before


def test_a_list_too_long_is_a_problem_and_no_crash(talk: Talk) -> None:
    assert talk.say("/ladder " + "HCQ " * 600).replies[0].voice is Voice.PROBLEM


def test_knowledge_that_cannot_be_read_says_so() -> None:
    error = ContentError([])
    with pytest.raises(ContentError):
        KnowledgeOutOfOrder(error).ladder("HCQ")
