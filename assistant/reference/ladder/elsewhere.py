"""Where the paper names a drug that stands in no line of the ladder: in a table, a case or the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.reference.cards import row_place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from assistant.reference.library import Knowledge

_MOST_PLACES = 3


def places_of(concept: str, knowledge: Knowledge, named_in: Callable[[str], set[str]]) -> tuple[str, ...]:
    """The first places of the paper that name a concept; `named_in` tells what a text names."""
    found = dict.fromkeys((*_in_tables(concept, knowledge), *_in_text(concept, knowledge, named_in)))
    # A section is left out where a paragraph of it is given.
    exact = [place for place in found if not any(other.startswith(f"{place},") for other in found)]
    return tuple(exact[:_MOST_PLACES])


def _in_tables(concept: str, knowledge: Knowledge) -> Iterator[str]:
    for table in knowledge.tables:
        for row in table.rows:
            counted = {item.of for cell in row.cells.values() for item in cell.items}
            if concept in counted:
                yield row_place(row) if row.place else f"{row_place(row)}, {row.name}"


def _in_text(concept: str, knowledge: Knowledge, named_in: Callable[[str], set[str]]) -> Iterator[str]:
    for entry in knowledge.entries:
        if concept in named_in(entry.says):
            places = entry.place if isinstance(entry.place, tuple) else (entry.place,)
            yield from map(str, places)
