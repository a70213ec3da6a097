"""CLASI, requirement by requirement.

CL001  13 places in form order; erythema 0-3, scale 0-2, dyspigmentation 0-1; scarring 0-2, not on the scalp
CL002  mucosa, recent hair loss, non-scarring and scarring alopecia and the doubling question once
CL003  scarring alopecia takes 0 3 4 5 6 and nothing else
CL004  activity = erythema + scale + mucosa + hair loss + non-scarring alopecia; maximum 70 (Klein 2011)
CL005  damage = dyspigmentation x (1 + duration) + scarring + scarring alopecia; maximum 56, 43 undoubled
CL006  doubling takes the dyspigmentation column only
CL007  activity bands 0-9 mild, 10-20 moderate, 21-70 severe (Klein 2011); damage has none
CL008  activity and damage are two scores; there is no third
CL009  the doubling question unanswered leaves damage open, unless there is nothing to double
CL010  mistakes of other tools are refused: mucosa in every place, scale 3, mucosa 2, scalp scarring, clamping
CL011  change: 4 points or 20 % (Klein); 7 points or 42.1 %, 5 points or 31.0 % (Chakka); CLASI-50 and -70
"""

from __future__ import annotations

import pytest

from assistant.scoring.errors import InvalidAnswers
from tests.scoring.forms import clear, highest, instrument, scored, value

PLACES = (
    "scalp",
    "ears",
    "nose_malar",
    "rest_of_face",
    "v_area_neck",
    "posterior_neck_shoulders",
    "chest",
    "abdomen",
    "back_buttocks",
    "arms",
    "hands",
    "legs",
    "feet",
)
REPEATED = {
    "erythema": (0, 1, 2, 3),
    "scale": (0, 1, 2),
    "dyspigmentation": (0, 1),
    "scarring": (0, 1, 2),
}
SINGLE = {
    "mucous_membrane": (0, 1),
    "recent_hair_loss": (0, 1),
    "nonscarring_alopecia": (0, 1, 2, 3),
    "scarring_alopecia": (0, 3, 4, 5, 6),
    "dyspigmentation_duration": (0, 1),
}


def test_the_places_stand_in_form_order() -> None:
    """CL001."""
    assert tuple(group.id for group in instrument("clasi").groups if group.kind == "place") == PLACES


def test_the_items_and_their_levels_are_those_of_the_form() -> None:
    """CL001, CL002, CL003."""
    expected = {f"{place}.{item}": levels for place in PLACES for item, levels in REPEATED.items()}
    del expected["scalp.scarring"]
    expected |= SINGLE
    assert {item.id: item.levels for item in instrument("clasi").items} == expected
    assert len(expected) == 56


def test_a_walk_goes_place_by_place() -> None:
    """CL001."""
    ids = [item.id for item in instrument("clasi").items]
    assert ids[:8] == [
        "scalp.erythema",
        "scalp.scale",
        "scalp.dyspigmentation",
        "ears.erythema",
        "ears.scale",
        "ears.dyspigmentation",
        "ears.scarring",
        "nose_malar.erythema",
    ]
    assert ids[-5:] == list(SINGLE)


def test_the_maxima_are_70_and_56() -> None:
    """CL004, CL005."""
    result = scored("clasi", highest("clasi"))
    assert (result.scores["activity"].value, result.scores["damage"].value) == (70, 56)
    assert instrument("clasi").maxima == {"activity": 70, "damage": 56}


def test_without_doubling_damage_ends_at_43() -> None:
    """CL005."""
    assert value("clasi", "damage", highest("clasi", {"dyspigmentation_duration": 0})) == 43


@pytest.mark.parametrize(("item", "level"), [(i, v) for i, vs in SINGLE.items() for v in vs])
def test_a_single_item_adds_its_value_to_its_own_score(item: str, level: int) -> None:
    """CL004, CL005."""
    result = scored("clasi", clear("clasi", {item: level}))
    damage = level if item == "scarring_alopecia" else 0
    activity = 0 if item in {"scarring_alopecia", "dyspigmentation_duration"} else level
    assert (result.scores["activity"].value, result.scores["damage"].value) == (activity, damage)


IN_PLACES = [(p, i) for p in PLACES for i in REPEATED if (p, i) != ("scalp", "scarring")]


@pytest.mark.parametrize(("place", "item"), IN_PLACES)
def test_a_place_adds_its_value_to_its_own_score(place: str, item: str) -> None:
    """CL001, CL004, CL005."""
    level = REPEATED[item][-1]
    result = scored("clasi", clear("clasi", {f"{place}.{item}": level, "dyspigmentation_duration": 0}))
    scores = {"activity": result.scores["activity"].value, "damage": result.scores["damage"].value}
    own = "activity" if item in {"erythema", "scale"} else "damage"
    assert scores == {"activity": 0, "damage": 0} | {own: level}


@pytest.mark.parametrize(("duration", "damage"), [(0, 9), (1, 11)])
def test_doubling_takes_the_dyspigmentation_column_only(duration: int, damage: int) -> None:
    """CL006."""
    form = {
        "chest.dyspigmentation": 1,
        "legs.dyspigmentation": 1,
        "chest.scarring": 2,
        "arms.scarring": 1,
        "scarring_alopecia": 4,
        "dyspigmentation_duration": duration,
    }
    assert value("clasi", "damage", clear("clasi", form)) == damage


def activity_of(points: int) -> dict[str, object]:
    """A form with this activity."""
    form: dict[str, object] = {}
    for place in PLACES:
        for item, most in (("erythema", 3), ("scale", 2)):
            form[f"{place}.{item}"] = min(points, most)
            points -= min(points, most)
    for item, most in (("mucous_membrane", 1), ("recent_hair_loss", 1), ("nonscarring_alopecia", 3)):
        form[item] = min(points, most)
        points -= min(points, most)
    return clear("clasi", form)


@pytest.mark.parametrize("points", range(71))
def test_every_activity_has_the_published_band(points: int) -> None:
    """CL007."""
    result = scored("clasi", activity_of(points))
    band = "mild" if points < 10 else "moderate" if points < 21 else "severe"
    assert (result.scores["activity"].value, result.scores["activity"].band) == (points, band)
    assert result.scores["damage"].band is None
    assert result.scores["damage"].bands == ()


def test_the_scores_are_never_added() -> None:
    """CL008."""
    assert set(scored("clasi", highest("clasi")).scores) == {"activity", "damage"}


def test_the_doubling_question_unanswered_leaves_damage_open() -> None:
    """CL009."""
    form = clear("clasi", {"chest.dyspigmentation": 1, "legs.dyspigmentation": 1, "chest.scarring": 1})
    result = scored("clasi", form)
    damage = result.scores["damage"]
    assert (damage.value, damage.low, damage.high) == (None, 3, 5)
    assert result.missing == ("dyspigmentation_duration",)
    assert not result.complete
    assert result.scores["activity"].value == 0


def test_without_dyspigmentation_the_doubling_question_is_not_missing() -> None:
    """CL009."""
    result = scored("clasi", clear("clasi", {"chest.scarring": 1}))
    assert result.complete
    assert result.missing == ()
    assert result.scores["damage"].value == 1


@pytest.mark.parametrize("duration", [0, 1])
def test_an_answer_to_a_doubling_question_that_is_not_asked_is_accepted(duration: int) -> None:
    """CL009."""
    assert value("clasi", "damage", clear("clasi", {"dyspigmentation_duration": duration})) == 0


def test_a_place_not_assessed_may_be_affected_and_doubled() -> None:
    """CL009."""
    result = scored("clasi", clear("clasi", {"legs.dyspigmentation": "not_assessed"}))
    damage = result.scores["damage"]
    assert (damage.low, damage.high) == (0, 2)
    assert result.missing == ("legs.dyspigmentation", "dyspigmentation_duration")
    assert result.not_assessed == ("legs.dyspigmentation",)


@pytest.mark.parametrize(
    ("item", "level"),
    [
        ("scalp.scale", 3),
        ("scalp.erythema", 4),
        ("mucous_membrane", 2),
        ("recent_hair_loss", 2),
        ("nonscarring_alopecia", 4),
        ("scarring_alopecia", 1),
        ("scarring_alopecia", 2),
        ("scarring_alopecia", 7),
        ("chest.scarring", 3),
        ("chest.dyspigmentation", 2),
        ("dyspigmentation_duration", 2),
        ("scalp.scarring", 0),
        ("scalp.mucous_membrane", 0),
        ("chest.erythema", -1),
    ],
)
def test_mistakes_of_other_tools_are_refused(item: str, level: int) -> None:
    """CL003, CL010."""
    with pytest.raises(InvalidAnswers, match=item.replace(".", r"\.")):
        scored("clasi", clear("clasi", {item: level}))


def test_the_published_thresholds_of_change() -> None:
    """CL011."""
    rules = {
        rule.id: (rule.direction, rule.points, rule.percent, rule.baseline_at_least)
        for rule in instrument("clasi").changes
        if rule.kind == "threshold"
    }
    assert rules == {
        "klein_4_points": ("fall", 4, None, None),
        "klein_20_percent": ("fall", None, 20, None),
        "chakka_emotions": ("fall", 7, 42.1, 8),
        "chakka_symptoms": ("fall", 5, 31.0, 8),
        "clasi_70": ("fall", None, 70, None),
        "clasi_50": ("fall", None, 50, None),
    }
    assert all(rule.score == "activity" for rule in instrument("clasi").changes)
