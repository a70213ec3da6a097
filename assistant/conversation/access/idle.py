"""How long nobody has touched anything, and after how long the screen is hidden."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

from assistant.errors import AssistantError, quoted

if TYPE_CHECKING:
    from collections.abc import Callable

VARIABLE = "MALAR_LOCK_AFTER"
USUAL_MINUTES = 5.0
"""Where there are accounts and nothing else is said."""
LONGEST_MINUTES = 1440
_OFF = frozenset({"0", "off", "never"})


class WrongLockTime(AssistantError):
    """The variable says nothing that is a time."""


def minutes_set() -> float | None:
    """The minutes of MALAR_LOCK_AFTER: 0 for never, None where nothing is said. Raises WrongLockTime."""
    written = os.environ.get(VARIABLE, "").strip().casefold()
    if not written:
        return None
    if written in _OFF:
        return 0.0
    try:
        minutes = float(written)
    except ValueError:
        minutes = -1.0
    if not 0 < minutes <= LONGEST_MINUTES:
        raise WrongLockTime(
            f"{VARIABLE} is a number of minutes up to {LONGEST_MINUTES}, or off, and not {quoted(written)}; "
            "correct it"
        )
    return minutes


def since_start() -> float:
    """Seconds by a clock that nobody sets, and that goes on while the machine sleeps."""
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))


class Idle:
    """Since when nobody has touched anything. `minutes` is what was set; None for what is usual."""

    def __init__(self, minutes: float | None = None, clock: Callable[[], float] = since_start) -> None:
        self._minutes = minutes
        self._clock = clock
        self._touched = clock()

    def touch(self) -> None:
        """Somebody is there."""
        self._touched = self._clock()

    def is_over(self, *, accounts: bool) -> bool:
        """Whether it is time to hide the screen; without accounts only where that was asked for."""
        seconds = self.seconds(accounts=accounts)
        return seconds is not None and self._clock() - self._touched >= seconds

    def seconds(self, *, accounts: bool) -> float | None:
        """After how many seconds the screen is hidden; None for never."""
        usual = USUAL_MINUTES if accounts else 0.0
        minutes = usual if self._minutes is None else self._minutes
        return 60 * minutes or None
