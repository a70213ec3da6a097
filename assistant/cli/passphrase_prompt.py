"""Ask for a passphrase at the terminal: what is typed is not shown, and a script is never kept waiting."""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import AssistantError

if TYPE_CHECKING:
    from collections.abc import Callable

_TERMINAL = "/dev/tty"


class NothingTypedError(AssistantError):
    """The question for a passphrase was left."""


def asker() -> Callable[[str], str] | None:
    """What asks at the terminal of this process; None where it has none."""
    try:
        os.close(os.open(_TERMINAL, os.O_RDWR | os.O_NOCTTY))
    except OSError:
        return None
    return ask


def ask(prompt: str) -> str:
    """What was typed. Raises NothingTypedError."""
    from getpass import getpass

    try:
        return getpass(prompt)
    except EOFError:
        raise NothingTypedError("no passphrase was typed, so nothing was opened; start again") from None


def ask_shown(prompt: str) -> str:
    """What was typed at the terminal of this process, shown as it is typed. Raises NothingTypedError."""
    with Path(_TERMINAL).open("r+b", buffering=0) as raw, io.TextIOWrapper(raw) as terminal:
        terminal.write(prompt)
        terminal.flush()
        typed = terminal.readline().strip()
    if not typed:
        raise NothingTypedError("nothing was typed, so nothing was opened; start again")
    return typed


def ask_twice(asks: Callable[[str], str], what: str = "passphrase") -> str:
    """A new passphrase, typed twice. Raises NothingTypedError."""
    typed = asks(f"New {what}: ")
    if not typed:
        raise NothingTypedError(f"the new {what} is empty, and nothing was changed; type one")
    if asks("The same again: ") != typed:
        raise NothingTypedError("the two are not the same, and nothing was changed; start again")
    return typed


def unlock_before_the_screen() -> None:
    """Ask for the passphrase of encrypted records; the screen has no place for it. Raises StoreError."""
    from assistant.records.store.places import configured_file, salt_of

    file = configured_file()
    try:
        salt = None if file is None else salt_of(file)
    except OSError:
        # What cannot be read is told where the records are opened.
        return
    if file is None or salt is None:
        return
    from assistant.records.safekeeping import passphrases

    known = passphrases.from_settings(asker())
    known.key_of(file, salt)
    known.no_more_asking()
    passphrases.use(known)
