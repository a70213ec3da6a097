"""`malar bodymap`: an assessment on the figure of its instrument, or two of a patient side by side."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

from assistant.cli.open_store import add_demo, opened

if TYPE_CHECKING:
    import argparse

    from assistant.conversation.body_map.shaded import Time
    from assistant.scoring.instrument import Instrument

SUMMARY = "draw the body map of an assessment, or of a patient"

EXPLANATION = """\
Of a patient the baseline and the latest signed assessment stand side by side; without --since or --baseline
the baseline is the first visit. --answers draws a file as malar score reads it."""

EXAMPLES = (
    "malar bodymap P-014",
    "malar bodymap --answers answers.yaml --svg map.svg",
)

STANDARD_OUTPUT = "-"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("code", nargs="?", metavar="CODE", help="the study code of a patient on record")
    parser.add_argument(
        "--answers", metavar="FILE", help="answers instead of a patient; - for standard input"
    )
    parser.add_argument(
        "--instrument", metavar="INSTRUMENT", help="without it the first that has a figure, such as clasi"
    )
    baseline = parser.add_mutually_exclusive_group()
    baseline.add_argument(
        "--since", metavar="DRUG", help="the baseline is the last visit in the 90 days up to its start"
    )
    baseline.add_argument("--baseline", metavar="DAY", help="the baseline is the visit of this day")
    parser.add_argument("--svg", metavar="FILE", help="write a drawing (SVG) instead; - for standard output")
    add_demo(parser)
    parser.set_defaults(usage_error=parser.error)


def run(arguments: argparse.Namespace) -> int:
    """Draw, and return the exit code."""
    from assistant.conversation.body_map.times import NoBodyMap, with_figure
    from assistant.scoring.library import load_whole_library

    if (arguments.code is None) == (arguments.answers is None):
        arguments.usage_error("give CODE, or --answers FILE")
    library = load_whole_library()
    name = arguments.instrument
    instrument = with_figure(library) if name is None else library.instrument(name)
    if instrument.figure is None:
        raise NoBodyMap(f"{instrument.abbreviation} has no figure; leave --instrument out, or name another")
    if arguments.answers is not None:
        heading, times = instrument.abbreviation, _of_file(arguments.answers, instrument)
    else:
        heading, times = f"{instrument.abbreviation} of {arguments.code}", _of_patient(arguments, instrument)
    if arguments.svg is None:
        print(_as_text(instrument, heading, times))
    else:
        _write(arguments.svg, instrument, heading, times)
    return 0


def _of_file(name: str, instrument: Instrument) -> tuple[Time, ...]:
    from assistant.cli.inputs import read_mapping
    from assistant.conversation.body_map.times import of_answers
    from assistant.scoring.totals import score

    answers = read_mapping(name)
    result = score(instrument, answers)
    return (of_answers(result, {item: value for item, value in answers.items() if type(value) is int}),)


def _of_patient(arguments: argparse.Namespace, instrument: Instrument) -> tuple[Time, ...]:
    from assistant.conversation.body_map.times import signed
    from assistant.conversation.change.changing import Wanted
    from assistant.records.course import course_of
    from assistant.records.vocabulary import load_vocabulary

    vocabulary = load_vocabulary()
    choice = Wanted.of(arguments.since, arguments.baseline, ()).choice(vocabulary)
    with opened(arguments) as records:
        whole = records.whole(arguments.code)
    return signed(course_of(whole, vocabulary), instrument, choice)


def _as_text(instrument: Instrument, heading: str, times: tuple[Time, ...]) -> str:
    from assistant.conversation.body_map.cells import plain_rows
    from assistant.conversation.body_map.shaded import series_of, told_places

    series = series_of(instrument, times)
    rows = plain_rows(series.rows(shutil.get_terminal_size().columns))
    told = [told_places(instrument, time) for time in times]
    return "\n".join([heading, "", *rows, "", *series.legend.lines, "", *told])


def _write(name: str, instrument: Instrument, heading: str, times: tuple[Time, ...]) -> None:
    from pathlib import Path

    from assistant.conversation.body_map.drawing import drawing_of
    from assistant.records.exports import export_summary

    drawn = drawing_of(instrument, heading, times)
    if name == STANDARD_OUTPUT:
        sys.stdout.write(drawn)
    else:
        print(f"The body map is saved as {export_summary(drawn, '', Path(), name)}.")
