"""Which assessments stand side by side on a figure: the baseline, the latest, and what is under way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.conversation.body_map.shaded import Time, values_of
from assistant.conversation.wording import short_name, span
from assistant.errors import AssistantError, quoted
from assistant.scoring.change.baseline import Choice, choose

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from assistant.scoring.assessment.session import AssessmentSession
    from assistant.scoring.change.series import Occasion, Series
    from assistant.scoring.instrument import Instrument
    from assistant.scoring.totals import Result


class NoBodyMap(AssistantError):
    """There is nothing that a figure could show."""


def with_figure(instruments: Iterable[Instrument]) -> Instrument:
    """The first instrument that has a figure. Raises NoBodyMap."""
    found = next((each for each in instruments if each.figure is not None), None)
    if found is None:
        raise NoBodyMap("no instrument here has a figure; `malar check` says whether one could not be read")
    return found


def under_way(session: AssessmentSession) -> Time:
    """An assessment that is not finished, with its scores as far as they are known."""
    return Time(f"now, {_scores(session.result())}", values_of(session.answers))


def of_answers(result: Result, values: Mapping[str, int]) -> Time:
    """Answers of a file with their scores."""
    return Time(_scores(result), values)


def _scores(result: Result) -> str:
    return ", ".join(f"{short_name(each)} {span(each)}" for each in result.scores.values())


def signed(series: Series, instrument: Instrument, wanted: Choice) -> tuple[Time, ...]:
    """The baseline and the latest assessment that were signed; one, where they are the same.

    Raises NoBaselineError, and NoBodyMap where none was signed place by place.
    """
    baseline = choose(series, wanted)
    before = next(filter(lambda each: _is_told(each, instrument), baseline.candidates), None)
    told = [each for each in series.occasions if _is_told(each, instrument)]
    if not told:
        raise NoBodyMap(
            f"{quoted(series.code)} has no {instrument.abbreviation} on record with an answer for each place"
        )
    times = [told[-1]] if before is None or before.place >= told[-1].place else [before, told[-1]]
    return tuple(_time(each, instrument) for each in times)


def _is_told(occasion: Occasion, instrument: Instrument) -> bool:
    rating = occasion.rating(instrument.id)
    return rating is not None and rating.has_answers


def _time(occasion: Occasion, instrument: Instrument) -> Time:
    rating = occasion.rating(instrument.id)
    if rating is None:
        raise NoBodyMap(f"{instrument.abbreviation} was not scored on {occasion}")
    scores = ", ".join(f"{name.replace('_', ' ')} {score}" for name, score in rating.scores.items())
    return Time(f"{occasion}, {scores}", rating.answers)
