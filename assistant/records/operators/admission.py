"""Who signed in, and why one was not let in; nothing here costs a start anything."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from assistant.errors import AssistantError

if TYPE_CHECKING:
    from assistant.records.operators.roles import Signed


OPERATOR_VARIABLE = "MALAR_OPERATOR"
"""Names the operator: who is offered at a sign-in, and without accounts whose name stands in the records."""


class Admitted(NamedTuple):
    """Who signed in, and the hash of the PIN, by which this process alone may ask for the same again."""

    signed: Signed
    pin: str

    def __repr__(self) -> str:
        return f"Admitted({self.signed!r})"


class SignInRefused(AssistantError):
    """A sign-in that was not taken."""


class WrongPin(SignInRefused):
    """The name or the PIN is wrong; which of them is not told. `seconds` is the wait before the next try."""

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        after = f"the next try is taken in {in_words(seconds)}" if seconds else "try again"
        super().__init__(f"the name or the PIN is wrong; {after}")


class MustWait(SignInRefused):
    """There were too many failures, and the PIN was not looked at."""

    def __init__(self, seconds: int) -> None:
        super().__init__(
            f"too many wrong PINs for this name, and this one was not looked at; the next try is taken in "
            f"{in_words(seconds)}"
        )


def in_words(seconds: int) -> str:
    """A wait in words."""
    if seconds < 60:
        return f"{seconds} second{'' if seconds == 1 else 's'}"
    minutes = -(-seconds // 60)
    return f"{minutes} minute{'' if minutes == 1 else 's'}"
