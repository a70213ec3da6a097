"""`malar rekey`: encrypt the records, give them another passphrase, or make them plain again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from assistant.cli.open_store import add_demo, opened
from assistant.errors import AssistantError

if TYPE_CHECKING:
    import argparse

    from assistant.records.store.encryption import Key

SUMMARY = "encrypt the records, change the passphrase, or decrypt them"

EXPLANATION = """\
The passphrase is asked for twice and shown nowhere. Without it nobody can read the records again: keep it
where you keep such things. With --keyring the keyring of the system holds it from now on. Close malar
everywhere else first. Backups that were made before keep the passphrase that they had."""

EXAMPLES = (
    "malar rekey",
    "malar rekey --remove",
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "--new-key-fd", type=int, metavar="N", help="read the new passphrase from an open descriptor"
    )
    parser.add_argument("--remove", action="store_true", help="write the records without encryption")
    add_demo(parser)


def run(arguments: argparse.Namespace) -> int:
    """Write the file anew, and return the exit code."""
    from assistant.records.safekeeping import passphrases
    from assistant.records.safekeeping.rekeying import rekey

    if arguments.remove and arguments.new_key_fd is not None:
        raise AssistantError("--remove needs no new passphrase; leave one of the two out")
    with opened(arguments) as records:
        if not records.database.is_sqlite:
            raise AssistantError(
                f"the records are in {records.database.where}, which malar does not encrypt; "
                "have PostgreSQL's own disk encrypted"
            )
        file, old, author = Path(records.database.where).resolve(), records.database.key, records.author
    if arguments.remove and old is None:
        print("The records are not encrypted, and nothing was changed.")
        return 0
    passphrase = None if arguments.remove else _new_passphrase(arguments)
    new = _key(passphrase)
    former = passphrases.in_keyring(file) if arguments.keyring else None

    def keep(held: str | None) -> None:
        if arguments.keyring:
            passphrases.keep_in_keyring(file, held)

    try:
        rows = rekey(file, old, new, author, lambda: keep(passphrase))
    except BaseException:
        keep(former)
        raise
    done = "are no longer encrypted" if new is None else "are encrypted"
    print(f"The records in {file} {done}: {rows:,} rows, each held against the former file.")
    return 0


def _key(passphrase: str | None) -> Key | None:
    from assistant.records.store.encryption import new_key

    return None if passphrase is None else new_key(passphrase)


def _new_passphrase(arguments: argparse.Namespace) -> str:
    from assistant.cli.passphrase_prompt import ask_twice, asker
    from assistant.records.safekeeping.passphrases import read_descriptor

    if arguments.new_key_fd is not None:
        return read_descriptor(arguments.new_key_fd)
    ask = asker()
    if ask is None:
        raise AssistantError("there is no terminal to ask for the new passphrase; give it by --new-key-fd 4")
    return ask_twice(ask)
