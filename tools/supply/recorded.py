"""What each locked package says of itself, kept in `requirements/metadata.json`.

No machine has every package: some are for Windows alone, some for one version of Python. So what the metadata
of each say is recorded once, and held against the packages that are there.
"""

from __future__ import annotations

import importlib.metadata
import json
import re
from dataclasses import asdict, dataclass
from functools import cache
from typing import TYPE_CHECKING

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tools.supply.locks import FOLDER, every_pin

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from importlib.metadata import Distribution
    from pathlib import Path

FILE = FOLDER / "metadata.json"
CLASSIFIER = "License :: "
EXTRA = re.compile(r'extra == "([^"]+)"')
LONGEST_NAME = 60
"""A longer field holds the text of the licence, not its name."""


@dataclass(frozen=True, slots=True)
class Said:
    """What the metadata of a package say."""

    licence: str
    """Their words on the licence, joined by `; `; empty where they say nothing."""
    needs: Mapping[str, Sequence[str]]
    """By its extra, and for all under the empty name, the locked packages that it asks for on some machine.

    Each as `name`, or as `name[extra]` for every extra of it that is asked for.
    """


@cache
def recorded() -> Mapping[str, Said]:
    """By `name==version`, what is recorded."""
    kept = json.loads(FILE.read_text(encoding="utf-8"))
    return {key: Said(each["licence"], each["needs"]) for key, each in kept.items()}


def found(wheels: Iterable[Path] = ()) -> dict[str, Said]:
    """By `name==version`, what the locked packages say that are installed, or lie in these wheels."""
    locked = {pin.key for pin in every_pin()}
    names = {pin.name for pin in every_pin()}
    installed = importlib.metadata.distributions()
    given = importlib.metadata.distributions(path=[str(wheel) for wheel in wheels])
    said = {}
    for each in (*installed, *given):
        key = f"{canonicalize_name(each.metadata['Name'])}=={each.version}"
        if key in locked:
            said[key] = Said("; ".join(_licence(each)), _needs(each, names))
    return said


def record(wheels: Iterable[Path] = ()) -> list[str]:
    """Write what is found, and what was recorded and is not here; the pins of which nothing is known."""
    before = recorded() if FILE.exists() else {}
    known = {**before, **found(wheels)}
    locked = [pin.key for pin in every_pin()]
    kept = {key: asdict(known[key]) for key in locked if key in known}
    FILE.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    recorded.cache_clear()
    return [key for key in locked if key not in known]


def problems() -> Iterator[str]:
    """Every difference between the locks, what is recorded, and the packages that are here."""
    kept, locked = recorded(), {pin.key for pin in every_pin()}
    for key in sorted(locked - kept.keys()):
        yield f"{key}: nothing is recorded of it; python -m tools.supply record [WHEEL]"
    for key in sorted(kept.keys() - locked):
        yield f"{key}: is recorded and no longer locked; python -m tools.supply record"
    for key, said in sorted(found().items()):
        if key in kept and kept[key] != said:
            yield f"{key}: its metadata say something else than is recorded; python -m tools.supply record"


def _licence(package: Distribution) -> Iterator[str]:
    metadata = package.metadata
    if "License-Expression" in metadata:
        yield metadata["License-Expression"]
        return
    named = metadata["License"].strip() if "License" in metadata else ""
    if named not in {"", "UNKNOWN"} and "\n" not in named and len(named) <= LONGEST_NAME:
        yield named
    for classifier in metadata.get_all("Classifier") or ():
        if classifier.startswith(CLASSIFIER):
            yield re.sub(r"^(?:License :: )(?:OSI Approved :: )?", "", classifier)


def _needs(package: Distribution, names: set[str]) -> dict[str, list[str]]:
    needs: dict[str, set[str]] = {}
    for line in package.requires or ():
        asked = Requirement(line)
        name = canonicalize_name(asked.name)
        if name in names:
            of = EXTRA.findall(str(asked.marker or "")) or [""]
            wanted = [name, *(f"{name}[{canonicalize_name(extra)}]" for extra in asked.extras)]
            for extra in of:
                needs.setdefault(canonicalize_name(extra) if extra else "", set()).update(wanted)
    return {extra: sorted(needs[extra]) for extra in sorted(needs)}
