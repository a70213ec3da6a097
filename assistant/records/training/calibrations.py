"""Which rater is calibrated for which instrument, from which day on. Every change is in the audit trail."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import delete, insert, select, update

from assistant.errors import listed, quoted
from assistant.records.errors import RecordError
from assistant.records.store import audit
from assistant.records.store.audit import Event
from assistant.records.store.tables import calibrated_raters

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from assistant.records.records import Records

LONGEST_RATER = 200


class NotCalibrated(RecordError):
    """A calibration that cannot be recorded, or that is not there to be withdrawn."""


class Calibration(NamedTuple):
    """A rater who is calibrated for an instrument."""

    rater: str
    """The id under which the rater signs."""
    instrument: str
    since: date

    def as_json(self) -> dict[str, str]:
        """The form that scripts rely on; the day as ISO 8601."""
        return {"rater": self.rater, "instrument": self.instrument, "since": self.since.isoformat()}


class Calibrations:
    """The calibrated raters of some records. Every method may raise StoreError."""

    def __init__(self, records: Records) -> None:
        self._records = records

    def all(self) -> tuple[Calibration, ...]:
        """Every one, by rater and instrument."""
        with self._records.database.reading() as connection:
            return _read(connection)

    def holds(self, rater: str, instrument: str, day: date) -> bool | None:
        """Whether a rater was calibrated for an instrument on a day; None where nobody is marked at all."""
        known = self.all()
        if not known:
            return None
        return any(
            (each.rater, each.instrument) == (rater, instrument) and each.since <= day for each in known
        )

    def calibrate(self, rater: str, instrument: str, since: date) -> None:
        """Mark a rater as calibrated from a day on, in the place of another day.

        Raises NotCalibrated for what is no id of a rater, and for a day that is still to come.
        """
        author = self._records.author
        if not rater.strip() or not rater.isprintable() or len(rater) > LONGEST_RATER:
            raise NotCalibrated(
                f"this is no id of a rater: {quoted(rater)}; name the one who signs, as in R7"
            )
        if since > author.at.date():
            raise NotCalibrated(f"{since:%d.%m.%Y} is still to come; name the day from which it holds")
        table, made = calibrated_raters, Calibration(rater.strip(), instrument, since)
        with self._records.database.writing() as connection:
            audit.hold(connection)
            former = _found(connection, made.rater, instrument)
            if former == made:
                return
            if former is None:
                row = {"rater": made.rater, "instrument": instrument, "since": since.isoformat()}
                connection.execute(insert(table).values(row))
            else:
                own = (table.c.rater == made.rater) & (table.c.instrument == instrument)
                connection.execute(update(table).where(own).values(since=since.isoformat()))
            audit.append(connection, author, [_event("calibrate rater", former, made)])

    def withdraw(self, rater: str, instrument: str) -> None:
        """Take a calibration back; what was signed keeps what it says. Raises NotCalibrated."""
        table = calibrated_raters
        with self._records.database.writing() as connection:
            audit.hold(connection)
            former = _found(connection, rater, instrument)
            if former is None:
                known = [f"{each.rater} for {each.instrument}" for each in _read(connection)]
                raise NotCalibrated(
                    f"{quoted(rater)} is not calibrated for {quoted(instrument)}; "
                    + (f"there is {listed(known, 'and')}" if known else "nobody is calibrated")
                )
            own = (table.c.rater == rater) & (table.c.instrument == instrument)
            connection.execute(delete(table).where(own))
            audit.append(
                connection, self._records.author, [_event("withdraw calibration of rater", former, None)]
            )


def _read(connection: Connection) -> tuple[Calibration, ...]:
    table = calibrated_raters
    query = select(table.c.rater, table.c.instrument, table.c.since).order_by(
        table.c.rater, table.c.instrument
    )
    return tuple(
        Calibration(rater, instrument, date.fromisoformat(since))
        for rater, instrument, since in connection.execute(query)
    )


def _found(connection: Connection, rater: str, instrument: str) -> Calibration | None:
    return next(
        (each for each in _read(connection) if (each.rater, each.instrument) == (rater, instrument)), None
    )


def _event(action: str, before: Calibration | None, after: Calibration | None) -> Event:
    about = after or before
    subject = f"{about.rater} {about.instrument}" if about is not None else ""
    return Event(action, subject, *(each and json.dumps(each.as_json()) for each in (before, after)))
