"""Instruments and forms for the tests."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest
from hypothesis import strategies as st

from assistant.content.folders import shipped_folder
from assistant.scoring.library import Library, load_library
from assistant.scoring.totals import Result, score

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assistant.scoring.instrument import Instrument

NAMES = ("clasi", "cla-iga", "sledai-2k")

each_instrument = pytest.mark.parametrize("name", NAMES)


@cache
def library() -> Library:
    """The shipped instruments."""
    loaded = load_library([shipped_folder("instruments")])
    assert not loaded.problems
    return loaded


def instrument(name: str) -> Instrument:
    """A shipped instrument."""
    return library().instrument(name)


def clear(name: str, answers: Mapping[str, object] | None = None) -> dict[str, object]:
    """A form with every item clear but those named."""
    form: dict[str, object] = {
        item.id: item.clear_value for item in instrument(name).items if item.clear_value is not None
    }
    return {**form, **(answers or {})}


def highest(name: str, answers: Mapping[str, object] | None = None) -> dict[str, object]:
    """A form with every item at its highest but those named."""
    return {**{item.id: item.levels[-1] for item in instrument(name).items}, **(answers or {})}


def scored(name: str, answers: Mapping[str, object]) -> Result:
    """The result of a form of a shipped instrument."""
    return score(instrument(name), answers)


def value(name: str, score_id: str, answers: Mapping[str, object]) -> int | None:
    """One score of a form; None while it is open."""
    return scored(name, answers).scores[score_id].value


def complete_forms(chosen: Instrument) -> st.SearchStrategy[dict[str, int]]:
    """Forms with a value for every item."""
    return st.fixed_dictionaries({item.id: st.sampled_from(item.levels) for item in chosen.items})


@st.composite
def partial_forms(draw: st.DrawFn, chosen: Instrument) -> dict[str, object]:
    """Forms in which items are missing: unanswered, not assessed or pending."""
    form: dict[str, object] = dict(draw(complete_forms(chosen)))
    ids = [item.id for item in chosen.items]
    gone = draw(st.sets(st.sampled_from(ids)))
    for item in gone:
        mark = draw(st.sampled_from(["", "not_assessed", "pending"]))
        if mark:
            form[item] = mark
        else:
            del form[item]
    return form
