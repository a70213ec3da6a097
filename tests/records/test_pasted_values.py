"""Pasted laboratory results become values of a visit as they are printed, or are refused with the reason."""

from __future__ import annotations

import datetime as dt

import pytest

from assistant.records.pasted_values import pasted_values
from assistant.records.vocabulary import load_vocabulary

VOCABULARY = load_vocabulary()


def test_a_paste_is_kept_with_units_ranges_and_days_as_printed() -> None:
    lines = (
        "C3 0,74 g/L (0.9-1.8), WBC 2.8 x 10^9/L",
        "dsDNA >400 IU/mL (<27)",
        "UPCR 62 mg/mmol 02.11.2026",
        "ANA positive",
    )
    read = pasted_values("\n".join(lines), VOCABULARY)
    assert (read.refused, read.unread) == ((), ())
    told = [(each.name, each.value, each.unit, each.low, each.high, each.reading) for each in read.values]
    assert told == [
        ("c3", 0.74, "g/L", 0.9, 1.8, None),
        ("white_cells", 2.8, "x10^9/L", None, None, None),
        ("adna", None, "IU/mL", None, 27, ">400"),
        ("protein_creatinine_ratio", 62, "mg/mmol", None, None, None),
        ("ana", None, None, None, None, "positive"),
    ]
    assert read.values[3].date == dt.date(2026, 11, 2)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("PLT 88", "no unit"),
        ("C3", "no result"),
        ("PLT 88.000 /µL", "88000 or 88"),
        ("C3 0.74 g/L (90-180 mg/dL)", "different units"),
        ("C3 0.74 g/L 31.02.2026", "date"),
    ],
)
def test_what_cannot_be_kept_as_it_is_says_why(text: str, why: str) -> None:
    read = pasted_values(text, VOCABULARY)
    assert not read.values
    assert why in read.refused[0]


def test_what_has_no_known_name_is_listed() -> None:
    assert pasted_values("quux 3 g/L", VOCABULARY).unread == ("quux 3 g/L",)
