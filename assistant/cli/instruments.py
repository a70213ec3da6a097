"""`malar instruments`: what there is, or one instrument in full."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

SUMMARY = "list the instruments, or show one in full"

EXPLANATION = """\
In full are its items with their levels, its scores with their bands, where it comes from, and on what
terms."""

EXAMPLES = (
    "malar instruments",
    "malar instruments clasi --json",
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("instrument", nargs="?", metavar="ID", help="show this one in full")
    parser.add_argument("--json", action="store_true", help="print JSON in one line")


def run(arguments: argparse.Namespace) -> int:
    """Print, and return the exit code."""
    from assistant.cli.instrument_text import instrument_text, listing_text
    from assistant.scoring.library import load_whole_library
    from assistant.scoring.portrait import portrait, short_portrait

    library = load_whole_library()
    if arguments.instrument is None:
        listing = [short_portrait(instrument) for instrument in library]
        print(json.dumps(listing) if arguments.json else listing_text(library))
        return 0
    instrument = library.instrument(arguments.instrument)
    print(json.dumps(portrait(instrument)) if arguments.json else instrument_text(instrument))
    return 0
