"""One dictated line of a batch in, one line of proposals out; a bad line is told on its own line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from assistant.cli.strict_json import read_json
from assistant.content.spelling import did_you_mean
from assistant.errors import AssistantError, quoted
from assistant.scoring.prefill.former import former_values
from assistant.scoring.prefill.reading import prefill

if TYPE_CHECKING:
    from assistant.scoring.library import Library
    from assistant.scoring.prefill.proposals import Prefill

KEYS = ("instrument", "text", "former")


class BatchLineError(AssistantError):
    """A line that is no dictation."""


class BatchReader:
    """Reads lines and counts those that it had to refuse."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self.lines = 0
        self.refused = 0

    def result_line(self, line: bytes | None) -> str:
        """The line of JSON for a line of the batch; None stands for one that is too long."""
        self.lines += 1
        try:
            return json.dumps(self._read(line).as_json()) + "\n"
        except AssistantError as error:
            self.refused += 1
            return json.dumps({"error": f"line {self.lines}: {error}"}) + "\n"

    def _read(self, line: bytes | None) -> Prefill:
        if line is None:
            raise BatchLineError("the line is too long to be a dictation; write one a line")
        if not line.strip():
            raise BatchLineError("the line is empty; write one dictation a line")
        said = read_json(line)
        if not isinstance(said, dict):
            raise BatchLineError('this is no dictation; write {"instrument": ..., "text": "..."}')
        for key in said:
            if key not in KEYS:
                raise BatchLineError(f"the key {quoted(key)} is not known here; {did_you_mean(key, KEYS)}")
        name, text, former = said.get("instrument"), said.get("text"), said.get("former", {})
        if not isinstance(name, str):
            raise BatchLineError('"instrument" must name an instrument; see malar instruments')
        if not isinstance(text, str):
            raise BatchLineError('"text" must be the dictated line')
        if not isinstance(former, dict):
            raise BatchLineError('"former" must be a mapping from item id to value')
        instrument = self._library.instrument(name)
        return prefill(instrument, text, former_values(instrument, former))
