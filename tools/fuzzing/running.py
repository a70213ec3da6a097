"""Every target in turn, each in processes of its own, and the table of what came of it."""

from __future__ import annotations

import os
import re
import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tools.fuzzing import corpus

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

LEAST_SECONDS = 10
_REACHED = re.compile(r"cov: (\d+) ft: \d+ corp: (\d+)/")
_EXECUTED = re.compile(r"number_of_executed_units: (\d+)")
_AT = re.compile(r"^#(\d+)\s", re.MULTILINE)


@dataclass(slots=True)
class Outcome:
    """What came of one target."""

    target: str
    seconds: float = 0.0
    """Of processor time: what a clock on the wall says depends on what else the machine does."""
    executed: int = 0
    edges: int = 0
    """Ways from one piece of the program's code to the next that were taken."""
    inputs: int = 0
    """Inputs that took a way, or as often, as none before."""
    faults: tuple[Path, ...] = ()
    failed: str = ""
    """Why the fuzzer itself could not go on."""


def run(target: str, seconds: float, folder: Path) -> Outcome:
    """Fuzz one target; where an input ends the process, its time goes on in another."""
    outcome = Outcome(target)
    place = folder / target
    (place / "faults").mkdir(parents=True, exist_ok=True)
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > LEAST_SECONDS or not outcome.executed:
        began = _used()
        command = [sys.executable, "-m", "tools.fuzzing.child", target, str(max(1, int(left))), str(place)]
        environment = {**os.environ, "MALAR_HOME": str(place / "home")}
        done = subprocess.run(
            command,
            cwd=corpus.ROOT,
            env=environment,
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
        )
        place.joinpath("log.txt").write_text(done.stderr, encoding="utf-8")
        outcome.seconds += _used() - began
        if not _added(outcome, done.stderr):
            outcome.failed = (
                done.stderr.strip().splitlines()[-1] if done.stderr.strip() else "it said nothing"
            )
            break
    outcome.faults = tuple(file for file in sorted((place / "faults").iterdir()) if file.suffix != ".txt")
    return outcome


def _used() -> float:
    """Seconds of processor time of every process that was run and has ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _added(outcome: Outcome, told: str) -> bool:
    """Add what a process told of itself; False where it did not come to try anything."""
    executed = _EXECUTED.findall(told) or _AT.findall(told)
    if not executed:
        return False
    outcome.executed += int(executed[-1])
    for edges, inputs in _REACHED.findall(told)[-1:]:
        outcome.edges, outcome.inputs = int(edges), int(inputs)
    return True


def is_fault(target: str, file: Path) -> bool:
    """Whether an input shows a fault in the program as it is, unwatched."""
    command = [sys.executable, "-m", "tools.fuzzing", "replay", target, str(file)]
    try:
        done = subprocess.run(command, cwd=corpus.ROOT, capture_output=True, timeout=120, check=False)
    except subprocess.TimeoutExpired:
        return True
    return done.returncode != 0


def table(outcomes: Iterable[Outcome]) -> str:
    """The outcomes as a table in Markdown."""
    lines = [
        "| target | processor seconds | executions | edges | inputs that reached new code | faults |",
        "| --- |" + " ---: |" * 5,
    ]
    found = list(outcomes)
    lines += [
        f"| {each.target} | {each.seconds:.0f} | {each.executed:,} | {each.edges:,} | {each.inputs:,} | "
        f"{each.failed or len(each.faults)} |"
        for each in found
    ]
    lines.append(
        f"| all | {sum(each.seconds for each in found):.0f} | {sum(each.executed for each in found):,} | | | "
        f"{sum(len(each.faults) for each in found)} |"
    )
    return "\n".join(lines)
