"""A list of `{test, value, unit, low, high, date}`, as a script or a file gives it, into rows."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from assistant.content.spelling import did_you_mean
from assistant.errors import quoted
from assistant.scoring.laboratory.tables import Row

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_FIELDS = {
    "test": "test",
    "name": "test",
    "value": "value",
    "result": "value",
    "reading": "value",
    "unit": "unit",
    "low": "low",
    "high": "high",
    "range": "range",
    "date": "day",
    "flag": "flag",
    "specimen": "material",
}
KEYS = ("test", "value", "unit", "low", "high", "date", "range", "flag", "specimen")
LONGEST_CELL = 400
MOST_ENTRIES = 5_000


def rows_of(entries: Sequence[object]) -> Iterator[Row]:
    """A row for each entry; what is no entry becomes a row that says so."""
    for number, entry in enumerate(entries[:MOST_ENTRIES], 1):
        if isinstance(entry, str):
            yield Row("", value=entry)
        elif isinstance(entry, dict):
            yield _row(entry, number)
        else:
            yield Row(
                "", problem=f"entry {number} is no result; write {{test, value, unit, low, high, date}}"
            )
    if len(entries) > MOST_ENTRIES:
        yield Row("", problem=f"{len(entries) - MOST_ENTRIES} entries after the first {MOST_ENTRIES}")


def _row(entry: dict[object, object], number: int) -> Row:
    parts: dict[str, str] = {}
    for key, value in entry.items():
        name = _FIELDS.get(str(key).casefold())
        if name is None:
            remedy = did_you_mean(str(key), KEYS)
            return Row(
                "", problem=f"entry {number} has the unknown key {quoted(key)}; {remedy}: {_told(entry)}"
            )
        if value is None or value == "":
            continue
        if isinstance(value, bool) or not isinstance(value, str | int | float | date):
            return Row("", problem=f"entry {number}: {key} is no text and no number: {_told(entry)}")
        cell = _cell(value)
        if len(cell) > LONGEST_CELL:
            return Row("", problem=f"entry {number}: {key} is too long to be a result")
        parts[name] = cell
    if "test" not in parts:
        return Row("", problem=f"entry {number} names no test: {_told(entry)}")
    return Row(**{"test": "", **parts})


def _cell(value: str | float | date) -> str:
    """A cell as it would be written by hand: a number has no exponent and no thousands."""
    if not isinstance(value, float):
        return str(value)
    written = f"{value:.9f}".rstrip("0").rstrip(".") if abs(value) < 1e9 else str(value)
    # Three decimals could be thousands to whoever reads text; here it is known that they are none.
    return f"{written}0" if len(written.partition(".")[2]) == 3 else written


def _told(entry: dict[object, object]) -> str:
    return ", ".join(f"{key}: {value}" for key, value in entry.items())[:LONGEST_CELL]
