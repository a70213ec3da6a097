"""What a target is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tools.fuzzing.mutation import Mutate


@dataclass(frozen=True, slots=True)
class Target:
    """One kind of input: where it begins, how it is changed, and what must hold when it is tried."""

    name: str
    what: str
    """What the input is, for the table."""
    try_one: Callable[[bytes], None]
    """Raises Fault, or whatever the program lets through."""
    mutate: Callable[[], Mutate]
    seeds: Callable[[], Iterable[bytes]]
    longest: int = 4_000
    """Bytes of an input."""
    seconds: float = 1.0
    """Processor time that the shortest input may take."""
    watched: tuple[str, ...] = ()
    """Packages whose code guides the search; the whole program where none is named."""
