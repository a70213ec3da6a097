"""`malar check`: every problem of content files, each with its place; instruments against their proof."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from assistant.errors import AssistantError, quoted

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from assistant.content.problems import Problem

SUMMARY = "validate content files, and prove each instrument"

EXPLANATION = """\
Every problem is told with its file and line, and what to write instead. An instrument is computed anew
against what is published of it. The exit code is 1 where anything is wrong."""

EXAMPLES = (
    "malar check",
    "malar check my-instrument.yaml",
)


TRAINING = "training"
"""The folder below `knowledge` whose files are cases for raters to practise on."""


class Checker(Protocol):
    """Checks one kind of content."""

    def __call__(self, files: Sequence[Path]) -> list[Problem]:
        """Every problem of these files."""


class NothingToCheckError(AssistantError):
    """A path that holds no content."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "paths",
        nargs="*",
        metavar="PATH",
        help="a file, or a folder with content; without any, all content in use",
    )


def run(arguments: argparse.Namespace) -> int:
    """Check, tell, and return the exit code."""
    from assistant.content.folders import KINDS, content_files, content_folders
    from assistant.content.problems import ContentError

    if arguments.paths:
        files = [file for name in arguments.paths for file in _files(name)]
    else:
        files = [file for kind in KINDS for folder in content_folders(kind) for file in content_files(folder)]
    problems = [
        problem for kind, checker in _checkers().items() for problem in checker(_of_kind(kind, files))
    ]
    if problems:
        for line in ContentError(problems).lines:
            print(line, file=sys.stderr)
        return 1
    print(f"{len(files)} {'file' if len(files) == 1 else 'files'} checked, nothing wrong")
    return 0


def _checkers() -> dict[str, Checker]:
    """The kinds of content, each with what checks it. The kind of a file is the nearest folder so named."""
    from assistant.conversation.tour.library import check_files as check_tours
    from assistant.reference.checking import check_files as check_knowledge
    from assistant.scoring.checking.checking import check_files as check_instruments
    from assistant.scoring.prefill.languages import check_files as check_language
    from assistant.scoring.training.checking import check_files as check_training

    return {
        "instruments": check_instruments,
        "knowledge": check_knowledge,
        "language": check_language,
        "tours": check_tours,
        TRAINING: check_training,
    }


def _files(name: str) -> Sequence[Path]:
    from assistant.content.folders import content_files, is_folder

    if not name:
        raise NothingToCheckError("the name of what to check is empty; name a file or a folder")
    path = Path(name)
    if not is_folder(path):
        return (path,)
    files = content_files(path)
    if not files:
        raise NothingToCheckError(f"{quoted(path)} holds no content files; name a folder with .yaml files")
    return files


def _of_kind(kind: str, files: Sequence[Path]) -> list[Path]:
    return [file for file in files if _kind(file) == kind]


def _kind(file: Path) -> str:
    from assistant.content.folders import KINDS

    if file.absolute().parent.name == TRAINING:
        return TRAINING
    folders = (folder.name for folder in file.absolute().parents)
    return next((folder for folder in folders if folder in KINDS), KINDS[0])
