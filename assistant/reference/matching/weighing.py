"""What speaks for a card being the answer, and for answering at all: signs, and how much each weighs.

Both are linear, and both were fitted on questions with known right answers that play no part in the figures
of the held-out sets: the order as a softmax over the cards of a question, the sureness as a logistic
regression on whether the first card is right and the question is covered. `benchmarks/fitting.py` fits them.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from operator import attrgetter, mul


@dataclass(frozen=True, slots=True)
class Signs:
    """What is known of a card held against a question. Shares are from 0 to 1."""

    coverage: float
    """Share of the question's weight that the card explains."""
    closeness: float
    """How near the nearest phrasing, or the column, is by the concepts named."""
    figures: float
    """Share of the telling numbers that the card prints."""
    like: float
    recall: float
    precision: float
    """How like the nearest phrasing is word by word: both ways, of the question, of the phrasing."""
    told: float
    """Share of the question's words that the card says or is called by."""
    hard: float
    known: float
    little: float
    """Weight of what is left unexplained: things asked about, other points, words said in passing."""
    outside: float
    """Unexplained things that the paper does not cover."""
    subjects: float
    """Unexplained rows, trials and references: what the question is about."""
    terms: float
    """Points that the question makes."""
    inside: float
    """How much its words speak for a question that is covered."""
    group: float = 0.0
    """1 where rows are named as a group, such as the published reports, of which the card does not speak."""
    exact: float = 0.0
    """1 for a cell or column that is named, or whose very content is."""
    cell: float = 0.0
    column: float = 0.0
    row: float = 0.0
    instrument: float = 0.0
    caveat: float = 0.0
    """1 for the kind of card that it is, 0 for the others."""
    unasked: float = 0.0
    """1 for a caveat where nothing asks whether figures agree, and none of its figures is named."""
    who: float = 0.0
    ranked: float = 0.0
    """1 for a column where rows are asked for, and where the most or the least of its numbers is."""


_NEVER = -100.0
"""A weight that nothing else makes up for."""

_ORDER = Signs(
    coverage=1.9,
    closeness=4.3,
    figures=0.8,
    like=2.5,
    recall=1.4,
    precision=1.4,
    told=4.2,
    hard=-0.9,
    known=-0.9,
    little=-0.9,
    outside=0.0,
    subjects=0.0,
    terms=0.0,
    inside=0.0,
    group=-0.4,
    exact=-1.3,
    cell=0.1,
    column=2.2,
    row=3.9,
    instrument=0.9,
    caveat=1.1,
    unasked=-1.3,
    who=0.2,
    ranked=0.9,
)
_SURE = Signs(
    coverage=6.1,
    closeness=0.0,
    figures=0.0,
    like=0.0,
    recall=0.0,
    precision=0.0,
    told=2.6,
    hard=-0.2,
    known=0.43,
    little=0.0,
    outside=_NEVER,
    subjects=_NEVER,
    terms=0.24,
    inside=0.28,
)
_SURE_OF_ORDER = 0.16
_SURE_FROM = 8.4


class _Weighing:
    """A sum of signs, each times its weight; what weighs nothing is not looked at."""

    def __init__(self, weights: Signs) -> None:
        named = {name: float(getattr(weights, name)) for name in Signs.__dataclass_fields__}
        self._weights = tuple(weight for weight in named.values() if weight)
        self._of = attrgetter(*(name for name, weight in named.items() if weight))

    def __call__(self, signs: Signs) -> float:
        return math.fsum(map(mul, self._weights, self._of(signs)))


_in_order = _Weighing(_ORDER)
_surely = _Weighing(_SURE)


def order(signs: Signs) -> float:
    """How much speaks for this card rather than another."""
    return _in_order(signs)


def sureness(signs: Signs) -> float:
    """The log-odds of being right to answer with this card: above 0, it answers."""
    return _surely(signs) + _SURE_OF_ORDER * order(signs) - _SURE_FROM
