"""`malar score`: one form, or a batch of them."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from assistant.cli.one_or_batch import add_batch, is_batch
from assistant.errors import quoted

if TYPE_CHECKING:
    import argparse

SUMMARY = "score one form of answers, or a batch of forms"

EXPLANATION = """\
Answers are a YAML or JSON mapping: item id -> value, "not_assessed" or "pending". Items left out are
unanswered, never zero: the score is then an interval. A batch holds one JSON object a line, with
"instrument", "answers" and, where wanted, "window"; each line gives one line of JSON, in order."""

EXAMPLES = (
    "malar score sledai-2k --answers answers.yaml",
    "malar score clasi --answers - --json <answers.yaml",
    "malar score --batch forms.jsonl --json",
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "instrument", nargs="?", metavar="INSTRUMENT", help="such as clasi; see malar instruments"
    )
    parser.add_argument("--answers", metavar="FILE", help="the answers; - for standard input")
    parser.add_argument("--window", type=days, metavar="DAYS", help="recall window, where there is one")
    add_batch(parser)


def days(text: str) -> int:
    """A number of days on the command line."""
    # Python reads more as a number than anyone means: 1_0, or digits of other scripts.
    if re.fullmatch("-?[0-9]{1,9}", text) is None:
        from argparse import ArgumentTypeError

        raise ArgumentTypeError(f"{quoted(text)} is no number of days; write digits, such as 30")
    return int(text)


def run(arguments: argparse.Namespace) -> int:
    """Score, print, and return the exit code."""
    if is_batch(arguments, ("instrument", "answers"), ("window",), written="INSTRUMENT and --answers FILE"):
        return _batch(arguments.batch)
    return _one(arguments)


def _one(arguments: argparse.Namespace) -> int:
    from assistant.cli.inputs import read_mapping
    from assistant.cli.score_text import score_text
    from assistant.scoring.library import load_whole_library
    from assistant.scoring.totals import score

    instrument = load_whole_library().instrument(arguments.instrument)
    result = score(instrument, read_mapping(arguments.answers), arguments.window)
    print(json.dumps(result.as_json()) if arguments.json else score_text(instrument, result))
    return 0


def _batch(name: str) -> int:
    from assistant.cli.score_batch import score_batch
    from assistant.scoring.library import load_whole_library

    return score_batch(load_whole_library()).run(name, "scored")
