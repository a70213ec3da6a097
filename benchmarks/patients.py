"""Opening one patient and listing some, as a clinic on SQLite grows to a million visits."""

from __future__ import annotations

import gc
import json
import shutil
import sqlite3
import tempfile
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import make_url

from assistant.records.records import Records
from assistant.records.store.database import Database
from benchmarks.figures import Figure, Point, milliseconds
from benchmarks.large_clinic import VISITS_EACH, add_long_course, make_clinic, multiply

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PATIENTS = 1_000
TIMES = (1, 10, 100)
LONG = "P-X50"
LONG_VISITS = 50
RUNS = 200
OPEN_MILLISECONDS = 50
LIST_MILLISECONDS = 100


def measure() -> list[Figure]:
    """The same clinic at ten thousand, a hundred thousand and a million visits."""
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "made.sqlite"
        make_clinic(make_url(f"sqlite:///{made}"), PATIENTS, datetime.now(UTC))
        for times in TIMES:
            path = Path(folder) / f"clinic-{times}.sqlite"
            shutil.copyfile(made, path)
            records = Records(Database(make_url(f"sqlite:///{path}")), "benchmark", lambda: datetime.now(UTC))
            multiply(records.database, PATIENTS, times)
            add_long_course(records, LONG, LONG_VISITS)
            figures += _figures(records, path, PATIENTS * VISITS_EACH * times)
            records.close()
    return figures


def _figures(records: Records, path: Path, visits: int) -> Iterator[Figure]:
    with closing(sqlite3.connect(path)) as bare:
        opened = timed(RUNS, lambda _: records.whole(LONG))
        floor = timed(RUNS, lambda _: documents(bare, LONG))
        yield _figure(
            f"opening a patient with {LONG_VISITS} visits", visits, opened, floor, OPEN_MILLISECONDS
        )
        listed = timed(RUNS, lambda number: list(records.patients(f"P-{number:04}")))
        floor = timed(RUNS, lambda number: lines(bare, f"p-{number:04}"))
        yield _figure("listing the patients of a prefix", visits, listed, floor, LIST_MILLISECONDS)


def _figure(
    what: str, visits: int, taken: tuple[float, float], floor: tuple[float, float], mark: int
) -> Figure:
    middle, slowest = taken
    return Figure(
        f"{what} among about {visits:,} visits, median / p99",
        f"{middle:.1f} / {slowest:.1f} ms",
        f"p99 at most {mark} ms",
        slowest <= mark,
        f"{floor[0]:.1f} / {floor[1]:.1f} ms for the database alone",
        Point(f"{what} (median)", visits, "visits", middle, "ms"),
    )


def documents(bare: sqlite3.Connection, code: str) -> list[object]:
    """What is kept of a patient, read and parsed without malar."""
    [(own, patient)] = bare.execute("SELECT id, document FROM patients WHERE code = ?", (code,)).fetchall()
    visits = bare.execute(
        "SELECT id, document FROM visits WHERE patient_id = ? ORDER BY day, number_on_day", (own,)
    )
    found = [patient]
    for visit, document in visits.fetchall():
        found.append(document)
        signed = bare.execute("SELECT document FROM assessments WHERE visit_id = ? ORDER BY id", (visit,))
        found += [signed_document for (signed_document,) in signed]
    return [json.loads(each) for each in found]


def lines(bare: sqlite3.Connection, prefix: str) -> list[object]:
    """The patients whose folded code begins so, by the database alone."""
    return bare.execute(
        "SELECT code, (SELECT count(*) FROM visits WHERE patient_id = patients.id), "
        "(SELECT max(day) FROM visits WHERE patient_id = patients.id) "
        "FROM patients WHERE code_key >= ? AND code_key < ? ORDER BY code_key",
        (prefix, prefix + "\U0010ffff"),
    ).fetchall()


def timed(runs: int, work: Callable[[int], object]) -> tuple[float, float]:
    """Median and 99th percentile of so many runs, in milliseconds."""
    # As the screen does when it has loaded: what stays is not looked through for garbage again and again.
    gc.collect()
    gc.freeze()
    times = []
    for number in range(runs):
        started = time.perf_counter()
        work(number)
        times.append(time.perf_counter() - started)
    gc.unfreeze()
    return milliseconds(times)
