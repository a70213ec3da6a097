"""The passage search that malar is held beside is BM25 as it is published, and gets its best threshold."""

from __future__ import annotations

import math

import pytest

from benchmarks.baselines import Scored, examined
from benchmarks.bm25 import Bm25
from benchmarks.exam_sets import Question

DOCUMENTS = [["rash", "rash", "drug"], ["drug", "dose"], ["dose", "week", "week", "week"]]


def test_a_score_is_that_of_the_formula() -> None:
    rarity = math.log(1 + (3 - 1 + 0.5) / (1 + 0.5))
    gain = 2 * 2.5 / (2 + 1.5 * (0.25 + 0.75 * 3 / 3))
    assert Bm25(DOCUMENTS).scores(["rash"]) == {0: pytest.approx(rarity * gain)}


def test_the_rarer_word_and_the_shorter_document_count_more() -> None:
    index = Bm25(DOCUMENTS)
    best = index.best(["dose", "week"])
    assert best is not None
    assert best[0] == 2
    scores = index.scores(["dose"])
    assert scores[1] > scores[2]
    assert index.best(["unheard"]) is None


class Table:
    """A search whose scores are set."""

    name = "table"

    def __init__(self, scores: dict[str, float]) -> None:
        self._scores = scores

    def nearest(self, asked: str) -> Scored:
        return Scored(f"the answer to {asked}", self._scores[asked])


def question(asked: str, must: str = "", *, inside: bool = True) -> Question:
    """A question that must be answered with a pattern, or refused."""
    status = frozenset({"answered"} if inside else {"not_covered"})
    return Question((asked,), inside, status, (must,) if must else (), (), (), "")


def test_a_search_gets_the_threshold_that_serves_it_best() -> None:
    table = Table({"a": 9, "b": 5, "c": 5, "d": 3})
    asked = [question("a", "a"), question("b", "b"), question("c", inside=False), question("d", inside=False)]
    best = examined(table, asked)
    assert [answer.status for answer in best.answers] == ["answered", "answered", "answered", "not_covered"]
    assert best.threshold == 5
    everything = examined(table, [question(name, name) for name in "abcd"])
    assert {answer.status for answer in everything.answers} == {"answered"}
    nothing = examined(table, [question(name, inside=False) for name in "abcd"])
    assert {answer.status for answer in nothing.answers} == {"not_covered"}
    assert nothing.threshold > 9
