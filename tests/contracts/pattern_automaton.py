"""A regular expression as an automaton of its positions (Glushkov), each split by the kind of character.

What stands at an empty place (an anchor, a look at one character) is kept as a guard: the kinds of characters
that may stand before and behind it. What is not exact lets more pass than the engine does, and less match.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache, cached_property
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import TYPE_CHECKING, Any, Final, Literal, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

BEGIN: Final = "begin"
END: Final = "end"
N = TypeVar("N")
MOST_COUNTED = 64
"""A counted repeat of one character up to this often is a constant, not a loop."""

Kind = int | Literal["begin", "end"]
"""A kind of character (its number), or what stands before the first and behind the last."""
Guard = frozenset[tuple[Kind, Kind]]
"""Which kinds may stand before and behind an empty place."""
State = tuple[int, int]
"""A position of the pattern, and the kind of character that it has just taken."""


class NotRead(Exception):
    """A construction that is not analysed; write the pattern without it."""


@dataclass(slots=True)
class Fragment:
    """A part of a pattern: how it can be passed empty, what it begins and ends with, each under a guard."""

    empty: list[Guard | None] = field(default_factory=list)
    first: list[tuple[int, Guard | None]] = field(default_factory=list)
    last: list[tuple[int, Guard | None]] = field(default_factory=list)


class Automaton:
    """The positions of one pattern, and what may follow what."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self.flags = pattern.flags
        tree = parser.parse(pattern.pattern, pattern.flags)
        self._samples = _samples(tree, pattern.flags)
        self._sets: list[frozenset[int]] = []
        self._looks: dict[tuple[int, frozenset[Kind], bool], Guard] = {}
        self._begun: dict[tuple[int, int], list[State]] = {}
        self._takes: dict[str, frozenset[int]] = {}
        self.follow: dict[int, list[tuple[int, Guard | None]]] = defaultdict(list)
        whole = self._sequence(tree)
        self.first, self.last = whole.first, whole.last

    @cached_property
    def kinds(self) -> range:
        """Every kind of character that the pattern tells apart."""
        return range(len(self._samples))

    def sample(self, kind: int) -> str:
        """A character of a kind."""
        return self._samples[kind]

    def takes(self, position: int) -> frozenset[int]:
        """The kinds of character that a position takes."""
        return self._sets[position]

    @cached_property
    def edges(self) -> dict[State, list[State]]:
        """From each state the next ones; one that is reached in two ways is there twice."""
        found: dict[State, list[State]] = {}
        for position in range(len(self._sets)):
            for kind in self._sets[position]:
                found[position, kind] = [
                    (following, then)
                    for following, guard in self.follow[position]
                    for then in self._sets[following]
                    if guard is None or (kind, then) in guard
                ]
        return found

    def begun(self, before: int, kind: int) -> list[State]:
        """The states in which a match has begun with a kind of character behind another."""
        if (before, kind) not in self._begun:
            self._begun[before, kind] = [
                (position, kind)
                for position, guard in self._beginning[kind]
                if guard is None or (before, kind) in guard
            ]
        return self._begun[before, kind]

    @cached_property
    def _beginning(self) -> dict[int, list[tuple[int, Guard | None]]]:
        found: dict[int, list[tuple[int, Guard | None]]] = defaultdict(list)
        for position, guard in self.first:
            for kind in self.takes(position):
                found[kind].append((position, guard))
        return found

    def always_matches(self, members: frozenset[State]) -> bool:
        """Whether a text that goes around a loop, and then on, has matched: nothing is tried again then."""
        if all(self._ends(state) for state in members):
            return True
        free = {position for position, guard in self.last if guard is None}
        rest = {state for state in members if state[0] not in free}
        return not loops({state: [each for each in self.edges[state] if each in rest] for state in rest})

    def _ends(self, state: State) -> bool:
        """Whether every way on that leaves this state's position is a match."""
        position, kind = state
        stays = {then for following, then in self.edges[state] if following == position}
        matches = [guard for each, guard in self.last if each == position]
        return any(
            all(then in stays or guard is None or (kind, then) in guard for then in (*self.kinds, END))
            for guard in matches
        )

    def _sequence(self, nodes: Iterable[tuple[Any, Any]]) -> Fragment:
        whole = Fragment(empty=[None])
        for node in nodes:
            whole = self._joined(whole, self._part(*node))
        return whole

    def _joined(self, left: Fragment, right: Fragment) -> Fragment:
        for end, before in left.last:
            for start, behind in right.first:
                self._add(end, start, _both(before, behind))
        return Fragment(
            [_both(one, other) for one in left.empty for other in right.empty],
            left.first + [(start, _both(guard, own)) for guard in left.empty for start, own in right.first],
            right.last + [(end, _both(own, guard)) for guard in right.empty for end, own in left.last],
        )

    def _add(self, end: int, start: int, guard: Guard | None) -> None:
        self.follow[end].append((start, guard))

    def _part(self, operation: Any, argument: Any) -> Fragment:  # noqa: ANN401, PLR0911 - as parsed
        if operation in {sre.LITERAL, sre.NOT_LITERAL, sre.ANY, sre.IN}:
            return self._character(self._taken(operation, argument))
        if operation is sre.SUBPATTERN:
            _, added, removed, inside = argument
            if added or removed:
                raise NotRead("flags within a pattern")
            return self._sequence(inside)
        if operation is sre.ATOMIC_GROUP:
            return self._sequence(argument)
        if operation is sre.BRANCH:
            return self._either(argument[1])
        if operation in {sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT}:
            return self._repeated(*argument, possessive=operation is sre.POSSESSIVE_REPEAT)
        if operation is sre.AT:
            return Fragment(empty=[self._at(argument)])
        if operation in {sre.ASSERT, sre.ASSERT_NOT}:
            return self._looked(*argument, wanted=operation is sre.ASSERT)
        raise NotRead(f"{operation}")

    def _character(self, kinds: frozenset[int]) -> Fragment:
        self._sets.append(kinds)
        own: list[tuple[int, Guard | None]] = [(len(self._sets) - 1, None)]
        return Fragment([], own, list(own))

    def _either(self, branches: Iterable[Any]) -> Fragment:
        whole = Fragment()
        for branch in branches:
            part = self._sequence(branch)
            whole.empty += [guard for guard in part.empty if guard not in whole.empty]
            whole.first += part.first
            whole.last += part.last
        return whole

    def _repeated(self, least: int, most: int, inside: Any, *, possessive: bool) -> Fragment:  # noqa: ANN401
        simple = _is_one_character(inside)
        if most == 1 or (most <= MOST_COUNTED and (simple or (most <= 8 and not _repeats(inside)))):
            copies = [self._sequence(inside) for _ in range(max(1, min(most, max(least, 2))))]
        else:
            body = self._sequence(inside)
            for end, before in body.last:
                for start, behind in body.first:
                    self._add(end, start, _both(before, behind))
            if body.empty and body.last:
                # An empty turn leads back by a second way.
                self._add(body.last[0][0], body.first[0][0], None)
            copies = [body]
        whole = copies[0]
        if least == 0 and None not in whole.empty:
            whole.empty.append(None)
        for copy in copies[1:]:
            if least < 2 and None not in copy.empty:
                copy.empty.append(None)
            whole = self._joined(whole, copy)
        if possessive and simple and most > MOST_COUNTED:
            own = self._sets[whole.last[0][0]]
            gone = frozenset(
                (before, behind) for before in own for behind in (*self.kinds, END) if behind not in own
            )
            whole.last = [(end, _both(guard, gone)) for end, guard in whole.last]
        return whole

    def _taken(self, operation: Any, argument: Any) -> frozenset[int]:  # noqa: ANN401
        """The kinds that one character of the pattern stands for."""
        if operation not in {sre.LITERAL, sre.NOT_LITERAL, sre.ANY, sre.IN}:
            raise NotRead(f"{operation} where one character is looked at")
        key = repr((operation, argument))
        if key not in self._takes:
            one = _class_pattern(operation, argument, self.flags)
            self._takes[key] = frozenset(
                kind for kind, sample in enumerate(self._samples) if one.match(sample)
            )
        return self._takes[key]

    def _at(self, where: Any) -> Guard:  # noqa: ANN401 - a constant of the parser
        word = {kind for kind in self.kinds if re.match(r"\w", self._samples[kind])}
        newline = {kind for kind in self.kinds if self._samples[kind] == "\n"}
        lines = bool(self.flags & re.MULTILINE)
        rules: dict[Any, Callable[[Kind, Kind], bool]] = {
            sre.AT_BEGINNING: lambda one, _: one == BEGIN or (lines and one in newline),
            sre.AT_BEGINNING_STRING: lambda one, _: one == BEGIN,
            sre.AT_END: lambda _, other: other == END or (lines and other in newline),
            sre.AT_END_STRING: lambda _, other: other == END,
            sre.AT_BOUNDARY: lambda one, other: (one in word) != (other in word),
            sre.AT_NON_BOUNDARY: lambda one, other: (one in word) == (other in word),
        }
        return self._guard(rules[where])

    def _looked(self, direction: int, inside: Any, *, wanted: bool) -> Fragment:  # noqa: ANN401
        """A look ahead (1) or back (-1): exact for one character, else what it surely forbids.

        With a loop in it, it is gone through as any other part, and leads nowhere; what it lets pass is open.
        """
        if _repeats(inside):
            return Fragment([self._guard(lambda _, other: other != END)], self._sequence(inside).first)
        kinds: set[Kind] = set()
        for branch in _branches(inside):
            nodes = list(branch)
            looked = nodes[0] if direction > 0 else nodes[-1]
            if len(nodes) > 1 and not wanted:
                continue
            kinds |= self._seen(looked, direction)
        looked = (direction, frozenset(kinds), wanted)
        if looked not in self._looks:
            self._looks[looked] = self._guard(
                lambda one, other: ((other if direction > 0 else one) in kinds) is wanted
            )
        return Fragment([self._looks[looked]])

    def _guard(self, lets_pass: Callable[[Kind, Kind], bool]) -> Guard:
        """The pairs of kinds before and behind a place that a rule lets pass."""
        before: tuple[Kind, ...] = (*self.kinds, BEGIN)
        behind: tuple[Kind, ...] = (*self.kinds, END)
        return frozenset((one, other) for one in before for other in behind if lets_pass(one, other))

    def _seen(self, node: tuple[Any, Any], direction: int) -> set[Kind]:
        operation, argument = node
        if operation is sre.AT and argument in {sre.AT_END, sre.AT_END_STRING}:
            return {END}
        if operation is sre.AT and argument in {sre.AT_BEGINNING, sre.AT_BEGINNING_STRING}:
            return {BEGIN}
        if operation is sre.SUBPATTERN:
            inner = [list(branch) for branch in _branches(argument[3])]
            return {
                kind for each in inner for kind in self._seen(each[0 if direction > 0 else -1], direction)
            }
        if operation is sre.MAX_REPEAT and argument[0] > 0:
            return self._seen(argument[2][0 if direction > 0 else -1], direction)
        return set(self._taken(operation, argument))


@cache
def _both(one: Guard | None, other: Guard | None) -> Guard | None:
    if one is None or other is None:
        return one if other is None else other
    return one & other


def _branches(nodes: Any) -> list[Any]:  # noqa: ANN401 - a tree of the parser
    nodes = list(nodes)
    if len(nodes) == 1 and nodes[0][0] is sre.BRANCH:
        return list(nodes[0][1][1])
    return [nodes]


def _is_one_character(nodes: Any) -> bool:  # noqa: ANN401
    nodes = list(nodes)
    if len(nodes) == 1 and nodes[0][0] is sre.SUBPATTERN:
        return _is_one_character(nodes[0][1][3])
    return len(nodes) == 1 and nodes[0][0] in {sre.LITERAL, sre.NOT_LITERAL, sre.ANY, sre.IN}


def _repeats(nodes: Any) -> bool:  # noqa: ANN401
    """Whether anything in a tree is repeated more than once or twice."""
    return any(
        operation in {sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT} and argument[1] > 3
        for operation, argument in _nodes(nodes)
    )


def _nodes(nodes: Any) -> Iterator[tuple[Any, Any]]:  # noqa: ANN401
    for operation, argument in nodes:
        yield operation, argument
        if operation is sre.BRANCH:
            for branch in argument[1]:
                yield from _nodes(branch)
        elif operation is sre.SUBPATTERN:
            yield from _nodes(argument[3])
        elif operation in {sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT}:
            yield from _nodes(argument[2])
        elif operation in {sre.ASSERT, sre.ASSERT_NOT}:
            yield from _nodes(argument[1])
        elif operation is sre.ATOMIC_GROUP:
            yield from _nodes(argument)


# Kinds of characters beyond those that a pattern names: letters, digits, blanks, signs, none of them.
_COMMON = "aZ5_ \n\t-.,µäß²٣\u00a0€\U0001f600"


def _samples(tree: Any, flags: int) -> list[str]:  # noqa: ANN401
    """One character of each kind that the pattern tells apart."""
    named: set[int] = set(map(ord, _COMMON))
    tests: list[tuple[Any, Any]] = []
    for operation, argument in _nodes(tree):
        if operation in {sre.LITERAL, sre.NOT_LITERAL}:
            named |= {argument, argument + 1}
            tests.append((operation, argument))
        elif operation is sre.IN:
            tests.append((operation, argument))
            for inner, value in argument:
                if inner is sre.LITERAL:
                    named |= {value, value + 1}
                elif inner is sre.RANGE:
                    named |= {value[0] - 1, value[0], value[1], value[1] + 1}
        elif operation is sre.ANY:
            tests.append((operation, argument))
    characters = [chr(code) for code in sorted(named) if 0 <= code <= 0x10FFFF]
    unique = {repr(test): test for test in tests}.values()
    compiled = [_class_pattern(*test, flags) for test in unique]
    compiled.append(re.compile(r"\w"))
    compiled.append(re.compile(r"\n"))
    by_kind: dict[tuple[bool, ...], str] = {}
    for character in characters:
        by_kind.setdefault(tuple(bool(each.match(character)) for each in compiled), character)
    return list(by_kind.values())


def _class_pattern(operation: Any, argument: Any, flags: int) -> re.Pattern[str]:  # noqa: ANN401
    """The pattern of one character of a tree."""
    kept = flags & (re.IGNORECASE | re.DOTALL | re.ASCII)
    if operation is sre.ANY:
        return re.compile(".", kept)
    if operation in {sre.LITERAL, sre.NOT_LITERAL}:
        sign = "^" if operation is sre.NOT_LITERAL else ""
        text = re.escape(chr(argument))
        return re.compile(f"[{sign}{text}]" if sign else text, kept)
    categories = {
        sre.CATEGORY_DIGIT: r"\d",
        sre.CATEGORY_NOT_DIGIT: r"\D",
        sre.CATEGORY_SPACE: r"\s",
        sre.CATEGORY_NOT_SPACE: r"\S",
        sre.CATEGORY_WORD: r"\w",
        sre.CATEGORY_NOT_WORD: r"\W",
    }
    pieces = []
    for inner, value in argument:
        if inner is sre.NEGATE:
            pieces.append("^")
        elif inner is sre.LITERAL:
            pieces.append(re.escape(chr(value)))
        elif inner is sre.RANGE:
            pieces.append(f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}")
        else:
            pieces.append(categories[value])
    return re.compile(f"[{''.join(pieces)}]", kept)


def loops(edges: Mapping[N, Sequence[N]]) -> list[frozenset[N]]:
    """What leads to each other, or to itself (Kosaraju, without recursion)."""
    back: dict[N, list[N]] = defaultdict(list)
    for each, following in edges.items():
        for further in following:
            back[further].append(each)
    found: list[frozenset[N]] = []
    done: set[N] = set()
    for root in reversed(_in_order_left(edges)):
        if root in done:
            continue
        done.add(root)
        members, waiting = {root}, [root]
        while waiting:
            for each in back[waiting.pop()]:
                if each not in done:
                    done.add(each)
                    members.add(each)
                    waiting.append(each)
        if len(members) > 1 or root in edges[root]:
            found.append(frozenset(members))
    return found


def _in_order_left(edges: Mapping[N, Sequence[N]]) -> list[N]:
    """Everything in the order in which a walk through all of it is done with each."""
    order: list[N] = []
    seen: set[N] = set()
    for root in edges:
        if root in seen:
            continue
        seen.add(root)
        stack = [(root, iter(edges[root]))]
        while stack:
            each, following = stack[-1]
            new = next((further for further in following if further not in seen), None)
            if new is None:
                order.append(each)
                stack.pop()
            else:
                seen.add(new)
                stack.append((new, iter(edges[new])))
    return order
