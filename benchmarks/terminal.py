"""A program in a pseudo-terminal, with the time at which each piece of its output arrived."""

from __future__ import annotations

import os
import select
import termios
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Self

import pexpect
import pyte

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from types import TracebackType

IDLE_SECONDS = 0.004
PATIENCE_SECONDS = 30.0

Shown = str
Seen = "Callable[[Shown], bool]"


class NeverShownError(Exception):
    """What was waited for did not appear; the message holds the last screen."""


@dataclass
class Terminal:
    """One run of a program in a terminal of a given size.

    Output is stamped as it arrives and drawn only while the program is idle, so that drawing here is
    not part of any measured time.
    """

    command: list[str]
    columns: int = 80
    lines: int = 24
    environment: Mapping[str, str] = field(default_factory=dict)

    def __enter__(self) -> Self:
        """Start the program; the clock starts here."""
        self._screen = pyte.Screen(self.columns, self.lines)
        self._stream = pyte.ByteStream(self._screen)
        self._arrived: list[tuple[float, bytes]] = []
        self.started = time.perf_counter()
        self._program = pexpect.spawn(
            self.command[0],
            self.command[1:],
            dimensions=(self.lines, self.columns),
            env=surroundings(self.environment),
            timeout=None,
        )
        self._program.delaybeforesend = None
        self._cut = False
        self.written = bytearray()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the program, whatever it is doing."""
        if not self._cut:
            self._program.close(force=True)

    def press(self, keys: str) -> float:
        """Send keys as the terminal would; the time at which they were sent."""
        sent = time.perf_counter()
        self.send(keys.encode())
        return sent

    def send(self, raw: bytes) -> None:
        """Send bytes, whatever they mean."""
        os.write(self._program.child_fd, raw)

    def wait_for(self, seen: Callable[[Shown], bool], patience: float = PATIENCE_SECONDS) -> float:
        """The time at which the output arrived that first made the screen show what is waited for.

        Raises NeverShownError after so many seconds, or when the program ends before.
        """
        deadline = time.perf_counter() + patience
        while time.perf_counter() < deadline:
            alive = self._gather()
            while self._arrived:
                moment, output = self._arrived.pop(0)
                self._stream.feed(output)
                if seen(self.shown):
                    return moment
            if not alive:
                break
        raise NeverShownError(f"not shown; the screen was:\n{self.shown}")

    def settle(self, quiet_seconds: float = 0.05) -> Shown:
        """The screen once nothing has been written for a while."""
        while select.select([self._program.child_fd], [], [], quiet_seconds)[0]:
            if not self._gather():
                break
        for _, output in self._arrived:
            self._stream.feed(output)
        self._arrived.clear()
        return self.shown

    @property
    def shown(self) -> Shown:
        """What stands on the screen, line by line."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    @property
    def process(self) -> int:
        """The id of the program's process."""
        return self._program.pid or 0

    @property
    def echoes(self) -> bool:
        """Whether the terminal shows what is typed by itself, as a shell needs it."""
        return bool(termios.tcgetattr(self._program.child_fd)[3] & termios.ECHO)

    def resize(self, columns: int, lines: int) -> None:
        """Give the terminal another size; what stood on it is gone."""
        self._program.setwinsize(lines, columns)
        self._screen.resize(lines, columns)
        self._screen.reset()

    def hang_up(self) -> None:
        """Cut the line, as a connection that breaks does."""
        os.close(self._program.child_fd)
        self._cut = True

    def ended(self) -> int:
        """The exit code of the program once it has ended; below zero the signal that ended it."""
        while not self._cut and self._gather():
            pass
        for _, output in self._arrived:
            self._stream.feed(output)
        self._program.wait()
        code, by_signal = self._program.exitstatus, self._program.signalstatus
        return code if code is not None else -(by_signal or 0)

    def _gather(self) -> bool:
        """Take in what the program writes until it pauses; False when it has ended."""
        wait = 0.5
        while select.select([self._program.child_fd], [], [], wait)[0]:
            try:
                output = os.read(self._program.child_fd, 1 << 16)
            except OSError:  # Linux reports the end of a pseudo-terminal so
                return False
            if not output:
                return False
            self._arrived.append((time.perf_counter(), output))
            self.written += output
            wait = IDLE_SECONDS
        return True


def surroundings(extra: Mapping[str, str]) -> dict[str, str]:
    """The environment of a measured program: as a user's, with compiled bytecode in use."""
    dropped = {"PYTHONDONTWRITEBYTECODE", "MALAR_CONTENT", "MALAR_DATABASE_URL", "NO_COLOR", "CI"}
    kept = {name: value for name, value in os.environ.items() if name not in dropped}
    return {**kept, "TERM": "xterm-256color", "COLORTERM": "truecolor", **extra}


def resident_megabytes(process: int) -> float:
    """What the system holds for a process now."""
    lines = Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines()
    [told] = [line.split()[1] for line in lines if line.startswith("VmRSS:")]
    return int(told) / 1024
