"""Criteria on one score: every limit of the specification, and intervals against an oracle of their own."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from assistant.scoring.change.amounts import amount
from assistant.scoring.change.limits import judge_change
from assistant.scoring.change.series import Span
from tests.scoring.change.courses import form, part_form, points, report, verdicts, visit
from tests.scoring.forms import instrument

if TYPE_CHECKING:
    from assistant.scoring.format.changes import ChangeRule

HIGHEST = {"clasi": 70, "sledai-2k": 105, "cla-iga": 4}
RULES = [(name, rule) for name in HIGHEST for rule in instrument(name).changes if rule.kind == "threshold"]

# Instrument, first score, later score, definition, verdict: every limit from both sides.
LIMITS = [
    ("clasi", 10, 6, "klein_4_points", "met"),
    ("clasi", 10, 7, "klein_4_points", "not met"),
    ("clasi", 10, 8, "klein_20_percent", "met"),
    ("clasi", 10, 9, "klein_20_percent", "not met"),
    ("clasi", 0, 0, "klein_20_percent", "unknown"),
    ("clasi", 10, 5, "clasi_50", "met"),
    ("clasi", 11, 6, "clasi_50", "not met"),
    ("clasi", 11, 5, "clasi_50", "met"),
    ("clasi", 0, 3, "clasi_50", "unknown"),
    ("clasi", 10, 3, "clasi_70", "met"),
    ("clasi", 10, 4, "clasi_70", "not met"),
    ("clasi", 70, 21, "clasi_70", "met"),
    ("clasi", 70, 22, "clasi_70", "not met"),
    ("clasi", 20, 13, "chakka_emotions", "met"),
    ("clasi", 20, 14, "chakka_emotions", "not met"),
    ("clasi", 19, 12, "chakka_emotions", "met"),
    ("clasi", 8, 4, "chakka_emotions", "met"),
    ("clasi", 8, 5, "chakka_emotions", "not met"),
    ("clasi", 9, 6, "chakka_symptoms", "met"),
    ("clasi", 9, 7, "chakka_symptoms", "not met"),
    ("clasi", 20, 15, "chakka_symptoms", "met"),
    ("clasi", 20, 16, "chakka_symptoms", "not met"),
    ("clasi", 7, 0, "chakka_emotions", "unknown"),
    ("clasi", 7, 0, "chakka_symptoms", "unknown"),
    ("sledai-2k", 4, 8, "toronto_flare", "met"),
    ("sledai-2k", 4, 7, "toronto_flare", "not met"),
    ("sledai-2k", 8, 4, "toronto_improvement", "met"),
    ("sledai-2k", 8, 5, "toronto_improvement", "not met"),
    ("sledai-2k", 8, 5, "toronto_persistent", "met"),
    ("sledai-2k", 5, 8, "toronto_persistent", "met"),
    ("sledai-2k", 5, 9, "toronto_persistent", "not met"),
    ("sledai-2k", 2, 0, "toronto_persistent", "not met"),
    ("sledai-2k", 2, 0, "toronto_remission", "met"),
    ("sledai-2k", 2, 1, "toronto_remission", "not met"),
    ("sledai-2k", 8, 4, "sri_4_part", "met"),
    ("sledai-2k", 8, 5, "sri_4_part", "not met"),
    ("sledai-2k", 9, 12, "selena_mild_moderate", "met"),
    ("sledai-2k", 10, 12, "selena_mild_moderate", "not met"),
    ("sledai-2k", 9, 13, "selena_mild_moderate", "not met"),
    ("sledai-2k", 9, 13, "selena_severe_score", "met"),
    ("sledai-2k", 9, 12, "selena_severe_score", "not met"),
    ("cla-iga", 3, 1, "level_0_or_1", "met"),
    ("cla-iga", 3, 2, "level_0_or_1", "not met"),
]


@pytest.mark.parametrize(("name", "first", "later", "rule", "verdict"), LIMITS)
def test_exactly_at_the_limit_counts_as_it_is_published(
    name: str, first: int, later: int, rule: str, verdict: str
) -> None:
    found = verdicts(report(visit(0, points(name, first)), visit(4, points(name, later))))
    assert found[rule] == verdict


def holds(rule: ChangeRule, first: int, later: int) -> bool | None:
    """The rule as one reads it, with exact fractions; None where it says nothing."""
    if rule.baseline_at_least is not None and first < rule.baseline_at_least:
        return None
    if rule.not_above is not None and later > rule.not_above:
        inside = False
    else:
        inside = rule.not_below is None or later >= rule.not_below
    change = first - later if rule.direction == "fall" else later - first
    if rule.within is not None:
        return inside and abs(later - first) <= rule.within
    enough: list[bool] = [change >= rule.points] if rule.points is not None else []
    if rule.percent is not None and first > 0:
        enough.append(Fraction(change, first) * 100 >= Fraction(str(rule.percent)))
    elif rule.percent is not None and rule.points is None:
        return None
    return inside and (any(enough) or rule.direction is None)


@st.composite
def spans(draw: st.DrawFn, highest: int) -> Span:
    """A score or an interval."""
    low = draw(st.integers(0, highest))
    return Span(low, draw(st.one_of(st.just(low), st.integers(low, highest))))


@given(data=st.data(), chosen=st.sampled_from(RULES))
def test_a_verdict_holds_for_every_pair_of_scores_in_the_intervals(
    data: st.DataObject, chosen: tuple[str, ChangeRule]
) -> None:
    name, rule = chosen
    first, later = data.draw(spans(HIGHEST[name])), data.draw(spans(HIGHEST[name]))
    completions = {
        holds(rule, one, two)
        for one in range(first.low, first.high + 1)
        for two in range(later.low, later.high + 1)
    }
    words = {True: "met", False: "not met", None: "unknown"}
    expected = words[completions.pop()] if len(completions) == 1 else "unknown"
    assert str(judge_change(rule, first, later)) == expected


@example(first=Span(0, 0), later=Span(0, 3))
@example(first=Span(0, 5), later=Span(0, 3))
@given(first=spans(70), later=spans(70))
def test_the_change_spans_every_completion(first: Span, later: Span) -> None:
    found = amount(first, later)
    pairs = [(one, two) for one in (first.low, first.high) for two in (later.low, later.high)]
    assert (found.low, found.high) == (min(b - a for a, b in pairs), max(b - a for a, b in pairs))
    if first.low == 0:
        assert found.percent is None
        assert found.as_json()["percent"] == "not defined"
    else:
        exactly = [Fraction(100 * (two - one), one) for one, two in pairs]
        assert found.percent == (min(exactly), max(exactly))


def test_one_missing_item_that_settles_a_verdict_is_named() -> None:
    ulcers = {"rash": 1, "mucosal_ulcers": 1, "alopecia": 1}
    pending = dict(form("sledai-2k", {"rash": 1}).answers)
    del pending["low_complement"]
    found = report(visit(0, form("sledai-2k", ulcers)), visit(4, part_form("sledai-2k", pending)))
    by_id = {each.id: each for each in found.changes[0].baseline.criteria}
    response = by_id["sri_4_part"]
    assert str(response.verdict) == "unknown"
    assert "the score of 04.03.2024 is incomplete (2 to 4)" in response.why
    assert "settled by any one of these missing on 04.03.2024: low complement" in response.nearest
    assert "met at 2 or less, it is 2 to 4" in response.nearest
    assert str(by_id["toronto_flare"].verdict) == "not met"


def test_a_score_that_was_reached_before_says_so() -> None:
    found = report(visit(0, points("cla-iga", 1)), visit(4, points("cla-iga", 0)))
    assert found.changes[0].baseline.criteria[0].why == "it was so on 05.02.2024 already (1)"
