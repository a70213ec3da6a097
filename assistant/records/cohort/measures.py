"""What is followed over a cohort: every score with its criteria, and the figures of a visit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import BigInteger, cast, func

from assistant.records.store.derived import MEASURES
from assistant.records.store.tables import signed_scores, visit_measures

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import ColumnElement, Table

    from assistant.scoring.format.changes import ChangeRule
    from assistant.scoring.instrument import Instrument

TITLES = {"pga": "PGA", "prednisone_equivalent": "Prednisone-equivalent, mg/day"}


DECIMALS = 1000
"""Parts of a unit in which a dose or a global assessment is counted: neither has more decimals."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One score or figure; `instrument` is empty for a figure of the visit."""

    instrument: str
    name: str
    title: str
    criteria: tuple[ChangeRule, ...] = ()
    """The published criteria that look at this score alone."""

    @property
    def id(self) -> str:
        """What scripts call it."""
        return f"{self.instrument}.{self.name}" if self.instrument else self.name

    @property
    def table(self) -> Table:
        """Where its values are read."""
        return signed_scores if self.instrument else visit_measures

    @property
    def parts(self) -> int:
        """Into how many parts a unit is counted: a figure of the visit has decimals, a score has none."""
        return 1 if self.instrument else DECIMALS

    @property
    def whole_value(self) -> ColumnElement[int]:
        """Its values as whole numbers of these parts; empty where one is not final."""
        if self.instrument:
            return signed_scores.c.value
        return cast(func.round(visit_measures.c.value * DECIMALS), BigInteger)

    @property
    def its_rows(self) -> ColumnElement[bool]:
        """Which rows of the table are its own."""
        if self.instrument:
            return (signed_scores.c.instrument == self.instrument) & (signed_scores.c.score == self.name)
        return visit_measures.c.measure == self.name


def _judged(rule: ChangeRule, score: str) -> bool:
    """Whether a rule gives a verdict on the change of this score from its baseline."""
    return rule.kind == "threshold" and rule.score == score and "baseline" in rule.against


def measures(instruments: Iterable[Instrument]) -> tuple[Measure, ...]:
    """Every score of the instruments in their order, then the figures of a visit."""
    scores = (
        Measure(
            each.id,
            score.id,
            score.title if each.abbreviation in score.title else f"{each.abbreviation} {score.title}",
            tuple(rule for rule in each.changes if _judged(rule, score.id)),
        )
        for each in instruments
        for score in each.scores
    )
    return (*scores, *(Measure("", name, TITLES[name]) for name in MEASURES))
