"""What the command line writes, as text: no character of it steers a terminal, whoever it came from.

The escapes are those of JSON, so that a line of `--json` says the same with them as without.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TextIO, cast

from assistant.visible import escaped

if TYPE_CHECKING:
    from collections.abc import Iterator

LAYOUT = "\n\t"


class LiteralOutput:
    """A stream that writes every character which would hide or steer as its escape."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the stream itself has
        return getattr(self._stream, name)

    def write(self, text: str) -> int:
        """Write text; the count is that of the text as it was given."""
        self._stream.write(escaped(text, LAYOUT))
        return len(text)

    def writelines(self, lines: Iterator[str]) -> None:
        """Write every line."""
        for line in lines:
            self.write(line)


@contextmanager
def literal_output() -> Iterator[None]:
    """Have standard output and standard error write text only."""
    out, error = sys.stdout, sys.stderr
    # Both stand in for streams: everything but writing is theirs. A stream that is closed is None.
    sys.stdout, sys.stderr = (cast("TextIO", stream and LiteralOutput(stream)) for stream in (out, error))
    try:
        yield
    finally:
        sys.stdout, sys.stderr = out, error
