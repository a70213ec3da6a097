"""Which files of a folder of instruments are instruments, and which are conversions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.content.folders import content_files, content_folders

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

CONVERSIONS = "conversions"
"""The folder, below that of the instruments, with tables of what equals what."""


def is_conversion(path: Path) -> bool:
    """Whether a content file is a table of conversions rather than an instrument."""
    return path.absolute().parent.name == CONVERSIONS


def instrument_files(folder: Path) -> tuple[Path, ...]:
    """The instruments of a folder and those below it, in order of name."""
    return tuple(path for path in content_files(folder) if not is_conversion(path))


def conversion_file(name: str, folders: Sequence[Path] | None = None) -> Path:
    """The table of conversions of this name; one in MALAR_CONTENT stands for the shipped one."""
    places = [folder / CONVERSIONS / f"{name}.yaml" for folder in folders or content_folders("instruments")]
    return next((path for path in reversed(places) if path.is_file()), places[0])
