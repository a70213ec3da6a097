"""`malar restore`: a backup in the place of everything."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from assistant.cli.open_store import add_demo, find_passphrases, opened_with
from assistant.errors import AssistantError

if TYPE_CHECKING:
    import argparse

SUMMARY = "put a backup in the place of everything on record"

EXPLANATION = """\
The backup may come from the other kind of database, or from an older malar. It is put in place at once or
not at all; make a backup of what is there now first."""

EXAMPLES = (
    "malar restore monday.backup",
    "malar restore monday.backup --replace",
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("file", metavar="FILE", help="a file of malar backup")
    parser.add_argument("--replace", action="store_true", help="replace the patients who are on record now")
    parser.add_argument(
        "--unencrypted", action="store_true", help="put an encrypted backup into records that are not"
    )
    parser.add_argument(
        "--backup-key-fd",
        type=int,
        metavar="N",
        help="read the passphrase of a backup from an open descriptor, where it is not that of the records",
    )
    add_demo(parser)


def run(arguments: argparse.Namespace) -> int:
    """Check, replace, and return the exit code."""
    from assistant.records.safekeeping import passphrases
    from assistant.records.safekeeping.backup import check_backup, find_backup, restore_backup

    find_passphrases(arguments)
    if arguments.backup_key_fd is not None:
        passphrases.current().learn(passphrases.read_descriptor(arguments.backup_key_fd))
    backup = find_backup(Path(arguments.file).absolute())
    # Where there is no file yet, it is made as the backup is.
    with opened_with(arguments, backup.key) as records:
        where, encrypted = records.database.where, records.database.key is not None
        if not arguments.replace and records.has_patients():
            check_backup(backup)
            raise AssistantError(
                f"there are patients on record in {where}; make a backup of them, then say --replace"
            )
        if backup.key and not (encrypted or arguments.unencrypted):
            raise AssistantError(
                f"the backup is encrypted, and the records in {where} are not; "
                "encrypt them first (malar rekey), or say --unencrypted"
            )
        rows = restore_backup(records.database, backup, records.author)
    print(f"{rows:,} rows restored from {arguments.file}{'; the records are encrypted' if encrypted else ''}")
    return 0
