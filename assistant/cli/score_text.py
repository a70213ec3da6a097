"""A result as a block of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.scoring.instrument import Instrument
    from assistant.scoring.totals import Result, Score

SHOWN_ITEMS = 8


def score_text(instrument: Instrument, result: Result) -> str:
    """The scores, what is missing, and what the block is."""
    return "\n".join(_lines(instrument, result))


def _lines(instrument: Instrument, result: Result) -> Iterator[str]:
    window = f", window {result.window} days" if result.window is not None else ""
    yield f"{instrument.abbreviation} (version {result.version}{window})"
    width = max(len(score.title) for score in result.scores.values())
    for score in result.scores.values():
        yield f"  {score.title:<{width}}  {_value(score)}{_band(score)}"
    if result.complete:
        return
    count = f"{len(result.missing)} of {len(instrument.items)} items have no value"
    yield f"  Incomplete, not a final score: {count}."
    unanswered = [item for item in result.missing if item not in {*result.not_assessed, *result.pending}]
    for heading, items in (
        ("Unanswered", unanswered),
        ("Not assessed", result.not_assessed),
        ("Pending", result.pending),
    ):
        if items:
            more = f" and {len(items) - SHOWN_ITEMS} more" if len(items) > SHOWN_ITEMS else ""
            yield f"  {heading}: {', '.join(items[:SHOWN_ITEMS])}{more}"


def _value(score: Score) -> str:
    value = str(score.value) if score.value is not None else f"{score.low} to {score.high}"
    return f"{value} of {score.max}"


def _band(score: Score) -> str:
    readings = [f"{' to '.join(_ends(reading.bands))} ({reading.title})" for reading in score.readings]
    return f": {'; '.join(readings)}" if readings else ""


def _ends(bands: tuple[str, ...]) -> tuple[str, ...]:
    return bands if len(bands) == 1 else (bands[0], bands[-1])
