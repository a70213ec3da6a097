"""A clinic of a hundred thousand patients, written straight into the tables."""

from __future__ import annotations

import json
import random
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import text

from assistant.records.assessment import Assessment
from assistant.records.patient import Patient
from assistant.records.records import Records
from assistant.records.scores_at_signing import with_scores
from assistant.records.store.database import Database
from assistant.records.store.derived import MEASURES
from assistant.records.store.tables import (
    assessments,
    patients,
    signed_scores,
    treatment_starts,
    visit_measures,
    visits,
)
from assistant.records.visit import Visit
from assistant.scoring.library import load_library

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import URL, Connection, Table

VISITS_EACH = 10
DAYS_BETWEEN = 28
START = date(2020, 1, 6)
SIGNED = "2020-01-06T10:00:00Z"
AGENT = "anifrolumab"
SEED = 1
AT_ONCE = 20_000

COUNTED = {"clasi": {"activity": 40, "damage": 20}, "sledai-2k": {"total": 30}, "cla-iga": {"global": 4}}
"""The scores of the made visits, each with the highest value at the start."""

TABLES = (patients, visits, assessments, signed_scores, visit_measures, treatment_starts)
Row = tuple[Any, ...]


def make_clinic(url: URL, count: int, now: datetime) -> None:
    """So many patients with ten visits each: three instruments, PGA and steroid dose at every visit."""
    records = Records(Database(url), "benchmark", lambda: now)
    database = records.database
    for first in range(0, count, AT_ONCE):
        made: dict[str, list[Row]] = {table.name: [] for table in TABLES}
        for number in range(first, min(first + AT_ONCE, count)):
            _patient(number + 1, made)
        with database.writing() as connection:
            for table in TABLES:
                _write(connection, table, made[table.name], is_sqlite=database.is_sqlite)
    if not database.is_sqlite:
        with database.writing() as connection:
            for name in ("patients", "visits", "assessments"):
                connection.execute(
                    text(f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), max(id)) FROM {name}")  # noqa: S608 - our own names
                )
            # What the server does by itself within a minute.
            connection.execute(text("ANALYZE"))
    records.close()


def multiply(database: Database, patients_made: int, times: int) -> None:
    """So many times the patients that `make_clinic` made, each copy with a code of its own."""
    shift = f"copy.number * {patients_made}"
    visit_shift = f"{shift} * {VISITS_EACH}"
    code = _padded("P-", f"id + {shift}", 6)
    name = _padded("A-", f"id + {visit_shift} * {len(COUNTED)}", 8)
    score_name = _padded("A-", f"CAST(substr(name, 3) AS INTEGER) + {visit_shift} * {len(COUNTED)}", 8)
    changed = {
        "patients": {
            "id": f"id + {shift}",
            "code": code,
            "code_key": f"lower({code})",
            "document": f"replace(document, code, {code})",
        },
        "visits": {"id": f"id + {visit_shift}", "patient_id": f"patient_id + {shift}"},
        "assessments": {
            "id": f"id + {visit_shift} * {len(COUNTED)}",
            "visit_id": f"visit_id + {visit_shift}",
            "name": name,
            "document": f"replace(document, name, {name})",
        },
        "signed_scores": {
            "name": score_name,
            "patient_id": f"patient_id + {shift}",
            "visit_id": f"visit_id + {visit_shift}",
        },
        "visit_measures": {"visit_id": f"visit_id + {visit_shift}", "patient_id": f"patient_id + {shift}"},
        "treatment_starts": {"patient_id": f"patient_id + {shift}"},
    }
    with database.writing() as connection:
        for table in TABLES if times > 1 else ():
            values = ", ".join(changed[table.name].get(column.name, column.name) for column in table.columns)
            connection.execute(
                text(
                    f"WITH RECURSIVE copy(number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM copy "  # noqa: S608 - our own names
                    f"WHERE number + 1 < {times}) INSERT INTO {table.name} SELECT {values} "
                    f"FROM copy, {table.name}"
                )
            )


def _padded(letters: str, number: str, digits: int) -> str:
    """SQL for a code: letters, and a number with zeros before it."""
    return f"'{letters}' || substr(CAST({10**digits} + {number} AS TEXT), 2)"


def add_long_course(records: Records, code: str, count: int) -> None:
    """One patient with many visits, each with whole forms of every instrument."""
    library = load_library()
    records.add_patient(
        Patient.model_validate({"code": code, "treatments": ({"agent": AGENT, "start": START.isoformat()},)})
    )
    for number in range(count):
        day = START + timedelta(days=DAYS_BETWEEN * number)
        records.add_visit(code, Visit.model_validate({"date": day, "pga": 1.0, "prednisone_equivalent": 7.5}))
        for instrument in library:
            answers = {item.id: item.levels[number % len(item.levels)] for item in instrument.items}
            form = {"instrument": instrument.id, "signed_at": SIGNED, "answers": answers}
            records.sign(code, day, with_scores(Assessment.model_validate(form), library))


def _patient(own: int, made: dict[str, list[Row]]) -> None:
    chance = random.Random(f"{SEED} {own}")  # noqa: S311 - test data
    code = f"P-{own:06}"
    treatment = {"agent": AGENT, "start": START.isoformat()}
    document = {"code": code, "sex": "female", "year_of_birth": 1980, "treatments": [treatment]}
    made["patients"].append((own, code, code.casefold(), 1, json.dumps(document)))
    made["treatment_starts"].append((own, 0, AGENT, START.toordinal()))
    first = {
        (instrument, score): chance.randint(0, most)
        for instrument, scores in COUNTED.items()
        for score, most in scores.items()
    }
    for number in range(VISITS_EACH):
        # Visits are late or early by some days, and now and then one is missed.
        if number and chance.random() < 0.05:
            continue
        day = START + timedelta(days=DAYS_BETWEEN * number + (chance.randint(-4, 9) if number else 0))
        _visit(own, own * VISITS_EACH + number, day, first, made)


def _visit(
    own: int,
    visit: int,
    day: date,
    first: dict[tuple[str, str], int],
    made: dict[str, list[Row]],
) -> None:
    chance = random.Random(f"{SEED} {visit}")  # noqa: S311 - test data
    measures = dict(
        zip(MEASURES, (chance.randint(0, 30) / 10, float(chance.choice((0, 5, 7.5, 10)))), strict=True)
    )
    document = {"date": day.isoformat(), "number_on_day": 1, **measures}
    made["visits"].append((visit, own, day.isoformat(), 1, 1, json.dumps(document)))
    for measure, value in measures.items():
        made["visit_measures"].append((visit, measure, own, day.toordinal(), value))
    for place, (instrument, scores) in enumerate(COUNTED.items()):
        number = visit * len(COUNTED) + place
        name = f"A-{number:08}"
        told: dict[str, dict[str, int | None]] = {}
        for score in scores:
            low = round(first[instrument, score] * chance.random())
            high = low if chance.random() < 0.97 else low + 2
            final = low if low == high else None
            told[score] = {"value": final, "low": low, "high": high}
            made["signed_scores"].append(
                (name, score, own, visit, day.toordinal(), instrument, final, low, high)
            )
        form = {
            "id": name,
            "revision": 1,
            "instrument": instrument,
            "basis": "printed",
            "signed_at": SIGNED,
            "scores": told,
        }
        made["assessments"].append((number, visit, name, 1, instrument, json.dumps(form)))


def _write(connection: Connection, table: Table, written: list[Row], *, is_sqlite: bool) -> None:
    names = ", ".join(column.name for column in table.columns)
    cursor: Any = connection.connection.cursor()
    if is_sqlite:
        places = ", ".join("?" * len(table.columns))
        cursor.executemany(f"INSERT INTO {table.name} ({names}) VALUES ({places})", written)  # noqa: S608 - as above
        return
    with cursor.copy(f"COPY {table.name} ({names}) FROM STDIN") as copy:
        for row in written:
            copy.write_row(row)
