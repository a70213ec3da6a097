"""Checks across instruments: only what is certain is asked. What each rule asks, its file proves."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.content.folders import shipped_folder
from assistant.scoring.checks.asking import questions
from assistant.scoring.checks.library import load_checks
from tests.scoring.change.courses import form, part_form, points, series, visit
from tests.scoring.forms import instrument, library

if TYPE_CHECKING:
    from assistant.scoring.change.series import Occasion, Rating
    from assistant.scoring.format.checks import CheckRule

NAMES = ("clasi", "cla-iga", "sledai-2k")
SILENCE_ITSELF = "colour_change_without_its_course"


@cache
def rules() -> tuple[CheckRule, ...]:
    """The shipped checks, each asked for itself."""
    read = load_checks(library(), [shipped_folder("instruments")])
    return tuple(rule.model_copy(update={"instead_of": ()}) for rule in read)


def raised(*visits: Occasion) -> dict[str, tuple[str, ...]]:
    """The facts of each question that the last visit raises."""
    course = series(*visits)
    found = questions(rules(), {each.id: each for each in library()}, course, course.occasions[-1])
    return {each.rule.id: each.facts for each in found}


@st.composite
def whole_and_part(draw: st.DrawFn) -> tuple[list[Rating], list[Rating]]:
    """Forms of every instrument filled at random, and the same with some answers missing."""
    phototype = draw(st.sampled_from([None, "II", "V"]))
    whole, part = [], []
    for name in NAMES:
        items = instrument(name).items
        levels = draw(st.tuples(*(st.sampled_from([item.levels[0], *item.levels]) for item in items)))
        answers = {item.id: level for item, level in zip(items, levels, strict=True)}
        kept = draw(st.sets(st.sampled_from(sorted(answers))))
        whole.append(part_form(name, answers, phototype=phototype))
        part.append(part_form(name, {item: answers[item] for item in kept}, phototype=phototype))
    return whole, part


@settings(max_examples=150)
@given(whole_and_part())
def test_what_is_asked_of_a_part_is_asked_of_every_whole(forms: tuple[list[Rating], list[Rating]]) -> None:
    whole, part = forms
    assert set(raised(visit(0, *part))) - {SILENCE_ITSELF} <= set(raised(visit(0, *whole)))


def test_facts_say_what_the_question_rests_on() -> None:
    asked = raised(
        visit(0, points("clasi", 9)),
        visit(
            4,
            form("clasi", {"ears.scale": 2, "legs.scale": 1}, phototype="III"),
            form("sledai-2k"),
            form("cla-iga", {"level": 0}),
        ),
    )
    assert asked["scale_without_erythema"] == ("CLASI erythema 0 with scale 1 or more: Ears, Legs",)
    assert asked["clear_with_active_skin"] == ("CLA-IGA global: 0", "CLASI activity: 3")
    assert "SLEDAI-2K rash: 0" in asked["skin_active_without_rash"]
    assert set(asked) == {"scale_without_erythema", "clear_with_active_skin", "skin_active_without_rash"}


def test_a_fall_names_the_former_visit_and_where_it_fell() -> None:
    before, now = form("clasi", {"chest.scarring": 2}), form("clasi", {"chest.scarring": 1})
    course = series(visit(0, before), visit(4, now))
    found = questions(rules(), {each.id: each for each in library()}, course, course.occasions[-1])
    assert [each.facts for each in found] == [("CLASI damage: 2 (visit of 05.02.2024)", "CLASI damage: 1")]
    assert found[0].about == (("clasi", "chest.scarring"),)


def test_a_rating_of_an_unknown_file_is_no_ground_for_a_question() -> None:
    assert raised(visit(0, points("clasi", 0, 70), form("sledai-2k"))) == {}
