"""What holds for every form of every instrument.

PR001  no score falls when an answer rises
PR002  the interval of an incomplete form contains the score of every completion
PR003  every further answer leaves the interval as it is or makes it smaller
PR004  a score lies between 0 and the published maximum, and both are reached
PR005  a band shows exactly when the whole interval lies in it
PR006  a value shows exactly when the interval is closed; a form without missing items is complete and closed
PR007  the scores are those of the formulas of the specification, written out here anew
"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.scoring.totals import score
from tests.scoring.forms import (
    NAMES,
    clear,
    complete_forms,
    each_instrument,
    highest,
    instrument,
    partial_forms,
)
from tests.scoring.test_clasi import PLACES
from tests.scoring.test_sledai_2k import WEIGHTS

MAXIMA = {"activity": 70, "damage": 56, "global": 4, "total": 105}

many = settings(max_examples=300)
names = st.sampled_from(NAMES)


@many
@given(st.data(), names)
def test_no_score_falls_when_an_answer_rises(data: st.DataObject, name: str) -> None:
    """PR001."""
    form = data.draw(complete_forms(instrument(name)))
    item = data.draw(st.sampled_from(instrument(name).items))
    higher = data.draw(st.sampled_from(item.levels[item.levels.index(form[item.id]) :]))
    before = score(instrument(name), form).scores
    after = score(instrument(name), {**form, item.id: higher}).scores
    for score_id, found in before.items():
        assert found.low <= after[score_id].low


@many
@given(st.data(), names)
def test_the_interval_contains_every_completion(data: st.DataObject, name: str) -> None:
    """PR002, PR004."""
    form = data.draw(partial_forms(instrument(name)))
    rest = data.draw(complete_forms(instrument(name)))
    known = {item: value for item, value in form.items() if isinstance(value, int)}
    open_scores = score(instrument(name), form).scores
    completed = score(instrument(name), {**rest, **known})
    assert completed.complete
    for score_id, found in completed.scores.items():
        assert found.value is not None
        assert 0 <= open_scores[score_id].low <= found.value <= open_scores[score_id].high <= MAXIMA[score_id]


@many
@given(st.data(), names)
def test_the_ends_of_the_interval_are_reached(data: st.DataObject, name: str) -> None:
    """PR002."""
    form = data.draw(partial_forms(instrument(name)))
    known = {item: value for item, value in form.items() if isinstance(value, int)}
    found = score(instrument(name), form).scores
    lowest = {item.id: item.levels[0] for item in instrument(name).items}
    for score_id, each in found.items():
        assert score(instrument(name), {**lowest, **known}).scores[score_id].value == each.low
        assert score(instrument(name), {**highest(name), **known}).scores[score_id].value == each.high


@many
@given(st.data(), names)
def test_the_interval_shrinks_with_every_answer(data: st.DataObject, name: str) -> None:
    """PR003."""
    form = data.draw(complete_forms(instrument(name)))
    order = data.draw(st.permutations(list(form)))
    known: dict[str, object] = {}
    before = score(instrument(name), known).scores
    for item in order:
        known[item] = form[item]
        after = score(instrument(name), known).scores
        for score_id, found in after.items():
            assert before[score_id].low <= found.low <= found.high <= before[score_id].high
        before = after
    assert all(found.value is not None for found in before.values())


@each_instrument
def test_both_ends_of_the_scale_are_reached(name: str) -> None:
    """PR004."""
    lowest = {item.id: item.levels[0] for item in instrument(name).items}
    assert {found.value for found in score(instrument(name), lowest).scores.values()} == {0}
    for score_id, found in score(instrument(name), highest(name)).scores.items():
        assert found.value == found.max == MAXIMA[score_id]


@many
@given(st.data(), names)
def test_a_band_shows_exactly_when_the_whole_interval_lies_in_it(data: st.DataObject, name: str) -> None:
    """PR005, PR006."""
    result = score(instrument(name), data.draw(partial_forms(instrument(name))))
    for score_id, found in result.scores.items():
        scheme = next((s for s in instrument(name).bands if s.score == score_id and s.default), None)
        levels = scheme.levels if scheme is not None else ()
        touched = [band.label for band in levels if band.low <= found.high and band.high >= found.low]
        assert list(found.bands) == touched
        assert found.band == (touched[0] if len(touched) == 1 else None)
        assert (found.value is None) == (found.low < found.high)
    assert result.complete == (not result.missing)
    if result.complete:
        assert all(found.value is not None for found in result.scores.values())


@each_instrument
def test_an_untouched_form_has_no_score(name: str) -> None:
    """PR006."""
    result = score(instrument(name), {})
    assert not result.complete
    assert result.missing == tuple(item.id for item in instrument(name).items)
    for found in result.scores.values():
        assert (found.value, found.low, found.high) == (None, 0, found.max)


@many
@given(st.deferred(lambda: complete_forms(instrument("clasi"))))
def test_clasi_is_the_formula(form: dict[str, int]) -> None:
    """PR007."""
    found = score(instrument("clasi"), form).scores
    activity = sum(form[f"{place}.erythema"] + form[f"{place}.scale"] for place in PLACES)
    activity += form["mucous_membrane"] + form["recent_hair_loss"] + form["nonscarring_alopecia"]
    dyspigmentation = sum(form[f"{place}.dyspigmentation"] for place in PLACES)
    scarring = sum(form[f"{place}.scarring"] for place in PLACES if place != "scalp")
    damage = dyspigmentation * (1 + form["dyspigmentation_duration"]) + scarring + form["scarring_alopecia"]
    assert (found["activity"].value, found["damage"].value) == (activity, damage)


@many
@given(st.deferred(lambda: complete_forms(instrument("sledai-2k"))))
def test_sledai_2k_is_the_formula(form: dict[str, int]) -> None:
    """PR007."""
    total = sum(weight * form[item] for item, weight in WEIGHTS.items())
    assert score(instrument("sledai-2k"), form).scores["total"].value == total


@pytest.mark.parametrize("name", ["clasi", "sledai-2k"])
def test_a_form_looked_at_and_clear_is_zero_and_complete(name: str) -> None:
    """PR006."""
    result = score(instrument(name), clear(name))
    assert result.complete
    assert {found.value for found in result.scores.values()} == {0}
