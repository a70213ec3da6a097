"""The same operator once more, where the records cannot be asked: by the hash of the PIN of before.

A server that is lost, or a full disk, must not keep a clinician from the assessment under way. Nobody else
is let in so, and nothing of it outlives the process.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.records.operators.admission import MustWait, WrongPin
from assistant.records.operators.pins import holds
from assistant.records.operators.waiting import seconds_after, seconds_left

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.records.operators.admission import Admitted


class Again:
    """Looks at the PIN of who was admitted; `clock` gives seconds, and is set by nobody."""

    def __init__(self, admitted: Admitted, clock: Callable[[], float]) -> None:
        self._admitted = admitted
        self._clock = clock
        self._failures = 0
        self._latest = 0.0

    def check(self, secret: str) -> Admitted:
        """The same as before. Raises WrongPin or MustWait."""
        left = seconds_left(self._failures, self._clock() - self._latest)
        if left:
            raise MustWait(left)
        if not holds(secret, self._admitted.pin):
            self._failures += 1
            self._latest = self._clock()
            raise WrongPin(seconds_after(self._failures))
        self._failures = 0
        return self._admitted
