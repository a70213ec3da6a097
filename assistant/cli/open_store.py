"""The records as a command opens and closes them."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from assistant.records.records import Records
    from assistant.records.store.encryption import Key


def add_demo(parser: argparse.ArgumentParser) -> None:
    """Declare by which the demonstration is meant, and where the passphrase of encrypted records is."""
    parser.add_argument("--demo", action="store_true", help="the records that malar demo made")
    parser.add_argument(
        "--key-fd",
        type=int,
        metavar="N",
        help="read the passphrase of encrypted records from an open descriptor: --key-fd 3 3<file",
    )
    parser.add_argument(
        "--keyring", action="store_true", help="take the passphrase from the keyring of the system"
    )


@contextmanager
def opened(arguments: argparse.Namespace) -> Iterator[Records]:
    """The configured records, or those of the demonstration. Raises StoreError."""
    find_passphrases(arguments)
    with opened_with(arguments) as records:
        yield records


@contextmanager
def opened_with(arguments: argparse.Namespace, new: Key | None = None) -> Iterator[Records]:
    """The same after `find_passphrases`; `new` is the key of an SQLite file that has to be made."""
    from assistant.records.opening import open_records

    records = open_records(demo=arguments.demo, new=new)
    try:
        yield records
    finally:
        records.close()


def find_passphrases(arguments: argparse.Namespace) -> None:
    """Take passphrases from where the arguments, or else the settings, say. Raises StoreError."""
    from assistant.cli.passphrase_prompt import asker
    from assistant.records.safekeeping import passphrases

    if arguments.key_fd is None and not arguments.keyring:
        passphrases.use(passphrases.from_settings(asker()))
    else:
        passphrases.use(passphrases.Passphrases(arguments.key_fd, keyring=arguments.keyring, ask=asker()))
