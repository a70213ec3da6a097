"""The locked packages held against a folder of advisories: known vulnerabilities, without any network.

It finds what is published in the folder, and nothing else: neither what became known after its newest
advisory, nor what nobody has reported, nor faults of the libraries that compiled wheels carry inside.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from packaging.version import Version

from tools.supply.advisories import of_package, read_advisories
from tools.supply.affected import Verdict, fixed_in, verdict
from tools.supply.locks import every_pin
from tools.supply.needed import need_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path
    from typing import Any

    from tools.supply.advisories import Advisories
    from tools.supply.locks import Pin

OLDEST_DAYS = 30
"""Advisories that are older say too little; it is told, and the audit does not pass."""


@dataclass(frozen=True, slots=True)
class Finding:
    """An advisory that is about a locked version, or may be."""

    pin: Pin
    verdict: Verdict
    names: tuple[str, ...]
    """Its number, then those that others gave it."""
    summary: str
    fixed_in: tuple[str, ...]

    def __str__(self) -> str:
        """One line."""
        mended = (
            f"; mended in {', '.join(self.fixed_in)}" if self.fixed_in else "; no mended version is named"
        )
        return (
            f"{self.pin.name} {self.pin.version} (for {need_of(self.pin).value}): {self.verdict.value}, "
            f"{', '.join(self.names)}: {self.summary}{mended}"
        )


def audit(folder: Path, now: datetime) -> tuple[bool, list[str]]:
    """Whether nothing was found in advisories that are new enough, and what there is to tell, line by line.

    Raises NoAdvisoriesError.
    """
    pins = every_pin()
    advisories = read_advisories(folder, {pin.name for pin in pins})
    findings = list(_findings(pins, advisories))
    days = (now.astimezone(UTC) - advisories.newest).days
    told = [
        f"{len(pins)} locked packages, held against {advisories.count} advisories; "
        f"the newest of them was changed on {advisories.newest:%Y-%m-%d}"
    ]
    told += [f"FOUND {each}" for each in findings]
    told += [f"UNREAD {name}: it names a locked package, and cannot be read" for name in advisories.unread]
    if not findings and not advisories.unread:
        told.append("no locked version is affected by any of them")
    if days > OLDEST_DAYS:
        told.append(
            f"TOO OLD: the advisories end {days} days ago. What became known since is not in them, so this "
            f"says little; get newer ones (at most {OLDEST_DAYS} days old) and try again"
        )
    return not findings and not advisories.unread and days <= OLDEST_DAYS, told


def _findings(pins: tuple[Pin, ...], advisories: Advisories) -> Iterator[Finding]:
    for pin in pins:
        for record in advisories.records:
            for affected in of_package(record, pin.name):
                said = verdict(affected, Version(pin.version))
                if said is not Verdict.SPARED:
                    yield Finding(pin, said, _names(record), _summary(record), tuple(fixed_in(affected)))


def _names(record: Mapping[str, Any]) -> tuple[str, ...]:
    return (str(record.get("id")), *map(str, record.get("aliases") or ()))


def _summary(record: Mapping[str, Any]) -> str:
    text = " ".join(str(record.get("summary") or record.get("details") or "").split())
    return text[:200] + ("…" if len(text) > 200 else "")
