"""The page of the whole form, made from a walk."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from assistant.conversation.grid.keys import DOWN
from assistant.conversation.grid.page import GridBlock, GridCell, GridLine, GridPage
from assistant.conversation.turn import Choice, KeyHint, Tick
from assistant.conversation.walk.cards import explained
from assistant.conversation.walk.keys import BY_ID
from assistant.conversation.walk.letters import letters_of
from assistant.conversation.walk.pages import Page
from assistant.conversation.walk.panel import short_heads
from assistant.conversation.wording import answer_in_words, mark
from assistant.errors import capital

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.conversation.grid.layout import Line
    from assistant.conversation.grid.looking import Looking
    from assistant.conversation.walk.walk import Walk
    from assistant.scoring.assessment.session import AssessmentSession
    from assistant.scoring.instrument import Item

NOT_ASKED = GridCell("–", "not asked")
LEGEND = ("· open", "c attested clear", "n not assessed", "p pending")
LEGEND_NOT_ASKED = "– not asked"
ALONG, DOWNWARDS, DOWN_THE_LIST = (
    f"0-9 answers, then {way}" for way in ("along the row", "down the column", "down the list")
)
HINTS = (
    *(KeyHint(BY_ID[name].shown, BY_ID[name].short) for name in ("rest", "not_assessed", "pending")),
    *(KeyHint(BY_ID[name].shown, BY_ID[name].short) for name in ("levels", "undo")),
)


def grid_page(walk: Walk) -> GridPage | None:
    """The whole form of a walk that is looked at so; None while another page of it stands."""
    item = walk.session.current
    if not is_whole(walk) or item is None:
        return None
    session = walk.session
    answered, total = session.progress
    given = session.answers.get(item.id)
    stands = mark_in_words(item, session)
    blocks = tuple(_blocks(walk))
    not_asked = any(cell is NOT_ASKED for block in blocks for line in block.lines for cell in line.cells)
    return GridPage(
        title=f"{session.instrument.abbreviation} · whole form · {answered} of {total} answered",
        goes_on=_goes_on(walk.looking),
        blocks=blocks,
        where=f"{capital(item.full_title)} · {stands}{_points(item)}",
        question=item.question,
        levels=tuple(
            Choice(
                str(option.value),
                option.label,
                option.meaning or "",
                Tick.ON if given is not None and given.value == option.value else Tick.OFF,
            )
            for option in item.options
        ),
        explained=tuple(explained(item, walk.remarks.phototype)) if walk.levels else (),
        legend=(*LEGEND, LEGEND_NOT_ASKED) if not_asked else LEGEND,
        recorded=walk.recorded,
        refused=walk.refused,
        hints=_hints(walk, item),
        letters=letters_of(walk),
    )


def is_whole(walk: Walk) -> bool:
    """Whether the walk shows its whole form now."""
    return walk.page is Page.GRID and walk.session.current is not None


def mark_in_words(item: Item, session: AssessmentSession) -> str:
    """What stands in a cell, in words."""
    answer = session.answers.get(item.id)
    if answer is None:
        return "open"
    words = answer_in_words(item, answer)
    return f"{words}, attested clear" if answer.how == "attested" else words


def _goes_on(looking: Looking) -> str:
    if not looking.layout.has_columns:
        return DOWN_THE_LIST
    return DOWNWARDS if looking.down else ALONG


def _points(item: Item) -> str:
    return f" · weight {item.weight}" if item.weight > 1 else ""


def _blocks(walk: Walk) -> Iterator[GridBlock]:
    asked = {item.id for item in walk.session.items()}
    numbers = count(1)
    for block in walk.looking.layout.blocks:
        lines = tuple(_line(line, walk, asked, next(numbers) if line.items else 0) for line in block.lines)
        yield GridBlock(block.columns, short_heads(block.columns), lines)


def _line(line: Line, walk: Walk, asked: set[str], number: int) -> GridLine:
    return GridLine(line.title, tuple(_cell(item, walk, asked) for item in line.items), number)


def _cell(item: Item | None, walk: Walk, asked: set[str]) -> GridCell:
    if item is None or item.id not in asked:
        return NOT_ASKED
    session = walk.session
    shown = mark(session.answers.get(item.id))
    return GridCell(shown, mark_in_words(item, session), item.id, current=item is session.current)


def _hints(walk: Walk, item: Item) -> tuple[KeyHint, ...]:
    place = walk.session.instrument.group(item.group).kind == "place"
    turn = KeyHint(DOWN, "along the row" if walk.looking.down else "downwards")
    names = ("go_to", "review")
    return (
        KeyHint(BY_ID["clear"].key, "row clear" if place else "section clear"),
        *HINTS,
        *((turn,) if walk.looking.layout.has_columns else ()),
        *(KeyHint(BY_ID[name].shown, BY_ID[name].short) for name in names),
        KeyHint(BY_ID["whole_form"].key, "one by one"),
        KeyHint(BY_ID["pause"].shown, BY_ID["pause"].short),
    )
