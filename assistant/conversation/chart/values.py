"""Laboratory values said in words or pasted: `C3 0.74 g/L (0.9-1.8)`, one after the other."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from assistant.conversation.chart.editing import change, revised, visit_sheet
from assistant.conversation.chart.errors import Refused
from assistant.conversation.chart.naming import leading_name, whole_name
from assistant.conversation.chart.wording import laboratory_in_words
from assistant.conversation.replies import told
from assistant.errors import quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assistant.conversation.stage import Stage
    from assistant.conversation.turn import Reply, Turn
    from assistant.records.visit import LaboratoryValue, Visit
    from assistant.records.vocabulary import Vocabulary

HOW = "/lab C3 0.74 g/L (0.9-1.8) · /lab NAME negative · /lab NAME remove"


def record_values(stage: Stage, line: str, then: Callable[[Reply], Turn]) -> Turn:
    """Record laboratory values at the visit that is open, or list them. Raises Refused, StoreError.

    A value of a name that is recorded already takes its place; all of a line are recorded, or none.
    """
    sheet = visit_sheet(stage)
    vocabulary = stage.chart.vocabulary
    if not line:
        there = [laboratory_in_words(each, vocabulary) for each in sheet.shown().laboratory]
        return stage.turn(told("\n".join([*(there or ["No laboratory value is recorded."]), HOW])))
    words = line.split()
    if words[-1].casefold() == "remove":
        name = whole_name(" ".join(words[:-1]), "name", vocabulary)
        return change(stage, sheet, partial(_without, name=name), then)
    read = read_values(line, vocabulary)
    return change(stage, sheet, partial(_with, values=read), then)


def read_values(text: str, vocabulary: Vocabulary) -> list[LaboratoryValue]:
    """The values of a line or a paste, one after the other. Raises Refused, for a value without unit too."""
    # What reads values costs what a conversation without them need not pay.
    from assistant.records.pasted_values import pasted_values  # noqa: PLC0415

    read = pasted_values(text, vocabulary)
    unread = [f"{quoted(each)} is not understood" for each in read.unread]
    if read.refused:
        raise Refused(f"{'; '.join((*read.refused, *unread))}; write it as in: {HOW}")
    if not read.values:
        leading_name(text.split(), "name", vocabulary)
        raise Refused(f"{quoted(text)} gives no result; write it as in: {HOW}")
    if unread:
        raise Refused(f"{'; '.join(unread)}; leave it out, or correct it")
    return list(read.values)


def _with(visit: Visit, values: Sequence[LaboratoryValue]) -> Visit:
    named = {each.name for each in values}
    kept = tuple(each for each in visit.laboratory if each.name not in named)
    return revised(visit, laboratory=(*kept, *values))


def _without(visit: Visit, name: str) -> Visit:
    left = tuple(each for each in visit.laboratory if each.name != name)
    if left == visit.laboratory:
        raise Refused("that value is not recorded at this visit; /lab lists what is")
    return revised(visit, laboratory=left)
