"""The log for whoever runs the machine: how malar started and ended, and what failed inside it.

Nothing of a patient can stand in it. A line is made of words of the program alone: what happened, names of
error classes, files and lines of its code; never of a message, an argument or a value.
"""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path

from assistant.errors import DataFolderError
from assistant.paths import data_folder, make_private_folder

LARGEST_BYTES = 256 * 1024
"""A log of this size becomes `malar.log.1`, in the place of the one before."""

MOST_FRAMES = 12
PACKAGE = Path(__file__).resolve().parent


def log_file() -> Path:
    """Where the log lies. Raises DataFolderError."""
    return data_folder() / "malar.log"


def note(event: str, **facts: str | int) -> None:
    """Add one line. A log that cannot be written holds nobody up, and is not what a full disk is for."""
    told = "".join(f" {name}={value}" for name, value in facts.items())
    line = f"{time.strftime('%Y-%m-%dT%H:%M:%SZ', time.gmtime())} {os.getpid()} {event}{told}\n"
    try:
        file = log_file()
        make_private_folder(file.parent)
        _turn_over(file)
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK
        descriptor = os.open(file, flags, 0o600)
        try:
            os.write(descriptor, line.encode("ascii", "backslashreplace"))
        finally:
            os.close(descriptor)
    except (OSError, DataFolderError):
        return


def note_failure(error: BaseException, where: str) -> None:
    """Note a fault of the program: the kind of each error that led to it, and the way through the code."""
    kinds = "<".join(type(each).__name__ for each in _with_causes(error))
    note("failed", where=where, error=kinds, at=",".join(_frames(error)))


def failure(error: BaseException) -> str:
    """A fault in a few words that say nothing of what it was working on: `KeyError in tui/card.py:120`."""
    frames = _frames(error)
    return f"{type(error).__name__} in {frames[-1]}" if frames else type(error).__name__


def fault(error: Exception) -> str:
    """Note a fault that ends a command, and put it into one line."""
    note_failure(error, "command")
    return f"something failed inside it ({failure(error)}); {kept_in()}"


def watch_threads() -> None:
    """Have a fault that ends a thread noted, rather than printed over the screen with its values."""
    threading.excepthook = lambda failed: _noted_thread(failed.exc_value)


def kept_in() -> str:
    """Where a maintainer finds more."""
    try:
        return f"it is noted, without anything of a patient, in {log_file()}"
    except DataFolderError:
        return "it could not be noted: there is no data folder"


def _noted_thread(error: BaseException | None) -> None:
    if error is not None:
        note_failure(error, "thread")


def _with_causes(error: BaseException) -> list[BaseException]:
    """An error and what led to it, the last first."""
    found: list[BaseException] = []
    cause: BaseException | None = error
    while cause is not None and cause not in found:
        found.append(cause)
        cause = cause.__cause__ or cause.__context__
    return found


def _frames(error: BaseException) -> list[str]:
    """The files and lines that the error passed, the last where it arose."""
    passed: list[str] = []
    step = error.__traceback__
    while step is not None:
        passed.append(f"{_short(step.tb_frame.f_code.co_filename)}:{step.tb_lineno}")
        step = step.tb_next
    return passed[-MOST_FRAMES:]


def _short(filename: str) -> str:
    """A file of the program from its package on, any other by its last folder and name: no account's name."""
    file = Path(filename)
    if file.is_relative_to(PACKAGE):
        return file.relative_to(PACKAGE.parent).as_posix()
    return "/".join(file.parts[-2:])


def _turn_over(file: Path) -> None:
    """Begin a new log where this one has grown long; of two copies that do so at once, one finds it done."""
    try:
        if file.lstat().st_size >= LARGEST_BYTES:
            file.replace(file.with_name(f"{file.name}.1"))
    except FileNotFoundError:
        return
