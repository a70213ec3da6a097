"""Figures as laboratories print them: decimal points and commas, thousands, limits of measurement."""

from __future__ import annotations

import re
from fractions import Fraction

from assistant.scoring.laboratory.results import Amount

_GROUPED_BY_BLANKS = r"[0-9]{1,3}(?:[ '][0-9]{3}){1,3}(?![0-9])"

NUMBER = (
    rf"(?:{_GROUPED_BY_BLANKS}(?=\s*[^\s0-9.,\-])"
    r"|[0-9]{1,3}(?:[.,][0-9]{3}){2,3}(?![0-9])|[0-9]{1,9}(?:[.,][0-9]{1,9})?)"
)
"""Blanks and apostrophes part thousands where a unit follows, so that two figures in a row stay two."""

GROUPED_SPAN = (
    rf"(?<![\w.,])(?P<least>{_GROUPED_BY_BLANKS}|(?<=[(\[])[0-9]{{1,3}})\s*-\s*"
    rf"(?P<most>{_GROUPED_BY_BLANKS})(?![.,]?[0-9])"
)
"""`150 000 - 400 000`, or `(500 - 1 500`: the dash says that the blanks part no figures."""

GROUPED_RANGE = re.compile(rf"{GROUPED_SPAN}|[<>≤≥]=?\s*{_GROUPED_BY_BLANKS}")

SIGN = r"(?:[<>≤≥]=?|=<|=>)"

_AMBIGUOUS = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")
_ONE_BLANK = re.compile(r"[0-9]{1,3} (?P<last>[1-9][0-9]{2})")
_ALONE = re.compile(rf"(?:{SIGN})?\s*{_GROUPED_BY_BLANKS}\s*")
_GROUPED = re.compile(r"[0-9]{1,3}(?:[.,][0-9]{3}){2,3}")


def without_blanks(cell: str) -> str:
    """A cell that holds nothing but a figure, without the blanks that part its thousands."""
    return re.sub(r"(?<=[0-9])[ '](?=[0-9]{3})", "", cell) if _ALONE.fullmatch(cell) else cell


def is_ambiguous(text: str) -> bool:
    """Whether a figure may be thousands or have three decimals, as `88.000` may."""
    return _AMBIGUOUS.fullmatch(text.lstrip("<>=≤≥ ")) is not None


def without_first_group(text: str) -> str | None:
    """`750` of `2 750`, which may be a value after another figure; None where the blank parts thousands."""
    found = _ONE_BLANK.fullmatch(text)
    return found["last"] if found is not None else None


def open_reading(text: str) -> str:
    """What is open about such a figure, in words."""
    if (last := without_first_group(text)) is not None:
        return f"'{text}' may be {text.replace(' ', '')}, or {last} after another figure: which is meant?"
    return f"'{text}' may be {figure(text, thousands=True)} or {shown(figure(text))}: which is meant?"


def figure(text: str, *, thousands: bool = False) -> Fraction:
    """The figure exactly as printed; `88.000` has decimals or is thousands, as is said. Raises ValueError."""
    joined = re.sub(r"[ ']", "", text)
    if _GROUPED.fullmatch(joined) or (thousands and is_ambiguous(joined)):
        return Fraction(re.sub(r"[.,]", "", joined))
    return Fraction(joined.replace(",", "."))


def amount(sign: str, number: str, *, thousands: bool = False) -> Amount:
    """A figure with the sign of a limit of measurement before it, or with none."""
    value = figure(number, thousands=thousands)
    written = f"{sign}{number}"
    match sign.strip("=") if sign not in {"=<", "=>"} else {"=<": "≤", "=>": "≥"}[sign]:
        case "<" if "=" not in sign:
            return Amount(written, None, value, most_open=True)
        case ">" if "=" not in sign:
            return Amount(written, value, None, least_open=True)
        case "<" | "≤":
            return Amount(written, None, value)
        case ">" | "≥":
            return Amount(written, value, None)
    return Amount(number, value, value)


def span(low: str, high: str, *, thousands: bool = False) -> Amount:
    """Two figures with a dash between them. Raises ValueError where they run backwards."""
    least, most = figure(low, thousands=thousands), figure(high, thousands=thousands)
    if most < least:
        raise ValueError(f"'{low}-{high}' runs backwards")
    return Amount(f"{low}-{high}", least, most)


def shown(value: Fraction) -> str:
    """A figure for a message: at most four significant decimals, no trailing zeros."""
    return f"{float(value):.6g}"
