"""`malar prefill`: a dictated line read into proposals, or a batch of lines."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from assistant.cli.one_or_batch import add_batch, is_batch

if TYPE_CHECKING:
    import argparse

    from assistant.scoring.instrument import Instrument
    from assistant.scoring.prefill.proposals import Prefill

SUMMARY = "propose answers from a dictated line, or from a batch of lines"

EXPLANATION = """\
Prints what the line states (answers), which items a phrase such as "rest clear" covers (attested: the value
is the item's lowest level; an item is in one of the two, never in both), the words that led to each, and the
words that were not understood. Nothing is scored: a clinician confirms first. --former gives the answers of
the visit before, for "unchanged". A batch holds one JSON object a line, with "instrument", "text" and, where
wanted, "former"; each line gives one line of JSON, in order."""

EXAMPLES = (
    'malar prefill clasi "scalp red and scaly, ears pink, rest clear"',
    "malar prefill --batch lines.jsonl --json",
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("instrument", nargs="?", metavar="INSTRUMENT", help="such as clasi")
    parser.add_argument("text", nargs="?", metavar="TEXT", help="the dictated line, in quotes")
    parser.add_argument("--former", metavar="FILE", help="answers of the visit before, as for malar score")
    add_batch(parser)


def run(arguments: argparse.Namespace) -> int:
    """Read, print, and return the exit code."""
    if is_batch(arguments, ("instrument", "text"), ("former",), written='INSTRUMENT and "TEXT"'):
        return _batch(arguments.batch)
    return _one(arguments)


def _one(arguments: argparse.Namespace) -> int:
    from assistant.cli.inputs import read_mapping
    from assistant.scoring.library import load_whole_library
    from assistant.scoring.prefill.former import former_values
    from assistant.scoring.prefill.reading import prefill

    instrument = load_whole_library().instrument(arguments.instrument)
    former = (
        former_values(instrument, read_mapping(arguments.former)) if arguments.former is not None else None
    )
    read = prefill(instrument, arguments.text, former)
    print(json.dumps(read.as_json()) if arguments.json else _told(instrument, read))
    return 0


def _batch(name: str) -> int:
    from assistant.cli.prefill_batch import prefill_batch
    from assistant.scoring.library import load_whole_library

    return prefill_batch(load_whole_library()).run(name, "read")


def _told(instrument: Instrument, read: Prefill) -> str:
    """The proposals for a reader, one a line."""
    from assistant.errors import one_line

    lines = [f"{instrument.abbreviation}: proposals, nothing recorded"]
    for item_id, value in read.answers.items():
        item = instrument.item(item_id)
        words = one_line(read.words[item_id])
        lines.append(f"  {item_id} = {value} ({item.option(value).label}), from: {words}")
    if read.attested:
        lines.append(f"  attested as absent, {len(read.attested)}: {', '.join(read.attested)}")
    if read.unread:
        lines.append(f"  not understood: {' | '.join(map(one_line, read.unread))}")
    return "\n".join(lines)
