"""How long one has to wait after wrong PINs: a few may be slips, then each doubles the wait.

Nobody is locked out for ever, which anyone could do to a colleague. At the longest wait a PIN of six digits
holds out for years.
"""

from __future__ import annotations

from math import ceil

FREE = 3
"""Failures that may be slips."""
FIRST, LONGEST = 5, 900
"""Seconds."""


def seconds_after(failures: int) -> int:
    """Seconds to wait after so many failures in a row."""
    if failures < FREE:
        return 0
    doubled = min(failures - FREE, 16)
    return min(LONGEST, FIRST << doubled)


def seconds_left(failures: int, silent: float) -> int:
    """Seconds still to wait, `silent` after the last failure; a clock that was set back counts as none."""
    return max(0, ceil(seconds_after(failures) - max(0.0, silent)))
