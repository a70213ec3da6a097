"""Browsing the reports: what is filtered and sorted now, the keys that change it, and the page it makes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from assistant.conversation.evidence.keys import BY_KEY, EVIDENCE_KEYS
from assistant.conversation.evidence.page import (
    DetailLine,
    EvidenceColumn,
    EvidencePage,
    EvidencePicture,
    EvidencePoint,
    EvidenceRow,
    PageHint,
)
from assistant.conversation.offers import Offer
from assistant.conversation.turn import Card, CardKind, Choice, KeyHint, Tick
from assistant.reference.evidence.reading import read_query
from assistant.reference.evidence.table import NAME, Filter, Query, Verdict
from assistant.reference.evidence.telling import brief, row_in_full, row_name, told

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from assistant.conversation.stage import Stage
    from assistant.conversation.turn import Turn
    from assistant.reference.evidence.table import EvidenceTable, Point, Seen
    from assistant.reference.format.tables import Column, Row

CHOICE_KEYS = "123456789abcdefghijklmopqrstuvwxyz"
"""The keys of a list of values; `n` declines, and `0` takes a filter away."""

EVERYTHING = "all"
ORDER_OF_TABLE = "the order of the table"


class Browsing:
    """The table of reports with the query that stands, kept when the page is left."""

    def __init__(self, evidence: EvidenceTable) -> None:
        self.evidence = evidence
        self.query = Query()
        self.open = False

    def ask(self, line: str) -> tuple[str, ...]:
        """Take a new query, or keep the one that stands where the line is empty; how it went, in words.

        Raises EvidenceError for what cannot be filtered or sorted by, and leaves everything as it was.
        """
        if line:
            self.query = Query() if line.casefold() == EVERYTHING else read_query(line, self.evidence)
        self.open = True
        return tuple(told(self.evidence, self.query, self.evidence.see(self.query)))

    def press(self, key: str, stage: Stage) -> Turn:
        """Take a key of the page, or `sort COLUMN` of a heading that is clicked."""
        known = BY_KEY.get(key)
        if key == "escape":
            self.open = False
            return stage.turn(to_card=stage.way.active)
        if known is not None and known.filters:
            return stage.ask_with(self._values_offer(known.filters, stage))
        if key == "s":
            return stage.ask_with(self._sort_offer(stage))
        if key == "r":
            self.query = self.query.reversed()
        elif key == "x":
            self.query = Query(sort=self.query.sort, ascending=self.query.ascending)
        elif key.startswith("sort "):
            self.query = self.query.sorted_by(key.removeprefix("sort "))
        return stage.turn(to_card=True)

    def page(self) -> EvidencePage:
        """The page as the query leaves it."""
        evidence, seen = self.evidence, self.evidence.see(self.query)
        return EvidencePage(
            title=evidence.table.title,
            told=tuple(told(evidence, self.query, seen)),
            columns=tuple(self._headings()),
            rows=tuple(self._row(row, seen) for row in seen.rows),
            picture=self._picture(seen),
            footnotes=(f"Evidence: {evidence.kind_of_evidence}.", *evidence.page.footnotes),
            hints=tuple(PageHint(each.shown, each.short) for each in EVIDENCE_KEYS),
        )

    def _columns(self) -> list[Column]:
        """The columns, those that are asked for before the others."""
        asked = {self.query.sort, *(each.column for each in self.query.filters)}
        first, *others = self.evidence.columns
        return [first, *sorted(others, key=lambda column: column.id not in asked)]

    def _headings(self) -> Iterator[EvidenceColumn]:
        yield EvidenceColumn(NAME, "report", sortable=True, order=self._order(NAME))
        for column in self._columns():
            yield EvidenceColumn(column.id, column.heading, bool(column.unit), self._order(column.id))

    def _order(self, column: str) -> str:
        if column != self.query.sort:
            return ""
        return "▲" if self.query.ascending else "▼"

    def _row(self, row: Row, seen: Seen) -> EvidenceRow:
        cells = tuple(brief(row.cell(column.id)) for column in self._columns())
        refs = f" [{', '.join(map(str, row.refs))}]" if row.refs and "[" not in row.name else ""
        detail = tuple(DetailLine(*line) for line in row_in_full(self.evidence, row))
        return EvidenceRow(row.id, row_name(row, seen), f"{row.name}{refs}", cells, detail)

    def _picture(self, seen: Seen) -> EvidencePicture:
        points = tuple(map(self._point, self.evidence.points(seen.rows)))
        drawn = {point.row for point in points}
        column = self.evidence.column(self.evidence.page.picture)
        rows = self.evidence.table.rows
        return EvidencePicture(
            title=self.evidence.page.picture_title,
            figure=column.heading,
            widest=max(row.size for row in rows),
            highest=max(max((each.value, *(each.range or ()))) for each in self.evidence.points(rows)),
            points=points,
            without=tuple(row.heading for row in seen.rows if row.id not in drawn),
        )

    def _point(self, point: Point) -> EvidencePoint:
        low, high = point.range or (None, None)
        row = point.row
        column = self.evidence.page.picture
        notes = tuple(caveat.short for caveat in self.evidence.caveats(row, column))
        printed = brief(row.cell(column))
        return EvidencePoint(
            row.id, row.heading, row.size, point.value, low, high, printed, point.kind, point.single, notes
        )

    def _values_offer(self, column: str, stage: Stage) -> Offer:
        """What a column can be filtered by, each with the number of rows that list it."""
        shown = self.evidence.column(column)
        wanted = [Filter(column, concept) for concept in self.evidence.values(column)] if shown.kinds else []
        if not shown.none:
            wanted += [Filter(column), Filter(column, negated=True)]
        choices = [Choice("0", "no filter", tick=_tick(not self._filters(column)))]
        leads: dict[str, Callable[[], Turn]] = {"0": partial(self._take, column, None, stage)}
        for key, each in zip(CHOICE_KEYS, wanted, strict=False):
            label = self.evidence.label(each).removeprefix(f"{shown.heading}: ")
            choices.append(Choice(key, label, self._count(each), tick=_tick(each in self.query.filters)))
            leads[key] = partial(self._take, column, each, stage)
        return _offer(f"Filter by {shown.label}", choices, leads)

    def _sort_offer(self, stage: Stage) -> Offer:
        columns = [("", ORDER_OF_TABLE), (NAME, NAME)]
        columns += [(column.id, column.label) for column in self.evidence.columns if column.unit]
        leads: dict[str, Callable[[], Turn]] = {}
        choices = []
        for key, (column, label) in zip(f"0{CHOICE_KEYS}", columns, strict=False):
            choices.append(Choice(key, label, tick=_tick(column == self.query.sort)))
            leads[key] = partial(self._sort, column, stage)
        return _offer("Sort by", choices, leads)

    def _filters(self, column: str) -> list[Filter]:
        return [each for each in self.query.filters if each.column == column]

    def _count(self, asked: Filter) -> str:
        verdicts = [self.evidence.verdict(row, asked) for row in self.evidence.table.rows]
        lists, may = verdicts.count(Verdict.LISTS), verdicts.count(Verdict.MAY)
        return f"{lists} row{'' if lists == 1 else 's'}" + (f", {may} may" if may else "")

    def _take(self, column: str, wanted: Filter | None, stage: Stage) -> Turn:
        self.query = self.query.filtered(column, wanted)
        return stage.turn(to_card=True)

    def _sort(self, column: str, stage: Stage) -> Turn:
        self.query = self.query.sorted_by(column)
        return stage.turn(to_card=True)


def _offer(title: str, choices: list[Choice], leads: dict[str, Callable[[], Turn]]) -> Offer:
    card = Card(CardKind.OFFER, title, choices=tuple(choices), hints=(KeyHint("Esc", "leave it"),))
    return Offer(card, leads)


def _tick(on: bool) -> Tick:
    return Tick.ON if on else Tick.OFF
