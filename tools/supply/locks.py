"""The lock files as plain values: which packages, in which versions, on which machines, with which hashes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from tools.docs.regions import ROOT

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = ROOT / "requirements"
PIN = re.compile(r"^(?P<name>[a-z0-9-]+)==(?P<version>\S+)(?: ; (?P<marker>.+?))? \\$")
HASH = re.compile(r"^    --hash=sha256:(?P<digest>[0-9a-f]{64})(?: \\)?$")


class LockError(Exception):
    """A line of a lock file is neither a pin nor a hash."""


@dataclass(frozen=True, slots=True)
class Pin:
    """A package in one version; a package may be locked in two, for different versions of Python."""

    name: str
    version: str
    marker: str
    """On which machines it is installed; empty for all."""
    hashes: tuple[str, ...]
    """SHA-256 of every file of it that may be installed."""

    @property
    def key(self) -> str:
        """`name==version`, by which a pin is known."""
        return f"{self.name}=={self.version}"


@cache
def lock(name: str) -> tuple[Pin, ...]:
    """The pins of `run`, `dev` or `lock`. Raises LockError."""
    return read_lock(FOLDER / f"{name}.txt")


def read_lock(path: Path) -> tuple[Pin, ...]:
    """The pins of a lock file. Raises LockError."""
    pins: list[tuple[re.Match[str], list[str]]] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if found := PIN.match(line):
            pins.append((found, []))
        elif pins and (digest := HASH.match(line)):
            pins[-1][1].append(digest["digest"])
        else:
            raise LockError(f"{path.name}:{number}: neither a pin nor a hash; make lock writes it anew")
    return tuple(
        Pin(found["name"], found["version"], found["marker"] or "", tuple(hashes)) for found, hashes in pins
    )


def every_pin() -> tuple[Pin, ...]:
    """What any of the locks installs, once each, by name and version."""
    known = {pin.key: pin for name in ("run", "dev", "lock") for pin in lock(name)}
    return tuple(known[key] for key in sorted(known))
