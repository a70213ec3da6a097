"""How long one has to wait after wrong PINs: a few may be slips, then each doubles the wait.

Nobody is locked out for ever, which anyone could do to a colleague. At the longest wait a PIN of six digits
holds out for years.
"""

from __future__ import annotations

FREE = 3
"""Failures that may be slips."""
FIRST, LONGEST = 5, 900
"""Seconds."""


def seconds_after(failures: int) -> int:
    """Seconds to wait after so many failures in a row."""
    if failures < FREE:
        return 0
    return min(LONGEST, FIRST * 2 ** min(failures - FREE, 16))


def seconds_left(failures: int, silent: float) -> int:
    """Seconds still to wait, `silent` after the last failure; a clock that was set back counts as none."""
    whole = seconds_after(failures)
    return max(0, round(whole - max(0.0, silent) + 0.5)) if whole > silent else 0
