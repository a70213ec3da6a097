"""`malar demo`: the cases of the paper as records of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

SUMMARY = "load the cases of the paper into records of their own"

EXPLANATION = """\
Values are as printed; days count from a nominal 1 January 2000. See malar patients --demo, and so on. What
is on record is not touched; an earlier demonstration is made anew."""

EXAMPLES = (
    "malar demo",
    "malar patients --demo",
    "malar cohort --demo",
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""


def run(arguments: argparse.Namespace) -> int:
    """Load, and return the exit code."""
    from datetime import UTC, datetime

    from assistant.records.demonstration import shipped_demonstration
    from assistant.records.opening import open_records
    from assistant.records.store.places import demo_file
    from assistant.scoring.library import load_whole_library

    today = datetime.now(UTC).astimezone().date()
    whole = shipped_demonstration(load_whole_library(), today)
    file = demo_file()
    for name in (file.name, f"{file.name}-wal", f"{file.name}-shm"):
        file.with_name(name).unlink(missing_ok=True)
    records = open_records(demo=True)
    try:
        records.take_over(whole)
    finally:
        records.close()
    visits = sum(len(each.visits) for each in whole)
    print(f"{len(whole)} patients with {visits} visits, as printed; look at them: malar patients --demo")
    return 0
