"""Whether a laboratory value can be meant in its unit: mg/dL are soon written as g/L.

What machines print is told by the rules of the instruments (`plausible`, `limit_plausible`). A value that no
rule knows, or in a unit that its rule does not name, is taken as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from assistant.records.visit import LaboratoryValue
    from assistant.scoring.format.laboratory import LaboratoryHint
    from assistant.scoring.instrument import Instrument


def off_scale(value: LaboratoryValue, instruments: Iterable[Instrument]) -> Iterator[str]:
    """What of the value, or of its range, nobody measures in this unit."""
    name = value.name.replace("_", " ").casefold()
    for hint in (hint for instrument in instruments for hint in instrument.hints):
        times = {unit.name.casefold(): unit.times for unit in hint.units if not unit.plus}
        factor = times.get((value.unit or "").casefold())
        if factor is None or name not in {word.casefold() for word in hint.words}:
            continue
        if value.value is not None and not _within(value.value * factor, hint.plausible):
            yield f"{value.value:g} {value.unit} is not measured of {hint.measures}"
        limit = _limit(value, hint)
        if limit is not None and not _within(limit * factor, hint.limit_plausible):
            yield f"no range of {hint.measures} ends at {limit:g} {value.unit}"


def _limit(value: LaboratoryValue, hint: LaboratoryHint) -> float | None:
    """The end of the laboratory's range that the rule looks at."""
    return {"lower limit": value.low, "upper limit": value.high}.get(hint.beyond or "")


def _within(figure: float, ends: tuple[float, float] | None) -> bool:
    return ends is None or ends[0] <= figure <= ends[1]
