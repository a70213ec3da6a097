"""The cases of a proof, scored and compared with what they must give."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.scoring.errors import ScoringError
from assistant.scoring.totals import Result, Score, score

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.scoring.format.proof import Case, Expected
    from assistant.scoring.instrument import Instrument


def failed_cases(instrument: Instrument) -> Iterator[tuple[int, str]]:
    """The position of each case that fails, and why."""
    for position, case in enumerate(instrument.proof.cases):
        try:
            result = score(instrument, case_answers(instrument, case))
        except ScoringError as error:
            yield position, str(error).partition(";")[0]
            continue
        differences = list(_differences(case, result))
        if differences:
            yield position, ", ".join(differences)


def case_answers(instrument: Instrument, case: Case) -> dict[str, int | str]:
    """The answers of a case, item by item."""
    answers: dict[str, int | str] = {}
    for item in instrument.items:
        given = case.answers.get(item.id, case.answers.get(item.base))
        if given is None and case.rest == "clear":
            given = item.clear_value
        elif given is None and case.rest == "highest":
            given = item.levels[-1]
        if given is not None:
            answers[item.id] = given
    return answers


def _differences(case: Case, result: Result) -> Iterator[str]:
    for name, expected in case.expect.items():
        yield from _score_differences(result.scores[name], expected)
    if case.missing is not None and set(case.missing) != set(result.missing):
        yield f"missing are {_named(result.missing)}, but must be {_named(case.missing)}"


def _score_differences(found: Score, expected: Expected) -> Iterator[str]:
    low = expected.value if expected.value is not None else expected.low
    high = expected.value if expected.value is not None else expected.high
    if (found.low, found.high) != (low, high):
        yield f"{found.id} is {_span(found.low, found.high)}, but must be {_span(low, high)}"
    elif found.band != expected.band:
        yield f"{found.id} is called {found.band or 'nothing'}, but must be {expected.band or 'nothing'}"
    readings = {reading.scheme: reading.band for reading in found.readings}
    for scheme, band in expected.schemes.items():
        if readings.get(scheme) != band:
            yield f"{scheme} calls {found.id} {readings.get(scheme) or 'nothing'}, but must call it {band}"


def _span(low: int | None, high: int | None) -> str:
    return str(low) if low == high else f"{low} to {high}"


def _named(items: tuple[str, ...]) -> str:
    return ", ".join(items) or "none"
