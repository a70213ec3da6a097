"""How scores, answers and times read in words: the same on card, panel, review and summary."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.errors import capital

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from assistant.scoring.answers import Answer
    from assistant.scoring.instrument import Instrument, Item
    from assistant.scoring.totals import Score

ATTESTED = "c"
NOT_ASSESSED = "n"
PENDING = "p"
OPEN = "·"
TWO_COLUMNS = re.compile(r" +\S.*?(?<! ) {2,}(?=\S)")
SET_IN = 6
LEGEND = "· open   c attested clear   n not assessed   p pending"


def span(score: Score) -> str:
    """A score as a value, or as the interval in which it must lie."""
    return str(score.value) if score.value is not None else f"{score.low} to {score.high}"


def short_span(score: Score) -> str:
    """The same in few columns: `8–70`."""
    return str(score.value) if score.value is not None else f"{score.low}–{score.high}"


def short_name(score: Score) -> str:
    """The score's name where its instrument is named already: `activity`."""
    return score.id.replace("_", " ")


def bands(score: Score) -> str:
    """The band with its scheme, or those that the interval still touches: `mild to severe (Klein 2011)`."""
    return f"{_band_names(score)} ({score.scheme})" if score.bands else ""


def short_bands(score: Score) -> str:
    """The same in few columns: the scheme is named only where the instrument has several."""
    return bands(score) if len(score.readings) > 1 else _band_names(score)


def score_in_words(score: Score) -> str:
    """`CLASI activity 8 to 70 of 70, mild to severe (Klein 2011)`."""
    words = bands(score)
    return f"{score.title} {span(score)} of {score.max}" + (f", {words}" if words else "")


def _band_names(score: Score) -> str:
    if len(score.bands) > 1:
        return f"{score.bands[0]} to {score.bands[-1]}"
    return score.bands[0] if score.bands else ""


def mark(answer: Answer | None) -> str:
    """One or two characters for an answer in a table."""
    if answer is None:
        return OPEN
    if answer.kind == "not_assessed":
        return NOT_ASSESSED
    if answer.kind == "pending":
        return PENDING
    return ATTESTED if answer.how == "attested" else str(answer.value)


def answer_in_words(item: Item, answer: Answer) -> str:
    """`2 red`, `not assessed`, `pending`."""
    if answer.kind != "value" or answer.value is None:
        return "not assessed" if answer.kind == "not_assessed" else "pending"
    return f"{answer.value} {item.option(answer.value).label}"


def by_group(instrument: Instrument, item_ids: Iterable[str]) -> list[str]:
    """Items in words.

    A whole area by its name: `Ears (all 4)`, `Scalp: erythema, scale`, `Mucous membrane`.
    """
    wanted = set(item_ids)
    lines: list[str] = []
    for group in instrument.groups:
        inside = [item for item in group.items if item.id in wanted]
        if inside and group.kind == "place":
            whole = len(inside) == len(group.items)
            lines.append(
                f"{group.title} (all {len(inside)})"
                if whole
                else f"{group.title}: {', '.join(item.title for item in inside)}"
            )
        else:
            lines.extend(capital(item.title) for item in inside)
    return lines


def hanging(line: str, width: int) -> int:
    """Where a line of two columns goes on after a break: below its second column, while that leaves room."""
    columns = TWO_COLUMNS.match(line)
    if columns is None:
        return 0
    return columns.end() if columns.end() <= width // 2 else SET_IN


def counted(number: int, what: str) -> str:
    """`1 item`, `4 items`."""
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def how_far(answered: int, total: int, awaiting: Sequence[str]) -> str:
    """`23 of 24 answered, awaiting: low complement`. `answered` counts what is awaited as well."""
    words = f"{answered - len(awaiting)} of {total} answered"
    return f"{words}, awaiting: {', '.join(awaiting)}" if awaiting else words


def day_and_time(moment: datetime) -> str:
    """A moment as it is written in a note."""
    return f"{moment:%d %b %Y %H:%M}"
