"""The licence of each locked package, and whether it is permitted by `requirements/licences.toml`."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression

from tools.docs.regions import table
from tools.supply.locks import FOLDER, every_pin
from tools.supply.needed import need_of
from tools.supply.recorded import recorded

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tools.supply.locks import Pin

FILE = FOLDER / "licences.toml"
JOINTS = re.compile(r"\(|\)|\s+(?:AND|OR|WITH)\s+|\s+")


@dataclass(frozen=True, slots=True)
class Policy:
    """What is permitted, and how words are read."""

    permissive: frozenset[str]
    weak_copyleft: frozenset[str]
    read: Mapping[str, str]
    vague: frozenset[str]
    reviewed: Mapping[str, Mapping[str, str]]

    @classmethod
    def of(cls, file: Mapping[str, Any]) -> Policy:
        """The policy of a file as TOML has it."""
        permitted = file["permitted"]
        return cls(
            frozenset(permitted["permissive"]),
            frozenset(permitted["weak_copyleft"]),
            file["read"],
            frozenset(file["vague"]["words"]),
            file["reviewed"],
        )

    def licence(self, name: str, says: str) -> str | None:
        """The SPDX expression of what a package says; None where it cannot be told from that."""
        review = self.reviewed.get(name)
        if review is not None and review["says"] == says:
            return review["licence"]
        words = [word for word in says.split("; ") if word not in self.vague]
        readings = {self.read.get(word) or _expression(word) for word in words}
        return readings.pop() if len(readings) == 1 else None

    def refusal(self, name: str, says: str) -> str | None:
        """Why a package may not be used with what it says; None where it may."""
        expression = self.licence(name, says)
        if expression is None:
            return f"its licence is not known ({says or 'its metadata say nothing'}): read it, and review it"
        # Of two to choose from both must be permitted: which one is taken would need a review.
        refused = sorted(set(_names(expression)) - self.permissive - self.weak_copyleft)
        return f"its licence is not permitted: {', '.join(refused)}" if refused else None


@cache
def policy() -> Policy:
    """The policy as it stands."""
    return Policy.of(tomllib.loads(FILE.read_text(encoding="utf-8")))


def licence_of(pin: Pin) -> str:
    """The SPDX expression of a pin, or NOASSERTION."""
    said = recorded().get(pin.key)
    return (policy().licence(pin.name, said.licence) if said else None) or "NOASSERTION"


def problems() -> Iterator[str]:
    """Every locked package that may not be used, and every review that is of no more use."""
    said = recorded()
    for pin in every_pin():
        refusal = policy().refusal(pin.name, said[pin.key].licence) if pin.key in said else None
        if refusal:
            yield f"{pin.key}: {refusal} in requirements/licences.toml"
    spoken = {(pin.name, said[pin.key].licence) for pin in every_pin() if pin.key in said}
    for name, review in policy().reviewed.items():
        if (name, review["says"]) not in spoken:
            yield f"requirements/licences.toml: {name} no longer says {review['says']!r}; remove the review"


def licence_table() -> str:
    """Every locked package with its licence, who needs it, and how the licence is known."""
    rows = []
    for pin in every_pin():
        review = policy().reviewed.get(pin.name)
        reviewed = review is not None and review["says"] == recorded()[pin.key].licence
        because = review["because"] if review is not None and reviewed else "its metadata"
        rows.append((pin.name, pin.version, licence_of(pin), need_of(pin).value, because))
    return table(("package", "version", "licence", "needed for", "known by"), rows)


def _expression(words: str) -> str | None:
    try:
        return canonicalize_license_expression(words)
    except InvalidLicenseExpression:
        return None


def _names(expression: str) -> Iterator[str]:
    return (name for name in JOINTS.split(expression) if name)
