"""Statistics of agreement equal those that others published on data that others published.

ICC: Shrout and Fleiss 1979 (Psychol Bull 86:420), Table 2, four judges and six targets; the article prints
ICC(2,1) = .29, and the R package psych, whose help computes this table, prints the interval 0.019 to 0.761.
Kappa: the skin condition data of two dermatologists in the manual of SAS PROC FREQ (88 patients), where the
weighted kappa (linear weights) is 0.5082.
Limits of agreement: the peak flow data of Bland and Altman 1986 (Lancet i:307), Wright meters, 17 subjects.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.scoring.training.agreement import TooFewCases, icc_2_1, limits_of_agreement, weighted_kappa

SHROUT_FLEISS = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]
DERMATOLOGISTS = [[10, 4, 1, 0], [5, 10, 12, 2], [2, 4, 12, 5], [0, 2, 6, 13]]
WRIGHT = [494, 395, 516, 434, 476, 557, 413, 442, 650, 433, 417, 656, 267, 478, 178, 423, 427]
MINI_WRIGHT = [512, 430, 520, 428, 500, 600, 364, 380, 658, 445, 432, 626, 260, 477, 259, 350, 451]


def as_pairs(table: list[list[int]]) -> list[tuple[int, int]]:
    return [
        (row, column) for row, cells in enumerate(table) for column, n in enumerate(cells) for _ in range(n)
    ]


def test_the_table_of_shrout_and_fleiss() -> None:
    found = icc_2_1(SHROUT_FLEISS)
    assert found.value == pytest.approx(0.2898, abs=5e-5)
    assert (found.low, found.high) == pytest.approx((0.019, 0.761), abs=5e-4)
    assert (found.cases, found.raters) == (6, 4)


def test_the_two_dermatologists() -> None:
    linear = weighted_kappa(as_pairs(DERMATOLOGISTS), range(4), "linear")
    assert linear.value == pytest.approx(0.5082, abs=5e-5)
    assert (linear.same, linear.cases) == (45, 88)


def test_the_peak_flow_meters() -> None:
    found = limits_of_agreement(list(zip(WRIGHT, MINI_WRIGHT, strict=True)))
    assert (found.mean, found.deviation) == pytest.approx((-2.1, 38.8), abs=0.05)


def test_what_cannot_be_computed_is_said() -> None:
    assert icc_2_1([[3, 3], [3, 3]]).value is None
    assert weighted_kappa([(0, 0), (0, 0)], (0, 1)).value is None
    with pytest.raises(TooFewCases, match="two cases"):
        icc_2_1([[1, 2]])
    with pytest.raises(TooFewCases, match="two cases"):
        limits_of_agreement([(1, 2)])


tables = st.lists(st.tuples(st.integers(0, 70), st.integers(0, 70)), min_size=2, max_size=20)


@given(tables)
def test_a_correlation_lies_in_its_interval_and_does_not_depend_on_the_order(
    table: list[tuple[int, int]],
) -> None:
    found = icc_2_1(table)
    other = icc_2_1([(b, a) for a, b in reversed(table)])
    assert found.value == pytest.approx(other.value)
    if found.value is not None and found.low is not None and found.high is not None:
        assert found.value <= 1 + 1e-9
        assert found.low <= found.value + 1e-9
        assert found.value <= found.high + 1e-9


@given(st.lists(st.integers(0, 70), min_size=2, max_size=20))
def test_who_scores_the_same_agrees_fully(scores: list[int]) -> None:
    expected = None if len(set(scores)) == 1 else pytest.approx(1.0)
    assert icc_2_1([(each, each) for each in scores]).value == expected
