"""`malar derive`: what laboratory values propose for the items of an instrument, or why not."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from assistant.cli.one_or_batch import add_batch, is_batch

if TYPE_CHECKING:
    import argparse

    from assistant.scoring.laboratory.deriving import Derivation

SUMMARY = "propose answers from laboratory values, each with its reason"

EXPLANATION = """\
The values are pasted text, or a YAML or JSON list of {test, value, unit, low, high, date}. A value only
proposes: attribution stays with the clinician. A value without its unit, without the laboratory's own range
where the rule needs it, or outside the window is refused. A batch holds one JSON object a line, with
"instrument", "labs" (a list or text) or "text" and, where wanted, "date" and "window"; each line gives one
line of JSON, in order."""

EXAMPLES = (
    "malar derive sledai-2k --labs labs.txt",
    "malar derive sledai-2k --labs labs.txt --date 10.11.2026 --json",
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    from assistant.cli.score import days

    parser.add_argument("instrument", nargs="?", metavar="INSTRUMENT", help="such as sledai-2k")
    parser.add_argument("--labs", metavar="FILE", help="the laboratory values; - for standard input")
    parser.add_argument("--date", metavar="DAY", help="day of the assessment (without it: today)")
    parser.add_argument("--window", type=days, metavar="DAYS", help="recall window, where there is one")
    add_batch(parser)


def run(arguments: argparse.Namespace) -> int:
    """Derive, print, and return the exit code."""
    if is_batch(arguments, ("instrument", "labs"), ("date", "window"), written="INSTRUMENT and --labs FILE"):
        return _batch(arguments.batch)
    return _one(arguments)


def _one(arguments: argparse.Namespace) -> int:
    from assistant.cli.derive_inputs import assessment_day, read_labs
    from assistant.scoring.laboratory.desk import LaboratoryDesk
    from assistant.scoring.library import load_whole_library

    desk = LaboratoryDesk(load_whole_library().instrument(arguments.instrument))
    day = assessment_day(arguments.date)
    derivation = desk.derive(read_labs(arguments.labs), day, arguments.window)
    print(json.dumps(derivation.as_json(), ensure_ascii=False) if arguments.json else _as_text(derivation))
    return 0


def _batch(name: str) -> int:
    from assistant.cli.derive_batch import derive_batch
    from assistant.scoring.library import load_whole_library

    return derive_batch(load_whole_library()).run(name, "derived")


def _as_text(derivation: Derivation) -> str:
    from assistant.errors import one_line

    proposed = [f"{item}: {each.value}. {each.reason}" for item, each in derivation.proposals.items()]
    parts = [
        ("Proposed, to be confirmed:", proposed),
        ("Not derived:", [f"{item}: {why}" for item, why in derivation.not_derived.items()]),
        ("Not read:", list(derivation.unread)),
    ]
    blocks = [
        "\n".join([title, *(f"  {one_line(line)}" for line in lines)]) for title, lines in parts if lines
    ]
    return "\n".join(blocks) or "This instrument has no item that a laboratory value can answer."
