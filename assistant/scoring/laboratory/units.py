"""Figures from the unit in which they are printed to the unit of a rule, exactly.

What a hint's own table holds is converted by it. Everything else is converted by the units library, which
takes a third of a second to import and is asked only then; a test holds the tables against it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from assistant.scoring.laboratory.spelling import folded_unit, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pint

    from assistant.scoring.format.laboratory import LaboratoryHint

_MOST_DENOMINATOR = 10**6

# Only what laboratories count and weigh: the whole registry of the library takes ten times as long to build,
# and would read an `A` beside a figure as amperes.
_DEFINITIONS = """
deci- = 1e-1 = d-
centi- = 1e-2 = c-
milli- = 1e-3 = m-
micro- = 1e-6 = u-
nano- = 1e-9 = n-
pico- = 1e-12 = p-
femto- = 1e-15 = f-
kilo- = 1e3 = k-
mega- = 1e6 = M-
giga- = 1e9 = G-
gram = [mass] = g
liter = [volume] = L = l
mole = [substance] = mol
unit = [activity] = U
international_unit = [international_activity] = IU
second = [time] = s
day = 86400 * second = d
hour = 3600 * second = h
high_power_field = [high_power_field] = hpf
low_power_field = [low_power_field] = lpf
"""
_CUBIC = re.compile(r"(?<![A-Za-z])(m|c|d)m3(?![0-9])")
_LITRES = {"m": "uL", "c": "mL", "d": "L"}


@dataclass(frozen=True, slots=True)
class Conversion:
    """From a unit to that of the rule: take away, then multiply."""

    times: Fraction
    plus: Fraction = Fraction(0)

    def of(self, value: Fraction) -> Fraction:
        """The value in the unit of the rule."""
        return value * self.times + self.plus


def conversion(
    hint: LaboratoryHint, name: str, unit: str, spellings: Mapping[str, tuple[str, ...]]
) -> Conversion | None:
    """How to get from the unit, printed beside this name, to that of the rule; None where there is no way."""
    printed = meanings(unit, spellings)
    named = [each for each in hint.named_units if any(_same(word, name) for word in each.words)]
    for units in (hint.units, *(each.units for each in named)):
        for each in units:
            if _canonical(each.name, spellings) in printed:
                return Conversion(exact(each.times), exact(each.plus))
    for meant in printed:
        factor = factor_by_library(meant, _canonical(hint.units[0].name, spellings))
        if factor is not None:
            return Conversion(factor)
    return None


def meanings(unit: str, spellings: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The units that a spelling may stand for; itself where it is not known."""
    return spellings.get(folded_unit(unit), (plain(unit),))


def is_among(unit: str, units: Iterable[str], spellings: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether a unit as printed is one of the given ones."""
    printed = meanings(unit, spellings)
    return any(_canonical(each, spellings) in printed for each in units)


def _canonical(name: str, spellings: Mapping[str, tuple[str, ...]]) -> str:
    """The unit that an instrument file means: its own name where that is one, else what it is spelled for."""
    meant = meanings(name, spellings)
    return name if name in meant else meant[0]


@lru_cache(maxsize=1024)
def exact(number: float) -> Fraction:
    """The number that a content file means: five ninths is written there with sixteen decimals."""
    return Fraction(str(number)).limit_denominator(_MOST_DENOMINATOR)


def _same(word: str, name: str) -> bool:
    return re.sub(r"[\W_]", "", word).casefold() == re.sub(r"[\W_]", "", name).casefold()


@lru_cache(maxsize=1024)
def factor_by_library(unit: str, wanted: str) -> Fraction | None:
    """The factor between two units by the units library; None where they do not measure the same."""
    read, rule = _quantity(unit), _quantity(wanted)
    if read is None or rule is None or read.dimensionality != rule.dimensionality:
        return None
    return Fraction(read.to_base_units().magnitude) / Fraction(rule.to_base_units().magnitude)


def _quantity(unit: str) -> pint.Quantity[Fraction] | None:
    """What the library reads in a unit. A unit that it does not know is none, whatever the library raises."""
    spelled = _CUBIC.sub(lambda found: _LITRES[found[1]], unit.replace("10*", "10^").replace("mc", "u"))
    if not re.fullmatch(
        r"(?:10\^[0-9]{1,2})?/?[A-Za-z]{1,8}(?:/[A-Za-z]{1,8})?|10\^[0-9]{1,2}/[A-Za-z]{1,8}", spelled
    ):
        return None
    from pint.errors import PintError  # noqa: PLC0415  # a third of a second, and seldom needed

    try:
        return registry().parse_expression(f"1{spelled}" if spelled.startswith("/") else spelled)
    except (PintError, ArithmeticError, AttributeError, TypeError, ValueError):
        return None


@cache
def registry() -> pint.UnitRegistry[Fraction]:
    """The units of laboratories, with exact factors."""
    import pint  # noqa: PLC0415  # a third of a second, and seldom needed

    return pint.UnitRegistry(_DEFINITIONS.splitlines(), non_int_type=Fraction, on_redefinition="ignore")
