"""`malar restore`: a backup in the place of everything."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from assistant.cli.open_store import add_demo, opened
from assistant.errors import AssistantError

if TYPE_CHECKING:
    import argparse

SUMMARY = "put a backup in the place of everything on record, after checking it whole"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.epilog = (
        "The backup may come from the other kind of database, or from an older malar. It is put in place at "
        "once or not at all; make a backup of what is there now first."
    )
    parser.add_argument("file", metavar="FILE", help="a file of malar backup")
    parser.add_argument("--replace", action="store_true", help="replace the patients who are on record now")
    add_demo(parser)


def run(arguments: argparse.Namespace) -> int:
    """Check, replace, and return the exit code."""
    from assistant.records.backup import check_backup, restore_backup

    file = Path(arguments.file).absolute()
    with opened(arguments) as records:
        if not arguments.replace and records.has_patients():
            check_backup(file)
            raise AssistantError(
                f"there are patients on record in {records.database.where}; make a backup of them, "
                "then say --replace"
            )
        rows = restore_backup(records.database, file, records.author)
    print(f"{rows:,} rows restored from {arguments.file}")
    return 0
