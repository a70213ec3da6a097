"""The regions of a page that are made from the program, between marks in its text."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ROOT = Path(__file__).resolve().parents[2]
REGION = re.compile(r"<!-- made: (?P<name>[a-z0-9_-]+) -->\n.*?<!-- end: (?P=name) -->", re.DOTALL)


class RegionError(Exception):
    """A page and the regions made for it do not fit together."""


def with_regions(page: str, text: str, made: Mapping[str, str]) -> str:
    """The text of a page with each of its regions made anew.

    Raises RegionError when the page lacks a region or has one that nothing makes.
    """
    found = [match["name"] for match in REGION.finditer(text)]
    if sorted(found) != sorted(made):
        raise RegionError(f"{page} has the regions {sorted(found)}, and {sorted(made)} are made for it")
    return REGION.sub(lambda match: region(match["name"], made[match["name"]]), text)


def region(name: str, body: str) -> str:
    """A region with its marks."""
    return f"<!-- made: {name} -->\n{body.strip()}\n<!-- end: {name} -->"


def table(headings: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    """A table in Markdown; a bar within a cell is escaped."""
    lines = [headings, ("---",) * len(headings), *rows]
    return "\n".join("| " + " | ".join(_cell(cell) for cell in line) + " |" for line in lines)


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())
