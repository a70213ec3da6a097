"""What commands read: one form of answers, and batches of one JSON object a line."""

from __future__ import annotations

import os
import re
import stat
import sys
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from assistant.cli.strict_json import NotJsonError, StrictJsonError, read_json
from assistant.content.problems import ContentError, ProblemCode
from assistant.content.source import MAX_BYTES, open_without_waiting, parse, read_bytes, too_large
from assistant.errors import AssistantError, shortened

if TYPE_CHECKING:
    from collections.abc import Iterator

STANDARD_INPUT = "-"
MAX_LINE = 1_000_000
MAX_SKIPPED = 64_000_000
"""How far the end of a line is looked for before the whole is given up as no text."""

MOST_TOLD = 5

# What the caller has opened for this program: standard input, and `<(command)` of a shell. The null device
# ends at once.
_GIVEN_OPEN = re.compile(r"/dev/stdin|/(?:dev|proc/self)/fd/[0-9]+|" + re.escape(os.devnull))


class InputError(AssistantError):
    """Input that cannot be read."""


def read_mapping(name: str) -> dict[str, object]:
    """The YAML or JSON mapping in a file, or on standard input for `-`. An empty file is an empty mapping.

    Raises ContentError or InputError.
    """
    path = Path("standard input") if name == STANDARD_INPUT else Path(name)
    raw = _form(name, path)
    if raw.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{"):
        try:
            read = read_json(raw.removeprefix(b"\xef\xbb\xbf"))
        except NotJsonError as error:
            return _flow_mapping(raw, path, error)
        except StrictJsonError as error:
            raise InputError(f"{path}: {error}") from error
        if not isinstance(read, dict):
            raise InputError(f"{path}: this is not one mapping; write {{...}} once")
        return read
    try:
        return _yaml_tree(raw, path)
    except ContentError as error:
        raise InputError(_told(error)) from error


def read_text(name: str) -> tuple[str, Path]:
    """The text in a file, or on standard input for `-`, and its name. Raises ContentError or InputError."""
    path = Path("standard input") if name == STANDARD_INPUT else Path(name)
    try:
        return _form(name, path).decode("utf-8-sig"), path
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: this is not UTF-8 text; save it as UTF-8") from error


@contextmanager
def batch_lines(name: str) -> Iterator[Iterator[bytes | None]]:
    """The lines of a batch file, or of standard input for `-`; None stands for one that is too long.

    Raises InputError when the file cannot be opened.
    """
    if name == STANDARD_INPUT:
        yield _lines(_standard_input(), "standard input")
        return
    with ExitStack() as stack:
        yield _lines(stack.enter_context(_opened(name)), shortened(name))


def _form(name: str, path: Path) -> bytes:
    if name == STANDARD_INPUT:
        raw = _standard_input().read(MAX_BYTES + 1)
    elif _GIVEN_OPEN.fullmatch(name):
        with _opened(name) as file:
            raw = file.read(MAX_BYTES + 1)
    elif name:
        return read_bytes(path)
    else:
        raise _nameless()
    if len(raw) > MAX_BYTES:
        raise too_large(path)
    return raw


def _opened(name: str) -> BinaryIO:
    """A regular file, or what the caller has opened for this program. Raises InputError."""
    if not name:
        raise _nameless()
    try:
        file = open_without_waiting(Path(name))
    except OSError as error:
        raise InputError(f"{shortened(name)}: cannot be read ({error.strerror}); check the name") from error
    if _GIVEN_OPEN.fullmatch(name):
        os.set_blocking(file.fileno(), True)
    elif not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        file.close()
        raise InputError(f"{shortened(name)}: is no regular file (a pipe or a device); name a file, or -")
    return file


def _nameless() -> InputError:
    return InputError("the name of the file is empty; name a file, or - for standard input")


def _standard_input() -> BinaryIO:
    if sys.stdin is None:
        raise InputError("standard input is closed; name a file")
    return sys.stdin.buffer


def _flow_mapping(raw: bytes, path: Path, why_not_json: NotJsonError) -> dict[str, object]:
    """A mapping in braces that is not JSON may be YAML; if it is neither, JSON has the better message."""
    try:
        return _yaml_tree(raw, path)
    except ContentError as error:
        if any(problem.code is not ProblemCode.SYNTAX for problem in error.problems):
            raise InputError(_told(error)) from error
        raise InputError(f"{path}: {why_not_json}") from error


def _yaml_tree(raw: bytes, path: Path) -> dict[str, object]:
    try:
        tree = parse(raw, path).tree
    except ContentError as error:
        if all(problem.code is ProblemCode.EMPTY for problem in error.problems):
            return {}
        raise
    return dict(tree) if isinstance(tree, dict) else {}


def _told(error: ContentError) -> str:
    """The first problems in one line, and the number of the others."""
    more = len(error.problems) - MOST_TOLD
    rest = [f"and {more} more"] if more > 0 else []
    return " | ".join([*map(str, error.problems[:MOST_TOLD]), *rest])


def _lines(file: BinaryIO, name: str) -> Iterator[bytes | None]:
    number = 0
    while line := file.readline(MAX_LINE + 1):
        number += 1
        if len(line) > MAX_LINE:
            _skip_line(file, line, f"{name}: line {number}")
            yield None
        else:
            yield line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line


def _skip_line(file: BinaryIO, line: bytes, place: str) -> None:
    """Read to the end of a line that is too long. Raises InputError for one that goes on and on."""
    skipped = len(line)
    while line and not line.endswith(b"\n"):
        line = file.readline(MAX_LINE)
        skipped += len(line)
        if skipped > MAX_SKIPPED:
            size = MAX_SKIPPED // 1_000_000
            raise InputError(
                f"{place} does not end within {size} MB, so nothing more is read; check the input"
            )
