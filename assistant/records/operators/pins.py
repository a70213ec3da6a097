"""PINs and passphrases of operators: which are taken, and how they are hashed and checked.

Argon2id makes a guess cost memory as well as time (RFC 9106, the second recommended choice: 64 MiB). The hash
holds its own parameters, so that they can be raised later.
"""

from __future__ import annotations

import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from assistant.errors import AssistantError

if TYPE_CHECKING:
    from argon2 import PasswordHasher

SHORTEST, LONGEST = 6, 128
"""Characters."""


class Cost(NamedTuple):
    """What one hash costs."""

    passes: int
    kibibytes: int
    lanes: int


USUAL = Cost(3, 64 * 1024, 4)


class PinRefused(AssistantError):
    """A PIN that is too easy to guess."""


def check_pin(secret: str, name: str) -> None:
    """Refuse a new PIN that is short, or among the first to be tried. Raises PinRefused."""
    written = _written(secret)
    if not SHORTEST <= len(written) <= LONGEST:
        raise PinRefused(f"a PIN or passphrase has {SHORTEST} to {LONGEST} characters; nothing was changed")
    if not written.isprintable():
        raise PinRefused("a PIN or passphrase has no control characters; nothing was changed")
    if len(set(written)) < 3 or _is_run(written) or name.casefold() in {written.casefold(), ""}:
        raise PinRefused(
            "this one is among the first to be guessed (the name, one character over and over, or a run such "
            "as 123456); nothing was changed, choose another"
        )


def hashed(secret: str, cost: Cost = USUAL) -> str:
    """The hash to be stored; it takes about a fifth of a second, as it must."""
    return _hasher(cost).hash(_written(secret))


def holds(secret: str, stored: str) -> bool:
    """Whether a secret is the one of a hash; one that is no hash at all holds for none."""
    from argon2.exceptions import InvalidHashError, VerificationError  # noqa: PLC0415  # only who signs in

    try:
        return _hasher(USUAL).verify(stored, _written(secret))
    except (VerificationError, InvalidHashError):
        return False


def _hasher(cost: Cost) -> PasswordHasher:
    from argon2 import PasswordHasher  # noqa: PLC0415  # only who signs in

    return PasswordHasher(cost.passes, cost.kibibytes, cost.lanes)


def _written(secret: str) -> str:
    """The same letters can be typed in two ways."""
    return unicodedata.normalize("NFC", secret)


def _is_run(written: str) -> bool:
    steps = {ord(after) - ord(before) for before, after in pairwise(written)}
    return steps in ({1}, {-1})
