"""`malar plot`: the course of one patient as a picture."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from assistant.cli.open_store import add_demo, opened

if TYPE_CHECKING:
    import argparse

SUMMARY = "draw the course of one patient"

EXPLANATION = """\
Without --since weeks count from the start of the latest treatment that goes on, else from the first visit. A
file needs malar[pictures]."""

EXAMPLES = (
    "malar plot P-014",
    "malar plot P-014 --out course.svg",
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("code", metavar="CODE", help="the study code; see malar patients")
    parser.add_argument("--out", metavar="FILE", help="a .svg or .png file instead of the terminal")
    parser.add_argument("--since", metavar="DRUG", help="count weeks from the start of this treatment")
    add_demo(parser)


def run(arguments: argparse.Namespace) -> int:
    """Draw, and return the exit code."""
    from assistant.records.drawn_course import course_of
    from assistant.records.vocabulary import load_vocabulary
    from assistant.scoring.library import load_whole_library

    vocabulary = load_vocabulary()
    agent = None if arguments.since is None else vocabulary.agent(arguments.since)
    with opened(arguments) as records:
        whole = records.whole(arguments.code)
    course = course_of(whole, load_whole_library(), vocabulary, agent)
    if arguments.out is not None:
        from assistant.conversation.pictures.saved import save_course

        print(save_course(course, arguments.out))
        return 0
    from assistant.conversation.pictures.course_text import course_text

    print(course_text(course, shutil.get_terminal_size().columns))
    return 0
