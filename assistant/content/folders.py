"""Where content lies: shipped with the program, and in the folders that MALAR_CONTENT names."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

from assistant.content.problems import ContentError, Problem, ProblemCode

CONTENT_VARIABLE = "MALAR_CONTENT"

ContentKind = Literal["instruments", "targets", "knowledge"]
KINDS: tuple[ContentKind, ...] = ("instruments", "targets", "knowledge")
TOP_FOLDERS = ("instruments", "knowledge")
PLACES: dict[ContentKind, Path] = {
    "instruments": Path("instruments"),
    "targets": Path("instruments", "targets"),
    "knowledge": Path("knowledge"),
}
"""Where each kind lies in a folder of content; a folder below another's holds a kind of its own."""

_PACKAGE = Path(__file__).resolve().parent.parent


def content_folders(kind: ContentKind) -> tuple[Path, ...]:
    """The folders of one kind of content, the shipped one first.

    Raises ContentError when MALAR_CONTENT names something that is not a folder of content.
    """
    place = PLACES[kind]
    extra = [folder / place for folder in extra_folders() if (folder / place).is_dir()]
    return (shipped_folder(kind), *extra)


def shipped_folder(kind: ContentKind) -> Path:
    """The content that comes with the program: package data of the wheel, or the top of a checkout."""
    packaged = _PACKAGE / "_content" / PLACES[kind]
    return packaged if packaged.is_dir() else _PACKAGE.parent / PLACES[kind]


def extra_folders() -> tuple[Path, ...]:
    """The folders that MALAR_CONTENT names, each checked to hold content."""
    names = os.environ.get(CONTENT_VARIABLE, "").split(os.pathsep)
    folders = [_expanded(name) for name in names if name]
    problems = [problem for folder in folders if (problem := _unusable(folder))]
    if problems:
        raise ContentError(problems)
    return tuple(folders)


def content_files(folder: Path, kind: ContentKind | None = None) -> tuple[Path, ...]:
    """The content files of a folder and those below it, of one kind or of any, in order of name."""
    files = sorted(path for path in folder.rglob("*") if path.suffix in {".yaml", ".yml"})
    return tuple(path for path in files if kind is None or kind_of(path) == kind)


def kind_of(file: Path) -> ContentKind:
    """The kind of a content file: that of the nearest folder that holds one."""
    parents = file.absolute().parents
    for folder in parents:
        for kind in KINDS:
            place = PLACES[kind]
            if folder.parts[-len(place.parts) :] == place.parts:
                return kind
    return KINDS[0]


def _expanded(name: str) -> Path:
    try:
        return Path(name).expanduser()
    except RuntimeError:
        # The home folder of nobody here: it stays as written, and is told as no folder.
        return Path(name)


def is_folder(path: Path) -> bool:
    """Whether a folder of this name is there for us."""
    try:
        return path.is_dir()
    except OSError:
        # A name too long for the system, or below a folder that may not be entered: no folder to us.
        return False


def _unusable(folder: Path) -> Problem | None:
    if not is_folder(folder):
        what = f"{CONTENT_VARIABLE} names this, but it is not a folder"
        return Problem(ProblemCode.MISSING_FILE, folder, None, what, f"correct or unset {CONTENT_VARIABLE}")
    if not any(is_folder(folder / name) for name in TOP_FOLDERS):
        named = " nor ".join(f"'{name}'" for name in TOP_FOLDERS)
        what = f"{CONTENT_VARIABLE} names this folder, but it holds neither {named}"
        return Problem(ProblemCode.MISSING_FILE, folder, None, what, f"make a folder '{TOP_FOLDERS[0]}' in it")
    return None
