"""Steroid doses in milligrams a day of prednisone: exact, or refused with the reason."""

from __future__ import annotations

from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.content.folders import shipped_folder
from assistant.scoring.errors import SteroidDoseRefused
from assistant.scoring.steroids.tables import load_steroids

if TYPE_CHECKING:
    from pathlib import Path

    from assistant.scoring.steroids.doses import SteroidTable
    from tests.cli.running import Malar

EQUALS_FIVE = {
    "prednisone": 5,
    "prednisolone": 5,
    "methylprednisolone": 4,
    "hydrocortisone": 20,
    "dexamethasone": 0.75,
    "deflazacort": 6,
}
WORDS = st.sampled_from(
    [
        *EQUALS_FIVE,
        "mg",
        "µg",
        "5",
        "2,5",
        "1-0-1",
        "x",
        "bd",
        "and",
        "iv",
        "/kg",
        "-",
        "/",
        "1.000",
        "daily",
        "\x00",
    ]
)


@cache
def table() -> SteroidTable:
    """The shipped table."""
    return load_steroids([shipped_folder("instruments")])


@pytest.mark.parametrize(
    ("dose", "milligrams"),
    [
        ("Prednisolon 7,5 mg tgl.", 7.5),
        ("7.5mg pred od", 7.5),
        ("PREDNISOLONE 5MG PO BD", 10),
        ("prednisone 5 mg every other day", 2.5),
        ("10 mg methylprednisolone on alternate days", 6.25),
        ("prednisolone 5 mg 1-0-1", 10),
        ("hydrocortisone 10-5-5 mg", 5),
        ("prednisone 2 x 2.5 mg", 5),
        ("prednisolone 5 mg morning, 2.5 mg evening", 7.5),
        ("prednisone 5 mg + hydrocortisone 20 mg", 10),
        ("dexamethasone 750 µg", 5),
        ("prednisone 0 mg", 0),
    ],
)
def test_a_dose_is_read_as_it_is_written(dose: str, milligrams: float) -> None:
    assert table().equivalent(dose).equivalent == milligrams


@pytest.mark.parametrize(
    ("dose", "why"),
    [
        ("methylprednisolone 1 mg/kg", "weight"),
        ("methylprednisolone 500 mg iv", "pulse"),
        ("methylprednisolone 1 g", "pulse"),
        ("prednisolone 7.5", "unit"),
        ("20 mg", "names no steroid"),
        ("budesonide 3 mg", "names no steroid"),
        ("prednisone 20 mg tapering", "one dose of the day"),
        ("prednisone 5-10 mg", "no amount"),
        ("prednisone 10 mg 5 mg", "two amounts"),
        ("prednisone 5 mg daily bd", "two rhythms"),
        ("prednisone 5 mg 1-0-1 bd", "two rhythms"),
        ("prednisone 1.000 mg", "thousands or decimals"),
        ("hydrocortisone 10 mg cream", "skin"),
        ("prednisone 5 mg blorp", "'blorp' is not understood"),
        ("prednisone hydrocortisone 5 mg", "two steroids"),
        ("", "empty"),
        ("prednisone 5 mg " * 50, "too long"),
    ],
)
def test_what_has_no_equivalent_is_refused_with_the_reason(dose: str, why: str) -> None:
    with pytest.raises(SteroidDoseRefused, match=why):
        table().equivalent(dose)


@given(drug=st.sampled_from(sorted(EQUALS_FIVE)), fifths=st.integers(min_value=0, max_value=50))
def test_equal_doses_are_equal_exactly(drug: str, fifths: int) -> None:
    dose = table().equivalent(f"{drug} {fifths * EQUALS_FIVE[drug]:.2f} mg")
    assert dose.equivalent == 5 * fifths


@given(text=st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=8).map(" ".join)))
def test_any_text_is_converted_or_refused(text: str) -> None:
    with suppress(SteroidDoseRefused):
        assert 0 <= table().equivalent(text).equivalent <= 250


def test_the_conversion_is_shown_with_its_factor_and_its_limits(malar: Malar) -> None:
    assert (
        "methylprednisolone 8 mg a day × 5/4 = 10 mg of prednisone a day"
        in malar("convert", "medrol 8mg").out
    )
    told = malar("convert", "dexamethasone 1.5 mg", "--json").json
    assert (told["equivalent"], told["of"], told["unit"]) == (10, "prednisone", "mg/day")
    assert "7.5 mg" in told["shown"], "what the other figure in print would give"
    assert "Approximate" in told["limits"]
    assert "pulse" in malar("convert", "methylprednisolone 1 g iv").message


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("equals: 20", "equals: 25", "must give"),
        ("reference: prednisone", "reference: prednison", "did you mean 'prednisone'?"),
        ("sources: [OP]", "sources: [XX]", "XX"),
        ("hydrocortison,", "prednison,", "already means prednisone"),
    ],
)
def test_a_slip_in_the_table_does_not_pass(
    malar: Malar, tmp_path: Path, before: str, after: str, told: str
) -> None:
    text = (shipped_folder("instruments") / "conversions" / "steroids.yaml").read_text(encoding="utf-8")
    assert before in text
    copy = tmp_path / "instruments" / "conversions" / "steroids.yaml"
    copy.parent.mkdir(parents=True)
    copy.write_text(text.replace(before, after, 1), encoding="utf-8")
    run = malar("check", str(copy))
    assert run.code == 1
    assert told in run.err
