"""Batches of score, prefill and derive: a bad line is told in its place, and the others are done."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tools.fuzzing.command import malar, require_well_behaved
from tools.fuzzing.faults import require
from tools.fuzzing.mutation import json_lines
from tools.fuzzing.surroundings import content_read_once, own_home
from tools.fuzzing.targets.answers import require_sound
from tools.fuzzing.targets.laboratory import desk_kept, reports
from tools.fuzzing.targets.target import Target
from tools.fuzzing.targets.words import dictations, item_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tools.fuzzing.mutation import Mutate

COMMANDS = ("score", "prefill", "derive")


def try_one(data: bytes) -> None:
    """Give the lines to each of the three: a line is for one of them, and the others say so."""
    lines = data.split(b"\n")
    given = len(lines) - (lines[-1] == b"")
    with own_home(), content_read_once(), desk_kept():
        for command in COMMANDS:
            run = malar(command, "--batch", "-", "--json", typed=data)
            require_well_behaved(run, batch=True)
            results = run.results
            require(len(results) == given, "a batch answers each line once", command, len(results), given)
            failed = [result for result in results if "error" in result]
            require(run.code == bool(failed), "the exit code does not say what failed", run.code, failed)
            for number, result in enumerate(results, 1):
                if "error" in result:
                    require(result["error"].startswith(f"line {number}: "), "a wrong place", result, number)
                elif command == "score":
                    require_sound(result)


def seeds() -> Iterable[bytes]:
    """A line or two for each command."""
    yield b'{"instrument": "cla-iga", "answers": {"level": 3}}\n{"instrument": "clasi", "answers": {}}\n'
    answers = {"fever": 1, "rash": "pending", "alopecia": "not_assessed"}
    yield json.dumps({"instrument": "sledai-2k", "answers": answers, "window": 30}).encode()
    for instrument, text in dictations()[::60]:
        yield json.dumps({"instrument": instrument, "text": text, "former": {"level": 2}}).encode()
    for report in reports()[::30]:
        labs = json.loads(report) if report.startswith("[") else report
        line = {"instrument": "sledai-2k", "labs": labs, "date": "2026-11-20", "window": 30}
        yield json.dumps(line).encode()


def mutate() -> Mutate:
    """By the tree of a line."""
    names = ["instrument", "answers", "window", "text", "former", "labs", "date", "test", "value", "unit"]
    return json_lines([*names, *item_words()])


TARGET = Target(
    "batches",
    "batches of score, prefill and derive",
    try_one,
    mutate,
    seeds,
    watched=("assistant.scoring", "assistant.cli"),
)
