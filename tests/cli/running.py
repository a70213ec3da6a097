"""The command line as a script sees it: what is printed, what is said on stderr, and the exit code."""

from __future__ import annotations

import io
import json
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assistant.cli.main import main

if TYPE_CHECKING:
    import pytest


@dataclass(frozen=True, slots=True)
class Run:
    """One finished run."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:  # noqa: ANN401  # a test looks at what it expects
        """The one line of JSON."""
        [line] = self.out.splitlines()
        return json.loads(line)

    @property
    def lines(self) -> list[Any]:
        """Every line of JSON."""
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def message(self) -> str:
        """The one line on stderr of a run that was refused, without anything on stdout."""
        assert self.code == 1
        assert self.out == ""
        [line] = self.err.splitlines()
        return line


class Malar:
    """Runs `malar` within the test, which is faster than a process and otherwise the same."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self._monkeypatch = monkeypatch
        self._capsys = capsys

    def __call__(self, *arguments: str, typed: str | bytes = b"") -> Run:
        raw = typed.encode() if isinstance(typed, str) else typed
        self._monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw), encoding="utf-8"))
        try:
            code = main(list(arguments))
        except SystemExit as exit_:
            code = int(exit_.code or 0)
        captured = self._capsys.readouterr()
        return Run(code, captured.out, captured.err)
