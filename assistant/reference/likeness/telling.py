"""The reply of a look-up: the nearest rows, what they share, what differs, how those patients fared."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from assistant.errors import capital
from assistant.reference.cards import Citation, row_place
from assistant.reference.question.question import Term
from assistant.reference.reply import Context, Reply

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from assistant.reference.format.tables import Column, Row
    from assistant.reference.library import Knowledge
    from assistant.reference.likeness.described import Described
    from assistant.reference.likeness.person import Feature
    from assistant.reference.likeness.ranking import Alike, Held

_CUT_SHORT = "…"
"""The end of a reply that is too long to be shown whole."""

_MOST_SHOWN = 3
_MOST_NAMED = 4
"""Rows that are named as sharing as much as those that are shown."""

_ROW_KIND, _ROW_WEIGHT = "case", 2.0
"""A row as a term of a question, for what is asked of it next."""


class Telling:
    """Words what was found. Every sentence stands in the content."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._says = knowledge.phrasing.likeness.says
        self._tables = [table for table in knowledge.tables if any(c.compares for c in table.columns)]
        self._caveats = {caveat.id: caveat for caveat in knowledge.caveats}
        self._evidence = knowledge.phrasing.evidence
        self._source = knowledge.sources.paper.short

    def found(self, described: Described, held: Held) -> Reply:
        """As many of the nearest rows as a reply has room for; or why no row is named."""
        if not held.near:
            return self.refused("nothing" if held.missing else "indistinct", held.missing or held.common)
        for most in range(_MOST_SHOWN, 1, -1):
            reply = self._reply(described, held, most)
            if not reply.text.endswith(_CUT_SHORT):
                return reply
        return self._reply(described, held, 1)

    def refused(self, kind: str, names: Sequence[str] = ()) -> Reply:
        """No row is named: nothing is described, nothing sets the patient apart, or no row shares it."""
        sentence = getattr(self._says, kind).format(text=", ".join(names))
        return Reply("not_covered" if kind == "nothing" else "clarify", (sentence,), refusal="unlike")

    def _reply(self, described: Described, held: Held, most: int) -> Reply:
        shown = held.near[:most]
        equal = [each.printed.short_name for each in held.near[most:] if each.count == shown[-1].count]
        points, unheld = self._points(described)
        asked = len(held.telling) + len(held.missing)
        sentences = [
            self._nearest(shown, asked),
            *self._listed("nobody", [", ".join(held.missing)]),
            *self._listed("differs", map(self._lacking, shown)),
            *self._listed("points" if points else "told", (self._course(each, points) for each in shown)),
            *self._listed("more", [self._some(equal)]),
            *self._listed("everyone", [", ".join(held.common)]),
            *self._listed("uncompared", [", ".join((*held.uncompared, *unheld))]),
            *self._listed("unknown", [", ".join(f"'{word}'" for word in described.unknown)]),
        ]
        if any(each.printed.row.size > 1 for each in shown):
            sentences.append(self._says.reports)
        sentences.append(self._says.caution)
        kinds = dict.fromkeys(each.printed.table.evidence for each in shown)
        return Reply(
            "answered",
            tuple(sentences),
            self._caveats_on(shown, described.features),
            tuple(f"{each.printed.table.id}.{each.printed.row.id}" for each in shown),
            tuple(_citation(each.printed.row, self._source) for each in shown),
            evidence="; ".join(self._evidence[kind] for kind in kinds),
            context=Context(tuple(_term(each.printed.row) for each in shown)),
        )

    def _nearest(self, shown: Sequence[Alike], asked: int) -> str:
        """The rows and what they share; the first says of how many."""
        frames = [self._says.shares, *[self._says.shares_too] * (len(shown) - 1)]
        rows = [
            frame.format(
                name=each.printed.short_name,
                shared=len(each.shared),
                asked=asked,
                text=", ".join(finding.text for finding in each.shared),
            )
            for frame, each in zip(frames, shown, strict=True)
        ]
        return self._says.nearest.format(rows="; ".join(rows))

    def _listed(self, frame: str, texts: Iterable[str]) -> Iterator[str]:
        """The sentence of a frame over the texts that say something, or none."""
        said = "; ".join(text for text in texts if text)
        if said:
            yield getattr(self._says, frame).format(rows=said, text=said)

    def _lacking(self, alike: Alike) -> str:
        """What differs in a row or is not told of it; that it is not told is no difference."""
        text = ", ".join(finding.text for finding in alike.findings if not finding.shared)
        return self._says.row.format(name=alike.printed.short_name, text=text) if text else ""

    def _course(self, alike: Alike, asked: Sequence[str]) -> str:
        """How the patients of a row fared; or the very points that were asked."""
        columns = [
            column for column in alike.printed.table.columns if set(column.aspects).intersection(asked)
        ]
        if not columns:
            columns = [column for column in alike.printed.table.columns if "outcome" in column.compares]
        text = ", ".join(self._printed(columns, alike.printed.row))
        return self._says.row.format(name=alike.printed.short_name, text=text) if text else ""

    def _printed(self, columns: Sequence[Column], row: Row) -> Iterator[str]:
        """What is printed of a row: the first and the last value with its time, or the cell.

        The time is said once where the next column is printed for the same.
        """
        values: list[tuple[str, str]] = []
        for column in columns:
            cell = row.cell(column.id)
            if cell.points:
                first, last = (cell.points[place].value.split(",")[0] for place in (0, -1))
                text = self._says.changed.format(label=column.label, first=first, last=last)
                values.append((text, cell.points[-1].at))
            elif cell.text and cell.reported:
                values.append((f"{column.label} {cell.text}", ""))
        following = (at for _, at in values[1:])
        for (text, at), after in zip_longest(values, following):
            yield text if at == after or not at else f"{text} {at}"

    def _points(self, described: Described) -> tuple[list[str], list[str]]:
        """The points asked that a column tells of, beside how they fared; and what is not compared."""
        columns = [column for table in self._tables for column in table.columns]
        fared = {name for column in columns if "outcome" in column.compares for name in column.aspects}
        known = {name for column in columns for name in column.aspects}.union(
            *(table.explains for table in self._tables)
        )
        asked = [name for mention in described.asked for name in mention.concepts]
        other = [mention.text for mention in described.asked if known.isdisjoint(mention.concepts)]
        return [name for name in asked if name in known - fared], [*described.uncompared, *other]

    def _some(self, names: Sequence[str]) -> str:
        if len(names) <= _MOST_NAMED:
            return ", ".join(names)
        further = self._says.further.format(n=len(names) - _MOST_NAMED)
        return ", ".join((*names[:_MOST_NAMED], further))

    def _caveats_on(self, shown: Sequence[Alike], features: Sequence[Feature]) -> tuple[str, ...]:
        """The caveats on figures of these very rows; those on the counts of the series touch none."""
        named = {name for feature in features for name in feature.concepts}
        held = [
            (each.printed.row.id, name)
            for each in shown
            for finding in each.shared
            for name in finding.caveats
        ]
        caveats = [(row, self._caveats[name]) for row, name in dict.fromkeys(held)]
        return tuple(
            caveat.short
            for row, caveat in caveats
            if row in caveat.about and named.intersection(caveat.about)
        )


def _citation(row: Row, source: str) -> Citation:
    place = row_place(row)
    return Citation(source, place if row.place else f"{place}, {capital(row.name)}", row.refs)


def _term(row: Row) -> Term:
    """The row as a thing that was spoken of, for a follow-up."""
    return Term(row.name, (row.id,), frozenset({_ROW_KIND}), _ROW_WEIGHT, concepts=(row.id,))
