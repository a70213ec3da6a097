"""CLA-IGA, requirement by requirement.

IG001  one item `level`, 0 clear, 1 almost clear, 2 mild, 3 moderate, 4 severe
IG002  score `global`, its band the level's name
IG003  the level is entered: it has no attested negative, and without it there is no score
IG004  CLA-IGA-R is another instrument: erythema and OMC are refused
"""

from __future__ import annotations

import pytest

from assistant.scoring.errors import InvalidAnswers, UnknownInstrument
from tests.scoring.forms import instrument, library, scored


@pytest.mark.parametrize(
    ("level", "name"), enumerate(["clear", "almost clear", "mild", "moderate", "severe"])
)
def test_the_band_is_the_name_of_the_level(level: int, name: str) -> None:
    """IG001, IG002."""
    result = scored("cla-iga", {"level": level})
    found = result.scores["global"]
    assert (found.value, found.band, found.max) == (level, name, 4)
    assert instrument("cla-iga").item("level").option(level).label == name
    assert result.complete


@pytest.mark.parametrize("answers", [{}, {"level": "pending"}, {"level": "not_assessed"}])
def test_without_a_level_there_is_no_score(answers: dict[str, object]) -> None:
    """IG003."""
    result = scored("cla-iga", answers)
    found = result.scores["global"]
    assert (found.value, found.low, found.high, found.band) == (None, 0, 4, None)
    assert result.missing == ("level",)


def test_a_level_is_never_attested() -> None:
    """IG003."""
    assert instrument("cla-iga").item("level").clear_value is None


@pytest.mark.parametrize("answers", [{"level": 5}, {"level": -1}, {"erythema": 3}, {"omc": 1}])
def test_what_belongs_to_the_revised_scale_is_refused(answers: dict[str, object]) -> None:
    """IG004."""
    with pytest.raises(InvalidAnswers):
        scored("cla-iga", answers)


def test_the_revised_scale_is_not_taken_for_this_one() -> None:
    """IG004."""
    with pytest.raises(UnknownInstrument):
        library().instrument("CLA-IGA-R")
