"""A clinic as the tests know it: its records, a clock that stands still, and a whole record."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import text

from assistant.records.assessment import Assessment
from assistant.records.opening import open_records
from assistant.records.patient import Patient
from assistant.records.visit import Visit

if TYPE_CHECKING:
    from assistant.records.records import Records

NOW = datetime(2024, 6, 1, 12, 0, tzinfo=UTC)
SIGNED = "2024-02-05T10:15:00+00:00"

WHOLE: dict[str, Any] = {
    "code": "P-014",
    "sex": "female",
    "year_of_birth": 1987,
    "phototype": "III",
    "subtypes": ["dle"],
    "manifestations": ["alopecia"],
    "sle_since": "2011-03",
    "antibodies": ["ana", "adna"],
    "treatments": [
        {"agent": "anifrolumab", "dose": "300 mg every 4 weeks", "start": "2024-02-05"},
        {
            "agent": "hydroxychloroquine",
            "start": "2012-01-10",
            "stop": "2013-04-01",
            "outcome": "intolerance",
            "intolerance": "urticaria",
        },
    ],
    "notes": "prefers mornings",
    "visits": [
        {
            "date": "2024-02-05",
            "pga": 1.5,
            "prednisone_equivalent": 10,
            "laboratory": [{"name": "c3", "value": 0.86, "unit": "g/L", "low": 0.9, "high": 1.8}],
            "adverse_events": [{"event": "herpes_labialis", "start": "2024-02-01", "outcome": "resolved"}],
            "assessments": [
                {
                    "id": "A-0001",
                    "instrument": "cla-iga",
                    "rater": "R7",
                    "phototype": "III",
                    "signed_at": SIGNED,
                    "answers": {},
                }
            ],
        },
        {"date": "2024-03-04", "notes": "brought photographs"},
    ],
}


class Clinic:
    """One terminal of a clinic; `terminal` opens another on the same database."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._open: list[Records] = []
        self.records = self.terminal()

    def terminal(self, seconds_waited: int = 15) -> Records:
        """Another terminal, as if in another room."""
        records = open_records(now=lambda: NOW, seconds_waited=seconds_waited)
        self._open.append(records)
        return records

    def close(self) -> None:
        """Close every terminal."""
        for records in self._open:
            records.close()

    def run(self, *statements: str) -> None:
        """What someone does to the database behind the back of the program."""
        with self.records.database.writing() as connection:
            for statement in statements:
                connection.execute(text(statement))

    def unguarded(self, table: str) -> None:
        """Take away what keeps a table from being changed, as an administrator can."""
        if self.records.database.is_sqlite:
            self.run(*(f"DROP TRIGGER {table}_never_{change}" for change in ("update", "delete")))
        else:
            self.run(f"ALTER TABLE {table} DISABLE TRIGGER ALL")


def patient(code: str = "P-014", **more: object) -> Patient:
    """A patient."""
    return Patient.model_validate({"code": code, **more})


def visit(day: str = "2024-02-05", **more: object) -> Visit:
    """A visit."""
    return Visit.model_validate({"date": day, **more})


def assessment(points: int, **more: object) -> Assessment:
    """A signed assessment of which only the score is known."""
    scores = {"global": {"value": points, "low": points, "high": points}}
    return Assessment.model_validate(
        {
            "id": "A-0001",
            "instrument": "cla-iga",
            "basis": "printed",
            "signed_at": SIGNED,
            "scores": scores,
            **more,
        }
    )
