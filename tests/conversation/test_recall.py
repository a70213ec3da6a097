"""Short questions: one key each, what was missed comes first and again, every answer on disk."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from assistant.scoring.library import load_library
from assistant.scoring.training.library import load_training
from assistant.scoring.training.recalling import Card, recall_cards
from tests.conversation.talk import Clock, Talk, card_text

if TYPE_CHECKING:
    from pathlib import Path

DECK = {card.ask: card for card in recall_cards(load_library(), load_training(load_library()))}


@pytest.fixture
def talk(tmp_path: Path) -> Talk:
    return Talk(tmp_path)


def asked(talk: Talk) -> Card:
    return DECK[talk.card.question]


def wrong(card: Card) -> str:
    return next(key for key, _ in card.choices if key != card.right)


def test_a_round_of_twenty_takes_twenty_keys(talk: Talk) -> None:
    talk.say("/train recall")
    keys = 0
    while talk.turn.card is not None:
        talk.press(asked(talk).right)
        keys += 1
    assert keys == 20
    assert "Recall: 20 of 20 right." in talk.last


def test_the_deck_asks_weights_levels_thresholds_ladder_and_safety() -> None:
    ids = {card.id for card in DECK.values()}
    assert len(ids) == len(DECK) >= 80
    assert all(card.right in dict(card.choices) for card in DECK.values())
    for part in (
        "points.sledai-2k.",
        "level.clasi.",
        "maximum.",
        "band.",
        "ladder_",
        "safety_",
        "platelet_limit",
    ):
        assert any(name.startswith(part) for name in ids), part
    points = {card.id: card.right for card in DECK.values() if card.id.startswith("points.")}
    assert points["points.sledai-2k.alopecia"] == "2"


def test_what_was_answered_wrong_is_told_and_comes_back_before_what_was_right(talk: Talk) -> None:
    talk.say("/train recall")
    first = asked(talk)
    talk.press(wrong(first))
    assert f"Not so: {dict(first.choices)[first.right]}" in card_text(talk.card)
    second = asked(talk)
    talk.press(f"{second.right} escape")
    kept = json.loads((talk.home / "training/recall/learner.json").read_text(encoding="utf-8"))["cards"]
    assert kept[first.id]["due"] < kept[second.id]["due"]
    # Two minutes later the wrong one is due and the right one is not; it is kept over a restart.
    again = talk.killed()
    clock = again.conversation._stage.clock
    assert isinstance(clock, Clock)
    clock.now += timedelta(minutes=2)
    again.say("/train recall")
    assert asked(again) == first
    again.press(first.right)
    assert asked(again).id not in {first.id, second.id}


def test_a_question_on_what_was_missed_in_a_case_comes_first(talk: Talk) -> None:
    talk.say("/train sledai-one-joint")
    talk.press("enter m 3 1 enter a enter")
    assert "Arthritis: you 1" in talk.turn.replies[0].text
    talk.say("/train recall")
    assert asked(talk).about in {("sledai-2k", "arthritis"), ("sledai-2k", "increased_dna_binding")}


def test_a_damaged_memory_is_told_and_left(talk: Talk) -> None:
    file = talk.home / "training/recall/learner.json"
    file.parent.mkdir(parents=True)
    file.write_text("{", encoding="utf-8")
    talk.say("/train recall")
    assert "what was recalled cannot be read" in talk.last
    assert file.read_text(encoding="utf-8") == "{"


def test_erasing_a_learner_removes_what_was_recalled(talk: Talk) -> None:
    talk.say("/train recall")
    talk.press("1 escape")
    practice = talk.conversation._stage.practice
    assert practice is not None
    practice.store.erase("learner")
    assert not (talk.home / "training/recall/learner.json").exists()
