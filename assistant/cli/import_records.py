"""`malar import`: patients with visits from a file, all or none."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from assistant.cli.open_store import add_demo, opened

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from assistant.content.problems import Location
    from assistant.records.exchange.taking_over import TakenOver

SUMMARY = "take over patients and visits from a file: all, or none"

EXPLANATION = """\
docs/records.md explains every key. The whole file is checked before anything is written, and every problem
is told with its place. YAML may have 2 MB, JSON 1 GB."""

EXAMPLES = (
    "malar import clinic.yaml",
    "malar import more.json --add",
)

TABLES = frozenset({".csv", ".tsv", ".xls", ".xlsx", ".ods"})
MAX_BYTES = 1_000_000_000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("file", metavar="FILE", help="the file, such as one of malar export --identified")
    parser.add_argument(
        "--accept-codes",
        action="store_true",
        help="the codes and raters that look like names are none: take them",
    )
    parser.add_argument(
        "--add",
        action="store_true",
        help="patients may be known: add the visits and assessments that are new, and change nothing",
    )
    add_demo(parser)


def run(arguments: argparse.Namespace) -> int:
    """Check, write, and return the exit code."""
    from datetime import UTC, datetime

    from assistant.records.exchange.importing import Judge, checked_records
    from assistant.records.vocabulary import load_vocabulary
    from assistant.scoring.library import load_whole_library

    tree, place = _read(Path(arguments.file))
    today = datetime.now(UTC).astimezone().date()
    judge = Judge(
        load_whole_library(), load_vocabulary(), today, accept_codes=arguments.accept_codes, add=arguments.add
    )
    whole = checked_records(tree, judge, place)
    with opened(arguments) as records:
        done = records.take_over(whole, place, add=arguments.add)
    print(_report(done) if arguments.add else _taken(done))
    return 0


def _taken(done: TakenOver) -> str:
    return f"{_counted(done.patients, 'patient')} with {_counted(done.visits, 'visit')} taken over"


def _report(done: TakenOver) -> str:
    new = f"{_counted(done.visits, 'visit')} and {_counted(done.assessments, 'assessment')}"
    who = f"{_counted(done.patients, 'new patient')}, {_counted(done.known, 'known patient')}"
    there = _counted(done.same, "visit or assessment", "visits or assessments")
    return f"{who}: {new} added; {there} on record already"


def _read(path: Path) -> tuple[object, Callable[[Location], str]]:
    """The tree of a file, and what names the place of a value in it. Raises ContentError or InputError."""
    from assistant.cli.inputs import InputError
    from assistant.cli.strict_json import StrictJsonError, read_json
    from assistant.content.source import MAX_BYTES as MAX_YAML
    from assistant.content.source import open_without_waiting, parse, read_bytes
    from assistant.errors import shortened
    from assistant.records.exchange.refusing import spelled

    name = shortened(path)
    if path.suffix.lower() in TABLES:
        raise InputError(f"{name}: is a table; write YAML or JSON, as in examples/clinic.yaml")
    try:
        size = path.stat().st_size
    except OSError as error:
        raise InputError(f"{name}: cannot be read ({error.strerror}); check the name") from error
    if path.suffix != ".json" or size <= MAX_YAML:
        raw = read_bytes(path)
        if path.suffix != ".json":
            source = parse(raw, path)
            return source.tree, lambda location: f"{name}:{source.line(location)}: {spelled(location)}"
    elif size > MAX_BYTES:
        raise InputError(f"{name}: is larger than {MAX_BYTES:,} bytes and was not read; split it")
    else:
        with open_without_waiting(path) as file:
            raw = file.read(MAX_BYTES + 1)
    try:
        tree = read_json(raw.removeprefix(b"\xef\xbb\xbf"))
    except StrictJsonError as error:
        raise InputError(f"{name}: {error}") from error
    return tree, lambda location: f"{name}: {spelled(location)}"


def _counted(number: int, what: str, many: str = "") -> str:
    return f"{number:,} {what if number == 1 else many or f'{what}s'}"
