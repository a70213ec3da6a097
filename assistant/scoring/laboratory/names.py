"""What a name on a report stands for in an instrument."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from assistant.scoring.laboratory.results import Meaning
from assistant.scoring.laboratory.spelling import phrase_pattern, plain, without_accents

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from assistant.scoring.instrument import Instrument

_WORD_STARTS = re.compile(r"(?<![^\W_])[^\W_]")
_FIGURE_FOLLOWS = re.compile(r"(?<!\s)(?:\s*[:=])?\s*[0-9]")
_JOINTS = re.compile(r"[\s\-_./,:'()]+")


@dataclass(frozen=True, slots=True)
class Named:
    """A name found in a line."""

    start: int
    end: int
    text: str
    meanings: tuple[Meaning, ...]


class Names:
    """The names that are known, each with what it can stand for."""

    def __init__(self, meanings: Mapping[str, Iterable[Meaning]]) -> None:
        self._meanings: dict[str, tuple[Meaning, ...]] = {}
        spelled = sorted(meanings, key=lambda name: len(_folded(name)), reverse=True)
        for name in spelled:
            key = _folded(name)
            self._meanings[key] = tuple(dict.fromkeys((*self._meanings.get(key, ()), *meanings[name])))
        # Sought where a word begins, among those with its first letter: one pattern of all takes far longer.
        by_letter: dict[str, list[str]] = {}
        for name in spelled:
            by_letter.setdefault(_folded(name)[:1], []).append(phrase_pattern(without_accents(name)))
        self._patterns = {
            letter: re.compile("|".join(patterns), re.IGNORECASE) for letter, patterns in by_letter.items()
        }

    @cached_property
    def specimens(self) -> frozenset[str]:
        """What the tests that are known are made of."""
        return frozenset(each.specimen for one in self._meanings.values() for each in one if each.specimen)

    def found(self, line: str) -> tuple[Named, ...]:
        """The names in a line that has its plain spelling, from left to right."""
        named: list[Named] = []
        end = 0
        sought = without_accents(line)
        for start in _WORD_STARTS.finditer(sought):
            pattern = self._patterns.get(start[0].casefold())
            if start.start() < end or pattern is None:
                continue
            found = pattern.match(sought, start.start())
            # A single letter is a name only right before a figure: elsewhere it is part of a word or a unit.
            if found is None or (len(found[0]) == 1 and not _FIGURE_FOLLOWS.match(line, found.end())):
                continue
            end = found.end()
            named.append(
                Named(found.start(), end, line[found.start() : end], self._meanings[_folded(found[0])])
            )
        return tuple(named)


def names_of_instrument(instrument: Instrument) -> Names:
    """Every name in the laboratory part of an instrument."""
    meanings: dict[str, list[Meaning]] = {}
    for name, meaning in _all(instrument):
        meanings.setdefault(name, []).append(meaning)
    return Names(meanings)


def _all(instrument: Instrument) -> Iterator[tuple[str, Meaning]]:
    for hint in instrument.hints:
        names = (hint.id.replace("_", " "), *hint.words)
        yield from _each(names, Meaning("value", hint.id, hint.item, specimen=hint.specimen))
        for other in hint.no_equivalent:
            yield from _each(other.words, Meaning("no_equivalent", hint.id, hint.item, other.why))
        for cause in hint.withheld_by:
            yield from _each(cause.words, Meaning("excluded", hint.id, hint.item, cause.why))
    for report in instrument.reports:
        yield from _each(report.finds, Meaning("finding", report.id, report.item))
        yield from _each(report.rules_out, Meaning("all_findings", report.id, report.item))
        for uncounted in report.uncounted:
            yield from _each(uncounted.words, Meaning("uncounted", report.id, report.item, uncounted.why))
    for never in instrument.no_hints:
        yield from _each(never.words, Meaning("never", never.id, never.item, never.why))


def _each(words: Iterable[str], meaning: Meaning) -> Iterator[tuple[str, Meaning]]:
    return ((word, meaning) for word in words)


def _folded(name: str) -> str:
    return _JOINTS.sub("", without_accents(plain(name))).casefold()
