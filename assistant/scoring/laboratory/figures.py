"""Figures as laboratories print them: decimal points and commas, thousands, limits of measurement."""

from __future__ import annotations

import re
from fractions import Fraction

from assistant.scoring.laboratory.results import Amount

NUMBER = (
    r"(?:[0-9]{1,3}(?:[ '][0-9]{3}){1,3}(?![0-9])(?=\s*[^\s0-9.,\-])"
    r"|[0-9]{1,3}(?:[.,][0-9]{3}){2,3}(?![0-9])|[0-9]{1,9}(?:[.,][0-9]{1,9})?)"
)
"""Blanks and apostrophes part thousands where a unit follows, so that two figures in a row stay two."""

SIGN = r"(?:[<>≤≥]=?|=<|=>)"

_AMBIGUOUS = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")
_GROUPED = re.compile(r"[0-9]{1,3}(?:[.,][0-9]{3}){2,3}")


class AmbiguousFigure(ValueError):
    """A figure that may be thousands or have three decimals."""


def figure(text: str) -> Fraction:
    """The figure exactly as printed. Raises AmbiguousFigure for `88.000`, ValueError for no figure."""
    joined = re.sub(r"[ ']", "", text)
    if _AMBIGUOUS.fullmatch(joined):
        whole = re.sub(r"[.,]", "", joined)
        raise AmbiguousFigure(
            f"'{text}' may be {whole} or {joined.replace(',', '.').rstrip('0').rstrip('.')}"
        )
    if _GROUPED.fullmatch(joined):
        return Fraction(re.sub(r"[.,]", "", joined))
    return Fraction(joined.replace(",", "."))


def amount(sign: str, number: str) -> Amount:
    """A figure with the sign of a limit of measurement before it, or with none."""
    value = figure(number)
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


def span(low: str, high: str) -> Amount:
    """Two figures with a dash between them. Raises ValueError where they run backwards."""
    least, most = figure(low), figure(high)
    if most < least:
        raise ValueError(f"'{low}-{high}' runs backwards")
    return Amount(f"{low}-{high}", least, most)


def shown(value: Fraction) -> str:
    """A figure for a message: at most four significant decimals, no trailing zeros."""
    return f"{float(value):.6g}"
