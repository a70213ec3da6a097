"""What is followed over a cohort: every score with its criteria, and the figures of a visit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import BigInteger, cast, func, literal, select

from assistant.records.store.derived import MEASURES
from assistant.records.store.tables import assessments, signed_scores, visit_measures

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import ColumnElement, Select, Subquery

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
    def parts(self) -> int:
        """Into how many parts a unit is counted: a figure of the visit has decimals, a score has none."""
        return 1 if self.instrument else DECIMALS

    @property
    def values(self) -> Subquery:
        """Its values by patient and day, as whole numbers of these parts; empty where one is not final."""
        if self.instrument:
            return self._scores(signed_scores.c.value).subquery()
        return self._figures().subquery()

    @property
    def signed_values(self) -> Subquery:
        """The same with the visit, and by `signed` in the order of their first signing."""
        if not self.instrument:
            return self._figures(visit_measures.c.visit_id, literal(0).label("signed")).subquery()
        signed = select(func.min(assessments.c.id)).where(assessments.c.name == signed_scores.c.name)
        columns = (signed_scores.c.value, signed_scores.c.visit_id, signed.scalar_subquery().label("signed"))
        return self._scores(*columns).subquery()

    def _scores(self, *columns: ColumnElement[Any]) -> Select[tuple[Any, ...]]:
        query = select(signed_scores.c.patient_id, signed_scores.c.day_number, *columns)
        return query.where(signed_scores.c.instrument == self.instrument, signed_scores.c.score == self.name)

    def _figures(self, *columns: ColumnElement[Any]) -> Select[tuple[Any, ...]]:
        value = cast(func.round(visit_measures.c.value * DECIMALS), BigInteger).label("value")
        query = select(visit_measures.c.patient_id, visit_measures.c.day_number, value, *columns)
        return query.where(visit_measures.c.measure == self.name)


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
