"""A measured value against a strict limit: judged only where it is sure what was measured, in which unit."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.reference.words import joined_thousands

if TYPE_CHECKING:
    from assistant.reference.cards import Scale, Threshold

_VALUE = re.compile(r"(\d+(?:[.,]\d+)?)\s*(\S*)")
_LETTER_UNITS = frozenset(
    {"f", "c", "fahrenheit", "celsius", "mg", "g", "k", "iu", "u", "ng", "ml", "dl", "l"}
)
_PLAUSIBLE = 20.0
"""A value without a unit further than this factor from the limit is in another unit, or a slip."""

_PLAUSIBLE_OFFSET = 1.2
"""The same for scales with an offset, where units lie close together, such as those of temperature."""


def judged(limits: tuple[Threshold, ...], text: str) -> str | None:
    """The sentence on the one value in `text`, or None where there is none or nothing is sure."""
    values = _VALUE.findall(joined_thousands(text))
    if len(values) != 1:
        return None
    number, written = values[0]
    unit = _unit(written)
    found = [limit for limit in limits if unit is None or _scale(limit, unit) is not None]
    if len(found) != 1:
        return None
    return _verdict(found[0], float(number.replace(",", ".")), unit)


def _verdict(limit: Threshold, number: float, unit: str | None) -> str | None:
    scale = limit.scales[0] if unit is None else _scale(limit, unit)
    if scale is None:
        return None
    value = number * scale.times + scale.plus
    offset = any(each.plus for each in limit.scales)
    factor = _PLAUSIBLE_OFFSET if offset else _PLAUSIBLE
    if unit is None and not limit.value / factor <= value <= limit.value * factor:
        return None
    beyond = value > limit.value if limit.way == "above" else value < limit.value
    side = f"{limit.way} {limit.value:g} {limit.scales[0].unit}"
    verdict = f"is {side} and counts" if beyond else f"is not {side} and does not count"
    measured = limit.measures[:1].upper() + limit.measures[1:]
    return f"{measured} {number:g} {scale.unit} {verdict}, the limit being strict."


def _unit(written: str) -> str | None:
    """The unit behind a number, or None where the next word is no unit."""
    plain = _plain(written)
    return plain if any(sign in plain for sign in "/°%^") or plain in _LETTER_UNITS else None


def _scale(limit: Threshold, unit: str) -> Scale | None:
    named = {_plain(scale.unit): scale for scale in limit.scales}
    return named.get(unit) or named.get(f"°{unit[:1]}")


def _plain(unit: str) -> str:
    return unit.casefold().replace("\u00b5", "u").replace("\u03bc", "u").replace(" ", "").strip(".,;?!()")
