"""`malar raters`: who is calibrated for which instrument."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from assistant.cli.open_store import add_demo, opened

if TYPE_CHECKING:
    import argparse

SUMMARY = "list who is calibrated for an instrument, mark or withdraw one"

EXPLANATION = """\
`calibrate R7 clasi 05.02.2024` marks a rater, by the id under which they sign, as calibrated for an
instrument from a day on; `withdraw R7 clasi` takes that back. What is signed from then on says whether its
rater was calibrated on the day of the visit; what was signed before stays as it is. Both are in the audit
trail."""

EXAMPLES = (
    "malar raters",
    "malar raters calibrate R7 clasi 05.02.2024",
)

NEEDS = {"list": 0, "calibrate": 3, "withdraw": 2}
"""How many further words an action takes."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("action", nargs="?", choices=tuple(NEEDS), default="list", help="list (default)")
    parser.add_argument("words", nargs="*", metavar="WORD", help="RATER INSTRUMENT [DAY]")
    parser.add_argument("--json", action="store_true", help="one line of JSON a calibration")
    add_demo(parser)
    parser.set_defaults(usage_error=parser.error)


def run(arguments: argparse.Namespace) -> int:
    """Do it, and return the exit code."""
    words: list[str] = arguments.words
    if len(words) != NEEDS[arguments.action]:
        wanted = {"list": "nothing more", "calibrate": "RATER INSTRUMENT DAY", "withdraw": "RATER INSTRUMENT"}
        arguments.usage_error(f"{arguments.action} takes {wanted[arguments.action]}")
    from assistant.records.fields import read_day
    from assistant.records.training.calibrations import Calibrations, NotCalibrated
    from assistant.scoring.library import load_library

    with opened(arguments) as records:
        calibrations = Calibrations(records)
        if arguments.action == "calibrate":
            try:
                day = read_day(words[2])
            except ValueError as error:
                raise NotCalibrated(str(error)) from error
            calibrations.calibrate(words[0], load_library().instrument(words[1]).id, day)
        elif arguments.action == "withdraw":
            calibrations.withdraw(words[0], load_library().instrument(words[1]).id)
        found = calibrations.all()
    for each in found:
        if arguments.json:
            print(json.dumps(each.as_json(), ensure_ascii=False))
        else:
            print(f"{each.rater:<20}  {each.instrument:<12}  calibrated from {each.since:%d.%m.%Y}")
    if not found and not arguments.json:
        print("Nobody is calibrated. malar raters calibrate RATER INSTRUMENT DAY marks a rater.")
    return 0
