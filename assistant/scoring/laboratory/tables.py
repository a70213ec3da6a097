"""Tables of results: columns with headings, in an export, a pasted sheet or a list."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from assistant.scoring.laboratory.days import read_day
from assistant.scoring.laboratory.figures import figure, is_ambiguous, open_reading, without_blanks
from assistant.scoring.laboratory.spelling import folded_unit, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.scoring.laboratory.language import LaboratoryLanguage
    from assistant.scoring.laboratory.results import Result

_DELIMITERS = (";", "\t", "|", ",")


@dataclass(frozen=True, slots=True)
class Row:
    """One result with its parts apart, as they are written."""

    test: str
    value: str = ""
    unit: str = ""
    range: str = ""
    low: str = ""
    high: str = ""
    day: str = ""
    flag: str = ""
    material: str = ""
    problem: str | None = None
    """Why it is no result at all."""

    def text(self, separator: str = " ") -> str:
        """The row as it is told."""
        limits = f"({self.low or '…'}-{self.high or '…'})" if self.low or self.high else ""
        bracketed = f"({self.range})" if self.range and not self.range.startswith("(") else self.range
        parts = (self.test, self.value, self.unit, bracketed, limits, self.flag, self.day)
        return separator.join(part for part in parts if part)

    @property
    def rest(self) -> str:
        """What is read like the words after a name; unit, limits and day have cells of their own."""
        # A range without a value beside it would be read as the value.
        bracketed = f"({self.range})" if self.range and self.value else ""
        return " ".join(part for part in (without_blanks(plain(self.value)), bracketed, self.flag) if part)

    def completed(self, result: Result, language: LaboratoryLanguage) -> Result:
        """The result with the unit, the limits and the day of their cells."""
        whole = self._completed(result, language, thousands=False)
        cells = [_bare_limit(cell) for cell in (self.low, self.high)]
        left_open = result.left_open or next(map(open_reading, filter(is_ambiguous, cells)), "")
        if not left_open:
            return whole
        other = self._completed(result.other_reading or result, language, thousands=True)
        return replace(whole, other_reading=other, left_open=left_open)

    def _completed(self, result: Result, language: LaboratoryLanguage, *, thousands: bool) -> Result:
        doubt = result.doubt
        unit = plain(self.unit) or result.unit
        if self.unit and result.unit and folded_unit(self.unit) != folded_unit(result.unit):
            doubt = doubt or f"it has two units, {self.unit} and {result.unit}"
        low, high, day = result.low, result.high, result.day
        try:
            low = figure(_bare_limit(self.low), thousands=thousands) if self.low else low
            high = figure(_bare_limit(self.high), thousands=thousands) if self.high else high
        except ValueError:
            doubt = doubt or f"the range '{self.low}-{self.high}' is not understood"
        if self.day:
            try:
                day = read_day(plain(self.day), language.months)
            except ValueError:
                doubt = doubt or f"the date '{self.day}' is not understood; write it as 2026-11-02"
        return replace(result, unit=unit, low=low, high=high, day=day, doubt=doubt)


@dataclass(frozen=True, slots=True)
class Table:
    """A table in a pasted text."""

    before: tuple[str, ...]
    """The lines above its headings."""
    rows: tuple[Row, ...] = field(default=())


def table_of(lines: Sequence[str], language: LaboratoryLanguage) -> Table | None:
    """The table in a text, if one of its first lines has the headings of one."""
    for number, line in enumerate(lines[:20]):
        for delimiter in _DELIMITERS:
            headings = _cells(line, delimiter)
            if len(headings) < 2:
                continue
            roles = [_role(heading, language) for heading in headings]
            if "test" in roles and any(role == "value" or role.startswith("day:") for role in roles):
                rows = [
                    row for each in lines[number + 1 :] for row in _rows(_cells(each, delimiter), roles, each)
                ]
                return Table(tuple(lines[:number]), tuple(rows))
    return None


def _role(heading: str, language: LaboratoryLanguage) -> str:
    """What a column holds: one of the named roles, `day:` with the day of its values, or nothing known."""
    text = plain(heading).casefold()
    if language.day.fullmatch(text):
        return f"day:{text}"
    return language.columns.get(text, "")


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        [cells] = csv.reader([line], delimiter=delimiter, strict=False) if line.strip() else [[]]
    except (csv.Error, ValueError):
        return []
    return [cell.strip() for cell in cells]


def _rows(cells: list[str], roles: list[str], line: str) -> list[Row]:
    """The results in one line of a table: one, or one for each column of a day."""
    if not any(cells):
        return []
    if len(cells) > len(roles):
        return [Row("", problem=line.strip())]
    parts: dict[str, str] = {}
    dated: list[tuple[str, str]] = []
    for cell, role in zip(cells, roles, strict=False):
        if role.startswith("day:") and cell:
            dated.append((cell, role.removeprefix("day:")))
        elif role not in {"", "ignored"} and cell:
            parts[role] = f"{parts[role]} {cell}" if role in parts else cell
        elif cell:
            parts["material"] = f"{parts.get('material', '')} {cell}"
    if "date" in parts:
        parts["day"] = parts.pop("date")
    row = Row(**{"test": "", **parts})
    return [replace(row, value=value, day=day) for value, day in dated] if dated else [row]


def _bare_limit(cell: str) -> str:
    return plain(cell).strip("<>=≤≥ ")
