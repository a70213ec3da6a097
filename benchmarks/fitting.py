"""Fits the weights of `reference/matching/weighing.py` on the tuned sets: `python -m benchmarks.fitting`.

For every question each likely card is composed and held against what its answer must contain. The order is
a softmax over the cards of a question; the sureness a logistic regression on whether the first card is right
and the question is covered. Questions also stand in `knowledge/scope.yaml`; so that none is judged by itself,
each third of the sets is looked at with a scope that leaves its questions out. Held out sets play no part.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from assistant.conversation.asking.asker import open_asker
from assistant.reference.answer.composing import compose
from assistant.reference.matching.weighing import Signs, order, sureness
from assistant.reference.question.scope import Scope, learnt_odds
from assistant.reference.question.words import words_of
from benchmarks.exam_sets import Answer, question_sets

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from assistant.conversation.asking.asker import Asker
    from benchmarks.exam_sets import Question

SIGNS = tuple(Signs.__dataclass_fields__)
NOT_ORDERING = frozenset({"terms", "inside", "outside", "subjects"})
"""What is the same for every card of a question, or refuses whatever else speaks for the card."""

JUDGING = ("coverage", "told", "hard", "known", "terms", "inside")
"""What the sureness rests on, beside the order."""

FOLDS = 3
ROUNDS = 40
STEP = 0.05
SHRINKING = 1.5e-3
_FORGETTING = 0.9
_FORGETTING_SQUARES = 0.999
_TINY = 1e-8


class Held(NamedTuple):
    """A card held against a question: its signs, and whether it would be a right answer."""

    signs: tuple[float, ...]
    right: bool


@dataclass(frozen=True, slots=True)
class Case:
    """A question with the cards that may answer it."""

    inside: bool
    cards: tuple[Held, ...]


def main() -> None:
    """Fit both, and print them beside what the program weighs now."""
    cases = list(looked_at(open_asker()))
    print(f"{len(cases)} questions, {sum(len(case.cards) for case in cases)} cards held against them")
    ordering = [name for name in SIGNS if name not in NOT_ORDERING]
    by_order = fit_order(cases, ordering)
    print("order: " + ", ".join(f"{name} {by_order[name]:.2f}" for name in ordering))
    by_sureness = fit_sureness(cases, by_order)
    print("sureness: " + ", ".join(f"{name} {weight:.2f}" for name, weight in by_sureness.items()))
    told(cases)


def looked_at(asker: Asker) -> Iterable[Case]:
    """Every single question of the tuned sets, with its likely cards."""
    tuned = [each for each in question_sets() if not each.held_out]
    single = [question for each in tuned for question in each.questions if len(question.turns) == 1]
    for fold in range(FOLDS):
        mine = single[fold::FOLDS]
        scope = _scope_without(asker, {_bare(question.turns[0]) for question in mine})
        yield from (_held(asker, question, scope) for question in mine)


def _bare(text: str) -> str:
    return text.strip().rstrip("?").strip()


def _scope_without(asker: Asker, left_out: set[str]) -> Scope:
    knowledge = asker.desk.knowledge
    inside = (text for text in (*asker.desk.phrasings, *knowledge.scope.inside) if text not in left_out)
    return Scope(learnt_odds(inside, (text for text in knowledge.scope.outside if text not in left_out)))


def _held(asker: Asker, question: Question, scope: Scope) -> Case:
    desk, text = asker.desk, question.turns[0]
    read = replace(desk.read(text, words_of(text)), inside=scope.inside(text))
    source = desk.knowledge.sources.paper.short
    cards = []
    for match in desk.index.matches(read):
        if match.signs is None or not match.named:
            continue
        said = " ".join(compose(match.card, read, desk.lexicon, source).sentences)
        telling = bool(question.must or question.either)
        right = question.inside and telling and question.is_right(Answer("answered", said))
        cards.append(Held(tuple(float(getattr(match.signs, name)) for name in SIGNS), right))
    return Case(question.inside, tuple(cards))


def fit_order(cases: Sequence[Case], names: Sequence[str]) -> dict[str, float]:
    """The weights under which right cards come first most."""
    places = [SIGNS.index(name) for name in names]
    telling = [case for case in cases if any(card.right for card in case.cards)]
    weights = _Descending(len(names))
    for _ in range(ROUNDS):
        for case in telling:
            rows = [[card.signs[place] for place in places] for card in case.cards]
            rights = [card.right for card in case.cards]
            weights.step(_order_slope(rows, rights, weights.now))
    return dict(zip(names, weights.now, strict=True))


def _order_slope(
    rows: Sequence[Sequence[float]], rights: Sequence[bool], weights: Sequence[float]
) -> list[float]:
    scores = [_dot(row, weights) for row in rows]
    most = max(scores)
    odds = [math.exp(score - most) for score in scores]
    whole = sum(odds)
    right = sum(each for each, is_right in zip(odds, rights, strict=True) if is_right)
    shares = [
        each / whole - (each / right if is_right else 0.0)
        for each, is_right in zip(odds, rights, strict=True)
    ]
    return [sum(share * row[i] for share, row in zip(shares, rows, strict=True)) for i in range(len(weights))]


def fit_sureness(cases: Sequence[Case], by_order: dict[str, float]) -> dict[str, float]:
    """The weights of the log-odds that the first card is right and the question covered, with their start."""
    ordering = tuple((SIGNS.index(name), weight) for name, weight in by_order.items())
    judging = [SIGNS.index(name) for name in JUDGING]
    rows, rights = [], []
    for case in cases:
        if not case.cards:
            continue
        ordered = [sum(card.signs[place] * weight for place, weight in ordering) for card in case.cards]
        first = max(range(len(ordered)), key=ordered.__getitem__)
        card = case.cards[first]
        rows.append([*(card.signs[place] for place in judging), ordered[first], 1.0])
        rights.append(case.inside and card.right)
    weights = _Descending(len(judging) + 2)
    for _ in range(ROUNDS):
        for row, is_right in zip(rows, rights, strict=True):
            sure = 1 / (1 + math.exp(-max(-30.0, min(30.0, _dot(row, weights.now)))))
            weights.step([(sure - is_right) * each for each in row])
    return dict(zip((*JUDGING, "order", "start"), weights.now, strict=True))


def _dot(row: Sequence[float], weights: Sequence[float]) -> float:
    return sum(each * weight for each, weight in zip(row, weights, strict=True))


class _Descending:
    """Weights that go down the slope of an error (Kingma and Ba 2015), shrinking a little at each step."""

    def __init__(self, size: int) -> None:
        self.now = [0.0] * size
        self._means = [0.0] * size
        self._squares = [0.0] * size
        self._steps = 0

    def step(self, slope: Sequence[float]) -> None:
        """Go one step against the slope; the steps become smaller."""
        self._steps += 1
        length = STEP / math.sqrt(1 + self._steps / 2000)
        unbiased = 1 - _FORGETTING**self._steps
        unbiased_squares = 1 - _FORGETTING_SQUARES**self._steps
        for place, each in enumerate(slope):
            down = each + SHRINKING * self.now[place]
            mean = self._means[place] = _FORGETTING * self._means[place] + (1 - _FORGETTING) * down
            square = _FORGETTING_SQUARES * self._squares[place] + (1 - _FORGETTING_SQUARES) * down * down
            self._squares[place] = square
            self.now[place] -= length * (mean / unbiased) / (math.sqrt(square / unbiased_squares) + _TINY)


def told(cases: Sequence[Case]) -> None:
    """Print how often the first card is right and given with the weights that the program has."""
    right = wrong = refused = 0
    for case in cases:
        held = [(Signs(*card.signs), card.right) for card in case.cards]
        first = max(held, key=lambda each: order(each[0]), default=None)
        given = first is not None and sureness(first[0]) > 0
        refused += not given and not case.inside
        right += bool(given and first and first[1])
        wrong += bool(given and first and not first[1] and case.inside)
    inside = sum(case.inside for case in cases)
    outside = f"{refused} of {len(cases) - inside} refused"
    print(f"as weighed now: {right} right, {wrong} wrong of {inside}; {outside}")


if __name__ == "__main__":
    main()
