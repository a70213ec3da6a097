"""What each locked package is there for: the program, an extra of it, building it, or working on it."""

from __future__ import annotations

import tomllib
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tools.docs.regions import ROOT
from tools.supply.locks import lock
from tools.supply.recorded import recorded

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tools.supply.locks import Pin


class Need(Enum):
    """What a package is there for."""

    PROGRAM = "malar"
    EXTRA = "an extra"
    BUILDING = "building"
    DEVELOPMENT = "development"
    LOCKING = "locking"


def need_of(pin: Pin) -> Need:
    """What a pin is there for."""
    if pin.key not in _keys("run"):
        return Need.DEVELOPMENT if pin.key in _keys("dev") else Need.LOCKING
    project = declared()
    if pin.name in _reached(project["dependencies"]):
        return Need.PROGRAM
    return Need.EXTRA if pin.name in _reached(project["extras"]) else Need.BUILDING


@cache
def declared() -> dict[str, tuple[str, ...]]:
    """What pyproject.toml asks for, as it stands there: for the program, and for its extras."""
    file = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras = file["project"]["optional-dependencies"].values()
    return {
        "dependencies": tuple(file["project"]["dependencies"]),
        "extras": tuple(each for extra in extras for each in extra),
    }


def directly(requirements: Iterable[str]) -> set[str]:
    """The names in requirements, also `name[extra]` for what they ask for beside."""
    asked = [Requirement(each) for each in requirements]
    names = {canonicalize_name(each.name) for each in asked}
    return names | {f"{canonicalize_name(each.name)}[{extra}]" for each in asked for extra in each.extras}


def needs(pin: Pin, extras: Iterable[str] = ("",)) -> set[str]:
    """What a pin asks for, as `name` and `name[extra]`."""
    asked = recorded()[pin.key].needs
    return {name for extra in extras for name in asked.get(extra, ())}


@cache
def _keys(name: str) -> frozenset[str]:
    return frozenset(pin.key for pin in lock(name))


@cache
def _reached(requirements: tuple[str, ...]) -> frozenset[str]:
    """The names of all that requirements lead to."""
    pins: dict[str, list[Pin]] = {}
    for pin in lock("run"):
        pins.setdefault(pin.name, []).append(pin)
    waiting, reached = directly(requirements), set[str]()
    while waiting:
        name, _, extra = waiting.pop().rstrip("]").partition("[")
        asked = f"{name}[{extra}]" if extra else name
        if asked not in reached and name in pins:
            reached.add(asked)
            waiting |= {each for pin in pins[name] for each in needs(pin, (extra,))}
    return frozenset(name.partition("[")[0] for name in reached)
