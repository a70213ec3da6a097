"""What commands read: one form of answers, and batches of one JSON object a line."""

from __future__ import annotations

import sys
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from assistant.cli.strict_json import NotJsonError, StrictJsonError, read_json
from assistant.content.problems import ContentError, ProblemCode
from assistant.content.source import MAX_BYTES, parse, read_bytes, too_large
from assistant.errors import AssistantError

if TYPE_CHECKING:
    from collections.abc import Iterator

STANDARD_INPUT = "-"
MAX_LINE = 1_000_000


class InputError(AssistantError):
    """Input that cannot be read."""


def read_mapping(name: str) -> dict[str, object]:
    """The YAML or JSON mapping in a file, or on standard input for `-`. An empty file is an empty mapping.

    Raises ContentError or InputError.
    """
    path = Path("standard input") if name == STANDARD_INPUT else Path(name)
    raw = _standard_input().read(MAX_BYTES + 1) if name == STANDARD_INPUT else read_bytes(path)
    if len(raw) > MAX_BYTES:
        raise too_large(path)
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
        raise InputError(" | ".join(map(str, error.problems))) from error


@contextmanager
def batch_lines(name: str) -> Iterator[Iterator[bytes | None]]:
    """The lines of a batch file, or of standard input for `-`; None stands for one that is too long.

    Raises InputError when the file cannot be opened.
    """
    if name == STANDARD_INPUT:
        yield _lines(_standard_input())
        return
    with ExitStack() as stack:
        try:
            file = stack.enter_context(Path(name).open("rb"))
        except OSError as error:
            raise InputError(f"{name}: cannot be read ({error.strerror}); check the name") from error
        yield _lines(file)


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
            raise InputError(" | ".join(map(str, error.problems))) from error
        raise InputError(f"{path}: {why_not_json}") from error


def _yaml_tree(raw: bytes, path: Path) -> dict[str, object]:
    try:
        tree = parse(raw, path).tree
    except ContentError as error:
        if all(problem.code is ProblemCode.EMPTY for problem in error.problems):
            return {}
        raise
    return dict(tree) if isinstance(tree, dict) else {}


def _lines(file: BinaryIO) -> Iterator[bytes | None]:
    first = True
    while line := file.readline(MAX_LINE + 1):
        if len(line) > MAX_LINE:
            while line and not line.endswith(b"\n"):
                line = file.readline(MAX_LINE)
            yield None
        else:
            yield line.removeprefix(b"\xef\xbb\xbf") if first else line
        first = False
