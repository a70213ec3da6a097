"""Laboratory values said in words or pasted: `C3 0.74 g/L (0.9-1.8)`, one after the other."""

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

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assistant.conversation.stage import Stage
    from assistant.conversation.turn import Reply, Turn
    from assistant.records.visit import LaboratoryValue, Visit
    from assistant.records.vocabulary import Vocabulary

FIGURE = re.compile(r"-?\d+(?:[.,]\d+)?")
RANGE = re.compile(r"[(\[]\s*(\d+(?:[.,]\d+)?)\s*[-–]\s*(\d+(?:[.,]\d+)?)[^)\]]*[)\]]")
SHORT_RANGE = re.compile(r"\((\S+)–(\S+)\)")
IDLE = frozenset({":", "=", ",", "-"})
LONGEST_NAME = 4
BETWEEN = re.compile(r"[;\n]+")
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
    words = RANGE.sub(lambda found: f" ({found[1]}–{found[2]}) ", BETWEEN.sub(" ", text)).split()
    values = []
    while words:
        name, words = leading_name(words, "name", vocabulary)
        value, words = _result(name, [word for word in words if word not in IDLE], vocabulary)
        values.append(value)
    return values


def _result(name: str, words: list[str], vocabulary: Vocabulary) -> tuple[LaboratoryValue, list[str]]:
    """The result of a name, and the words of the next one."""
    from assistant.records.visit import LaboratoryValue  # noqa: PLC0415 - only where something is recorded

    parts: dict[str, object] = {}
    label = vocabulary.label(name)
    if words and FIGURE.fullmatch(words[0]):
        parts["value"] = read_number(words[0], "result")
        if len(words) == 1 or FIGURE.fullmatch(words[1]) or words[1].startswith("("):
            raise Refused(f"{label} {words[0]} has no unit; add it as the laboratory prints it")
        parts["unit"] = words[1]
        words = words[2:]
    said: list[str] = []
    while words and not _begins_another(words, vocabulary):
        word, *words = words
        if found := SHORT_RANGE.fullmatch(word):
            parts["low"], parts["high"] = (read_number(end, "limit") for end in found.groups())
        else:
            said.append(word)
    if said:
        parts["reading"] = " ".join(said)
    if not {"value", "reading"} & parts.keys():
        raise Refused(f"{label} has no result; write it as in: {HOW}")
    return revised(LaboratoryValue(name=name, reading="given"), **{"reading": None, **parts}), words


def _begins_another(words: list[str], vocabulary: Vocabulary) -> bool:
    return any(
        vocabulary.meant(" ".join(words[:length]).rstrip(",:;"), "name")
        for length in range(1, LONGEST_NAME + 1)
    )


def _with(visit: Visit, values: Sequence[LaboratoryValue]) -> Visit:
    named = {each.name for each in values}
    kept = tuple(each for each in visit.laboratory if each.name not in named)
    return revised(visit, laboratory=(*kept, *values))


def _without(visit: Visit, name: str) -> Visit:
    left = tuple(each for each in visit.laboratory if each.name != name)
    if left == visit.laboratory:
        raise Refused("that value is not recorded at this visit; /lab lists what is")
    return revised(visit, laboratory=left)
