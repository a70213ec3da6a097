"""A batch: one JSON object a line in, one line of JSON out; a bad line is told in place and stops nothing."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from assistant.cli.inputs import batch_lines
from assistant.cli.strict_json import read_json
from assistant.content.spelling import did_you_mean
from assistant.errors import AssistantError, quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class BatchLineError(AssistantError):
    """A line that is not what the batch holds."""


class Answer(Protocol):
    """What comes of a line."""

    def as_json(self) -> Mapping[str, object]:
        """The result as plain values."""
        ...


@dataclass(frozen=True, slots=True)
class Lines:
    """What the lines of a batch are: one of them in words, how it is written, and its keys."""

    one: str
    example: str
    keys: tuple[str, ...]


class Batch:
    """Answers the lines of a batch with `answer`, and counts those that it had to refuse.

    `answer` is given the instrument's name and the whole object of a line; it raises AssistantError.
    """

    def __init__(self, lines: Lines, answer: Callable[[str, Mapping[str, Any]], Answer]) -> None:
        self._of = lines
        self._answer = answer
        self.lines = 0
        self.refused = 0

    def run(self, name: str, done: str) -> int:
        """Write a result for each line of the file; the exit code. `done` is what could not be: `scored`."""
        with batch_lines(name) as lines:
            for line in lines:
                sys.stdout.write(self.result_line(line))
        if self.refused:
            print(f"malar: {self.refused} of {self.lines} lines could not be {done}", file=sys.stderr)
        return 1 if self.refused else 0

    def result_line(self, line: bytes | None) -> str:
        """The line of JSON for a line of the batch; None stands for one that is too long."""
        self.lines += 1
        try:
            result = self._read(line).as_json()
        except AssistantError as error:
            self.refused += 1
            result = {"error": f"line {self.lines}: {error}"}
        return json.dumps(result, ensure_ascii=False) + "\n"

    def _read(self, line: bytes | None) -> Answer:
        one = self._of.one
        if line is None:
            raise BatchLineError(f"the line is too long to be a {one}; write one {one} a line")
        if not line.strip():
            raise BatchLineError(f"the line is empty; write one {one} a line")
        form = read_json(line)
        if not isinstance(form, dict):
            raise BatchLineError(f"this is no {one}; write {self._of.example}")
        for key in form:
            if key not in self._of.keys:
                near = did_you_mean(key, self._of.keys)
                raise BatchLineError(f"the key {quoted(key)} is not known here; {near}")
        name = form.get("instrument")
        if not isinstance(name, str):
            raise BatchLineError('"instrument" must name an instrument; see malar instruments')
        return self._answer(name, form)
