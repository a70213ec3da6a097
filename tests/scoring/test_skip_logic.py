"""Items asked only sometimes, in an instrument made for it: conditions on conditions, weights, multipliers.

SK001  an item that is not asked is neither missing nor scored, and an answer to it changes nothing
SK002  while it is open whether an item is asked, the interval allows for both
SK003  the interval contains every completion and shrinks with every answer, here too
SK004  conditions are weighed in the order of their dependence, wherever they stand in the file
"""

from __future__ import annotations

from functools import cache
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.scoring.conditions import Comparison, Joined, Negated
from assistant.scoring.library import load_library
from assistant.scoring.totals import score
from tests.cli.test_fourth_instrument import ITCH
from tests.scoring.forms import complete_forms, partial_forms

if TYPE_CHECKING:
    from assistant.scoring.instrument import Instrument


@cache
def itch() -> Instrument:
    """The instrument of `test_fourth_instrument`, its last question before the one that it depends on."""
    awake, bleeding = ITCH.index("  - id: awake"), ITCH.index("  - id: bleeding")
    scores = ITCH.index("scores:\n  - id")
    turned = ITCH[:awake] + ITCH[bleeding:scores] + ITCH[awake:bleeding] + ITCH[scores:]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "itch.yaml"
        path.write_text(turned, encoding="utf-8")
        return load_library([Path(folder)]).instrument("itch")


# Deferred, so that nothing is loaded before a test has its own data folder.
COMPLETE = st.deferred(lambda: complete_forms(itch()))
PARTIAL = st.deferred(lambda: partial_forms(itch()))


def by_hand(form: dict[str, int]) -> int:
    """The score as the file words it, for a form with every answer."""
    head, foot, awake = form["head.itch"], form["foot.itch"], form["awake"]
    awake_asked = head >= 4 or foot >= 4
    bleeding_asked = awake_asked and awake >= 1 and head != 0
    multiplier = (1, 1, 3)[awake] if awake_asked else 1
    return 2 * (head + foot) * multiplier + (form["bleeding"] if bleeding_asked else 0)


def test_every_form_is_scored_as_worded() -> None:
    """SK001, SK004."""
    for head, foot, awake, bleeding in product((0, 1, 4), (0, 1, 4), (0, 1, 2), (0, 1)):
        form = {"head.itch": head, "foot.itch": foot, "awake": awake, "bleeding": bleeding}
        result = score(itch(), form)
        assert result.complete
        assert result.scores["itch"].value == by_hand(form)


@settings(max_examples=300)
@given(PARTIAL, COMPLETE)
def test_the_interval_contains_every_completion(form: dict[str, object], rest: dict[str, int]) -> None:
    """SK002, SK003."""
    known = {item: value for item, value in form.items() if isinstance(value, int)}
    found = score(itch(), form).scores["itch"]
    assert found.low <= by_hand({**rest, **known}) <= found.high


@settings(max_examples=300)
@given(COMPLETE, st.permutations(["head.itch", "foot.itch", "awake", "bleeding"]))
def test_the_interval_shrinks_with_every_answer(form: dict[str, int], order: list[str]) -> None:
    """SK003."""
    before = score(itch(), {}).scores["itch"]
    known: dict[str, object] = {}
    for item in order:
        known[item] = form[item]
        after = score(itch(), known).scores["itch"]
        assert before.low <= after.low <= after.high <= before.high
        before = after


@settings(max_examples=300)
@given(PARTIAL)
def test_what_is_missing_could_still_be_asked(form: dict[str, object]) -> None:
    """SK001."""
    result = score(itch(), form)
    for item in result.missing:
        assert not isinstance(form.get(item), int)
    assert (result.scores["itch"].value is not None) >= result.complete


YES, NO, OPEN = True, False, None


@pytest.mark.parametrize(
    ("values", "some", "every"),
    [
        ({}, OPEN, OPEN),
        ({"a": 1}, YES, OPEN),
        ({"a": 0}, OPEN, NO),
        ({"a": 0, "b": 1}, YES, NO),
        ({"a": 1, "b": 1}, YES, YES),
        ({"a": 0, "b": 0}, NO, NO),
    ],
)
def test_conditions_know_what_is_not_yet_known(
    values: dict[str, int], some: bool | None, every: bool | None
) -> None:
    """SK002."""
    items, one = frozenset("ab"), frozenset({1})
    parts = tuple(Comparison(frozenset(item), one) for item in "ab")
    assert Comparison(items, one).verdict(values) is some
    assert Joined(parts, every=False).verdict(values) is some
    assert Comparison(items, one, every=True).verdict(values) is every
    assert Joined(parts, every=True).verdict(values) is every
    assert Negated(Joined(parts, every=True)).verdict(values) is (None if every is None else not every)
    assert Negated(Joined(parts, every=True)).items == items
