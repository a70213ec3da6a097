"""Facts of the patient said in words: `/set phototype IV`, `/set born 1987`, `/set antibodies NAME, NAME`."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from assistant.content.spelling import did_you_mean
from assistant.conversation.chart.editing import change, patient_sheet, revised
from assistant.conversation.chart.errors import Refused
from assistant.conversation.chart.naming import whole_name
from assistant.conversation.replies import told
from assistant.errors import quoted

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.conversation.stage import Stage
    from assistant.conversation.turn import Turn
    from assistant.records.patient import Patient
    from assistant.records.vocabulary import Vocabulary

NONE = frozenset({"none", "unknown", "-"})
FIELDS = {
    "sex": "sex",
    "born": "year_of_birth",
    "year of birth": "year_of_birth",
    "phototype": "phototype",
    "subtypes": "subtypes",
    "subtype": "subtypes",
    "manifestations": "manifestations",
    "antibodies": "antibodies",
    "systemic since": "sle_since",
    "since": "sle_since",
    "notes": "notes",
}
"""What is said, and the field that it sets."""
PHOTOTYPES = {"1": "I", "2": "II", "3": "III", "4": "IV", "5": "V", "6": "VI"}
SEXES = {"f": "female", "m": "male", "w": "female"}
PART_OF_DAY = re.compile(r"(?:(\d{1,2})[./])?(\d{1,2})[./](\d{4})")
HOW = (
    "/set sex female · /set born 1987 · /set phototype IV · /set subtypes NAME, NAME · /set "
    "manifestations … · /set antibodies … · /set since 03.2011 · /set notes … ; none takes a fact out."
)


def set_fact(stage: Stage, line: str) -> Turn:
    """Set one fact of the patient at hand. Raises Refused, StoreError."""
    sheet = patient_sheet(stage)
    if not line:
        return stage.turn(told(HOW))
    field, value = _field_and_value(line)
    if not value:
        raise Refused(f"{quoted(line)} gives no value; write it as in: {HOW}")
    read = _read(field, value, stage.chart.vocabulary)
    return change(stage, sheet, partial(_with, field=field, value=read))


def _with(patient: Patient, field: str, value: object) -> Patient:
    return revised(patient, **{field: value})


def _field_and_value(line: str) -> tuple[str, str]:
    words = line.split()
    for length in (3, 2, 1):
        field = FIELDS.get(" ".join(words[:length]).casefold())
        if field is not None:
            return field, " ".join(words[length:])
    raise Refused(f"{quoted(words[0])} cannot be set; {did_you_mean(words[0], FIELDS)}")


def _read(field: str, value: str, vocabulary: Vocabulary) -> object:
    reads: dict[str, Callable[[str], object]] = {
        "sex": lambda said: SEXES.get(said.casefold(), said.casefold()),
        "year_of_birth": _year,
        "phototype": lambda said: PHOTOTYPES.get(said, said.upper()),
        "sle_since": _partial_day,
        "notes": str,
    }
    if value.casefold() in NONE:
        return _empty(field)
    if field in reads:
        return reads[field](value)
    return tuple(dict.fromkeys(whole_name(each.strip(), field, vocabulary) for each in value.split(",")))


def _empty(field: str) -> object:
    if field == "sex":
        return "unknown"
    return () if field in {"subtypes", "manifestations", "antibodies"} else None


def _year(said: str) -> int:
    if not re.fullmatch(r"\d{4}", said):
        raise Refused(f"{quoted(said)} is no year of birth; write the year alone, such as 1987, and no day")
    return int(said)


def _partial_day(said: str) -> str:
    found = PART_OF_DAY.fullmatch(said)
    if found is None:
        return said
    day, month, year = found.groups()
    return "-".join([year, month.zfill(2), *([day.zfill(2)] if day else [])])
