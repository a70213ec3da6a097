r"""Which regular expressions can be driven to take long: read from their structure, not from a clock.

A pattern is slow where the same text leads around a loop in two ways (every further repeat doubles the
work), or around one loop, over to another, and around that (the work grows with the square of the length).
For a search the text before the match counts as a loop, too: trying every start is what makes `\s+$` slow.
Where every way out of a loop is a match, nothing is tried again, and the loop is harmless.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.contracts.pattern_automaton import Automaton, State, loops

if TYPE_CHECKING:
    import re


@dataclass(frozen=True, slots=True)
class Slow:
    """One reason why a pattern is slow: what is repeated to drive it."""

    how: str
    pump: str


def slow(pattern: re.Pattern[str], *, searched: bool, whole: bool = False) -> Slow | None:
    """Why a pattern is slow, or None. `searched`: it is tried at every start. `whole`: it must take all."""
    automaton = Automaton(pattern)
    components = loops(automaton.edges)
    doubled = _doubling(automaton, components)
    if doubled is not None:
        return doubled
    fails = [members for members in components if whole or not automaton.always_matches(members)]
    if searched:
        for members in fails:
            if pump := _from_any_start(automaton, members):
                return Slow("each start goes around this", pump)
    for one in components:
        near = _reached(automaton, one)
        for other in fails:
            if one is not other and near & other and (pump := _crossing(automaton, one, other)):
                return Slow("one loop goes over into another", pump)
    return None


def _doubling(automaton: Automaton, components: list[frozenset[State]]) -> Slow | None:
    """A loop that the same text goes around in two ways."""
    for members in components:
        inside = {state: [each for each in automaton.edges[state] if each in members] for state in members}
        for state, following in inside.items():
            if len(following) != len(set(following)):
                return Slow("a loop is passed in two ways", automaton.sample(state[1]))
        pairs: dict[tuple[State, State], list[tuple[State, State]]] = {}
        waiting = [(state, state) for state in members]
        while waiting:
            pair = waiting.pop()
            if pair not in pairs:
                one, other = pair
                pairs[pair] = [(a, b) for a in inside[one] for b in inside[other] if a[1] == b[1]]
                waiting += pairs[pair]
        for loop in loops(pairs):
            apart = [pair for pair in loop if pair[0] != pair[1]]
            if apart and any(one == other for one, other in loop):
                return Slow("a loop is passed in two ways", automaton.sample(apart[0][0][1]))
    return None


def _from_any_start(automaton: Automaton, members: frozenset[State]) -> str:
    """A text that leads from every start into a loop and around it; any of its states tells for all."""
    target = min(members)
    seen: set[tuple[State | None, State]] = set()
    waiting: deque[tuple[State | None, State, str]] = deque([(None, target, "")])
    while waiting:
        crossing, around, text = waiting.popleft()
        for following in set(automaton.edges[around]) & members:
            kind = following[1]
            ways: list[State | None] = [None] if crossing is None else []
            ways += automaton.begun(around[1], kind) if crossing is None else automaton.edges[crossing]
            further = text + automaton.sample(kind)
            for each in ways:
                if (each is not None and each[1] != kind) or (each, following) in seen:
                    continue
                seen.add((each, following))
                if each == following == target:
                    return further
                waiting.append((each, following, further))
    return ""


def _reached(automaton: Automaton, one: frozenset[State]) -> set[State]:
    """Where a text leads, beside its way around a loop, that also goes around it."""
    seen = {(state, state) for state in one}
    waiting = list(seen)
    while waiting:
        around, beside = waiting.pop()
        stays = {each for each in automaton.edges[around] if each in one}
        for further in automaton.edges[beside]:
            for each in stays:
                if each[1] == further[1] and (each, further) not in seen:
                    seen.add((each, further))
                    waiting.append((each, further))
    return {beside for _, beside in seen}


def _crossing(automaton: Automaton, one: frozenset[State], other: frozenset[State]) -> str:
    """A text that goes around `one`, from it over into `other`, and around `other`."""
    for start in one:
        for target in other:
            if start[1] != target[1]:
                continue
            seen: set[tuple[State, State, State]] = set()
            waiting = deque([(start, start, target, "")])
            while waiting:
                first, crossing, second, text = waiting.popleft()
                for third in set(automaton.edges[second]) & other:
                    for follower in set(automaton.edges[first]) & one:
                        if follower[1] != third[1]:
                            continue
                        for each in set(automaton.edges[crossing]):
                            step = (follower, each, third)
                            if each[1] != third[1] or step in seen:
                                continue
                            seen.add(step)
                            further = text + automaton.sample(third[1])
                            if step == (start, target, target):
                                return further
                            waiting.append((*step, further))
    return ""
