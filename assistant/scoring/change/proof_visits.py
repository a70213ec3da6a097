"""The visits of a case in a content file as dated observations."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from assistant.scoring.change.missing_items import score_bounds
from assistant.scoring.change.series import Occasion, Rating, Sample, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from assistant.scoring.format.proof_visits import ProofRating, ProofVisit
    from assistant.scoring.instrument import Instrument

FIRST_DAY = date(2000, 1, 1)
BETWEEN_VISITS = timedelta(weeks=4)


def occasions_of(visits: Iterable[ProofVisit], instruments: Mapping[str, Instrument]) -> Iterator[Occasion]:
    """The visits, four weeks apart."""
    for number, visit in enumerate(visits):
        day = FIRST_DAY + number * BETWEEN_VISITS
        yield Occasion(
            day,
            pga=visit.pga,
            prednisone_equivalent=visit.prednisone_equivalent,
            ratings=tuple(_rating(instruments[name], given) for name, given in visit.ratings.items()),
            laboratory=tuple(
                Sample(each.name, day - timedelta(days=each.days_before)) for each in visit.laboratory
            ),
        )


def _rating(instrument: Instrument, given: ProofRating) -> Rating:
    window = given.window or (instrument.window.default if instrument.window else None)
    if given.printed is not None:
        spans = {name: Span(points, points) for name, points in given.printed.items()}
        return Rating(instrument.id, spans, window=window, phototype=given.phototype)
    clear = {item.id: item.clear_value for item in instrument.items if item.clear_value is not None}
    answers: dict[str, int] = {**(clear if given.rest == "clear" else {}), **given.answers}
    answers = {item: value for item, value in answers.items() if item not in given.left}
    scores = {each.id: score_bounds(instrument, answers, each.id) for each in instrument.scores}
    return Rating(
        instrument.id, scores, answers, window, phototype=given.phototype, left=frozenset(given.left)
    )
