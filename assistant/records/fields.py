"""The base of what a record is made of, and the kinds of values in it, each read strictly."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from assistant.errors import quoted
from assistant.records.study_code import CodeVerdict, judge_code

_DAY_FIRST = re.compile(r"([0-9]{1,2})[./]([0-9]{1,2})[./]([0-9]{4})")
_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DECIMAL_COMMA = re.compile(r"[-+]?[0-9]+,[0-9]+")
_MAIL = re.compile(r"\S@[^\s@]+\.\S")
_FULL_DATE = re.compile(r"[0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{2,4}|[0-9]{4}-[0-9]{2}-[0-9]{2}")
_PARTIAL_DAY = re.compile(r"(19|20)[0-9]{2}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?")
_UNIT = re.compile(r"[A-Za-zµμ%°/0-9.^*-]{1,20}")
_DOSE = re.compile(r"[0-9][0-9.]{0,9} ?[A-Za-zµμ/%0-9 ]{1,40}")
LARGEST = 1e9
EARLIEST_YEAR = 1900


class RecordModel(BaseModel):
    """A part of a record: immutable, strictly typed, and no key that is not in the format."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)


def read_day(written: object) -> date:
    """A day as ISO 8601, or day first as `05.02.2024` and `5/2/2024`. Raises ValueError."""
    if type(written) is date:
        return written
    if isinstance(written, str):
        text = written.strip()
        day_first = _DAY_FIRST.fullmatch(text)
        try:
            if day_first:
                return _meant(date(int(day_first[3]), int(day_first[2]), int(day_first[1])), text)
            if _ISO_DAY.fullmatch(text):
                return _meant(date.fromisoformat(text), text)
        except ValueError:
            raise ValueError(f"there is no day {quoted(text)}; correct it") from None
    raise ValueError(f"this is no day: {quoted(written)}; write it as 2024-02-05 or 05.02.2024")


def _meant(day: date, text: str) -> date:
    if day.year < EARLIEST_YEAR:
        raise ValueError(text)
    return day


def _partial_day(text: str) -> str:
    if not _PARTIAL_DAY.fullmatch(text):
        raise ValueError(f"this is no year or day: {quoted(text)}; write 2011, 2011-03 or 2011-03-07")
    return text


def _unit(text: str) -> str:
    if not _UNIT.fullmatch(text):
        raise ValueError(f"this is no unit: {quoted(text)}; write it without blanks, such as g/L")
    return text


def _dose(text: str) -> str:
    if not _DOSE.fullmatch(text):
        raise ValueError(f"this is no dose: {quoted(text)}; begin with the figure: 300 mg every 4 weeks")
    return text


def _moment(written: object) -> datetime:
    if isinstance(written, str):
        try:
            written = datetime.fromisoformat(written)
        except ValueError:
            written = None
    if isinstance(written, datetime) and written.tzinfo is not None:
        return written
    raise ValueError("this is no time with its zone; write it as 2024-02-05T14:30:00+01:00")


def _number(written: object) -> float:
    if isinstance(written, str) and _DECIMAL_COMMA.fullmatch(written.strip()):
        point = written.strip().replace(",", ".")
        raise ValueError(f"the number {quoted(written)} has a comma; write it with a point: {point}")
    if isinstance(written, bool) or not isinstance(written, int | float):
        raise ValueError(f"this is no number: {quoted(written)}; write digits without quotes")  # noqa: TRY004
    if not -LARGEST < written < LARGEST:
        raise ValueError("the number is too large to be meant; correct it")
    return float(written)


def _study_code(text: str) -> str:
    if judge_code(text) is CodeVerdict.IMPOSSIBLE:
        raise ValueError(f"this is no study code: {quoted(text)}; write letters and digits, such as P-014")
    return text


def _printable(text: str) -> str:
    if not text.isprintable():
        raise ValueError("it holds a control character or a line break; remove it")
    return text


def _impersonal(text: str) -> str:
    if _MAIL.search(text):
        raise ValueError("it holds what looks like an e-mail address; leave it out")
    if _FULL_DATE.search(text):
        raise ValueError("it holds what looks like a date of birth; leave it out, or give a month and a year")
    return text


Day = Annotated[date, BeforeValidator(read_day)]
Moment = Annotated[datetime, BeforeValidator(_moment)]
Number = Annotated[float, BeforeValidator(_number)]
NotNegative = Annotated[float, BeforeValidator(_number), Field(ge=0)]
StudyCode = Annotated[str, AfterValidator(_study_code)]
Line = Annotated[
    str,
    StringConstraints(min_length=1, max_length=200, strip_whitespace=True),
    AfterValidator(_printable),
]
Note = Annotated[
    str,
    StringConstraints(min_length=1, max_length=2000, strip_whitespace=True),
    AfterValidator(_printable),
    AfterValidator(_impersonal),
]
Unit = Annotated[str, AfterValidator(_unit)]
Dose = Annotated[str, AfterValidator(_dose)]
ConceptName = Annotated[str, StringConstraints(min_length=1, max_length=80), AfterValidator(_printable)]
"""The id of a concept of the knowledge base; which ones fit is checked against it."""

PartialDay = Annotated[str, AfterValidator(_partial_day)]
"""A year, a year and a month, or a day: 2011, 2011-03 or 2011-03-07."""
