"""One line of laboratory values in, one line of proposals out; a bad line is told in its place."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from assistant.cli.derive_inputs import assessment_day, labs_in
from assistant.cli.strict_json import read_json
from assistant.content.spelling import did_you_mean
from assistant.errors import AssistantError, quoted
from assistant.scoring.laboratory.desk import LaboratoryDesk
from assistant.scoring.laboratory.language import load_language

if TYPE_CHECKING:
    from assistant.scoring.laboratory.deriving import Derivation
    from assistant.scoring.library import Library

KEYS = ("instrument", "date", "labs", "text", "window")


class BatchLineError(AssistantError):
    """A line that holds no laboratory values."""


class BatchDeriver:
    """Derives lines and counts those that it had to refuse."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._language = load_language()
        self._desks: dict[str, LaboratoryDesk] = {}
        self.lines = 0
        self.refused = 0

    def result_line(self, line: bytes | None) -> str:
        """The line of JSON for a line of the batch; None stands for one that is too long."""
        self.lines += 1
        try:
            return json.dumps(self._derived(line).as_json(), ensure_ascii=False) + "\n"
        except AssistantError as error:
            self.refused += 1
            return json.dumps({"error": f"line {self.lines}: {error}"}, ensure_ascii=False) + "\n"

    def _derived(self, line: bytes | None) -> Derivation:
        if line is None:
            raise BatchLineError("the line is too long; write one assessment a line")
        if not line.strip():
            raise BatchLineError("the line is empty; write one assessment a line")
        form = read_json(line)
        if not isinstance(form, dict):
            raise BatchLineError('these are no laboratory values; write {"instrument": ..., "labs": [...]}')
        for key in form:
            if key not in KEYS:
                raise BatchLineError(f"the key {quoted(key)} is not known here; {did_you_mean(key, KEYS)}")
        name, day, window = form.get("instrument"), form.get("date"), form.get("window")
        if not isinstance(name, str):
            raise BatchLineError('"instrument" must name an instrument; see malar instruments')
        given = [key for key in ("labs", "text") if key in form]
        if len(given) != 1:
            raise BatchLineError('write one of "labs", a list of {test, value, unit} or text, and "text"')
        if day is not None and not isinstance(day, str):
            raise BatchLineError('"date" must be a day, such as "2024-02-05"')
        return self._desk(name).derive(labs_in(form[given[0]], quoted(given[0])), assessment_day(day), window)

    def _desk(self, name: str) -> LaboratoryDesk:
        instrument = self._library.instrument(name)
        if instrument.id not in self._desks:
            self._desks[instrument.id] = LaboratoryDesk(instrument, self._language)
        return self._desks[instrument.id]
