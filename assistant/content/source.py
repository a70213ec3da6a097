"""YAML read safely: bounded, UTF-8, plain data only, with the line of every key and value.

Aliases and tags are refused: content never needs them, and they are how a small file becomes a huge one.
"""

from __future__ import annotations

import os
import re
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from assistant.content.problems import ContentError, Location, Problem, ProblemCode
from assistant.errors import quoted

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import yaml

    from assistant.content.tree import Json

MAX_BYTES = 2_000_000
MAX_TABS_TOLD = 5

_NOT_PRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Source:
    """A parsed file: its tree, and the line (from 1) of every value in it."""

    path: Path
    tree: Json
    lines: Mapping[Location, int]

    def line(self, location: Location) -> int:
        """The line of a value; of the nearest thing around it where the value itself is not in the file."""
        place: Location = ()
        for step in location:
            if (*place, step) in self.lines:
                place = (*place, step)
        return self.lines.get(place, 1)


def read_bytes(path: Path) -> bytes:
    """The file's bytes, at most MAX_BYTES of them; ContentError otherwise."""
    try:
        with open_without_waiting(path) as file:
            mode = os.fstat(file.fileno()).st_mode
            if not stat.S_ISREG(mode):
                what = "is no regular file (a pipe or a device)"
                raise _refusal(path, ProblemCode.UNREADABLE, what, "name a file")
            raw = file.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise _refusal(path, ProblemCode.MISSING_FILE, "there is no such file", "check the name") from error
    except IsADirectoryError as error:
        raise _refusal(path, ProblemCode.MISSING_FILE, "is a folder, not a file", "check the name") from error
    except OSError as error:
        reason = error.strerror or "unknown reason"
        raise _refusal(
            path, ProblemCode.UNREADABLE, f"cannot be read ({reason})", "check its rights"
        ) from error
    if len(raw) > MAX_BYTES:
        raise too_large(path)
    return raw


def open_without_waiting(path: Path) -> BinaryIO:
    """Open a file for reading; a pipe that nobody writes to does not keep the program waiting.

    Raises OSError, for a folder too.
    """
    return open(path, "rb", opener=_not_waiting)


def _not_waiting(name: str, flags: int) -> int:
    return os.open(name, flags | os.O_NONBLOCK)


def too_large(path: Path) -> ContentError:
    """The refusal of a file or stream above MAX_BYTES."""
    return _refusal(
        path,
        ProblemCode.TOO_LARGE,
        f"is larger than {MAX_BYTES // 1_000_000} MB and was not read",
        "check that it is the right file, or split it",
    )


def parse(raw: bytes, path: Path) -> Source:
    """The tree of a YAML file. `path` is only for messages. Raises ContentError with all problems found."""
    # What is found in the cache is not parsed, and needs no parser.
    import yaml  # noqa: PLC0415

    from assistant.content.tree import TreeBuilder  # noqa: PLC0415

    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise _refusal(path, ProblemCode.NOT_UTF8, "is not UTF-8 text", "save it as UTF-8", line) from error
    _refuse_characters(text, path)
    builder = TreeBuilder(path)
    try:
        for event in yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        raise ContentError([*builder.problems, _syntax(error, path)]) from error
    except yaml.YAMLError as error:
        raise _refusal(path, ProblemCode.SYNTAX, "is not YAML that can be read", "check it") from error
    if builder.problems:
        raise ContentError(builder.problems)
    if builder.documents == 0 or builder.tree is None:
        raise _refusal(path, ProblemCode.EMPTY, "is empty", "write its content, or remove it", 1)
    if not isinstance(builder.tree, dict):
        raise _refusal(
            path,
            ProblemCode.NOT_A_MAPPING,
            "is not a list of 'key: value' lines",
            "begin with the first key",
            1,
        )
    return Source(path, builder.tree, builder.lines)


def _refuse_characters(text: str, path: Path) -> None:
    problems = []
    bad = _NOT_PRINTABLE.search(text)
    if bad:
        line = text.count("\n", 0, bad.start()) + 1
        what = f"the character {quoted(bad.group())} cannot stand in a text file"
        problems.append(Problem(ProblemCode.BAD_CHARACTER, path, line, what, "remove it"))
    tabbed = (
        [number for number, line in enumerate(text.split("\n"), 1) if "\t" in line] if "\t" in text else []
    )
    for number in tabbed[:MAX_TABS_TOLD]:
        what, remedy = "there is a tab in this line", "use spaces, two for each level"
        problems.append(Problem(ProblemCode.TAB, path, number, what, remedy))
    if problems:
        raise ContentError(problems)


def _syntax(error: yaml.MarkedYAMLError, path: Path) -> Problem:
    mark = error.problem_mark or error.context_mark
    detail = " ".join(str(part) for part in (error.context, error.problem) if part)
    return Problem(
        ProblemCode.SYNTAX,
        path,
        mark.line + 1 if mark else None,
        f"the YAML cannot be read here ({detail})",
        "check indentation, quotes and the space after ':' in this line and the one above",
    )


def _refusal(path: Path, code: ProblemCode, what: str, remedy: str, line: int | None = None) -> ContentError:
    return ContentError([Problem(code, path, line, what, remedy)])
