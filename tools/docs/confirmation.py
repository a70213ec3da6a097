"""What a clinician must still confirm: what the instrument files state from fewer than two sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from tools.docs.regions import table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

KINDS = {
    "to confirm": "No source at hand (known of the published instrument)",
    "one source": "One source only",
}
NAMES = ("title", "topic", "label", "text", "short", "id")

Part = dict[str, Any]


def to_confirm(files: tuple[Path, ...]) -> str:
    """A table for each instrument and conversion, what is least certain first."""
    return "\n\n".join(_of_instrument(yaml.safe_load(file.read_text(encoding="utf-8"))) for file in files)


def _of_instrument(instrument: Part) -> str:
    found = list(_uncertain(instrument, ()))
    sources = instrument.get("sources", {})
    sections = [f"### {instrument.get('abbreviation') or instrument['title']}"]
    for kind, heading in KINDS.items():
        rows = [
            (where, what, ", ".join(sources[key]["short"] for key in keys))
            for where, what, certainty, keys in found
            if certainty == kind
        ]
        columns = ("where", "what", "source") if any(row[2] for row in rows) else ("where", "what")
        sections.append(f"{heading}: {len(rows)} points")
        sections.append(table(columns, [row[: len(columns)] for row in rows]))
    return "\n\n".join(sections)


def _uncertain(part: object, where: tuple[str, ...]) -> Iterator[tuple[str, str, str, list[str]]]:
    """Each uncertain statement: where it stands, what it is, how sure, from which sources."""
    if isinstance(part, list):
        for each in part:
            yield from _uncertain(each, where)
    elif isinstance(part, dict):
        around = (*where, _name(part)) if where else where
        for evidence in part.get("evidence", ()):
            if evidence["certainty"] in KINDS:
                what = evidence.get("part", "all of it")
                yield ": ".join(around), what, evidence["certainty"], evidence.get("sources", [])
        for key, inner in part.items():
            if key not in {"evidence", "proof"}:
                yield from _uncertain(inner, around or (str(key).replace("_", " "),))


def _name(part: Part) -> str:
    return next((str(part[name]) for name in NAMES if name in part), "as a whole")
