"""The command line as a target calls it, and what holds for every run of it."""

from __future__ import annotations

import io
import json
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

from tools.fuzzing.faults import Fault, require, require_shown_safely

DONE, REFUSED, USAGE = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Run:
    """One run: how it ended, and what it wrote."""

    code: int
    out: str
    err: str

    @property
    def results(self) -> list[dict[str, Any]]:
        """The results of `--json`, one a line, whatever a reader takes for the end of a line."""
        return [json.loads(line) for line in self.out.splitlines()]


def malar(*arguments: str, typed: bytes = b"") -> Run:
    """Run the command line in this process; an exception that reaches its caller is a fault by itself."""
    from assistant.cli.main import main  # loaded with the program that is watched

    # As Python makes the streams where the language of the system is set.
    given = io.TextIOWrapper(io.BytesIO(typed), encoding="utf-8")
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    err = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True, errors="backslashreplace")
    with patch.object(sys, "stdin", given), redirect_stdout(out), redirect_stderr(err):
        try:
            code = main(list(arguments))
        except SystemExit as ended:
            require(ended.code in {DONE, USAGE}, "the program ended with another code", ended.code)
            code = int(ended.code or DONE)
    return Run(code, *(stream.buffer.getvalue().decode("utf-8") for stream in (out, err)))


def require_well_behaved(run: Run, *, batch: bool = False, lines: bool = False) -> None:
    """The exit code, one line on stderr, nothing half done on stdout, and no character that steers.

    A `batch` writes what it could do and fails as a whole; a check of content tells a line each problem.
    """
    require(run.code in {DONE, REFUSED, USAGE}, "an exit code that has no meaning", run.code)
    require_shown_safely(run.out, "what was printed")
    require_shown_safely(run.err, "what was said on stderr")
    require("Traceback" not in run.err, "a traceback was shown", run.err)
    told = run.err.splitlines()
    if run.code == REFUSED and not batch:
        require(told and (lines or len(told) == 1), "a refusal is one line on stderr", run.err)
        require(not run.out or lines, "a refused run printed something", run.out)
    if run.code == REFUSED and batch:
        require(len(told) <= 1, "a batch that fails says at most one line", run.err)
    if run.code == USAGE:
        require(run.err, "usage without a word")


def refused(run: Run) -> bool:
    """Whether a run refused its input. Raises Fault where it did neither that nor what was asked."""
    if run.code not in {DONE, REFUSED}:
        raise Fault(f"the program took its input for its arguments | {run.err!r}")
    return run.code == REFUSED
