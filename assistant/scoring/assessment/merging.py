"""Two sets of answers to one form as one: what only one side changed is joined, the rest differs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assistant.scoring.answers import Answer

Given = tuple[str, int | None]
"""What an answer says, whenever and however it was given: its kind and level."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One item that both sides changed, each in another way; None is unanswered."""

    item: str
    here: Answer | None
    there: Answer | None


@dataclass(frozen=True, slots=True)
class Merge:
    """What must be taken over from there (None: taken back), and what is to be chosen."""

    joined: Mapping[str, Answer | None]
    differing: tuple[Difference, ...]


def given(answer: Answer | None) -> Given | None:
    """What an answer says."""
    return None if answer is None else (answer.kind, answer.value)


def merge(here: Mapping[str, Answer], there: Mapping[str, Answer], base: Mapping[str, Given]) -> Merge:
    """Bring two sets of answers together that both began as `base`; that is empty where nothing is known."""
    joined: dict[str, Answer | None] = {}
    differing: list[Difference] = []
    for item in dict.fromkeys((*here, *there, *base)):
        mine, theirs, former = given(here.get(item)), given(there.get(item)), base.get(item)
        if theirs in {mine, former}:
            continue
        if mine == former:
            joined[item] = there.get(item)
        else:
            differing.append(Difference(item, here.get(item), there.get(item)))
    return Merge(joined, tuple(differing))
