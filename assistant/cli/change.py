"""`malar change`: how the scores of one patient changed, judged by named definitions."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from assistant.cli.open_store import add_demo, opened

if TYPE_CHECKING:
    import argparse

SUMMARY = "judge the change of one patient's scores by definitions"

EXPLANATION = """\
Without --since or --baseline the baseline is the first visit."""

EXAMPLES = (
    "malar change P-014",
    "malar change P-014 --since anifro --full",
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("code", metavar="CODE", help="the study code; see malar patients")
    baseline = parser.add_mutually_exclusive_group()
    baseline.add_argument(
        "--since", metavar="DRUG", help="the baseline is the last visit in the 90 days up to its start"
    )
    baseline.add_argument("--baseline", metavar="DAY", help="the baseline is the visit of this day")
    parser.add_argument(
        "--stated",
        metavar="FACT=yes|no",
        action="append",
        default=[],
        help="what no record holds and a target asks for; may be given several times",
    )
    parser.add_argument("--full", action="store_true", help="with definitions, caveats and every input")
    parser.add_argument("--json", action="store_true", help="everything, in one line of JSON")
    add_demo(parser)


def run(arguments: argparse.Namespace) -> int:
    """Judge, print, and return the exit code."""
    from assistant.conversation.change.change_text import change_text
    from assistant.conversation.change.changing import Changes, Wanted
    from assistant.records.vocabulary import load_vocabulary
    from assistant.reference.beside import BesideChanges
    from assistant.reference.library import load_knowledge
    from assistant.scoring.library import load_whole_library

    wanted = Wanted.of(arguments.since, arguments.baseline, arguments.stated)
    with opened(arguments) as records:
        whole = records.whole(arguments.code)
    changes = Changes(load_whole_library(), load_vocabulary(), lambda: BesideChanges(load_knowledge()))
    change = changes.judge(whole, wanted)
    if arguments.json:
        print(json.dumps(change.as_json(), ensure_ascii=False))
    else:
        print(change_text(change, full=arguments.full))
    return 0
