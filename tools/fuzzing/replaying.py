"""Inputs tried again on the program as it is: those that are kept, those of faults, and any file."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from tools.fuzzing import corpus
from tools.fuzzing.faults import bounded

if TYPE_CHECKING:
    from types import FrameType

    from tools.fuzzing.targets.target import Target

PATIENCE = 4.0
"""How much longer an input may take here: the machine may be busy with others."""

MOST_KEPT = 16
MOST_TRIED = 100
"""Inputs of all sizes among which those to keep are chosen."""
LONGEST_KEPT = 4_000
"""Bytes of an input that is kept."""

_loaded: set[str] = set()
"""The targets of which an input was tried in this process."""

Way = tuple[str, int, str, int]
"""One call: where from, and what of the program."""


def try_again(target: Target, data: bytes) -> None:
    """Try one input. Raises Fault, or whatever the program lets through."""
    if target.name not in _loaded:
        # What the first input makes ready is not its own time.
        target.try_one(data)
        _loaded.add(target.name)
        return
    with bounded(len(data), target.seconds, PATIENCE):
        target.try_one(data)


def distil(target: Target, found: list[bytes]) -> list[bytes]:
    """Of inputs that were kept and found, a few small ones that take as many ways as possible."""
    small = sorted({data for data in found if len(data) <= LONGEST_KEPT}, key=lambda data: (len(data), data))
    ways = [(data, ways_of(target, data)) for data in small[:: 1 + len(small) // MOST_TRIED]]
    kept: list[bytes] = []
    reached: set[Way] = set()
    while ways and len(kept) < MOST_KEPT:
        data, further = max(ways, key=lambda each: (len(each[1] - reached), -len(each[0])))
        if not further - reached:
            break
        kept.append(data)
        reached |= further
        ways = [each for each in ways if each[0] != data]
    return kept


def ways_of(target: Target, data: bytes) -> set[Way]:
    """The calls into the program that an input leads to; none where it shows a fault."""
    ways: set[Way] = set()
    inside = str(corpus.ROOT / "assistant")

    def note(frame: FrameType, _event: str, _argument: object) -> None:
        code = frame.f_code
        if code.co_filename.startswith(inside) and frame.f_back is not None:
            back = frame.f_back
            ways.add((back.f_code.co_filename, back.f_lineno, code.co_filename, code.co_firstlineno))

    before = sys.gettrace()
    sys.settrace(note)  # returning nothing asks for no event of a line
    try:
        target.try_one(data)
    except Exception:  # noqa: BLE001  # an input that shows a fault is pinned, and not kept as a seed
        return set()
    finally:
        sys.settrace(before)
    return ways
