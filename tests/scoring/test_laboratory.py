"""Laboratory results in the styles of several laboratories, and what each proposes, or why not."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.content.folders import shipped_folder
from assistant.scoring.laboratory.desk import LaboratoryDesk
from assistant.scoring.laboratory.figures import figure
from assistant.scoring.laboratory.language import load_language
from assistant.scoring.laboratory.spelling import folded_unit
from assistant.scoring.laboratory.units import conversion, exact, factor_by_library
from assistant.scoring.library import load_library
from benchmarks.derivations import FOLDER, count_set
from tests.scoring.laboratory_texts import DERIVED, REFUSED

DAY = date(2026, 11, 10)
NINE = {
    "thrombocytopenia",
    "leukopenia",
    "low_complement",
    "increased_dna_binding",
    "proteinuria",
    "hematuria",
    "pyuria",
    "urinary_casts",
    "fever",
}


@cache
def desk() -> LaboratoryDesk:
    """The laboratory part of the shipped SLEDAI-2K."""
    folder = shipped_folder("instruments")
    return LaboratoryDesk(load_library([folder]).instrument("sledai-2k"), load_language([folder]))


def values(labs: str | list[object]) -> dict[str, int]:
    """What is proposed."""
    return {item: each.value for item, each in desk().derive(labs, DAY).proposals.items()}


@pytest.mark.parametrize(("text", "proposed"), DERIVED)
def test_a_result_proposes_what_its_rule_says(text: str, proposed: dict[str, int]) -> None:
    assert values(text) == proposed


@pytest.mark.parametrize(("text", "item", "why"), REFUSED)
def test_what_cannot_be_judged_says_why(text: str, item: str, why: str) -> None:
    derivation = desk().derive(text, DAY)
    assert item not in derivation.proposals
    assert why in derivation.not_derived[item]


@pytest.mark.parametrize("name", ["second", "third"])
def test_the_sets_of_the_benchmark_are_judged_as_they_must_be(name: str) -> None:
    counted = count_set(FOLDER / f"{name}.yaml", desk())
    assert counted.right >= 80
    assert counted.flawless, "\n".join(counted.misses)


@pytest.mark.parametrize(
    ("entry", "proposed"),
    [
        ({"test": "Protein, 24 hr urine", "value": "1,250", "unit": "mg/24h"}, {"proteinuria": 1}),
        ({"test": "Protein, 24 hr urine", "value": "", "unit": "mg/24h", "range": "0-150"}, {}),
        ({"test": "Urine protein 2 (<1)", "value": 0.7, "unit": "g/24h"}, {"proteinuria": 1}),
        ({"test": "Platelets (10^3/uL)", "value": 90}, {"thrombocytopenia": 1}),
        ({"test": "Platelets (1000/uL)", "value": 90}, {}),
        ({"test": "Platelets", "value": "99,000", "unit": "/µL", "low": "150,000"}, {"thrombocytopenia": 1}),
        ({"test": "Platelets", "value": "n/a", "unit": "10^9/L", "range": "150-400"}, {}),
    ],
)
def test_the_name_of_an_entry_is_only_a_name(entry: object, proposed: dict[str, int]) -> None:
    assert values([entry]) == proposed


def test_every_item_is_proposed_or_has_its_reason() -> None:
    assert set(desk().items) == NINE
    derivation = desk().derive("C3 0.74 g/L (0.9-1.8)\nPLT 88\nthe weather is fine", DAY)
    assert {*derivation.proposals, *derivation.not_derived} == NINE
    assert derivation.not_derived["fever"] == "no value given"
    assert derivation.unread == ("the weather is fine",)


def test_a_reason_holds_value_limit_day_and_the_question_of_the_rule() -> None:
    reason = desk().derive("WBC 2,8 ×10⁹/L 02.11.2026", DAY).proposals["leukopenia"].reason
    for part in ("2,8 x10^9/L", "below the limit of 3", "2026-11-02", "Is a drug the cause?"):
        assert part in reason
    undated = desk().derive("WBC 2.8 10^9/L", DAY).proposals["leukopenia"].reason
    assert "no date" in undated


@pytest.mark.parametrize(
    ("day", "counts"), [("2026-10-11", True), ("2026-10-10", False), ("2026-11-11", False)]
)
def test_the_window_reaches_as_far_back_as_it_says(day: str, counts: bool) -> None:
    derivation = desk().derive([{"test": "PLT", "value": 88, "unit": "10^9/L", "date": day}], DAY)
    assert ("thrombocytopenia" in derivation.proposals) is counts
    assert counts or "window" in derivation.not_derived["thrombocytopenia"]


def test_one_value_beyond_its_limit_within_the_window_is_enough_and_absence_needs_them_all() -> None:
    assert values("PLT 120 10^9/L 09.11.2026\nPLT 92 10^9/L 20.10.2026") == {"thrombocytopenia": 1}
    derivation = desk().derive("PLT 120 10^9/L\nPLT 88", DAY)
    assert "no unit" in derivation.not_derived["thrombocytopenia"]


def test_one_normal_complement_says_nothing_of_the_other() -> None:
    missing = desk().derive("C3 1.2 g/L (0.9-1.8)", DAY).not_derived["low_complement"]
    assert "C4 not given" in missing
    assert values("C3 1.2 g/L (0.9-1.8)\nC4 0.2 g/L (0.1-0.4)") == {"low_complement": 0}


@pytest.mark.parametrize(
    ("entry", "proposed"),
    [
        ({"test": "C3", "value": 0.74, "unit": "g/L", "low": 0.9, "high": 1.8, "date": "2026-11-02"}, 1),
        ({"test": "C3", "value": "74", "unit": "mg/dL", "low": "90", "high": "180"}, 1),
        ({"test": "C3", "value": 0.125, "unit": "g/L", "low": 0.9}, 1),
        ({"test": "C3", "value": "0,74", "unit": "g/l", "range": "0,9-1,8"}, 1),
        ({"test": "C3", "value": "<0.5", "unit": "g/L", "low": 0.9}, 1),
        ({"name": "Complement C3", "value": "0.74 g/L", "low": 0.9}, 1),
        ({"test": "C3", "value": 0.74, "unit": "g/L", "high": 1.8}, None),
        ({"test": "C3", "value": 0.74, "low": 0.9}, None),
        ({"test": "C3", "value": 0.74, "unit": "g/L", "low": 0.9, "date": "2026-02-30"}, None),
        ({"test": "C3", "value": "0.74 g/L", "unit": "mg/dL", "low": 0.9}, None),
        ({"test": "C3", "value": -0.5, "unit": "g/L", "low": 0.9}, None),
        ({"test": "C3", "value": True, "unit": "g/L", "low": 0.9}, None),
        ({"test": "C3", "value": 0.74, "unit": "g/L", "lo": 0.9}, None),
        ({"value": 0.74, "unit": "g/L", "low": 0.9}, None),
        ("C3 0.74 g/L (0.9-1.8)", 1),
        ({"test": "Immunology", "value": "C3 0.74 g/L (0.9-1.8)"}, 1),
        (["C3"], None),
        (None, None),
    ],
)
def test_an_entry_of_a_list_is_judged_like_a_line(entry: object, proposed: int | None) -> None:
    assert values([entry]).get("low_complement") == proposed


@pytest.mark.parametrize(
    ("entry", "proposed"),
    [
        ({"test": "Urine sediment", "value": "red cell casts"}, {"urinary_casts": 1}),
        ({"test": "Urinary casts", "value": "red cell casts"}, {"urinary_casts": 1}),
        ({"test": "Urinary casts", "value": "none"}, {"urinary_casts": 0}),
        ({"test": "Urinary casts", "value": "hyaline casts"}, {}),
        ({"test": "Casts", "value": "RBC"}, {"urinary_casts": 1}),
        ({"test": "Casts", "value": "granular"}, {}),
        ({"test": "CH50", "value": 20, "unit": "CAE", "low": 30}, {"low_complement": 1}),
        ({"test": "dsDNA", "value": 45, "unit": "arb. units", "high": 27}, {"increased_dna_binding": 1}),
        ({"test": "WBC", "value": "8-10", "unit": "/hpf", "specimen": "urine"}, {"pyuria": 1}),
        ({"test": "Urine WBC", "value": 5, "unit": "cells/hpf"}, {"pyuria": 0}),
        ({"test": "Creatine kinase", "value": 900, "unit": "U/L", "high": 170}, {}),
        ({"test": "Temperature", "value": 38.0, "unit": "C"}, {"fever": 0}),
    ],
)
def test_an_entry_may_hold_a_report_in_words(entry: object, proposed: dict[str, int]) -> None:
    assert values([entry]) == proposed


LIMITS: list[tuple[str, str, int, dict[str, Fraction | int]]] = [
    (
        "PLT",
        "thrombocytopenia",
        -1,
        {"10^9/L": 100, "/uL": 100_000, "/mm3": 100_000, "K/uL": 100, "/nL": 100},
    ),
    ("WBC", "leukopenia", -1, {"10^9/L": 3, "/uL": 3_000, "10^3/uL": 3, "Gpt/L": 3, "/mm3": 3_000}),
    ("Temp", "fever", 1, {"°C": 38, "°F": Fraction(1004, 10)}),
    ("24h protein", "proteinuria", 1, {"g/24h": Fraction(1, 2), "mg/24h": 500, "mg/d": 500}),
    ("UPCR", "proteinuria", 1, {"mg/mg": Fraction(1, 2), "g/g": Fraction(1, 2), "mg/g": 500}),
    ("RBC urine", "hematuria", 1, {"/hpf": 5, "per hpf": 5}),
    ("pus cells", "pyuria", 1, {"/hpf": 5}),
]
CASES = [
    (test, item, sign, unit, limit) for test, item, sign, units in LIMITS for unit, limit in units.items()
]


@pytest.mark.parametrize(("test", "item", "sign", "unit", "limit"), CASES)
def test_a_limit_is_strict_in_every_unit(
    test: str, item: str, sign: int, unit: str, limit: Fraction | int
) -> None:
    step = Fraction(limit) / 1000
    for number in (-2, -1, 0, 1, 2):
        value = float(limit + number * step)
        assert values([{"test": test, "value": value, "unit": unit}]) == {item: int(number * sign > 0)}


@given(grams=st.integers(min_value=1, max_value=300), limit=st.integers(min_value=30, max_value=200))
def test_grams_per_litre_and_milligrams_per_decilitre_agree(grams: int, limit: int) -> None:
    """Hundredths of a gram in a litre are milligrams in a decilitre, in the value and in the limit."""
    ways = [
        f"C3 {grams / 100} g/L ({limit / 100}-9)",
        f"C3 {grams} mg/dL ({limit}-900)",
        f"C3 {grams / 100} g/L ({limit}-900 mg/dL)",
        f"C3 {grams * 10000} ug/L ({limit * 10000}-9000000)",
    ]
    assert {values(way).get("low_complement") for way in ways} == {1 if grams < limit else None}


def test_the_tables_of_the_file_agree_with_the_units_library() -> None:
    """Temperatures apart, which have an offset, and activities, which assays count in units of their own."""
    spelled = load_language([shipped_folder("instruments")]).units
    compared = 0
    for hint in desk().instrument.hints:
        for unit in hint.units:
            name, rule = (spelled[folded_unit(each)][0] for each in (unit.name, hint.units[0].name))
            if not unit.plus and "U/" not in f"{name}{rule}" and "%" not in name:
                assert factor_by_library(name, rule) in {exact(unit.times), None}, (hint.id, unit.name)
                compared += factor_by_library(name, rule) is not None
    assert compared >= 15


@given(unit=st.text(max_size=12))
def test_no_unit_is_invented(unit: str) -> None:
    """What is not a unit of the rule never becomes one."""
    hint = next(each for each in desk().instrument.hints if each.id == "complement_c3")
    found = conversion(hint, "C3", unit, load_language([shipped_folder("instruments")]).units)
    assert found is None or "l" in folded_unit(unit) or "%" in unit


PIECES = st.sampled_from(
    [
        *[
            "C3",
            "PLT",
            "WBC",
            "RBC",
            "casts",
            "0.74",
            "88",
            "1.000",
            "<27",
            "g/L",
            "/hpf",
            "10^9/L",
            "(0.9-1.8)",
        ],
        *[
            "(",
            "-",
            "2026-11-02",
            "31.02.2026",
            "no",
            "?",
            "H",
            ";",
            "|",
            "urine",
            ":",
            "µ",
            "1+",
            "%",
            "/",
            "x",
        ],
        *["\n", "\x00"],
    ]
)


@given(text=st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=25).map(" ".join)))
def test_any_text_is_read_without_an_error(text: str) -> None:
    derivation = desk().derive(text, DAY)
    assert set(derivation.proposals) <= NINE
    assert set(derivation.proposals).isdisjoint(derivation.not_derived)


@given(value=st.floats(min_value=0, max_value=1e6, allow_nan=False))
def test_a_bare_figure_never_proposes_anything(value: float) -> None:
    assert values(f"PLT {value}\nC3 {value} (0.9-1.8)\nTemp {value}\nRBC urine {value}\nUPCR {value}") == {}


@given(whole=st.integers(min_value=0, max_value=10**9), decimals=st.integers(min_value=0, max_value=99))
def test_a_figure_is_exactly_what_is_printed(whole: int, decimals: int) -> None:
    for mark in ".,":
        assert figure(f"{whole}{mark}{decimals:02}") == Fraction(100 * whole + decimals, 100)
