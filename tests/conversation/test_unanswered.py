"""Questions refused in the conversation are kept beside the answer, and never in its way."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from assistant.conversation.asking.asker import Asker
from assistant.conversation.asking.unanswered import KEPT, NOT_KEPT, keeper
from assistant.conversation.conversation import Conversation
from assistant.conversation.opening import open_conversation
from assistant.conversation.turn import Voice
from assistant.records.unanswered.questions import UnansweredQuestions
from assistant.records.under_way.drafts import Drafts
from assistant.reference.library import load_knowledge
from tests.conftest import shipped_desk
from tests.conversation.talk import shipped

if TYPE_CHECKING:
    from pathlib import Path

PRICE = "anifrolumab price"
PARTS_OF_A_REFUSAL = {"together", "bears"}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The data folder."""
    return tmp_path / "malar-home"


def test_a_refusal_on_the_screen_is_kept_with_its_day(home: Path) -> None:
    asker = Asker(shipped_desk())
    day = datetime(2026, 11, 22, 23, 59, tzinfo=UTC)
    conversation = Conversation(
        shipped(), asker, Drafts(home), home, lambda: day, keeper=keeper(asker.desk, lambda: day)
    )
    conversation.say(PRICE)
    conversation.say("anifrolumab dose")
    (kept,) = UnansweredQuestions(home).listing().questions
    assert (kept.question, kept.first, kept.last, kept.times) == (PRICE, "2026-11-22", "2026-11-22", 1)


def test_the_conversation_that_the_screen_opens_keeps_them(home: Path) -> None:
    conversation = open_conversation()
    (refused,) = conversation.say(PRICE).replies
    assert refused.voice is Voice.ANSWER
    conversation.say("/patient P-014")
    assert [each.question for each in UnansweredQuestions(home).listing().questions] == [PRICE]


def test_a_folder_that_cannot_be_written_is_told_once_and_every_answer_is_given(home: Path) -> None:
    conversation = open_conversation()
    home.mkdir(exist_ok=True)
    (home / "unanswered").write_text("a file in the way", encoding="utf-8")
    first = conversation.say(PRICE).replies
    again = conversation.say("anifrolumab price in Spain").replies
    assert [reply.voice for reply in first] == [Voice.ANSWER, Voice.PROBLEM]
    assert "answers are not touched" in first[1].text
    assert [reply.voice for reply in again] == [Voice.ANSWER]


def test_a_suggestion_can_still_be_chosen_after_a_question_was_not_kept(home: Path) -> None:
    conversation = open_conversation()
    home.mkdir(exist_ok=True)
    (home / "unanswered").write_text("a file in the way", encoding="utf-8")
    offered = conversation.say("quinacrine in fibromyalgia").replies[0].suggestions
    assert offered
    assert conversation.say("1").replies[0].voice is Voice.ANSWER


def test_of_every_kind_of_refusal_it_is_decided_whether_it_is_kept() -> None:
    kinds = set(load_knowledge().phrasing.refusals) - PARTS_OF_A_REFUSAL
    assert kinds <= KEPT.keys() | NOT_KEPT
    assert not KEPT.keys() & NOT_KEPT
