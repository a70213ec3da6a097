"""Days as they stand on reports: ISO 8601, day first, or with the name of the month."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

EARLIEST_YEAR = 1900
_CENTURY = 2000

TIME = (
    r"(?:(?:[T,]\s*)?(?<![0-9])[0-2]?[0-9]:[0-5][0-9](?::[0-5][0-9])?(?:\.[0-9]+)?"
    r"\s*(?:Z\b|Uhr\b|hrs?\b|[ap]m\b|[+-][0-9]{2}:?[0-9]{2})?)"
)


def day_pattern(months: Mapping[str, int]) -> str:
    """A regular expression for a day in any of the forms, with a time of day after it."""
    names = "|".join(re.escape(name) for name in sorted(months, key=len, reverse=True))
    forms = (
        r"[12][0-9]{3}[-/.][0-9]{1,2}[-/.][0-9]{1,2}",
        r"[0-3]?[0-9]\.[0-1]?[0-9]\.(?:[12][0-9]{3}|[0-9]{2})",
        r"[0-9]{1,2}[/-][0-9]{1,2}[/-](?:[12][0-9]{3}|[0-9]{2})",
        rf"[0-3]?[0-9](?:st|nd|rd|th|er|\.)?[\s-]*(?:de\s)?(?:{names})\.?,?[\s-]*(?:de\s)?[12][0-9]{{3}}",
        rf"[0-3]?[0-9]-(?:{names})-[0-9]{{2}}",
        rf"(?:{names})\.?\s*[0-3]?[0-9](?:st|nd|rd|th)?,?\s+[12][0-9]{{3}}",
    )
    return rf"(?<![\w.,/-])(?:{'|'.join(forms)})(?![0-9])(?:\s*{TIME})?"


def read_day(text: str, months: Mapping[str, int]) -> date:
    """The day of a text of that form, day before month. Raises ValueError for a day that there is not."""
    without_time = re.sub(rf"(?<!\s)\s*{TIME}$", "", text.strip())
    numbers = [int(each) for each in re.findall(r"[0-9]+", without_time)]
    words = [months[word] for word in re.findall(r"[^\W\d_]+", without_time.casefold()) if word in months]
    if words and len(numbers) == 2:
        return _meant(_year(numbers[1]), words[0], numbers[0])
    if len(numbers) != 3:
        raise ValueError(f"'{text}' is no day")
    if numbers[0] > 31:
        return _meant(numbers[0], numbers[1], numbers[2])
    return _meant(_year(numbers[2]), numbers[1], numbers[0])


def _year(number: int) -> int:
    return number if number > 99 else _CENTURY + number


def _meant(year: int, month: int, day: int) -> date:
    if year < EARLIEST_YEAR:
        raise ValueError(f"the year {year} is too early")
    return date(year, month, day)
