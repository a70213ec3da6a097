"""What is kept: seeds that reach what no other seed reaches, and the least input of every fault found."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / "tests" / "abuse" / "corpus"
PINNED = ROOT / "tests" / "abuse" / "pinned"


def kept(target: str) -> list[Path]:
    """The seeds of a target that are kept."""
    return _files(CORPUS / target)


def pinned(target: str) -> list[Path]:
    """The inputs of a target that showed a fault, which is mended."""
    return _files(PINNED / target)


def file_name(data: bytes) -> str:
    """A name for an input that no other input has."""
    return hashlib.sha256(data).hexdigest()[:16]


def write(folder: Path, inputs: Iterable[bytes]) -> None:
    """Write inputs into a folder, each under its own name."""
    folder.mkdir(parents=True, exist_ok=True)
    for data in inputs:
        (folder / file_name(data)).write_bytes(data)


def _files(folder: Path) -> list[Path]:
    return sorted(file for file in folder.glob("*") if file.is_file())
