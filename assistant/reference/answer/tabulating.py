"""Answers computed over all rows of a table: which rows, how many, the most, the least, every value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.errors import capital
from assistant.reference.cards import ColumnCard, cell_text
from assistant.reference.question.timing import points_asked, unprinted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.reference.format.tables import Cell, Item, Row
    from assistant.reference.question.lexicon import Lexicon
    from assistant.reference.question.question import Question, Term

LONGEST = 950
"""Characters that a listing may take, so that the whole answer stays short."""


def column_sentences(
    card: ColumnCard, question: Question, lexicon: Lexicon
) -> tuple[list[str], list[Row], list[str]]:
    """The sentences, the rows used (none where nothing is printed) and the caveats on their cells."""
    if question.times and any(row.cell(card.column.id).points for row in card.table.rows):
        return _at_time(card, question)
    asked = [term for term in question.terms if _lists(card, term, lexicon)]
    if asked:
        sentences, rows = [], []
        for term in asked:
            said, used = _rows_with(card, term, lexicon, question.negated)
            sentences.append(said)
            rows.extend(used)
    elif question.negated and (
        lacking := [row for row in card.table.rows if row.cell(card.column.id).number == 0]
    ):
        sentences, rows = [_lacking(card, lacking)], lacking
    elif question.bound and question.numbers:
        sentences, rows = _beyond(card, question.bound, max(question.numbers))
    elif question.extreme:
        sentences, rows = _extreme(card, question.extreme)
    elif matching := _rows_with_number(card, question):
        sentences, rows = [_listing(card, matching)], matching
    else:
        rows = [row for row in card.table.rows if card.column.id in row.cells]
        sentences = [_listing(card, rows)]
    caveats = dict.fromkeys(name for row in rows for name in row.cell(card.column.id).caveats)
    by_id = {row.id: row for row in rows or card.table.rows}
    return sentences, list(by_id.values()), list(caveats)


def _at_time(card: ColumnCard, question: Question) -> tuple[list[str], list[Row], list[str]]:
    """What is printed for a time, row by row."""
    told = [(row, points_asked(row.cell(card.column.id).points, question)) for row in card.table.rows]
    having = [(row, points) for row, points in told if points]
    if not having:
        return [unprinted(card.column.label, f"any {card.table.row_word}", question)], [], []
    values = [f"{row.name}, {p.value} {p.at}" for row, points in having for p in points]
    caveats = dict.fromkeys(name for row, _ in having for name in row.cell(card.column.id).caveats)
    return [f"{capital(card.column.label)}: {'; '.join(values)}."], [row for row, _ in having], list(caveats)


def _lists(card: ColumnCard, term: Term, lexicon: Lexicon) -> bool:
    if set(term.concepts) <= set(card.column.beside):
        return False
    held = {item.of for row in card.table.rows for item in row.cell(card.column.id).items}
    wanted = lexicon.closure(*term.concepts)
    return bool(term.kinds.intersection(card.column.kinds) or (held & wanted))


def _rows_with(card: ColumnCard, term: Term, lexicon: Lexicon, negated: bool) -> tuple[str, list[Row]]:
    wanted = lexicon.closure(*term.concepts)
    name = lexicon.named(term.concepts, card.column.kinds)
    found = [(row, [i for i in row.cell(card.column.id).items if i.of in wanted]) for row in card.table.rows]
    having = [(row, items) for row, items in found if items]
    lacking = [row for row, items in found if not items and row.cell(card.column.id).reported]
    unknown = [row for row in card.table.rows if not row.cell(card.column.id).reported]
    if negated:
        return _without(card, name, lacking, unknown)
    if not having:
        return (
            f"None of the {len(card.table.rows)} {card.table.row_word}s lists {name} ({card.column.label}).",
            list(card.table.rows),
        )
    listed = "; ".join(_with_counts(row, items) for row, items in having)
    share = f"{len(having)} of {len(card.table.rows)} {card.table.row_word}s"
    said = f"{capital(name)} is listed for {share} ({card.column.label}): {listed}."
    return said + _sum(having), [row for row, _ in having]


def _without(
    card: ColumnCard, name: str, lacking: Sequence[Row], unknown: Sequence[Row]
) -> tuple[str, list[Row]]:
    rows = ", ".join(row.name for row in lacking) or "none"
    said = f"{card.table.row_word.capitalize()}s without {name} listed ({card.column.label}): {rows}."
    if unknown:
        said += f" Not reported: {', '.join(row.name for row in unknown)}."
    return said, list(lacking)


def _lacking(card: ColumnCard, rows: Sequence[Row]) -> str:
    word = card.table.row_word if len(rows) == 1 else f"{card.table.row_word}s"
    return f"No {card.column.label} in {len(rows)} {word}: {', '.join(row.name for row in rows)}."


def _with_counts(row: Row, items: Sequence[Item]) -> str:
    if row.size == 1:
        return row.name
    counts = [item.n for item in items]
    if len(items) == 1 and counts[0] is not None:
        return f"{row.name} {counts[0]} of {row.size}"
    return f"{row.name}" + (f" ({', '.join(str(n) for n in counts if n is not None)})" if any(counts) else "")


def _sum(having: Sequence[tuple[Row, Sequence[Item]]]) -> str:
    if len(having) < 2 or all(row.size == 1 for row, _ in having):
        return ""
    if any(len(items) != 1 or items[0].n is None for _, items in having):
        return ""
    own = sum(items[0].n or 0 for row, items in having if not row.refs)
    published = [items[0].n or 0 for row, items in having if row.refs]
    parts = " + ".join(str(n) for n in published)
    total = f" The rows of the published reports add up to {sum(published)} ({parts})"
    return total + (f", with {own} more in the authors' own series." if own else ".")


def _extreme(card: ColumnCard, extreme: str) -> tuple[list[str], list[Row]]:
    rows = [row for row in card.table.rows if row.cell(card.column.id).number is not None]
    if not rows:
        return [f"The paper prints no {card.column.label} to compare."], list(card.table.rows)
    pick = max if extreme == "most" else min
    best = pick(row.cell(card.column.id).number or 0.0 for row in rows)
    winners = [row for row in rows if row.cell(card.column.id).number == best]
    word = "highest" if extreme == "most" else "lowest"
    said = f"The {word} {card.column.label}: {_parts(card, winners)}."
    named = {row.id for row in winners}
    others = [row for row in rows if row.id not in named]
    return [said, f"The others: {_parts(card, others)}."] if others else [said], rows


def _beyond(card: ColumnCard, bound: str, figure: float) -> tuple[list[str], list[Row]]:
    """The rows whose figure is above or below one that is asked about."""
    told = [(row, row.cell(card.column.id).number) for row in card.table.rows]
    known = [(row, number) for row, number in told if number is not None]
    rows = [row for row, number in known if (number > figure if bound == "above" else number < figure)]
    label = f"{card.column.label} {bound} {figure:g}"
    if not rows:
        return [f"No {card.table.row_word} has a {label}."], [row for row, _ in known]
    return [f"{capital(label)}: {_parts(card, rows)}."], rows


def _rows_with_number(card: ColumnCard, question: Question) -> list[Row]:
    wanted = set(question.numbers)
    return [row for row in card.table.rows if wanted.intersection(_figures(row.cell(card.column.id)))]


def _figures(cell: Cell) -> set[float]:
    texts = [point.value for point in cell.points] or [cell.text or ""]
    return {float(word) for text in texts for word in text.replace(";", " ").split()[:1] if word.isdigit()}


def _parts(card: ColumnCard, rows: Sequence[Row]) -> str:
    parts: list[str] = []
    for row in rows:
        part = f"{row.name}, {cell_text(row, row.cell(card.column.id))}"
        if sum(len(known) + 2 for known in parts) + len(part) > LONGEST:
            parts.append("and further rows")
            break
        parts.append(part)
    return "; ".join(parts)


def _listing(card: ColumnCard, rows: Sequence[Row]) -> str:
    return f"{capital(card.column.label)}: {_parts(card, rows)}."
