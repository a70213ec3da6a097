"""How an attempt differs from the reference, and what each difference did to the score."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.scoring.totals import score

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assistant.scoring.instrument import Instrument
    from assistant.scoring.totals import Result

Given = int | str
"""A level, `not_assessed` or `pending`."""
Move = tuple[int, int]
"""By how much a score moved: the same number twice, or the least and the most that it can have been."""


@dataclass(frozen=True, slots=True)
class Difference:
    """An item that was answered otherwise than in the reference."""

    item: str
    reference: int
    given: Given | None
    """None where it was left without an answer."""
    moves: Mapping[str, Move]
    """By how much it alone moved each score: the attempt as it is, less the attempt with this one right."""
    entwined: bool
    """Its move depends on the other differences, as where one answer doubles others."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """An attempt beside its reference."""

    reference: Mapping[str, int]
    """The reference score, by its id."""
    given: Mapping[str, tuple[int, int]]
    """The score of the attempt, from the lowest to the highest that it can be."""
    differences: tuple[Difference, ...]
    """In the order of the form."""
    asked: int
    """How many items the form of the reference has."""

    @property
    def right(self) -> int:
        """How many of them were answered as in the reference."""
        return self.asked - sum(1 for _ in self.differences)

    def move(self, score_id: str) -> Move:
        """By how much all differences together moved a score."""
        low, high = self.given[score_id]
        return low - self.reference[score_id], high - self.reference[score_id]

    def entwined_by(self, score_id: str) -> Move:
        """What all differences together did beyond the sum of what each did alone."""
        alone = [each.moves[score_id] for each in self.differences]
        low, high = self.move(score_id)
        return low - sum(each[0] for each in alone), high - sum(each[1] for each in alone)


def compare(
    instrument: Instrument,
    reference: Mapping[str, int],
    given: Mapping[str, Given],
    window: int | None = None,
) -> Comparison:
    """Set an attempt beside the reference answers, which are complete.

    An item that one of the two forms does not ask is no difference of its own: it follows from the answers
    that have it asked. Raises InvalidAnswers for answers that are none.
    """
    right = score(instrument, reference, window)
    as_given = score(instrument, given, window)
    asked_there, asked_here = _asked(instrument, reference), _asked(instrument, given)
    differences = [
        _difference(instrument, item.id, reference, given)
        for item in instrument.items
        if item.id in asked_there
        and item.id in asked_here
        and item.id in reference
        and given.get(item.id) != reference[item.id]
    ]
    return Comparison(
        {name: each.low for name, each in right.scores.items()},
        {name: (each.low, each.high) for name, each in as_given.scores.items()},
        tuple(differences),
        len(asked_there & set(reference)),
    )


def _difference(
    instrument: Instrument, item: str, reference: Mapping[str, int], given: Mapping[str, Given]
) -> Difference:
    mended = _mended(instrument, given, {item: reference[item]}, reference)
    moves = _moves(score(instrument, given), score(instrument, mended))
    # The same mistake made alone: where it moves the score otherwise, the differences act on each other.
    alone = dict(reference)
    if item in given:
        alone_given = _mended(instrument, alone, {item: given[item]}, given)
    else:
        alone_given = {name: value for name, value in alone.items() if name != item}
    by_itself = _moves(score(instrument, alone_given), score(instrument, reference))
    return Difference(item, reference[item], given.get(item), moves, entwined=by_itself != moves)


def _mended(
    instrument: Instrument,
    answers: Mapping[str, Given],
    change: Mapping[str, Given],
    other: Mapping[str, Given],
) -> dict[str, Given]:
    """The answers with one changed; what is asked only now is answered as in the other form."""
    before = _asked(instrument, answers)
    changed = {**answers, **change}
    for item in sorted(_asked(instrument, changed) - before):
        if item in other and item not in changed:
            changed[item] = other[item]
    return changed


def _moves(one: Result, other: Result) -> dict[str, Move]:
    return {
        name: (each.low - other.scores[name].low, each.high - other.scores[name].high)
        for name, each in one.scores.items()
    }


def _asked(instrument: Instrument, answers: Mapping[str, Given]) -> frozenset[str]:
    """The items that these answers do not rule out."""
    values = {item: value for item, value in answers.items() if isinstance(value, int)}
    verdicts = instrument.plan.verdicts(values)
    return frozenset(item.id for item in instrument.items if verdicts.get(item.id, True) is not False)
