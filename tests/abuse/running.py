"""The command as a script runs it: its own process, its own folders, what it wrote and how it ended."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Run:
    """One finished run."""

    code: int
    output: str
    message: str


def malar(
    *arguments: str,
    typed: str | bytes = "",
    environment: Mapping[str, str] | None = None,
    seconds: float = 60,
) -> Run:
    """Run `python -m assistant` with arguments and standard input, some settings changed."""
    done = subprocess.run(
        [sys.executable, "-m", "assistant", *arguments],
        cwd=ROOT,
        env={**os.environ, **(environment or {})},
        input=typed.encode() if isinstance(typed, str) else typed,
        capture_output=True,
        timeout=seconds,
        check=False,
    )
    return Run(done.returncode, done.stdout.decode(), done.stderr.decode())


def assert_one_line_said(run: Run, code: int, *words: str) -> None:
    """The run ended with this code and said one line on stderr, with these words in it."""
    assert run.code == code, f"ended with {run.code}: {run.message or run.output}"
    lines = run.message.strip().splitlines()
    assert len(lines) == 1, run.message
    assert "Traceback" not in run.message
    for word in words:
        assert word in lines[0]
