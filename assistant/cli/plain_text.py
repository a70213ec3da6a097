"""A turn of the conversation as lines of plain text, in the order in which one would read it aloud."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from assistant.conversation.asking.cited import cited_lines
from assistant.conversation.pictures.course_words import course_words
from assistant.conversation.pictures.ladder import Tone, ladder_lines
from assistant.conversation.turn import Tick, Voice
from assistant.conversation.wording import hanging
from assistant.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from assistant.conversation.evidence.page import EvidencePage, PageHint
    from assistant.conversation.pictures.ladder import Drawn
    from assistant.conversation.turn import Card, Guide, KeyHint, MarkRow, Panel, Reply

LEADS = {Voice.PROBLEM: "Attention: "}
TICKS = {Tick.NONE: "", Tick.OFF: "[ ] ", Tick.ON: "[x] "}
TYPED = {"←": "back", "→": "next", "Enter": "an empty line", "Esc": "esc", "Tab": ""}
"""What is typed in the place of a key; nothing for a key that is not needed here."""

OF_THE_SCREEN = frozenset({"v", "Enter"})
"""Keys of the page of reports that only move about on it."""


def reply_lines(reply: Reply, width: int) -> Iterator[str]:
    """A message with everything that belongs to it."""
    yield from wrapped(LEADS.get(reply.voice, "") + reply.text, width, tabled=reply.tabled)
    if reply.ladder is not None:
        yield from map(_unframed, ladder_lines(reply.ladder, width))
    if reply.course is not None:
        for line in course_words(reply.course):
            yield from wrapped(line, width)
    for caveat in reply.caveats:
        yield from wrapped(f"Note: {caveat}", width)
    if reply.evidence:
        yield from wrapped(f"Evidence: {reply.evidence}", width)
    for place in cited_lines(reply.cited):
        yield from wrapped(f"Where it stands: {place}", width)
    if reply.suggestions:
        yield "You may ask, by number:"
    for number, suggestion in enumerate(reply.suggestions, start=1):
        yield from wrapped(f"{number}: {suggestion}", width, indent=2)


def card_lines(card: Card, width: int, *, keys: bool) -> Iterator[str]:
    """What is asked now, what may be chosen, and the `keys` if they are wanted."""
    yield from wrapped(card.title, width)
    if card.question:
        yield from wrapped(card.question, width)
    for line in card.lines:
        yield from wrapped(line, width, indent=2)
    for choice in card.choices:
        note = f", {choice.note}" if choice.note else ""
        yield from wrapped(f"{choice.key}: {TICKS[choice.tick]}{choice.label}{note}", width, indent=2)
    if keys and card.hints:
        yield from wrapped(f"Or type {typed_keys(card.hints)}.", width)


def panel_lines(panel: Panel, width: int) -> Iterator[str]:
    """Who is assessed, the running scores, and the marks of every place."""
    yield f"Patient: {visible(panel.patient) or 'no code set (/patient)'}"
    if not panel.instrument:
        yield "Nothing is being scored. /score starts."
        return
    yield from wrapped(f"Scoring {panel.instrument}{f', {panel.window}' if panel.window else ''}", width)
    for score in panel.scores:
        words = f", {score.words}" if score.words else ""
        yield from wrapped(f"{score.title}: {score.span} of {score.maximum}{words}", width)
    yield f"Answered: {panel.answered} of {panel.total}"
    for row in (*panel.rows, *panel.others):
        yield from wrapped(_row(row, panel.columns), width, indent=2)
    if panel.legend:
        yield from wrapped(panel.legend, width)


def guide_lines(guide: Guide, width: int) -> Iterator[str]:
    """What the tour tells: what has happened, and what to do."""
    yield ""
    yield from wrapped(f"{guide.place}. {guide.happened}".rstrip(), width)
    yield from wrapped(f"Now: {guide.do}", width)


def page_lines(page: EvidencePage, width: int) -> Iterator[str]:
    """The page of reports: how the filters went, and each row with what it prints."""
    yield from wrapped(page.title, width)
    for line in page.told:
        yield from wrapped(line, width, indent=2)
    for number, row in enumerate(page.rows, start=1):
        yield from wrapped(f"row {number}: {row.heading}", width)
        printed = zip(page.columns[1:], row.cells, strict=True)
        cells = "; ".join(f"{column.heading} {cell}" for column, cell in printed if cell)
        yield from wrapped(cells, width, indent=2)
    for note in page.footnotes:
        yield from wrapped(note, width)
    keys = typed_keys(hint for hint in page.hints if hint.key not in OF_THE_SCREEN)
    yield from wrapped(f"Type row and its number for that row in full, or {keys}.", width)


def page_row_lines(page: EvidencePage, number: int, width: int) -> Iterator[str]:
    """One row of the page in full; `number` counts from 1. Raises IndexError where there is no such row."""
    row = page.rows[number - 1]
    yield from wrapped(row.title, width)
    for line in row.detail:
        yield from wrapped(f"{line.name}: {line.text}", width, indent=2)
        for note in line.notes:
            yield from wrapped(f"Note: {note}", width, indent=4)


def _unframed(line: Drawn) -> str:
    """A line of the ladder without the frame around it."""
    said = [piece.text for piece in line if piece.tone is not Tone.FRAME]
    on_bar = len(line) > len(said) + 2
    return visible((", " if on_bar else "").join(text.strip() if on_bar else text for text in said).rstrip())


def typed_keys(hints: Iterable[KeyHint | PageHint]) -> str:
    """What may be typed, and what for."""
    told = [(TYPED.get(hint.key, hint.key), hint.what) for hint in hints]
    return ", ".join(f"{typed} for {what}" for typed, what in told if typed)


def _row(row: MarkRow, columns: Iterable[str]) -> str:
    """A place with its marks; under several columns each mark is named."""
    names = tuple(columns)
    if len(names) == len(row.marks):
        named = zip(names, row.marks, strict=True)
        marks = ", ".join(f"{name} {mark}" for name, mark in named if mark.strip())
    else:
        marks = " ".join(row.marks)
    return f"{row.title}: {marks}{' (now)' if row.current else ''}"


def wrapped(text: str, width: int, indent: int = 0, *, tabled: bool = False) -> Iterator[str]:
    """Text in lines of at most `width` columns, with every hidden character shown."""
    margin = " " * indent
    for line in visible(text).split("\n"):
        after = margin + " " * (hanging(line, width) if tabled else 0)
        yield from textwrap.wrap(
            line, width, initial_indent=margin, subsequent_indent=after, break_on_hyphens=False
        ) or [""]
