"""Whether a version is affected by an advisory, as the OSV format defines it for Python packages."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Any

from packaging.version import InvalidVersion, Version

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

COMPARED = {"ECOSYSTEM", "SEMVER"}
"""Kinds of ranges whose ends are versions; the ends of the others are commits."""


class Verdict(Enum):
    """What an advisory says of a version."""

    AFFECTED = "affected"
    SPARED = "not affected"
    UNCLEAR = "cannot be told"


def verdict(affected: Mapping[str, Any], version: Version) -> Verdict:
    """What one `affected` of an advisory says of a version of its package."""
    listed = affected.get("versions") or []
    ranges = [each for each in affected.get("ranges") or [] if each.get("type") in COMPARED]
    try:
        if version in {Version(each) for each in _readable(listed)} or any(
            _within(each.get("events") or [], version) for each in ranges
        ):
            return Verdict.AFFECTED
    except (InvalidVersion, AttributeError, TypeError, ValueError):
        return Verdict.UNCLEAR
    return Verdict.SPARED if listed or ranges else Verdict.UNCLEAR


def fixed_in(affected: Mapping[str, Any]) -> Iterator[str]:
    """The versions that an advisory names as mended."""
    for each in affected.get("ranges") or []:
        if each.get("type") in COMPARED:
            yield from (event["fixed"] for event in each.get("events") or [] if "fixed" in event)


def _readable(versions: Iterable[str]) -> Iterator[str]:
    """Versions that follow the rules of today; ours do, so it is none of the others."""
    for each in versions:
        try:
            Version(each)
        except InvalidVersion:
            continue
        yield each


def _within(events: Iterable[Mapping[str, str]], version: Version) -> bool:
    """Whether a range holds a version: its ends are walked in their order, each switches."""
    inside = False
    for end, kind in sorted(_end(event) for event in events):
        if kind == "introduced":
            inside = inside or version >= end
        elif kind == "fixed":
            inside = inside and version < end
        elif kind == "last_affected":
            inside = inside and version <= end
    return inside


def _end(event: Mapping[str, str]) -> tuple[Version, str]:
    [(kind, end)] = event.items()
    return Version(end), kind
