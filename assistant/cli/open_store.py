"""The records as a command opens and closes them."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from assistant.cli.sign_in import add_sign_in, signs_in

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from assistant.records.records import Records
    from assistant.records.store.encryption import Key


def add_demo(parser: argparse.ArgumentParser) -> None:
    """Declare by which the demonstration is meant, where the passphrase is, and who signs in."""
    parser.add_argument("--demo", action="store_true", help="the records that malar demo made")
    add_sign_in(parser)


@contextmanager
def opened(arguments: argparse.Namespace) -> Iterator[Records]:
    """The configured records, or those of the demonstration. Raises StoreError, SignInRefused, NotAllowed."""
    find_passphrases(arguments)
    with opened_with(arguments) as records:
        yield records


@contextmanager
def opened_with(arguments: argparse.Namespace, new: Key | None = None) -> Iterator[Records]:
    """The same after `find_passphrases`; `new` is the key of an SQLite file that has to be made."""
    from assistant.records.opening import open_records

    records = open_records(demo=arguments.demo, new=new, who=arguments.operator, signs_in=signs_in(arguments))
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
