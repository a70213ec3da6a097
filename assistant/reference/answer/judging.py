"""A measured value against a strict limit: judged only where it is sure what was measured, in which unit."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.errors import capital
from assistant.reference.question.words import joined_thousands

if TYPE_CHECKING:
    from assistant.reference.cards import Threshold, Unit

_VALUE = re.compile(r"(\d+(?:[.,]\d+)?)\s*(\S*)")
_LETTER_UNITS = frozenset(
    {"f", "c", "fahrenheit", "celsius", "mg", "g", "k", "iu", "u", "ng", "ml", "dl", "l"}
)
_PLAUSIBLE = 20.0
"""A value without a unit further than this factor from the limit is in another unit, or a slip."""

_PLAUSIBLE_OFFSET = 1.2
"""The same for units with an offset, whose values lie close together, such as those of temperature."""


def judged(limits: tuple[Threshold, ...], text: str) -> str | None:
    """The sentence on the one value in `text`, or None where there is none or nothing is sure."""
    values = _VALUE.findall(joined_thousands(text))
    if len(values) != 1:
        return None
    number, written = values[0]
    named = _unit_written(written)
    found = [limit for limit in limits if named is None or _unit_of(limit, named) is not None]
    if len(found) != 1:
        return None
    return _verdict(found[0], float(number.replace(",", ".")), named)


def _verdict(limit: Threshold, number: float, named: str | None) -> str | None:
    unit = limit.units[0] if named is None else _unit_of(limit, named)
    if unit is None:
        return None
    value = number * unit.times + unit.plus
    offset = any(each.plus for each in limit.units)
    factor = _PLAUSIBLE_OFFSET if offset else _PLAUSIBLE
    if named is None and not limit.value / factor <= value <= limit.value * factor:
        return None
    beyond = value > limit.value if limit.way == "above" else value < limit.value
    side = f"{limit.way} {limit.value:g} {limit.units[0].name}"
    verdict = f"is {side} and counts" if beyond else f"is not {side} and does not count"
    return f"{capital(limit.measures)} {number:g} {unit.name} {verdict}, the limit being strict."


def _unit_written(written: str) -> str | None:
    """The unit behind a number, or None where the next word is no unit."""
    plain = _plain(written)
    return plain if any(sign in plain for sign in "/°%^") or plain in _LETTER_UNITS else None


def _unit_of(limit: Threshold, named: str) -> Unit | None:
    units = {_plain(unit.name): unit for unit in limit.units}
    return units.get(named) or units.get(f"°{named[:1]}")


def _plain(unit: str) -> str:
    return unit.casefold().replace("\u00b5", "u").replace("\u03bc", "u").replace(" ", "").strip(".,;?!()")
