"""A hundred thousand patients on both databases: the cohort, one patient, and a list by prefix."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import make_url

from assistant.records.records import Records
from assistant.records.store.database import Database
from benchmarks.figures import Figure, milliseconds
from benchmarks.large_clinic import AGENT, VISITS_EACH, add_long_course, make_clinic
from benchmarks.terminal import surroundings
from tests.records.postgres import NoServer, Server

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlalchemy import URL

PATIENTS = 100_000
LONG = "P-X50"
LONG_VISITS = 50
RUNS = 200
COHORT_SECONDS = 5
COHORT_MEGABYTES = 500
OPEN_MILLISECONDS = 50
LIST_MILLISECONDS = 100
NOT_LINEAR = 1.5
"""A tenth of the patients may take at most so many times a tenth of what is above the start."""

RUN = """
import sys
from pathlib import Path
from assistant.cli.main import main
code = main(sys.argv[1:])
# Not what getrusage tells: that holds the memory of the process it was forked from as well.
[peak] = [line.split()[1] for line in Path("/proc/self/status").read_text().splitlines() if "VmHWM" in line]
print(int(peak) // 1024, file=sys.stderr)
sys.exit(code)
"""


def measure() -> list[Figure]:
    """Both databases, each with a large clinic and one of a tenth for the growth."""
    figures = []
    with tempfile.TemporaryDirectory() as folder:
        for kind, new_url in _databases(Path(folder)):
            small, large = new_url(), new_url()
            for url, count in ((small, PATIENTS // 10), (large, PATIENTS)):
                make_clinic(url, count, datetime.now(UTC))
            figures += _cohort(kind, small, large)
            figures += _reading(kind, large)
    return figures


def _databases(folder: Path) -> Iterator[tuple[str, Callable[[], URL]]]:
    names = iter(range(10))
    yield "SQLite", lambda: make_url(f"sqlite:///{folder / f'clinic-{next(names)}.sqlite'}")
    try:
        server = Server()
    except NoServer:
        print("PostgreSQL is not installed here, so only SQLite is measured", file=sys.stderr)
        return
    yield "PostgreSQL", lambda: make_url(server.new_database()).set(drivername="postgresql+psycopg")
    server.stop()


def _cohort(kind: str, small: URL, large: URL) -> list[Figure]:
    start, _ = _command(small, "patients", "nobody-has-this-code")
    few, _ = _command(small, "cohort", "--since", AGENT, "--json")
    seconds, megabytes = _command(large, "cohort", "--since", AGENT, "--json")
    growth = (seconds - start) / max(10 * (few - start), 0.001)
    what = f"{kind}: malar cohort over {PATIENTS:,} patients, {VISITS_EACH} visits each, whole process"
    return [
        Figure(what, f"{seconds:.1f} s", f"at most {COHORT_SECONDS} s", seconds <= COHORT_SECONDS),
        Figure(
            f"{kind}: its memory",
            f"{megabytes} MB",
            f"at most {COHORT_MEGABYTES} MB",
            megabytes <= COHORT_MEGABYTES,
        ),
        Figure(
            f"{kind}: ten times the patients of {few:.1f} s, against ten times the time above the start",
            f"{growth:.2f}",
            f"at most {NOT_LINEAR} (linear)",
            growth <= NOT_LINEAR,
        ),
    ]


def _command(url: URL, *arguments: str) -> tuple[float, int]:
    """Seconds and megabytes of one command."""
    home = {"MALAR_DATABASE_URL": url.render_as_string(hide_password=False)}
    started = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", RUN, *arguments],
        env=surroundings(home) | {"PYTHONPATH": os.getcwd()},  # noqa: PTH109  # where the benchmark was started
        capture_output=True,
        text=True,
        check=True,
    )
    return time.perf_counter() - started, int(done.stderr.splitlines()[-1])


def _reading(kind: str, url: URL) -> list[Figure]:
    records = Records(Database(url), "benchmark", lambda: datetime.now(UTC))
    add_long_course(records, LONG, LONG_VISITS)
    prefixes = iter(range(RUNS))
    opened = _times(lambda: records.whole(LONG))
    listed = _times(lambda: list(records.patients(f"P-{next(prefixes):04}")))
    records.close()
    return [
        Figure(
            f"{kind}: opening a patient with {LONG_VISITS} visits among {PATIENTS:,}, median and p99",
            f"{opened[0]:.1f} and {opened[1]:.1f} ms",
            f"p99 at most {OPEN_MILLISECONDS} ms",
            opened[1] <= OPEN_MILLISECONDS,
        ),
        Figure(
            f"{kind}: a list of 100 patients by prefix, median and p99",
            f"{listed[0]:.1f} and {listed[1]:.1f} ms",
            f"p99 at most {LIST_MILLISECONDS} ms",
            listed[1] <= LIST_MILLISECONDS,
        ),
    ]


def _times(work: Callable[[], object]) -> tuple[float, float]:
    times = []
    for _ in range(RUNS):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return milliseconds(times)
