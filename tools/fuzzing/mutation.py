"""How inputs are changed: text by its words and lines, trees by their nodes, bytes as they are."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tools.fuzzing.fragments import TEXTS, VALUES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

Mutate = Callable[[bytes, "Random"], bytes]

PIECES = re.compile(r"\s+|\w+|[^\w\s]")
FIGURE = re.compile(r"\d+")
MOST_CHANGES = 4
PUT_IN, TAKE_OUT, REPLACE, REPEAT, SWAP, JOIN_LINES, CHANGE_FIGURE, CHANGE_CASE = range(8)


@dataclass(frozen=True, slots=True)
class Words:
    """Changes a text by its words, with words of a field and pieces that programs stumble over."""

    known: Sequence[str]
    separators: Sequence[str] = (" ", ", ", ". ", "; ", " and ", "\n")

    def __call__(self, data: bytes, chance: Random) -> bytes:
        """Another text."""
        pieces = PIECES.findall(data.decode("utf-8", "surrogateescape"))
        for _ in range(chance.randint(1, MOST_CHANGES)):
            self._change(pieces, chance)
        return "".join(pieces).encode("utf-8", "surrogateescape")

    def _change(self, pieces: list[str], chance: Random) -> None:
        what, place = chance.randrange(8), chance.randint(0, len(pieces))
        if what == PUT_IN or not pieces:
            pieces[place:place] = [self._word(chance), chance.choice(self.separators)]
            return
        place = min(place, len(pieces) - 1)
        end = min(len(pieces), place + chance.choice((1, 1, 2, 5, 20)))
        if what == TAKE_OUT:
            del pieces[place:end]
        elif what == REPLACE:
            pieces[place] = self._word(chance)
        elif what == REPEAT:
            pieces[place:place] = pieces[place:end] * chance.choice((1, 1, 2, 8, 40))
        elif what == SWAP:
            other = chance.randrange(len(pieces))
            pieces[place], pieces[other] = pieces[other], pieces[place]
        elif what == JOIN_LINES:
            pieces[place] = chance.choice(self.separators)
        elif what == CHANGE_FIGURE:
            figure = str(chance.choice((0, 1, 2, 3, 4, 9, 10, 40, 250, 1000, 10**6)))
            pieces[place] = FIGURE.sub(figure, pieces[place]) if FIGURE.search(pieces[place]) else figure
        elif what == CHANGE_CASE:
            pieces[place] = pieces[place].swapcase()

    def _word(self, chance: Random) -> str:
        return chance.choice(TEXTS) if chance.random() < 0.25 else chance.choice(self.known)


@dataclass(frozen=True, slots=True)
class Trees:
    """Changes the tree of a document: values of another kind, keys of another name, nodes moved about."""

    read: Callable[[bytes], Any]
    """Raises ValueError for what is no such document."""
    write: Callable[[Any], bytes]
    known: Sequence[object]
    """Values and names of the field."""
    otherwise: Mutate

    def __call__(self, data: bytes, chance: Random) -> bytes:
        """Another document; now and then, another text in its place."""
        try:
            tree = self.read(data)
        except (ValueError, RecursionError):
            return self.otherwise(data, chance)
        if not isinstance(tree, dict | list) or chance.random() < 0.12:
            return self.otherwise(data, chance)
        changed = copy.deepcopy(tree)
        for _ in range(chance.randint(1, MOST_CHANGES)):
            self._change(changed, chance)
        try:
            return self.write(changed)
        except (ValueError, RecursionError, TypeError):
            return self.otherwise(data, chance)

    def _change(self, tree: Any, chance: Random) -> None:  # noqa: ANN401  # a document is anything
        nodes = list(_nodes(tree))
        node = chance.choice(nodes)
        what = chance.randrange(6)
        if isinstance(node, dict):
            self._change_mapping(node, nodes, what, chance)
        elif what == 0 or not node:
            node.insert(chance.randint(0, len(node)), self._value(nodes, chance))
        elif what == 1:
            del node[chance.randrange(len(node))]
        elif what == 2:
            node.append(copy.deepcopy(chance.choice(node)))
        else:
            node[chance.randrange(len(node))] = self._value(nodes, chance)

    def _change_mapping(self, node: dict[Any, Any], nodes: list[Any], what: int, chance: Random) -> None:
        key = chance.choice(list(node)) if node else ""
        if what == 0 or not node:
            node[str(chance.choice(self.known))] = self._value(nodes, chance)
        elif what == 1:
            del node[key]
        elif what == 2:
            node[str(chance.choice((*self.known, *TEXTS)))] = node.pop(key)
        elif isinstance(node[key], str) and chance.random() < 0.4:
            changed = Words([str(each) for each in self.known], (" ", ""))(
                node[key].encode("utf-8", "surrogatepass"), chance
            )
            node[key] = changed.decode("utf-8", "replace")
        elif type(node[key]) is int and chance.random() < 0.5:
            node[key] += chance.choice((-1, 1, 2, 10))
        else:
            node[key] = self._value(nodes, chance)

    def _value(self, nodes: list[Any], chance: Random) -> Any:  # noqa: ANN401
        kind = chance.random()
        if kind < 0.15 and len(nodes) > 1:
            return copy.deepcopy(chance.choice(nodes[1:]))
        # A copy: the lists among them would else grow into each other.
        return copy.deepcopy(chance.choice(VALUES)) if kind < 0.6 else chance.choice(self.known)


def _nodes(tree: Any) -> Sequence[Any]:  # noqa: ANN401
    """Every mapping and list of a tree."""
    found, waiting = [], [tree]
    while waiting:
        node = waiting.pop()
        found.append(node)
        below = node.values() if isinstance(node, dict) else node
        waiting.extend(each for each in below if isinstance(each, dict | list))
    return found


def changed_bytes(data: bytes, chance: Random) -> bytes:
    """Bytes turned over, cut out, put in, or repeated."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, MOST_CHANGES)):
        place = chance.randint(0, len(changed))
        end = min(len(changed), place + chance.choice((1, 1, 4, 16, 200)))
        what = chance.randrange(4)
        if what == 0:
            changed[place:place] = chance.choice(TEXTS).encode("utf-8", "surrogatepass")
        elif what == 1:
            del changed[place:end]
        elif what == 2:
            changed[place:place] = changed[place:end]
        else:
            changed[place:end] = chance.randbytes(end - place)
    return bytes(changed)


def json_lines(known: Sequence[object]) -> Mutate:
    """Changes lines of JSON, each by its tree."""
    one = json_tree(known)

    def change(data: bytes, chance: Random) -> bytes:
        lines = data.split(b"\n")
        place = chance.randrange(len(lines))
        if chance.random() < 0.15:
            lines.insert(place, chance.choice(lines))
        lines[place] = one(lines[place], chance)
        return b"\n".join(lines)

    return change


def json_tree(known: Sequence[object], otherwise: Mutate = changed_bytes) -> Trees:
    """Changes a JSON document."""
    return Trees(json.loads, lambda tree: json.dumps(tree).encode(), known, otherwise)


def yaml_tree(known: Sequence[object]) -> Trees:
    """Changes a YAML document."""
    import yaml  # only where content is fuzzed

    def read(data: bytes) -> Any:  # noqa: ANN401
        try:
            return yaml.safe_load(data)
        except (yaml.YAMLError, AttributeError) as error:
            raise ValueError(str(error)) from error

    def write(tree: Any) -> bytes:  # noqa: ANN401
        try:
            return yaml.safe_dump(tree, sort_keys=False, allow_unicode=True).encode("utf-8", "surrogatepass")
        except yaml.YAMLError as error:
            raise ValueError(str(error)) from error

    return Trees(read, write, known, Words([str(each) for each in known], ("\n", ": ", "- ", ", ", " ")))
