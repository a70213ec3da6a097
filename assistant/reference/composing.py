"""From a card that answers to the sentences of the answer. Everything said stands in the content."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.reference.cards import (
    Card,
    CellCard,
    Citation,
    ColumnCard,
    RowCard,
    Statement,
    Threshold,
    cell_text,
    row_place,
)
from assistant.reference.question import keys_of
from assistant.reference.tabulating import column_sentences

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.reference.content import Cell, Point, Row
    from assistant.reference.lexicon import Lexicon
    from assistant.reference.question import Question, Term

BASELINE = "baseline"
LAST = "last"


@dataclass(frozen=True, slots=True)
class Composed:
    """An answer before it is dressed: sentences, where they stand, which caveats touch them.

    `printed` is False where the paper prints nothing for the time that was asked.
    """

    sentences: tuple[str, ...]
    citations: tuple[Citation, ...]
    evidence: str
    caveats: tuple[str, ...] = ()
    printed: bool = True
    written: bool = False
    """Whether it was written as a whole, and not read off a table."""


def compose(card: Card, question: Question, lexicon: Lexicon, source: str) -> Composed:
    """The answer of a card to a question that it covers."""
    match card.payload:
        case Statement() as statement:
            says = (*_of_numbers(statement, question.numbers), statement.says)
            if statement.limits is not None:
                says = (*says, statement.limits)
            return Composed(says, statement.citations, statement.evidence, statement.caveats, written=True)
        case RowCard() as whole:
            return _row(whole, source)
        case CellCard() as cell:
            return _cell(cell, question, lexicon, source)
        case ColumnCard() as column:
            sentences, rows, caveats = column_sentences(column, question, lexicon)
            places = dict.fromkeys(row_place(row) for row in rows)
            citations = tuple(Citation(source, place) for place in places)
            return Composed(tuple(sentences), citations, column.table.evidence, tuple(caveats))


def _of_numbers(statement: Statement, numbers: Sequence[float]) -> tuple[str, ...]:
    """What a statement says of the very number that was asked about, first."""
    said = [
        found.says.replace("{number}", f"{number:g}")
        for number in numbers
        for found in statement.ranges
        if found.low <= number <= found.high
    ]
    limit = statement.threshold
    if limit is not None:
        said.extend(_against(limit, number) for number in numbers)
    return tuple(said)


def _against(limit: Threshold, number: float) -> str:
    beyond = number > limit.value if limit.way == "above" else number < limit.value
    side = f"{limit.way} {limit.value:g}"
    verdict = f"is {side} and counts" if beyond else f"is not {side} and does not count"
    measured = limit.measures[:1].upper() + limit.measures[1:]
    return f"{measured} {number:g} ({limit.unit}) {verdict}, the limit being strict."


def _citation(card: CellCard | RowCard, source: str) -> Citation:
    place = row_place(card.row)
    return Citation(source, place if card.row.place else f"{place}, {card.row.name}", card.row.refs)


def _row(card: RowCard, source: str) -> Composed:
    parts = [
        f"{column.label} {cell_text(card.row, cell)}"
        for column in card.table.columns
        if (cell := card.row.cells.get(column.id)) and cell.reported and column.id != "size"
    ]
    told = () if card.row.summary else card.row.cells.values()
    caveats = dict.fromkeys(name for cell in told for name in cell.caveats)
    text = card.row.summary or f"{card.row.name} ({_size(card.row)}): " + "; ".join(parts) + "."
    return Composed((_shortened(text),), (_citation(card, source),), card.table.evidence, tuple(caveats))


def _size(row: Row) -> str:
    return "1 patient" if row.size == 1 else f"{row.size} patients"


def _shortened(text: str) -> str:
    limit = 900
    return text if len(text) <= limit else text[:limit].rsplit(";", 1)[0] + "."


def _cell(card: CellCard, question: Question, lexicon: Lexicon, source: str) -> Composed:
    cell, row = card.cell, card.row
    citations = (_citation(card, source),)
    if not cell.reported:
        note = f": {cell.note}" if cell.note else ""
        sentence = f"The paper does not report the {card.column.label} for {row.name}{note}".rstrip(".") + "."
        printed = card.column.id in row.cells and not question.times
        return Composed((sentence,), citations, card.table.evidence, cell.caveats, printed)
    full = card.column.says.format(name=row.name, size=_size(row), text=cell_text(row, cell))
    if question.times and not cell.points and not _tells(cell, question):
        return Composed(
            (_unprinted(card, question),), citations, card.table.evidence, cell.caveats, printed=False
        )
    if cell.points and (question.times or question.of_kind("time")):
        focused, printed = _focus_time(card, question)
        return Composed((focused, full), citations, card.table.evidence, cell.caveats, printed)
    focus = _focus_item(card, question, lexicon)
    sentences = (focus, full) if focus else (full,)
    return Composed(sentences, citations, card.table.evidence, cell.caveats)


def _focus_time(card: CellCard, question: Question) -> tuple[str, bool]:
    points = _points_asked(card.cell.points, question)
    label = f"{card.row.name}: {card.column.label}"
    if not points:
        return _unprinted(card, question), False
    return f"{label} " + ", ".join(f"{point.value} {point.at}" for point in points) + ".", True


def _tells(cell: Cell, question: Question) -> bool:
    """Whether the words of a cell speak of a time that is asked about."""
    words = (cell.text or "").replace("-", " ").split()
    return any(f"{time.value:g}" in words for time in question.times) or any(
        t.value == 1 for t in question.times
    )


def _unprinted(card: CellCard, question: Question) -> str:
    asked = " and ".join(f"{time.unit} {time.value:g}" for time in question.times) or "that time"
    return f"The paper prints no {card.column.label} for {card.row.name} at {asked}."


def _points_asked(points: Sequence[Point], question: Question) -> list[Point]:
    keys = keys_of(question.terms)
    found = [
        point
        for point in points
        if (BASELINE in keys and point.week == 0)
        or (LAST in keys and point.last)
        or any(_same_time(point, time.unit, time.value) for time in question.times)
    ]
    if not found and not question.times:
        return list(points)
    return found


def _same_time(point: Point, unit: str, value: float) -> bool:
    if unit == "month":
        return point.month == value or (point.month is None and point.week == round(value * 52 / 12))
    return point.week is not None and abs(point.week - value) < (2 if point.month else 1)


def _focus_item(card: CellCard, question: Question, lexicon: Lexicon) -> str | None:
    """What the cell says of the thing that was asked for: a number, yes, or not listed."""
    asked = [term for term in question.terms if _is_item(term, card)]
    said = []
    for term in asked:
        wanted = lexicon.closure(*term.concepts)
        items = [item for item in card.cell.items if item.of in wanted]
        name = lexicon.named(term.concepts, card.column.kinds)
        if not items:
            if wanted.intersection(card.cell.about):
                continue
            said.append(f"{name} is not listed for {card.row.name}")
        elif card.row.size > 1 and any(item.n is not None for item in items):
            counted = ", ".join(
                f"{lexicon.label(i.of)} in {i.n} of {card.row.size}" for i in items if i.n is not None
            )
            said.append(f"{card.row.name}: {counted}")
        else:
            said.append(
                f"Yes: {', '.join(lexicon.label(item.of) for item in items)} is listed for {card.row.name}"
            )
    return "; ".join(said)[:1].upper() + "; ".join(said)[1:] + "." if said else None


def _is_item(term: Term, card: CellCard) -> bool:
    """Whether a term names a thing that the column would list."""
    if set(term.concepts) <= set(card.column.beside):
        return False
    listed = {item.of for item in card.cell.items}.union(card.column.items)
    return bool(term.kinds.intersection(card.column.kinds) or listed.intersection(term.keys))
