"""A folder of advisories in the OSV format, one a file, in YAML or JSON, as public databases publish them."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import yaml
from packaging.utils import canonicalize_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

ENDINGS = {".yaml", ".yml", ".json"}
CHANGED = re.compile(r"""\b(?:modified|published)"?: *["']?(\d{4}-\d{2}-\d{2})""")


NAMED = re.compile(r"""\bname"?: *["']?([\w.-]+)""")
"""The package that an advisory is about, found without reading all of it."""


class NoAdvisoriesError(Exception):
    """There is no folder of advisories, or nothing in it is one."""


@dataclass(frozen=True, slots=True)
class Advisories:
    """What a folder holds."""

    count: int
    """How many advisories there are, on any package."""
    newest: datetime
    """When the last of them was changed: what became known later is not in the folder."""
    records: tuple[Mapping[str, Any], ...]
    """Those that name one of the packages that were asked for, and were not withdrawn."""
    unread: tuple[str, ...]
    """Files that name one of the packages and cannot be read."""


def read_advisories(folder: Path, names: Iterable[str]) -> Advisories:
    """The advisories of a folder that may concern these packages. Raises NoAdvisoriesError."""
    if not folder.is_dir():
        raise NoAdvisoriesError(f"{folder} is no folder; name one with advisories in the OSV format")
    wanted = frozenset(names)
    days, records, unread = [], [], []
    for path in sorted(path for path in folder.rglob("*") if path.suffix in ENDINGS and path.is_file()):
        text = path.read_text(encoding="utf-8", errors="replace")
        changed = CHANGED.findall(text)
        if changed and "affected" in text:
            days.append(max(changed))
            if not wanted.isdisjoint(map(canonicalize_name, NAMED.findall(text))):
                try:
                    record = _read(text, path.suffix)
                    records += [record] if _concerns(record, wanted) else []
                except (yaml.YAMLError, ValueError, TypeError, AttributeError):
                    unread.append(path.relative_to(folder).as_posix())
    if not days:
        raise NoAdvisoriesError(f"nothing in {folder} is an advisory in the OSV format")
    newest = datetime.fromisoformat(max(days)).replace(tzinfo=UTC)
    return Advisories(len(days), newest, tuple(records), tuple(unread))


def of_package(record: Mapping[str, Any], name: str) -> Iterator[Mapping[str, Any]]:
    """What an advisory says of a package."""
    for affected in record.get("affected") or []:
        package = affected.get("package") or {}
        if package.get("ecosystem") == "PyPI" and canonicalize_name(str(package.get("name"))) == name:
            yield affected


def _read(text: str, ending: str) -> Mapping[str, Any]:
    read = json.loads(text) if ending == ".json" else yaml.load(text, _Loader)  # noqa: S506  # a safe loader
    if not isinstance(read, dict):
        raise TypeError("an advisory is a mapping")
    return read


def _concerns(record: Mapping[str, Any], names: frozenset[str]) -> bool:
    return not record.get("withdrawn") and any(True for name in names for _ in of_package(record, name))


_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
