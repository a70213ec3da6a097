"""Pasted laboratory results as values of a visit: read as for the items of an instrument, kept as printed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from pydantic import ValidationError

from assistant.records.visit import LaboratoryValue
from assistant.scoring.laboratory.language import load_language
from assistant.scoring.laboratory.names import Names
from assistant.scoring.laboratory.reading import LaboratoryReader
from assistant.scoring.laboratory.results import Meaning

if TYPE_CHECKING:
    from fractions import Fraction

    from assistant.records.vocabulary import Vocabulary
    from assistant.scoring.laboratory.results import Result

FIELD = "name"


@dataclass(frozen=True, slots=True)
class PastedValues:
    """What a paste holds."""

    values: tuple[LaboratoryValue, ...]
    refused: tuple[str, ...]
    """What cannot be recorded as it is, each with what is wrong."""
    unread: tuple[str, ...]
    """What was not understood, as written."""


def pasted_values(text: str, vocabulary: Vocabulary) -> PastedValues:
    """The laboratory values in a text. Raises ContentError."""
    reading = _reader(vocabulary).read(text)
    values: list[LaboratoryValue] = []
    refused: list[str] = []
    for result in reading.results:
        try:
            values.append(_value(result, vocabulary))
        except ValueError as error:
            told = error.errors()[0]["msg"] if isinstance(error, ValidationError) else str(error)
            refused.append(f"{result.text}: {told.removeprefix('Value error, ')}")
    return PastedValues(tuple(values), tuple(refused), reading.unread)


@lru_cache(maxsize=2)
def _reader(vocabulary: Vocabulary) -> LaboratoryReader:
    spoken = load_language()
    meanings = {
        word: [Meaning("value", name, name) for name in vocabulary.meant(word, FIELD)]
        for word in vocabulary.spellings(FIELD)
        if not spoken.holds_result(word)
    }
    return LaboratoryReader(Names(meanings), spoken)


def _value(result: Result, vocabulary: Vocabulary) -> LaboratoryValue:
    """One value. Raises ValueError with what is wrong, pydantic's own among them."""
    names = list(dict.fromkeys(each.hint for each in result.meanings))
    if len(names) > 1:
        several = " or ".join(vocabulary.label(name) for name in names)
        raise ValueError(f"it may be {several}; write which one")
    if result.doubt is not None:
        raise ValueError(result.doubt)
    if result.left_open:
        raise ValueError(result.left_open)
    if result.amount is None and result.reading is None:
        raise ValueError("it has no result")
    if result.amount is not None and result.unit is None:
        raise ValueError("it has no unit; add it as the laboratory prints it")
    if result.range_unit is not None and result.range_unit != result.unit:
        raise ValueError("value and range have different units; write both in one")
    amount = result.amount
    exact = None if amount is None else amount.figure
    words = result.reading if amount is None else (amount.text if exact is None else None)
    return LaboratoryValue(
        name=names[0],
        value=_number(exact),
        unit=re.sub(r"\s", "", result.unit) if result.unit else None,
        low=_number(result.low),
        high=_number(result.high),
        reading=words,
        date=result.day,
    )


def _number(figure: Fraction | None) -> float | None:
    return None if figure is None else float(figure)
