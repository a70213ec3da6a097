"""The forms of a batch, scored."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assistant.cli.batch import Batch, BatchLineError, Lines
from assistant.scoring.totals import Result, score

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assistant.scoring.library import Library

FORMS = Lines("form", '{"instrument": ..., "answers": {...}}', ("instrument", "answers", "window"))


def score_batch(library: Library) -> Batch:
    """Scores the form of each line."""

    def scored(name: str, form: Mapping[str, Any]) -> Result:
        answers = form.get("answers")
        if not isinstance(answers, dict):
            raise BatchLineError('"answers" must be a mapping from item id to value')
        return score(library.instrument(name), answers, form.get("window"))

    return Batch(FORMS, scored)
