"""The answers of the visit before, as far as they are values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.scoring.totals import score

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assistant.scoring.instrument import Instrument


def former_values(instrument: Instrument, answers: Mapping[str, object]) -> dict[str, int]:
    """The values among checked answers; what was not assessed or pending is nothing to copy.

    Raises InvalidAnswers.
    """
    score(instrument, answers)
    return {item: value for item, value in answers.items() if type(value) is int}
