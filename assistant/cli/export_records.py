"""`malar export`: every patient, without what identifies them unless that is asked for."""

from __future__ import annotations

import csv
import json
import sys
from typing import TYPE_CHECKING

from assistant.cli.open_store import add_demo, opened

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from assistant.records.exchange.exporting import Document
    from assistant.records.records import Records

NOBODY = "malar: nobody is on record, so nobody is in this export; malar import FILE takes patients over"
SUMMARY = "print every patient, de-identified unless asked otherwise"

EXPLANATION = """\
De-identified: made-up names in place of codes, days from the first visit in place of dates, no raters and no
free text. Every export is noted in the audit trail."""

EXAMPLES = (
    "malar export >series.json",
    "malar export --identified >all.json",
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "--format", choices=("json", "csv"), default="json", help="json, or csv: a row a fact"
    )
    parser.add_argument(
        "--identified", action="store_true", help="with codes, dates and notes; as JSON it can be imported"
    )
    add_demo(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print, note it in the audit trail, and return the exit code."""
    with opened(arguments) as records:
        kind = "identified" if arguments.identified else "de-identified"
        # Noted before the first patient leaves: an export that breaks off was one, too.
        records.log("export", f"{kind}, {arguments.format}")
        documents = _documents(records, identified=arguments.identified)
        if arguments.format == "csv":
            _print_csv(documents)
        else:
            _print_json(documents, identified=arguments.identified)
        if not records.has_patients():
            print(NOBODY, file=sys.stderr)
    return 0


def _documents(records: Records, *, identified: bool) -> Iterator[Document]:
    from assistant.records.exchange import exporting

    if identified:
        yield from map(exporting.identified, records.everything())
        return
    # In the order of the codes, a place in the list would tell the code.
    whole = records.everything(shuffled=True)
    names = exporting.Pseudonyms()
    for patient in whole:
        yield exporting.deidentified(patient, names.next())


def _print_json(documents: Iterator[Document], *, identified: bool) -> None:
    from assistant.records.whole import FORMAT, FORMAT_VERSION

    name = FORMAT if identified else f"{FORMAT}, de-identified"
    sys.stdout.write(f'{{"format": {json.dumps(name)}, "format_version": {FORMAT_VERSION}, "patients": [')
    between = "\n"
    for document in documents:
        sys.stdout.write(f"{between}{json.dumps(document, ensure_ascii=False)}")
        between = ",\n"
    sys.stdout.write("\n]}\n")


def _print_csv(documents: Iterator[Document]) -> None:
    from assistant.records.exchange.exporting import CSV_COLUMNS, csv_rows, guarded

    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(CSV_COLUMNS)
    for document in documents:
        writer.writerows([guarded(cell) for cell in row] for row in csv_rows(document))
