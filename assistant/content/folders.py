"""Where content lies: shipped with the program, and in the folders that MALAR_CONTENT names."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from assistant.content.problems import ContentError, Problem, ProblemCode
from assistant.errors import listed
from assistant.ownership import ALLOW, SHARED_VARIABLE, exposed_within, shared_allowed

if TYPE_CHECKING:
    from collections.abc import Iterator

CONTENT_VARIABLE = "MALAR_CONTENT"

ContentKind = Literal["instruments", "knowledge", "language", "tours"]
KINDS: tuple[ContentKind, ...] = ("instruments", "knowledge", "language", "tours")

_PACKAGE = Path(__file__).resolve().parent.parent


def content_folders(kind: ContentKind) -> tuple[Path, ...]:
    """The folders of one kind of content, the shipped one first.

    Raises ContentError when MALAR_CONTENT names something that is not a folder of content, or one where
    others can write.
    """
    extra = [folder / kind for folder in extra_folders() if (folder / kind).is_dir()]
    return (shipped_folder(kind), *extra)


def shipped_folder(kind: ContentKind) -> Path:
    """The content that comes with the program: package data of the wheel, or the top of a checkout."""
    packaged = _PACKAGE / "_content" / kind
    return packaged if packaged.is_dir() else _PACKAGE.parent / kind


def extra_folders() -> tuple[Path, ...]:
    """The folders that MALAR_CONTENT names, each checked to hold content that nobody else can write."""
    names = os.environ.get(CONTENT_VARIABLE, "").split(os.pathsep)
    folders = [_expanded(name) for name in names if name]
    problems = [problem for folder in folders if (problem := _unusable(folder))]
    if not problems and not shared_allowed():
        problems = [problem for folder in folders for problem in _written_by_others(folder)]
    if problems:
        raise ContentError(problems)
    return tuple(folders)


def content_files(folder: Path) -> tuple[Path, ...]:
    """The content files of a folder and those below it, in order of name."""
    return tuple(sorted(path for path in folder.rglob("*") if path.suffix in {".yaml", ".yml"}))


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
    if not any(is_folder(folder / kind) for kind in KINDS):
        what = f"{CONTENT_VARIABLE} names this folder, but it holds none of {listed(KINDS, 'and')}"
        return Problem(ProblemCode.MISSING_FILE, folder, None, what, f"make a folder '{KINDS[0]}' in it")
    return None


def _written_by_others(folder: Path) -> Iterator[Problem]:
    """What makes the content of a folder another's: it decides what is scored and answered."""
    found = [each for kind in KINDS if is_folder(folder / kind) for each in exposed_within(folder / kind)]
    for each in dict.fromkeys(found):
        remedy = f"{each.remedy}; or set {SHARED_VARIABLE}={ALLOW} to use such content all the same"
        what = f"content is not taken from where others can write: {each.why}"
        yield Problem(ProblemCode.WRITTEN_BY_OTHERS, each.path, None, what, remedy)
