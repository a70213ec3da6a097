"""The statistics of a cohort against computations that share nothing with them."""

from __future__ import annotations

import statistics
from collections import Counter
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.records.cohort.statistics import Proportion, Spread, signed_rank

CHANGES = st.lists(st.integers(-5, 5), min_size=1, max_size=8)
Z = 1.959963984540054


def brute_force(changes: list[int]) -> Fraction | None:
    """The two-sided p over every assignment of signs, in whole numbers."""
    kept = [change for change in changes if change]
    if not kept:
        return None
    sizes = sorted(map(abs, kept))
    # Twice the mean rank of a size, so that it is a whole number.
    rank = {size: 2 * sizes.index(size) + sizes.count(size) + 1 for size in sizes}
    total = sum(rank[abs(change)] for change in kept)
    least = min(
        sum(rank[abs(each)] for each in kept if each > 0), sum(rank[abs(each)] for each in kept if each < 0)
    )
    ways = [
        sum(rank[abs(each)] for each, positive in zip(kept, signs, strict=True) if positive)
        for signs in product((True, False), repeat=len(kept))
    ]
    extreme = sum(min(way, total - way) <= least for way in ways)
    return Fraction(extreme, len(ways))


@given(CHANGES)
def test_the_signed_rank_test_counts_every_assignment_of_signs(changes: list[int]) -> None:
    found, expected = signed_rank(Counter(changes)), brute_force(changes)
    assert found.exact
    assert (found.n, found.zeros) == (sum(map(bool, changes)), changes.count(0))
    if expected is None or found.p is None:
        assert (found.p, expected) == (None, None)
        return
    assert found.p == pytest.approx(float(expected))
    assert found.p >= found.least_p - 1e-12


@given(st.integers(1, 20))
def test_the_least_p_is_that_of_changes_all_one_way(n: int) -> None:
    found = signed_rank(Counter(range(1, n + 1)))
    assert found.p == pytest.approx(found.least_p)


def test_four_patients_cannot_show_significance() -> None:
    assert signed_rank(Counter([-24, -12, -4, -15])).p == 0.125


def test_many_tied_changes_use_the_approximation_and_say_so() -> None:
    found = signed_rank(Counter({-2: 30, 1: 10, 0: 5}))
    assert (found.exact, found.tied, found.n, found.zeros) == (False, True, 40, 5)
    assert found.p == pytest.approx(0.0001, abs=0.0005)


@given(st.integers(1, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_both_ends_of_the_interval_are_just_not_refuted(counted: tuple[int, int]) -> None:
    met, n = counted
    share = met / n
    low, high = Proportion(met, n).interval
    assert 0 <= low <= share + 1e-12
    assert share - 1e-12 <= high <= 1
    for end in (low, high):
        assert (share - end) ** 2 == pytest.approx(Z**2 * end * (1 - end) / n, abs=1e-12)


@given(st.lists(st.integers(-30, 30), min_size=1))
def test_a_spread_over_counted_values_is_that_of_the_values(values: list[int]) -> None:
    spread = Spread(Counter(values))
    assert (spread.n, spread.low, spread.high) == (len(values), min(values), max(values))
    assert spread.median == statistics.median(values)
    assert spread.mean == pytest.approx(statistics.fmean(values))
