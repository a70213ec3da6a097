"""From a card that answers to the sentences of the answer. Everything said stands in the content."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.errors import capital
from assistant.reference.answer.judging import judged
from assistant.reference.answer.tabulating import column_sentences
from assistant.reference.cards import (
    Card,
    CellCard,
    Citation,
    ColumnCard,
    RowCard,
    Statement,
    cell_text,
    row_place,
)
from assistant.reference.question.timing import points_asked, tells_of, unprinted

if TYPE_CHECKING:
    from assistant.reference.format.tables import Row
    from assistant.reference.question.lexicon import Lexicon
    from assistant.reference.question.question import Question, Term


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
            says = (*_of_numbers(statement, question), statement.says)
            if statement.limits is not None:
                says = (*says, statement.limits)
            return Composed(says, statement.citations, statement.evidence, statement.caveats, written=True)
        case RowCard() as whole:
            return _row_at(whole, question, source) if question.times else _row(whole, source)
        case CellCard() as cell:
            return _cell(cell, question, lexicon, source)
        case ColumnCard() as column:
            sentences, rows, caveats = column_sentences(column, question, lexicon)
            printed = not question.times or bool(rows)
            rows = rows or list(column.table.rows)
            places = dict.fromkeys(row_place(row) for row in rows)
            citations = tuple(Citation(source, place) for place in places)
            return Composed(tuple(sentences), citations, column.table.evidence, tuple(caveats), printed)


def _of_numbers(statement: Statement, question: Question) -> tuple[str, ...]:
    """What a statement says of the very number that was asked about, first."""
    said = [
        found.says.replace("{number}", f"{number:g}")
        for number in question.numbers
        for found in statement.ranges
        if number % 1 == 0 and found.low <= number <= found.high
    ]
    verdict = judged(statement.thresholds, question.text)
    return (*said, verdict) if verdict else tuple(said)


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


def _row_at(card: RowCard, question: Question, source: str) -> Composed:
    """Everything that is printed of a row for a time."""
    said: list[str] = []
    for column in card.table.columns:
        cell = card.row.cells.get(column.id)
        if cell is None:
            continue
        if cell.points:
            points = points_asked(cell.points, question)
            said.extend(f"{column.label} {point.value} {point.at}" for point in points)
        elif tells_of(cell, question.times):
            said.append(f"{column.label}: {cell.text}")
    citations = (_citation(card, source),)
    if not said:
        sentence = unprinted("value", card.row.name, question)
        return Composed((sentence,), citations, card.table.evidence, printed=False)
    text = f"{card.row.name}: " + "; ".join(said) + "."
    return Composed((_shortened(text),), citations, card.table.evidence)


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
    if question.times and not cell.points and not tells_of(cell, question.times):
        return Composed(
            (unprinted(card.column.label, row.name, question),),
            citations,
            card.table.evidence,
            cell.caveats,
            printed=False,
        )
    if cell.points and (question.times or question.of_kind("time")):
        focused, printed = _focus_time(card, question)
        return Composed((focused, full), citations, card.table.evidence, cell.caveats, printed)
    focus = _focus_item(card, question, lexicon)
    sentences = (focus, full) if focus else (full,)
    return Composed(sentences, citations, card.table.evidence, cell.caveats)


def _focus_time(card: CellCard, question: Question) -> tuple[str, bool]:
    points = points_asked(card.cell.points, question)
    label = f"{card.row.name}: {card.column.label}"
    if not points:
        return unprinted(card.column.label, card.row.name, question), False
    return f"{label} " + ", ".join(f"{point.value} {point.at}" for point in points) + ".", True


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
    return capital("; ".join(said)).rstrip(".") + "." if said else None


def _is_item(term: Term, card: CellCard) -> bool:
    """Whether a term names a thing that the column would list."""
    if set(term.concepts) <= set(card.column.beside):
        return False
    listed = {item.of for item in card.cell.items}.union(card.column.items)
    return bool(term.kinds.intersection(card.column.kinds) or listed.intersection(term.keys))
