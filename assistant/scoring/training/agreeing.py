"""What many scored cases say of raters: agreement with the reference, with oneself, and with each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.scoring.totals import score
from assistant.scoring.training.agreement import (
    Bias,
    Correlation,
    Kappa,
    Limits,
    TooFewCases,
    bias,
    icc_2_1,
    limits_of_agreement,
    weighted_kappa,
)
from assistant.scoring.training.content import skin_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from assistant.scoring.instrument import Instrument
    from assistant.scoring.training.comparing import Given
    from assistant.scoring.training.content import Phototype

FEWEST_FOR_A_HINT = 5
FEWEST_FOR_AN_ESTIMATE = 30


@dataclass(frozen=True, slots=True)
class Pair:
    """Two ratings of one case: one's answers, and the other's (or the reference)."""

    case: str
    phototype: Phototype | None
    one: Mapping[str, Given]
    other: Mapping[str, Given]


@dataclass(frozen=True, slots=True)
class ScoreAgreement:
    """How far two agree on one score. `points` are the values of one and of the other, case by case."""

    score: str
    title: str
    correlation: Correlation
    limits: Limits
    points: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Agreement:
    """How two ratings agree on the cases that both completed."""

    instrument: str
    cases: int
    left_out: tuple[str, ...]
    """Cases that one of the two did not complete, so that there is no score to compare."""
    scores: tuple[ScoreAgreement, ...]
    kappas: tuple[tuple[str, Kappa], ...]
    """By question, over all its places."""
    by_item: tuple[Bias, ...]
    """By question."""
    by_place: tuple[Bias, ...]
    """By place or section."""
    by_skin: tuple[Bias, ...]
    """By question and skin, `question@dark`: only where both skins were seen."""


def agree(instrument: Instrument, pairs: Sequence[Pair]) -> Agreement:
    """Compare pairs of ratings. Raises TooFewCases where fewer than two are complete."""
    whole: list[tuple[Pair, dict[str, tuple[int, int]]]] = []
    left_out: list[str] = []
    for pair in pairs:
        one, other = score(instrument, pair.one).scores, score(instrument, pair.other).scores
        values = {name: (one[name].value, other[name].value) for name in one}
        known = {name: (a, b) for name, (a, b) in values.items() if a is not None and b is not None}
        if len(known) == len(values):
            whole.append((pair, known))
        else:
            left_out.append(pair.case)
    if len(whole) < 2:
        raise TooFewCases("agreement needs at least two cases that are complete in both ratings; score more")
    scores = tuple(
        ScoreAgreement(each.id, each.title, icc_2_1(points), limits_of_agreement(points), points)
        for each in instrument.scores
        for points in (tuple(known[each.id] for _, known in whole),)
    )
    answered = list(_answered(instrument, [pair for pair, _ in whole]))
    bases = {item.base: item for item in instrument.items}
    by_base = _grouped((base, levels) for base, _, _, levels in answered)
    return Agreement(
        instrument=instrument.id,
        cases=len(whole),
        left_out=tuple(left_out),
        scores=scores,
        kappas=tuple((base, weighted_kappa(found, bases[base].levels)) for base, found in by_base.items()),
        by_item=bias(by_base, {base: item.levels[0] for base, item in bases.items()}),
        by_place=_by_place(instrument, answered),
        by_skin=_by_skin(instrument, answered),
    )


def agree_all(
    instrument: Instrument, ratings: Sequence[Mapping[str, Mapping[str, Given]]]
) -> dict[str, Correlation]:
    """The correlation of each score among all raters, over the cases that every one of them completed.

    `ratings` holds a mapping of case to answers for each rater. Raises TooFewCases.
    """
    common = [case for case in ratings[0] if all(case in each for each in ratings)] if ratings else []
    table: dict[str, list[list[int]]] = {each.id: [] for each in instrument.scores}
    for case in common:
        rows = [score(instrument, each[case]).scores for each in ratings]
        if all(one.value is not None for row in rows for one in row.values()):
            for name, values in table.items():
                values.append([row[name].low for row in rows])
    if min(map(len, table.values()), default=0) < 2:
        raise TooFewCases(
            f"these raters completed fewer than two cases in common ({len(common)} begun by all); "
            "have all score the same cases"
        )
    return {name: icc_2_1(values) for name, values in table.items()}


def how_much(cases: int) -> str:
    """What so many cases allow to conclude. A rule of thumb: the interval is what counts."""
    if cases < FEWEST_FOR_A_HINT:
        return f"{cases} cases: this tells about these cases only, nothing about raters in general."
    if cases < FEWEST_FOR_AN_ESTIMATE:
        return f"{cases} cases: a first indication; the interval shows how far off it can be."
    return f"{cases} cases: enough for an estimate, as good as its interval is narrow."


def _answered(
    instrument: Instrument, pairs: Iterable[Pair]
) -> Iterable[tuple[str, str, Phototype | None, tuple[int, int]]]:
    """Every item that both answered with a level: its question, its place, the skin type, the two levels."""
    for pair in pairs:
        for item in instrument.items:
            one, other = pair.one.get(item.id), pair.other.get(item.id)
            if isinstance(one, int) and isinstance(other, int):
                yield item.base, item.group, pair.phototype, (one, other)


def _by_place(
    instrument: Instrument, answered: Iterable[tuple[str, str, Phototype | None, tuple[int, int]]]
) -> tuple[Bias, ...]:
    found = _grouped((group, levels) for _, group, _, levels in answered)
    return bias(found, {group.id: 0 for group in instrument.groups})


def _by_skin(
    instrument: Instrument, answered: Iterable[tuple[str, str, Phototype | None, tuple[int, int]]]
) -> tuple[Bias, ...]:
    found = _grouped(
        (f"{base}@{skin}", levels)
        for base, _, phototype, levels in answered
        if (skin := skin_of(phototype)) is not None
    )
    told = bias(found, dict.fromkeys(found, 0))
    both = {name.partition("@")[0] for name in found if f"{name.partition('@')[0]}@light" in found}
    both &= {name.partition("@")[0] for name in found if name.endswith("@dark")}
    return tuple(each for each in told if each.name.partition("@")[0] in both)


def _grouped(named: Iterable[tuple[str, tuple[int, int]]]) -> dict[str, list[tuple[int, int]]]:
    groups: dict[str, list[tuple[int, int]]] = {}
    for name, levels in named:
        groups.setdefault(name, []).append(levels)
    return groups
