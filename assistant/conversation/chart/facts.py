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
    from collections.abc import Callable, Mapping

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
    read = {}
    for said in _facts(line):
        field, value = _field_and_value(said)
        if not value:
            raise Refused(f"{quoted(said)} gives no value; write it as in: {HOW}")
        read[field] = _read(field, value, stage.chart.vocabulary)
    return change(stage, sheet, partial(_with, facts=read))


def _with(patient: Patient, facts: Mapping[str, object]) -> Patient:
    return revised(patient, **facts)


def _facts(line: str) -> list[str]:
    """The facts of a line, each with its field in front; what is between commas may be one value, too.

    Notes are taken whole, whatever they hold.
    """
    facts: list[str] = []
    for part in line.split(","):
        in_notes = bool(facts) and _named(facts[-1])[0] == "notes"
        if facts and (in_notes or not _named(part)[0]):
            facts[-1] += f",{part}"
        else:
            facts.append(part.strip())
    return facts


def _named(said: str) -> tuple[str, int]:
    """The field with which a fact begins, and of how many words its name is; no field where it has none."""
    words = said.split()
    for length in (3, 2, 1):
        field = FIELDS.get(" ".join(words[:length]).casefold())
        if field is not None:
            return field, length
    return "", 0


def _field_and_value(said: str) -> tuple[str, str]:
    words = said.split() or [said]
    field, length = _named(said)
    if not field:
        raise Refused(f"{quoted(words[0])} cannot be set; {did_you_mean(words[0], FIELDS)}")
    return field, " ".join(words[length:])


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
