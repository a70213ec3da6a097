"""The lock of the plain mode: the terminal is emptied, with what was scrolled away, and asks who is there."""

from __future__ import annotations

import select
import sys
import termios
from typing import TYPE_CHECKING

from assistant.cli.passphrase_prompt import NothingTypedError, ask
from assistant.cli.sign_in import NobodyToAsk, given_pin
from assistant.errors import AssistantError

if TYPE_CHECKING:
    from typing import TextIO

    from assistant.conversation.conversation import Conversation
    from assistant.conversation.turn import Lock, Turn

EMPTY = "\x1b[H\x1b[2J\x1b[3J"
"""To the first place; the screen emptied; and what was scrolled away."""
QUIT = "/quit"


def empty_terminal(out: TextIO) -> None:
    """Leave nothing of what was said on a terminal; a pipe gets no such signs."""
    if out.isatty():
        out.write(EMPTY)
        out.flush()


def asked(conversation: Conversation, lock: Lock) -> Turn | None:
    """Ask who is there, once, and what came of it; None where the input has ended.

    Raises AssistantError where the PIN of a descriptor is wrong, and NobodyToAsk where the input is no
    terminal and no descriptor holds one.
    """
    if not lock.asks_pin:
        return conversation.sign_in("", "") if _line("Enter: ") is not None else None
    given = None if sys.stdin.isatty() else given_pin(None)
    if given is not None:
        turn = conversation.sign_in(lock.operator, given)
        if turn.lock is not None:
            raise AssistantError(turn.lock.told)
        return turn
    if not sys.stdin.isatty():
        raise NobodyToAsk
    name = _line(f"Operator{f' [{lock.operator}]' if lock.operator else ''}, or {QUIT}: ")
    if name is None or name.strip() == QUIT:
        return conversation.say(QUIT) if name is not None else None
    try:
        return conversation.sign_in(name.strip() or lock.operator, ask("PIN: "))
    except NothingTypedError:
        return None


def waits(source: TextIO, seconds: float) -> bool:
    """Wait for a line for so long; without one, forget what was begun, and say so."""
    ready, _, _ = select.select([source], [], [], seconds)
    if not ready:
        termios.tcflush(source, termios.TCIFLUSH)
    return bool(ready)


def _line(prompt: str) -> str | None:
    sys.stdout.write(prompt if sys.stdin.isatty() else "")
    sys.stdout.flush()
    return sys.stdin.readline() or None
