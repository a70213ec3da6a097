"""SLEDAI-2K, requirement by requirement.

SL001  24 descriptors, each 0 or 1, with the published weights; maximum 105
SL002  the five-band scheme is the default: 0, 1-5, 6-10, 11-19, 20 and more
SL003  the four-band scheme: 0, 1-4, 5-10, 11 and more
SL004  BSR: below 6, 6-12, above 12
SL005  the window is recorded: 30 days by default, 10 on offer, nothing else
SL006  a result awaited leaves an interval; the band shows only where the whole interval lies in it
SL007  strict limits: exactly 38.0, 100, 3.0, 0.5 or 5 proposes nothing
SL008  a limit of the laboratory is needed for complement and anti-dsDNA; a value at the limit is within
SL009  between 50 and 56.6 mg/mmol the clinician decides
SL010  arthritis is two joints or more, and its help says that others want more than two
SL011  change: rise or fall of 4 (Toronto), rise of 3 while not above 12 (SELENA), fall of 4 (SRI-4 part)
"""

from __future__ import annotations

import pytest

from assistant.scoring.errors import InvalidAnswers, InvalidWindow
from assistant.scoring.totals import score
from tests.scoring.forms import clear, highest, instrument, scored, value

WEIGHTS = {
    "seizure": 8,
    "psychosis": 8,
    "organic_brain_syndrome": 8,
    "visual_disturbance": 8,
    "cranial_nerve_disorder": 8,
    "lupus_headache": 8,
    "cva": 8,
    "vasculitis": 8,
    "arthritis": 4,
    "myositis": 4,
    "urinary_casts": 4,
    "hematuria": 4,
    "proteinuria": 4,
    "pyuria": 4,
    "rash": 2,
    "alopecia": 2,
    "mucosal_ulcers": 2,
    "pleurisy": 2,
    "pericarditis": 2,
    "low_complement": 2,
    "increased_dna_binding": 2,
    "fever": 1,
    "thrombocytopenia": 1,
    "leukopenia": 1,
}


@pytest.mark.parametrize(("item", "weight"), WEIGHTS.items())
def test_each_descriptor_has_its_weight(item: str, weight: int) -> None:
    """SL001."""
    assert value("sledai-2k", "total", clear("sledai-2k", {item: 1})) == weight


def test_there_are_24_descriptors_and_the_maximum_is_105() -> None:
    """SL001."""
    items = instrument("sledai-2k").items
    assert {item.id: item.levels for item in items} == dict.fromkeys(WEIGHTS, (0, 1))
    assert value("sledai-2k", "total", highest("sledai-2k")) == 105
    assert instrument("sledai-2k").maxima == {"total": 105}


@pytest.mark.parametrize("item", WEIGHTS)
def test_a_weight_cannot_be_entered(item: str) -> None:
    """SL001."""
    with pytest.raises(InvalidAnswers, match=item):
        scored("sledai-2k", {item: 2})


def total_of(points: int) -> dict[str, object]:
    """A form with this total."""
    form: dict[str, object] = {}
    for item, weight in WEIGHTS.items():
        if weight <= points:
            form[item] = 1
            points -= weight
    assert points == 0
    return clear("sledai-2k", form)


def five_band(total: int) -> str:
    """The band of the five-band scheme."""
    edges = ((20, "very high"), (11, "high"), (6, "moderate"), (1, "mild"))
    return next((name for edge, name in edges if total >= edge), "no activity")


def four_band(total: int) -> str:
    """The band of the four-band scheme."""
    edges = ((11, "high"), (5, "moderate"), (1, "low"))
    return next((name for edge, name in edges if total >= edge), "no activity")


def bsr(total: int) -> str:
    """The band of BSR."""
    return "mild" if total < 6 else "severe" if total > 12 else "moderate"


@pytest.mark.parametrize("total", range(106))
def test_every_total_has_its_band_in_each_scheme(total: int) -> None:
    """SL002, SL003, SL004."""
    found = scored("sledai-2k", total_of(total)).scores["total"]
    assert found.value == total
    assert found.band == five_band(total)
    assert found.scheme == "five-band scheme"
    assert {reading.scheme: reading.band for reading in found.readings} == {
        "five_band": five_band(total),
        "four_band": four_band(total),
        "bsr": bsr(total),
    }


@pytest.mark.parametrize(("window", "recorded"), [(None, 30), (10, 10), (30, 30)])
def test_the_window_is_recorded_with_the_score(window: int | None, recorded: int) -> None:
    """SL005."""
    result = score(instrument("sledai-2k"), {}, window)
    assert result.window == recorded
    assert result.as_json()["window"] == recorded


@pytest.mark.parametrize("window", [0, 28, 31, -10, True])
def test_other_windows_are_refused(window: int) -> None:
    """SL005."""
    with pytest.raises(InvalidWindow, match="10 or 30"):
        score(instrument("sledai-2k"), {}, window)


def test_an_instrument_without_a_window_takes_none() -> None:
    """SL005."""
    with pytest.raises(InvalidWindow, match="leave it out"):
        score(instrument("clasi"), {}, 30)
    assert "window" not in scored("clasi", {}).as_json()


def test_results_awaited_leave_an_interval() -> None:
    """SL006."""
    awaited = {"low_complement": "pending", "increased_dna_binding": "pending"}
    result = scored("sledai-2k", clear("sledai-2k", {"arthritis": 1, "rash": 1, "alopecia": 1, **awaited}))
    total = result.scores["total"]
    assert (total.value, total.low, total.high) == (None, 8, 12)
    assert total.band is None
    assert total.bands == ("moderate", "high")
    assert result.pending == result.missing == tuple(awaited)


def test_a_band_shows_when_it_can_no_longer_change() -> None:
    """SL006."""
    form = clear("sledai-2k", {"arthritis": 1, "rash": 1, "low_complement": "pending"})
    total = scored("sledai-2k", form).scores["total"]
    assert (total.value, total.low, total.high, total.band) == (None, 6, 8, "moderate")
    readings = {reading.scheme: reading.band for reading in total.readings}
    assert readings == {"five_band": "moderate", "four_band": "moderate", "bsr": "moderate"}


def test_schemes_part_at_five() -> None:
    """SL003, SL006."""
    form = clear("sledai-2k", {"arthritis": 1, "fever": "pending"})
    readings = {
        reading.scheme: reading.bands for reading in scored("sledai-2k", form).scores["total"].readings
    }
    assert readings == {"five_band": ("mild",), "four_band": ("low", "moderate"), "bsr": ("mild",)}


@pytest.mark.parametrize(
    ("hint", "measured", "proposed"),
    [
        ("temperature", 38.0, 0),
        ("temperature", 38.1, 1),
        ("platelets", 100, 0),
        ("platelets", 99, 1),
        ("white_cells", 3.0, 0),
        ("white_cells", 2.9, 1),
        ("protein_24h", 0.5, 0),
        ("protein_24h", 0.51, 1),
        ("protein_creatinine_ratio", 0.5, 0),
        ("protein_creatinine_ratio", 0.51, 1),
        ("red_cells_in_urine", 5, 0),
        ("red_cells_in_urine", 6, 1),
        ("white_cells_in_urine", 5, 0),
        ("white_cells_in_urine", 6, 1),
        ("anti_dsdna_farr", 25, 0),
        ("anti_dsdna_farr", 26, 1),
        ("protein_creatinine_ratio_molar", 49.9, 0),
        ("protein_creatinine_ratio_molar", 50, None),
        ("protein_creatinine_ratio_molar", 56.6, None),
        ("protein_creatinine_ratio_molar", 57, 1),
    ],
)
def test_limits_are_strict(hint: str, measured: float, proposed: int | None) -> None:
    """SL007, SL009."""
    rule = next(rule for rule in instrument("sledai-2k").hints if rule.id == hint)
    assert rule.proposal(measured) == proposed


@pytest.mark.parametrize(
    ("hint", "measured", "limit", "proposed"),
    [
        ("complement_c3", 0.89, 0.9, 1),
        ("complement_c3", 0.9, 0.9, 0),
        ("complement_c3", 0.1, None, None),
        ("complement_c4", 0.09, 0.1, 1),
        ("complement_ch50", 30, 30, 0),
        ("anti_dsdna", 31, 30, 1),
        ("anti_dsdna", 30, 30, 0),
        ("anti_dsdna", 900, None, None),
    ],
)
def test_the_limit_of_the_laboratory_is_needed(
    hint: str, measured: float, limit: float | None, proposed: int | None
) -> None:
    """SL008."""
    rule = next(rule for rule in instrument("sledai-2k").hints if rule.id == hint)
    assert rule.proposal(measured, limit) == proposed


@pytest.mark.parametrize(
    ("item", "boundary"),
    [
        ("fever", "exactly 38.0"),
        ("thrombocytopenia", "exactly 100"),
        ("leukopenia", "exactly 3.0"),
        ("proteinuria", "exactly 0.5"),
        ("hematuria", "exactly 5"),
        ("pyuria", "exactly 5"),
    ],
)
def test_the_item_says_that_its_limit_is_strict(item: str, boundary: str) -> None:
    """SL007."""
    assert any(text.startswith(boundary) for text in instrument("sledai-2k").item(item).excludes)


def test_arthritis_is_two_joints_or_more_and_says_that_glossaries_differ() -> None:
    """SL010."""
    item = instrument("sledai-2k").item("arthritis")
    assert "two or more joints" in item.counts[0]
    assert item.help is not None
    assert "more than two" in item.help


def test_the_published_thresholds_of_change() -> None:
    """SL011."""
    rules = {
        rule.id: (rule.direction, rule.points, rule.not_above) for rule in instrument("sledai-2k").changes
    }
    assert rules == {
        "toronto_flare": ("rise", 4, None),
        "toronto_improvement": ("fall", 4, None),
        "toronto_persistent": (None, None, None),
        "toronto_remission": (None, None, 0),
        "selena_mild_moderate": ("rise", 3, 12),
        "selena_severe_score": (None, None, None),
        "sri_4_part": ("fall", 4, None),
    }
