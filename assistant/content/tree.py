"""A plain tree out of YAML parser events, with the line of every value.

Built without recursion, so that depth is a number to check, and with the scalars of the YAML 1.2 core schema
only, so that `no` and `2011-03-01` stay text.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import yaml

from assistant.content.problems import ContentError, Location, Problem, ProblemCode
from assistant.errors import quoted

if TYPE_CHECKING:
    from pathlib import Path

Json = str | int | float | bool | None | list["Json"] | dict[str, "Json"]
"""A parsed tree: what JSON can hold."""

MAX_DEPTH = 24

_INTEGER = re.compile(r"[-+]?[0-9]{1,30}\Z")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\Z")
_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}


@dataclass(slots=True)
class _Mapping:
    location: Location
    values: dict[str, Json] = field(default_factory=dict)
    key: str | None = None
    """The key whose value comes next."""


@dataclass(slots=True)
class _List:
    location: Location
    values: list[Json] = field(default_factory=list)


class TreeBuilder:
    """Takes the events of one file. Collects duplicate keys in `problems`; raises where it cannot go on."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.tree: Json = None
        self.documents = 0
        self.lines: dict[Location, int] = {}
        self.problems: list[Problem] = []
        self._open: list[_Mapping | _List] = []

    def take(self, event: yaml.Event) -> None:
        """Add one event. Raises ContentError for an alias, a tag, a second document or too deep a nesting."""
        line = event.start_mark.line + 1 if event.start_mark else 1
        match event:
            case yaml.DocumentStartEvent():
                self.documents += 1
                if self.documents > 1:
                    what = "a second document begins here ('---')"
                    raise self._refusal(ProblemCode.SEVERAL_DOCUMENTS, line, what, "give it its own file")
            case yaml.AliasEvent():
                what = f"the alias {quoted(f'*{event.anchor}')} is not allowed"
                raise self._refusal(ProblemCode.ALIAS, line, what, "write the value out")
            case yaml.ScalarEvent():
                self._refuse_marks(event, event.tag, line)
                self._take_scalar(event, line)
            case yaml.CollectionStartEvent():
                self._refuse_marks(event, event.tag, line)
                self._begin(isinstance(event, yaml.MappingStartEvent), line)
            case yaml.CollectionEndEvent():
                self._open.pop()
            case _:
                pass

    def _refusal(self, code: ProblemCode, line: int, what: str, remedy: str) -> ContentError:
        return ContentError([*self.problems, Problem(code, self.path, line, what, remedy)])

    def _refuse_marks(self, event: yaml.NodeEvent, tag: str | None, line: int) -> None:
        if event.anchor is not None:
            what = f"the anchor {quoted(f'&{event.anchor}')} is not allowed"
            raise self._refusal(ProblemCode.ALIAS, line, what, "write the value out where it is needed")
        if tag is not None:
            what = f"the tag {quoted(tag)} is not allowed"
            raise self._refusal(ProblemCode.TAG, line, what, "write plain values")

    def _take_scalar(self, event: yaml.ScalarEvent, line: int) -> None:
        around = self._open[-1] if self._open else None
        if isinstance(around, _Mapping) and around.key is None:
            self._take_key(around, str(event.value), line)
        else:
            self._put(_scalar(str(event.value), plain=not event.style), line)

    def _take_key(self, around: _Mapping, key: str, line: int) -> None:
        place = (*around.location, key)
        if key in around.values:
            what = f"the key {quoted(key)} stands here again (first in line {self.lines[place]})"
            self.problems.append(
                Problem(ProblemCode.DUPLICATE_KEY, self.path, line, what, "keep one of them")
            )
        self.lines[place] = line
        around.key = key

    def _begin(self, mapping: bool, line: int) -> None:
        if len(self._open) >= MAX_DEPTH:
            what = f"the values are nested more than {MAX_DEPTH} deep"
            raise self._refusal(ProblemCode.TOO_DEEP, line, what, "check the indentation and the brackets")
        around = self._open[-1] if self._open else None
        if isinstance(around, _Mapping) and around.key is None:
            what = "a key is itself a list or a mapping"
            raise self._refusal(ProblemCode.SYNTAX, line, what, "write a word before the ':'")
        frame = _Mapping(()) if mapping else _List(())
        frame.location = self._put(frame.values, line)
        self._open.append(frame)

    def _put(self, value: Json, line: int) -> Location:
        around = self._open[-1] if self._open else None
        location: Location = ()
        if isinstance(around, _List):
            location = (*around.location, len(around.values))
            around.values.append(value)
        elif isinstance(around, _Mapping):
            key = str(around.key)
            location = (*around.location, key)
            around.values[key] = value
            around.key = None
        else:
            self.tree = value
        self.lines.setdefault(location, line)
        return location


def _scalar(text: str, plain: bool) -> Json:
    if not plain:
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.match(text):
        return int(text)
    if _FLOAT.match(text) and math.isfinite(float(text)):
        return float(text)
    return text
