"""`malar backup`: everything in one file, while others work."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from assistant.cli.open_store import add_demo, opened

if TYPE_CHECKING:
    import argparse

SUMMARY = "write everything on record into one file"

EXPLANATION = """\
The file holds patients in full; keep it as you keep the database. Of encrypted records it is encrypted
with the same passphrase. See malar restore."""

EXAMPLES = ("malar backup monday.backup",)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("file", metavar="FILE", help="a new file; one that exists is never replaced")
    add_demo(parser)


def run(arguments: argparse.Namespace) -> int:
    """Write, note it in the audit trail, and return the exit code."""
    from assistant.records.safekeeping.backup import make_backup

    with opened(arguments) as records:
        rows = make_backup(records.database, Path(arguments.file).absolute())
        records.log("backup", f"{rows} rows")
        kept = ", encrypted with the passphrase of the records" if records.database.key else ""
    print(f"{rows:,} rows written to {arguments.file}{kept}")
    return 0
