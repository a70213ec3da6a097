"""Which files of a folder of instruments are instruments, conversions, figures, targets, or checks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.content.folders import content_files, content_folders

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

CONVERSIONS = "conversions"
"""The folder, below that of the instruments, with tables of what equals what."""

LANGUAGE = "laboratory"
"""The file that says how laboratories write."""

STEROIDS = "steroids"
"""The file of steroid doses that equal each other."""

FIGURES = "figures"
"""The folder, below that of the instruments, with figures on which places are shaded."""

TARGETS = "targets"
"""The folder, below that of the instruments, with composite states and responses."""

CHECKS = "checks"
"""The folder, below that of the instruments, with questions about answers that do not fit each other."""


def is_conversion(path: Path) -> bool:
    """Whether a content file is a table of conversions rather than an instrument."""
    return path.absolute().parent.name == CONVERSIONS


def is_target(path: Path) -> bool:
    """Whether a content file is a composite target rather than an instrument."""
    return path.absolute().parent.name == TARGETS


def is_figure(path: Path) -> bool:
    """Whether a content file is a figure rather than an instrument."""
    return path.absolute().parent.name == FIGURES


def is_check(path: Path) -> bool:
    """Whether a content file holds checks rather than an instrument."""
    return path.absolute().parent.name == CHECKS


def instrument_files(folder: Path) -> tuple[Path, ...]:
    """The instruments of a folder and those below it, in order of name."""
    others = (is_conversion, is_target, is_check, is_figure)
    return tuple(path for path in content_files(folder) if not any(other(path) for other in others))


def conversion_file(name: str, folders: Sequence[Path] | None = None) -> Path:
    """The table of conversions of this name; one in MALAR_CONTENT stands for the shipped one."""
    places = [folder / CONVERSIONS / f"{name}.yaml" for folder in folders or content_folders("instruments")]
    return next((path for path in reversed(places) if path.is_file()), places[0])


def figure_file(name: str, beside: Path) -> Path:
    """The figure of this name: beside the instrument, else in MALAR_CONTENT, else the shipped one."""
    folders = [beside.parent, *reversed(content_folders("instruments"))]
    places = [folder / FIGURES / f"{name}.yaml" for folder in folders]
    return next((path for path in places if path.is_file()), places[0])


def target_files(folders: Sequence[Path] | None = None) -> tuple[Path, ...]:
    """The targets that are shipped, and those of MALAR_CONTENT."""
    return _files_in(TARGETS, folders)


def check_rule_files(folders: Sequence[Path] | None = None) -> tuple[Path, ...]:
    """The checks that are shipped, and those of MALAR_CONTENT."""
    return _files_in(CHECKS, folders)


def _files_in(name: str, folders: Sequence[Path] | None) -> tuple[Path, ...]:
    places = [folder / name for folder in folders or content_folders("instruments")]
    return tuple(path for place in places if place.is_dir() for path in content_files(place))
