"""One line of a batch in, one line of results out; a bad line is told on its own line and stops nothing."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from assistant.cli.strict_json import read_json
from assistant.content.spelling import did_you_mean
from assistant.errors import AssistantError, quoted
from assistant.scoring.totals import Result, score

if TYPE_CHECKING:
    from assistant.scoring.library import Library

KEYS = ("instrument", "answers", "window")


class BatchLineError(AssistantError):
    """A line that is not a form."""


class BatchScorer:
    """Scores lines and counts those that it had to refuse."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self.lines = 0
        self.refused = 0

    def result_line(self, line: bytes | None) -> str:
        """The line of JSON for a line of the batch; None stands for one that is too long."""
        self.lines += 1
        try:
            return json.dumps(self._scored(line).as_json()) + "\n"
        except AssistantError as error:
            self.refused += 1
            return json.dumps({"error": f"line {self.lines}: {error}"}) + "\n"

    def _scored(self, line: bytes | None) -> Result:
        if line is None:
            raise BatchLineError("the line is too long to be a form; write one form a line")
        if not line.strip():
            raise BatchLineError("the line is empty; write one form a line")
        form = read_json(line)
        if not isinstance(form, dict):
            raise BatchLineError('this is no form; write {"instrument": ..., "answers": {...}}')
        for key in form:
            if key not in KEYS:
                raise BatchLineError(f"the key {quoted(key)} is not known here; {did_you_mean(key, KEYS)}")
        name, answers, window = form.get("instrument"), form.get("answers"), form.get("window")
        if not isinstance(name, str):
            raise BatchLineError('"instrument" must name an instrument; see malar instruments')
        if not isinstance(answers, dict):
            raise BatchLineError('"answers" must be a mapping from item id to value')
        return score(self._library.instrument(name), answers, window)
