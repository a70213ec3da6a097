"""The records as a command opens and closes them."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from assistant.records.records import Records


def add_demo(parser: argparse.ArgumentParser) -> None:
    """Declare by which the demonstration is meant."""
    parser.add_argument("--demo", action="store_true", help="the records that malar demo made")


@contextmanager
def opened(arguments: argparse.Namespace) -> Iterator[Records]:
    """The configured records, or those of the demonstration. Raises StoreError."""
    from assistant.records.opening import open_records

    records = open_records(demo=arguments.demo)
    try:
        yield records
    finally:
        records.close()
