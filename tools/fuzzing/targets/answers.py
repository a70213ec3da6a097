"""Answers files, YAML or JSON: a score is an interval over what is known, and silence is never zero."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tools.fuzzing.command import malar, refused, require_well_behaved
from tools.fuzzing.faults import require
from tools.fuzzing.mutation import json_tree, yaml_tree
from tools.fuzzing.surroundings import content_read_once, library, own_home
from tools.fuzzing.targets.target import Target
from tools.fuzzing.targets.words import item_words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from random import Random

    from tools.fuzzing.mutation import Mutate


def try_one(data: bytes) -> None:
    """Score the file as a form of every instrument; those that do not know its items refuse it."""
    with own_home() as home, content_read_once():
        for instrument in library():
            scored(instrument.id, data)
        home.parent.joinpath("answers.yaml").write_bytes(data)
        run = malar("score", "clasi", "--answers", "answers.yaml")
        require_well_behaved(run)


def scored(name: str, data: bytes) -> None:
    """Score one form and hold the result against what was given."""
    run = malar("score", name, "--answers", "-", "--json", typed=data)
    require_well_behaved(run)
    if refused(run):
        return
    [result] = run.results
    require_sound(result)
    given = len(library().instrument(name).items) - len(result["missing"])
    require(given == 0 or data.strip(), "an empty file answers items", result)
    for score in result["scores"].values():
        require(given or score["value"] is None, "a score of a form that nobody touched", result)


def require_sound(result: dict[str, Any]) -> None:
    """What `score --json` promises."""
    require(result["complete"] == (not result["missing"]), "complete, and yet items are missing", result)
    for name, score in result["scores"].items():
        value, low, high = score["value"], score["low"], score["high"]
        require(0 <= low <= high <= score["max"], "an interval that is none", name, score)
        require((value is None) == (low < high), "a value of an open interval", name, score)
        require(value is None or value == low, "a value outside its interval", name, score)
        require(value is not None or not result["complete"], "a complete form without a score", result)


def seeds() -> Iterable[bytes]:
    """Forms of every instrument: untouched, begun, complete; as JSON and as YAML."""
    for instrument in library():
        lowest = {item.id: item.levels[0] for item in instrument.items}
        highest = {item.id: item.levels[-1] for item in instrument.items}
        begun = {item.id: "pending" for item in instrument.items[:3]}
        for form in ({}, begun, lowest, highest, {**highest, instrument.items[0].id: "not_assessed"}):
            yield json.dumps(form).encode()
            yield "".join(f"{item}: {value}\n" for item, value in form.items()).encode()


def mutate() -> Mutate:
    """By the tree of the form, written as JSON or as YAML."""
    as_json, as_yaml = json_tree(item_words()), yaml_tree(item_words())

    def change(data: bytes, chance: Random) -> bytes:
        return (as_json if data.lstrip()[:1] in {b"{", b"["} else as_yaml)(data, chance)

    return change


TARGET = Target(
    "answers",
    "answers files of score",
    try_one,
    mutate,
    seeds,
    watched=("assistant.scoring", "assistant.cli", "assistant.content"),
)
