"""A course says from when on it was rated otherwise: another rater, phototype or window."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from assistant.records.how_rated import changes_of_rating
from assistant.records.whole import WholePatient

if TYPE_CHECKING:
    from collections.abc import Mapping

TITLES = {"sledai-2k": "SLEDAI-2K"}


def course(*ratings: Mapping[str, object]) -> list[str]:
    """What is told of a course with one rating a month."""
    visits = [
        {
            "date": f"05.{month:02}.2024",
            "assessments": [
                {
                    "instrument": "sledai-2k",
                    "signed_at": "2024-02-05T10:00:00+01:00",
                    "answers": {"rash": 1},
                    "scores": {"total": {"value": 2, "low": 2, "high": 2}},
                    **rating,
                }
            ],
        }
        for month, rating in enumerate(ratings, start=1)
    ]
    whole = WholePatient.model_validate_json(json.dumps({"code": "P-014", "visits": visits}))
    return list(changes_of_rating(whole, TITLES))


def test_each_thing_that_changed_is_told_with_its_day() -> None:
    assert course(
        {"rater": "R7", "phototype": "IV", "window": 30},
        {"rater": "R7"},
        {"rater": "R9", "phototype": "V", "window": 10},
        {"rater": "R7", "phototype": "V", "window": 10},
    ) == [
        "SLEDAI-2K: different raters: R7, then R9 from 05.03.2024, then R7 from 05.04.2024",
        "SLEDAI-2K: different phototypes on record: IV, then V from 05.03.2024",
        "SLEDAI-2K: different windows: 30 days, then 10 days from 05.03.2024",
    ]


def test_what_is_the_same_or_not_known_is_no_change() -> None:
    assert course({"rater": "R7"}, {}, {"rater": "R7", "phototype": "II"}) == []
