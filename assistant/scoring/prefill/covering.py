"""Phrases that cover many items at once: the rest, a place that is clear, nothing anywhere, as before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.scoring.prefill.meanings import Word
from assistant.scoring.prefill.said import Denied
from assistant.scoring.prefill.statements import Statement

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from assistant.scoring.instrument import Item
    from assistant.scoring.prefill.lexicon import Lexicon
    from assistant.scoring.prefill.marking import Mark
    from assistant.scoring.prefill.parts import Parts, Places
    from assistant.scoring.prefill.said import Finding
    from assistant.scoring.prefill.sentences import Chunk
    from assistant.scoring.prefill.statements import Gathered

_REST = (Word.REST_OF_PLACES, Word.REST_OF_ALL)
_ABSENCE = (Word.ABSENT, Word.NOTHING, Word.DENY, Word.DENY_LIST)


class Covering:
    """Takes the chunks that cover, and tells at the end what they come to."""

    def __init__(self, lexicon: Lexicon, gathered: Gathered, former: Mapping[str, int] | None) -> None:
        self._lexicon = lexicon
        self._gathered = gathered
        self._former = former or {}
        self._rest: list[tuple[str, frozenset[str] | None, list[Mark]]] = []
        """What is covered: `places` or `all` or `copy`, the columns where it is only some, and the words."""

    def take(
        self, chunk: Chunk, parts: Parts, findings: list[Finding], before: list[Parts], *, alone: bool
    ) -> bool:
        """Whether the chunk is one that covers; then nothing else is read from it.

        Places that stand alone in the chunks just before it belong to it, and are taken from `before`.
        """
        if chunk.doubtful:
            return False
        if chunk.has(Word.UNCHANGED) and self._unchanged(chunk, parts, findings, alone=alone):
            return True
        return self._absence(chunk, parts, findings, before)

    def _absence(self, chunk: Chunk, parts: Parts, findings: list[Finding], before: list[Parts]) -> bool:
        said = [mark for mark in chunk.marks if not mark.filler]
        taken = False
        if chunk.has(Word.NOTHING_ELSE) and not findings and not parts.places:
            taken = self._cover("all", None, said, chunk)
        elif chunk.has(Word.EVERYWHERE) and findings and not parts.places:
            taken = self._columns("everywhere", findings, said, chunk)
        elif chunk.has(*_REST):
            taken = self._take_rest(chunk, parts, findings, said)
        elif parts.shape and set(parts.shape) == {"P"} and not findings and _says_absence(chunk):
            taken = self._clear(chunk, parts, said, rest=False)
        return taken and (not parts.places or self._clear_before(before, chunk))

    def _clear_before(self, before: list[Parts], chunk: Chunk) -> bool:
        """`arms, legs and feet clear`: unless the places may belong to what stands before them."""
        listed = 0
        while listed < len(before) and _only_places(before[-1 - listed]):
            listed += 1
        begins = before[-1 - listed].shape if listed < len(before) else ""
        if listed and not (begins.startswith("F") and begins.endswith("P")):
            absence = [mark for mark in chunk.marks if mark.does(*_ABSENCE)]
            for parts in before[-listed:]:
                self._clear(parts.chunk, parts, [*parts.places[0].marks, *absence], rest=False)
            del before[-listed:]
        return True

    def rest(self) -> dict[str, Statement]:
        """What the phrases of the rest cover, by item: everything that the whole line does not name."""
        covered: dict[str, Statement] = {}
        for kind, columns, marks in self._rest:
            for item in self._lexicon.instrument.items:
                if item.id in covered or item.id in self._gathered.named_items:
                    continue
                level = self._level(kind, columns, item)
                if level is not None:
                    covered[item.id] = Statement(item.id, level, tuple(marks), attested=kind != "copy")
            for mark in marks:
                mark.read = True
        return covered

    def _level(self, kind: str, columns: frozenset[str] | None, item: Item) -> int | None:
        placed = not self._lexicon.single(item.base)
        if placed and item.group in self._gathered.named_places and kind != "everywhere":
            return None
        if kind == "copy":
            value = self._former.get(item.id)
            return value if value in item.levels else None
        if columns is not None and item.base not in columns:
            return None
        whole = kind == "all" or not self._has_places
        if not placed and not whole:
            return None
        return item.clear_value

    @property
    def _has_places(self) -> bool:
        return any(group.kind == "place" for group in self._lexicon.instrument.groups)

    def _take_rest(self, chunk: Chunk, parts: Parts, findings: list[Finding], said: list[Mark]) -> bool:
        kind = "all" if chunk.has(Word.REST_OF_ALL) else "places"
        if parts.places:
            before = parts.shape == "P" and _before(parts.places[0], chunk)
            return (
                before
                and not findings
                and chunk.has(*_ABSENCE)
                and self._clear(chunk, parts, said, rest=True)
            )
        if findings:
            return self._columns(kind, findings, said, chunk)
        absent = chunk.has(*_ABSENCE) or any(mark.value == 0 for mark in said)
        return absent and self._cover(kind, None, said, chunk)

    def _columns(self, kind: str, findings: list[Finding], said: list[Mark], chunk: Chunk) -> bool:
        """`no scarring elsewhere`: these columns alone."""
        columns: set[str] = set()
        for finding in findings:
            deniable = any(sense.deniable for sense in finding.senses) or finding.covers
            if finding.denied is not Denied.YES or not deniable:
                return False
            columns |= {sense.item for sense in finding.senses}
            columns |= {column for cover in finding.covers for column in cover.columns}
        columns = {column for column in columns if not self._lexicon.single(column)}
        return bool(columns) and self._cover(kind, frozenset(columns), said, chunk)

    def _cover(self, kind: str, columns: frozenset[str] | None, said: list[Mark], chunk: Chunk) -> bool:
        if any(mark.unknown for mark in chunk.marks):
            return False
        self._rest.append((kind, columns, said))
        return True

    def _clear(self, chunk: Chunk, parts: Parts, said: list[Mark], *, rest: bool) -> bool:
        """Places that are clear: every item there; with `otherwise`, those that nothing else states."""
        if any(mark.unknown for mark in chunk.marks):
            return False
        for places in parts.places:
            for place in places.ids:
                if place in places.open:
                    continue
                for items in self._lexicon.by_base.values():
                    item = items.get(place)
                    if (
                        item is not None
                        and item.clear_value is not None
                        and not self._lexicon.single(item.base)
                    ):
                        if rest and item.id in self._gathered.named_items:
                            continue
                        marks = [*places.marks, *(mark for mark in said if mark not in places.marks)]
                        self._gathered.state(item.id, item.clear_value, marks, attested=True, places=places)
        return True

    def _unchanged(self, chunk: Chunk, parts: Parts, findings: list[Finding], *, alone: bool) -> bool:
        said = [mark for mark in chunk.marks if not mark.filler]
        if any(mark.unknown for mark in chunk.marks):
            return False
        if chunk.has(*_REST) and not findings and not parts.places:
            return self._copy_rest(said)
        if parts.shape == "P" and not findings:
            wanted = {place for places in parts.places for place in places.ids}
            self._copy((i for i in self._lexicon.instrument.items if i.group in wanted), said)
            return True
        if findings:
            names = {sense.item for each in findings for sense in each.senses}
            names |= {item for each in findings for cover in each.covers for item in cover.items}
            once = [item for item in self._lexicon.instrument.items if item.id in names]
            self._gathered.statements[:] = [s for s in self._gathered.statements if s.item not in names]
            self._copy(once, said)
            return True
        return alone and self._copy_rest(said)

    def _copy_rest(self, said: list[Mark]) -> bool:
        if not self._former:
            return False
        self._rest.append(("copy", None, said))
        return True

    def _copy(self, items: Iterable[Item], said: list[Mark]) -> None:
        for item in items:
            value = self._former.get(item.id)
            if value is not None and value in item.levels:
                self._gathered.state(item.id, value, said)
            else:
                self._gathered.named_items.add(item.id)


def _says_absence(chunk: Chunk) -> bool:
    """A word of denial alone must deny something: `arms no lesions`, but not `arms not`."""
    if chunk.has(Word.ABSENT, Word.NOTHING):
        return True
    return chunk.has(Word.DENY, Word.DENY_LIST) and not chunk.marks[-1].does(Word.DENY, Word.DENY_LIST)


def _only_places(parts: Parts) -> bool:
    """Whether a chunk names places and says nothing of them."""
    silent = all(
        mark.filler or mark.meaning.places or mark.meaning.places_only or mark.does(Word.BOTH, Word.EITHER)
        for mark in parts.chunk.marks
    )
    return parts.shape == "P" and silent and not parts.chunk.doubtful


def _before(places: Places, chunk: Chunk) -> bool:
    """Whether the places stand before the word for the rest: `scalp otherwise clear`, not `rest of scalp`."""
    rest = next(mark for mark in chunk.marks if mark.does(*_REST))
    return places.marks[-1].start < rest.start
