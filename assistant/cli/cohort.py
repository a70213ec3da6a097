"""`malar cohort`: how each score changed over all patients."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

from assistant.cli.open_store import add_demo, opened

if TYPE_CHECKING:
    import argparse

SUMMARY = "summarise how each score changed over all patients"

EXPLANATION = """\
The signed-rank test needs malar[statistics], a figure malar[pictures]; all else works without them."""

EXAMPLES = (
    "malar cohort --since anifro",
    "malar cohort --weeks 12,24 --figure change.svg",
)

WEEKS = "4,8,12,16,24"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("--since", metavar="DRUG", help="count weeks from the start of this treatment")
    parser.add_argument("--weeks", default=WEEKS, metavar="WEEKS", help=f"which weeks; without it {WEEKS}")
    parser.add_argument("--json", action="store_true", help="the whole summary in one line of JSON")
    parser.add_argument(
        "--figure",
        metavar="FILE",
        help="draw each patient's change to the last value into a .svg or .png file",
    )
    parser.add_argument(
        "--score",
        metavar="SCORE",
        help="the score to draw, such as clasi.activity; without it the first judged",
    )
    add_demo(parser)


def run(arguments: argparse.Namespace) -> int:
    """Summarise, and return the exit code."""
    from assistant.records.cohort.beside_paper import beside_paper
    from assistant.records.cohort.cohort import Asked, read_weeks, summarise
    from assistant.records.cohort.measures import measures
    from assistant.records.vocabulary import load_vocabulary
    from assistant.reference.format.printed_figures import load_printed_figures
    from assistant.scoring.library import load_whole_library

    vocabulary = load_vocabulary()
    agent = None if arguments.since is None else vocabulary.agent(arguments.since)
    followed = measures(load_whole_library())
    with opened(arguments) as records:
        cohort = summarise(records, followed, Asked(read_weeks(arguments.weeks), agent))
        beside = beside_paper(records, followed, load_printed_figures()) if arguments.demo else ()
    if arguments.figure is not None:
        from assistant.conversation.pictures.saved import save_waterfall

        print(save_waterfall(cohort, arguments.score, arguments.figure))
    elif arguments.json:
        from assistant.records.cohort.as_json import cohort_json

        print(json.dumps(cohort_json(cohort, beside), ensure_ascii=False))
    else:
        from assistant.conversation.pictures.cohort_text import cohort_lines

        width = shutil.get_terminal_size().columns
        for line in cohort_lines(cohort, vocabulary.label(agent or ""), beside, width):
            print(line)
    return 0
