"""Laboratory values said in words: `C3 0.74 g/L (0.9-1.8)`, several with a semicolon between them."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from assistant.conversation.chart.editing import change, revised, visit_sheet
from assistant.conversation.chart.errors import Refused
from assistant.conversation.chart.measured import read_number
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

FIGURE = re.compile(r"-?\d+(?:[.,]\d+)?")
RANGE = re.compile(r"[(\[]\s*(\d+(?:[.,]\d+)?)\s*[-–]\s*(\d+(?:[.,]\d+)?)\s*[^)\]]*[)\]]")
BETWEEN = re.compile(r"[;\n]+")
HOW = "/lab C3 0.74 g/L (0.9-1.8) ; /lab NAME negative ; /lab NAME remove"


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
    read = [read_value(each, vocabulary) for each in BETWEEN.split(line) if each.strip()]
    return change(stage, sheet, partial(_with, values=read), then)


def read_value(text: str, vocabulary: Vocabulary) -> LaboratoryValue:
    """One value as it is typed. Raises Refused, for a value without its unit too."""
    from assistant.records.visit import LaboratoryValue  # noqa: PLC0415 - only where something is recorded

    found = RANGE.search(text)
    parts: dict[str, object] = {}
    if found:
        parts["low"], parts["high"] = (read_number(end, "limit") for end in found.groups())
    name, rest = leading_name(RANGE.sub(" ", text).replace("=", " ").split(), "name", vocabulary)
    rest = [word for word in rest if word not in {":", ","}]
    if not rest:
        raise Refused(f"{quoted(text.strip())} gives no result; write it as in: {HOW}")
    if FIGURE.fullmatch(rest[0]):
        parts["value"] = read_number(rest[0], "result")
        if len(rest) == 1:
            raise Refused(f"{quoted(text.strip())} has no unit; add it as the laboratory prints it")
        parts["unit"] = rest[1]
        rest = rest[2:]
    if rest:
        parts["reading"] = " ".join(rest)
    return revised(LaboratoryValue(name=name, reading="given"), **{"reading": None, **parts})


def _with(visit: Visit, values: Sequence[LaboratoryValue]) -> Visit:
    named = {each.name for each in values}
    kept = tuple(each for each in visit.laboratory if each.name not in named)
    return revised(visit, laboratory=(*kept, *values))


def _without(visit: Visit, name: str) -> Visit:
    left = tuple(each for each in visit.laboratory if each.name != name)
    if left == visit.laboratory:
        raise Refused("that value is not recorded at this visit; /lab lists what is")
    return revised(visit, laboratory=left)
