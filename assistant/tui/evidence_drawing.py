"""How the page of reports is set: how the filters went, a row in full, the footnotes, and the keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from assistant.tui.text import indented, literal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.conversation.evidence.page import EvidencePage, EvidenceRow

SECONDARY = "dim"
ACCENT = "bold $accent"
NAMES = 23


def drawn_told(page: EvidencePage, width: int, *, in_full: bool) -> Iterator[Content]:
    """The title, and how many rows are shown; `in_full`, also how each filter went."""
    yield from literal(page.title, ACCENT).wrap(width)
    for line in page.told if in_full else page.told[:1]:
        yield from literal(line).wrap(width)


def drawn_row(row: EvidenceRow, width: int) -> Iterator[Content]:
    """Every column of a row, with what is to be minded."""
    yield from literal(row.title, ACCENT).wrap(width)
    for line in row.detail:
        lead = literal(line.name.ljust(NAMES), SECONDARY)
        if line.text:
            yield from indented(literal(line.text), width, lead, NAMES).split("\n")
        for note in line.notes:
            first = Content(" " * NAMES) if line.text else lead
            yield from indented(literal(note, "italic"), width, first, NAMES).split("\n")


def drawn_footnotes(page: EvidencePage, width: int) -> Iterator[Content]:
    """What stands under the table."""
    for note in page.footnotes:
        yield from literal(note, SECONDARY).wrap(width)
