"""What counts as a fault, and the checks that hold for every input of every target."""

from __future__ import annotations

import resource
import time
import unicodedata
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

BYTES_A_SECOND = 10_000
"""An input of this length may take one second of processor time."""

MOST_MEMORY_KB = 300_000
"""How far one input may raise the memory that the process needs at most."""

BIDIRECTIONAL = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class Fault(AssertionError):
    """The program did with an input what it must never do."""


def require(holds: object, what: str, *details: object) -> None:
    """Raise Fault unless `holds`."""
    if not holds:
        raise Fault(what + "".join(f" | {detail!r:.6000}" for detail in details))


def require_shown_safely(text: str, where: str, *, line_breaks: bool = True) -> None:
    """No character of a shown text may steer a terminal, turn the reading order, or split a line unseen."""
    for character in text:
        if character in "\n\t" and line_breaks:
            continue
        kind = unicodedata.category(character)
        steers = kind in {"Cc", "Cs", "Zl", "Zp"} or character in BIDIRECTIONAL
        require(not steers, f"{where} holds the raw character U+{ord(character):04X}", text)


@contextmanager
def bounded(length: int, seconds: float, slower: float = 1.0) -> Iterator[None]:
    """Raise Fault where an input of this length takes longer than it may, or far more memory.

    `seconds` is what the shortest input may take, `slower` how much slower the watched program runs.
    """
    began = time.process_time()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    yield
    took = time.process_time() - began
    allowed = slower * seconds * max(1.0, length / BYTES_A_SECOND)
    require(took <= allowed, "it took longer than it may", f"{took:.1f} s for {length} bytes")
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory
    require(grown <= MOST_MEMORY_KB, "it took more memory than it may", f"{grown} kB for {length} bytes")
