"""Questions that were refused, kept in one small file for whoever curates the content.

A question is appended in one write, under a lock that is held only for that moment, so that several copies of
the program keep what they are asked beside each other. When the file has grown, every question in it is
counted and written once; what was asked least and longest ago gives way.
"""

from __future__ import annotations

import errno
import fcntl
import os
import secrets
import stat
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.errors import AssistantError, shortened
from assistant.records.durable import private_folder, remove_durably, sync_folder, write_durably
from assistant.records.unanswered.lines import Unanswered, counted, line_of, read_lines

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LARGEST_BYTES = 512 * 1024
"""The file never grows beyond this: before it would, it is counted together to at most half of it."""

MOST_QUESTIONS = 500
"""Questions that stay when it is counted together."""

MOST_WAITED = 0.2
"""Seconds for which another copy of the program may keep the file; an answer is not held up longer."""

_BETWEEN_TRIES = 0.005
# A link is not followed to the file of somebody else, and a pipe without a reader is not waited for.
_PLAINLY = os.O_NOFOLLOW | os.O_NONBLOCK


class NotKeptError(AssistantError):
    """The file of unanswered questions could not be read, written or removed."""


@dataclass(frozen=True, slots=True)
class Kept:
    """The questions, the most often asked first; `problem` tells in one line what could not be read."""

    questions: tuple[Unanswered, ...]
    problem: str = ""


class UnansweredQuestions:
    """The folder `unanswered` below the data folder; nothing is made before the first question is kept."""

    def __init__(self, data_folder: Path) -> None:
        self.folder = data_folder / "unanswered"
        self.file = self.folder / "questions.jsonl"
        self._off = self.folder / "off"
        self._aside = self.folder / "aside"

    @property
    def switched_off(self) -> bool:
        """Whether the user has said that nothing is to be kept."""
        return self._off.exists()

    def switch(self, *, on: bool) -> None:
        """Keep questions from now on, or no more. What is kept already stays. Raises NotKeptError."""
        with self._told("the setting could not be written"):
            if on and self._off.exists():
                remove_durably(self._off)
            elif not on:
                private_folder(self.folder)
                write_durably(self._off, "Unanswered questions are not kept: malar unanswered --on\n")

    def add(self, asked: Unanswered) -> str:
        """Keep one more question; it is on disk when this returns.

        Returns what to tell of a damaged file, or nothing. Raises NotKeptError.
        """
        with self._told("the file cannot be written"):
            private_folder(self.folder)
            # Each line begins with the break: one cut short by a crash does not take the next with it.
            line = f"\n{line_of(asked)}".encode()
            with self._held():
                told = self._make_room(len(line))
                descriptor = self._appended(line)
            # Others may write meanwhile: what is in the file stays in it, also when it is counted together.
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
        return told

    def listing(self) -> Kept:
        """Every question once. A damaged file is kept aside and told. Raises NotKeptError."""
        with self._told("the file cannot be read"):
            if not self.folder.exists():
                return Kept(())
            try:
                with self._held():
                    return self._read(mend=True)
            except OSError:
                # A folder that cannot be written holds no lock; what is in it can still be read.
                return self._read(mend=False)

    def clear(self) -> int:
        """Remove every question, also in files kept aside; returns how many there were.

        Raises NotKeptError.
        """
        with self._told("the file cannot be removed"):
            if not self.folder.exists():
                return 0
            with self._held():
                questions = counted(read_lines(self._bytes())[0])
                for place in (*self._aside.glob("*"), self.file):
                    remove_durably(place)
                return len(questions)

    def _appended(self, line: bytes) -> int:
        """Write a line at the end; returns the file still open. Raises OSError."""
        new = not self.file.exists()
        descriptor = self._opened(os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        try:
            _write_whole(descriptor, line)
            if new:
                sync_folder(self.folder)
        except OSError:
            os.close(descriptor)
            raise
        return descriptor

    def _make_room(self, more: int) -> str:
        """Count the file together where it is full, or first put it aside where it is damaged."""
        try:
            size = self.file.lstat().st_size
        except FileNotFoundError:
            return ""
        if size + more <= LARGEST_BYTES:
            return ""
        kept = self._read(mend=True)
        lines: list[str] = []
        room = LARGEST_BYTES // 2
        for line in map(line_of, kept.questions[:MOST_QUESTIONS]):
            room -= len(line) + 1
            if room < 0:
                break
            lines.append(line)
        write_durably(self.file, "\n".join(lines))
        return kept.problem

    def _read(self, *, mend: bool) -> Kept:
        raw = self._bytes()
        read, damaged = read_lines(raw)
        questions = tuple(counted(read))
        if not damaged:
            return Kept(questions)
        what = f"{damaged} damaged line{'s' if damaged > 1 else ''} in {self.file} cannot be read"
        if not mend:
            return Kept(questions, f"{what}; the file stays as it is")
        aside = self._aside / f"{self.file.name}.{secrets.token_hex(3)}"
        self._aside.mkdir(mode=0o700, exist_ok=True)
        self.file.rename(aside)
        try:
            write_durably(self.file, "\n".join(map(line_of, questions)))
        except OSError:
            aside.rename(self.file)
            raise
        return Kept(questions, f"{what}; the file as it was is kept as {aside}")

    def _bytes(self) -> bytes:
        """The file, as far as it can have been written here. Raises OSError."""
        try:
            descriptor = self._opened(os.O_RDONLY)
        except FileNotFoundError:
            return b""
        with os.fdopen(descriptor, "rb") as opened:
            return opened.read(2 * LARGEST_BYTES)

    def _opened(self, flags: int) -> int:
        descriptor = os.open(self.file, flags | _PLAINLY, 0o600)
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            os.close(descriptor)
            raise OSError(errno.EINVAL, "it is no regular file")
        return descriptor

    @contextmanager
    def _held(self) -> Iterator[None]:
        """Hold the folder for this moment. Raises OSError where it cannot be written or another keeps it."""
        descriptor = os.open(self.folder / "lock", os.O_RDWR | os.O_CREAT | _PLAINLY, 0o600)
        try:
            _take(descriptor)
            yield
        finally:
            os.close(descriptor)

    @contextmanager
    def _told(self, what: str) -> Iterator[None]:
        """Turn what the system refuses into an error that says where, and what to do."""
        try:
            yield
        except OSError as error:
            reason = error.strerror or "the system refuses it"
            raise NotKeptError(
                f"unanswered questions: {what} ({reason}, {shortened(self.folder)}); free it, or switch "
                "this off with malar unanswered --off"
            ) from error


def _write_whole(descriptor: int, line: bytes) -> None:
    if os.write(descriptor, line) != len(line):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _take(descriptor: int) -> None:
    """Take the lock, or raise OSError when another copy of the program has kept it too long."""
    until = time.monotonic() + MOST_WAITED
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > until:
                raise OSError(errno.EBUSY, "another copy of malar is writing it") from None
            time.sleep(_BETWEEN_TRIES)
        else:
            return
