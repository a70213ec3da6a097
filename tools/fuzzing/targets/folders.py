"""Content files: every problem is told with its line; what `malar check` finds in order can be used.

The first line of an input is the place of the file below a folder of content; the rest is the file.
"""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from tools.fuzzing.command import malar, refused, require_well_behaved
from tools.fuzzing.faults import require
from tools.fuzzing.mutation import changed_bytes, yaml_tree
from tools.fuzzing.surroundings import content_read_once, own_home
from tools.fuzzing.targets.answers import require_sound
from tools.fuzzing.targets.target import Target
from tools.fuzzing.targets.words import read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable
    from random import Random

    from tools.fuzzing.mutation import Mutate

INSTRUMENT = "instruments/own.yaml"
PLACES = (
    INSTRUMENT,
    "instruments/targets/own.yaml",
    "instruments/checks/own.yaml",
    "instruments/figures/body.yaml",
    "instruments/conversions/steroids.yaml",
    "instruments/conversions/laboratory.yaml",
    "knowledge/entries/own.yaml",
    "knowledge/concepts/own.yaml",
    "knowledge/phrasings/own.yaml",
    "knowledge/tables/own.yaml",
    "knowledge/training/own.yaml",
    "knowledge/caveats.yaml",
    "knowledge/ladder.yaml",
    "language/dictation.yaml",
)


def try_one(data: bytes) -> None:
    """Check the file; where nothing is wrong, score its instrument, or ask with it."""
    named, _, text = data.partition(b"\n")
    place = named.decode("utf-8", "replace")
    if place not in PLACES:
        return
    with own_home() as home, content_read_once():
        file = home.parent / "own" / place
        file.parent.mkdir(parents=True)
        file.write_bytes(text)
        checked = malar("check", str(file.relative_to(home.parent)))
        require_well_behaved(checked, lines=True)
        if refused(checked):
            require(file.name in checked.err, "a problem without the name of the file", checked.err)
            return
        if place == INSTRUMENT:
            use_instrument(str(home.parent / "own"))


def use_instrument(folder: str) -> None:
    """Walk an instrument that was found to be in order, and score forms of it."""
    import os  # only here
    from pathlib import Path
    from unittest.mock import patch

    from assistant.scoring.library import load_library  # the watched program

    [instrument] = load_library([Path(folder) / "instruments"])
    with patch.dict(os.environ, {"MALAR_CONTENT": folder}):
        for form in ({}, {item.id: item.levels[-1] for item in instrument.items}):
            run = malar("score", instrument.id, "--answers", "-", "--json", typed=json.dumps(form).encode())
            require_well_behaved(run)
            if refused(run):
                # A file by itself does not tell which names others have.
                require(
                    "is already defined in" in run.err, "an instrument in order cannot be scored", run.err
                )
                return
            require_sound(run.results[0])
        require_well_behaved(malar("instruments", instrument.id))


@cache
def pieces() -> tuple[tuple[str, Any], ...]:
    """Small files of every kind, cut from the shipped ones."""
    shipped = (
        ("instruments/targets/own.yaml", "instruments/targets/sri-4.yaml", None),
        ("instruments/targets/own.yaml", "instruments/targets/doris.yaml", None),
        ("instruments/checks/own.yaml", "instruments/checks/within_an_instrument.yaml", 2),
        ("instruments/figures/body.yaml", "instruments/figures/body.yaml", None),
        ("instruments/conversions/steroids.yaml", "instruments/conversions/steroids.yaml", 3),
        ("instruments/conversions/laboratory.yaml", "instruments/conversions/laboratory.yaml", 3),
        ("knowledge/entries/own.yaml", "knowledge/entries/series_by_case.yaml", 2),
        ("knowledge/concepts/own.yaml", "knowledge/concepts/scoring.yaml", 3),
        ("knowledge/phrasings/own.yaml", "knowledge/phrasings/series_by_case.yaml", 2),
        ("knowledge/tables/own.yaml", "knowledge/tables/study_patients.yaml", 2),
        ("knowledge/training/own.yaml", "knowledge/training/cla_iga.yaml", 3),
        ("knowledge/training/own.yaml", "knowledge/training/traps.yaml", 2),
        ("knowledge/caveats.yaml", "knowledge/caveats.yaml", 2),
        ("knowledge/ladder.yaml", "knowledge/ladder.yaml", None),
        ("language/dictation.yaml", "language/dictation.yaml", 4),
    )
    return tuple((place, shortened(read_yaml(name), most)) for place, name, most in shipped)


def shortened(tree: Any, most: int | None) -> Any:  # noqa: ANN401  # a document is anything
    """A tree of which each list of entries is cut."""
    if most is None or not isinstance(tree, dict):
        return tree
    return {name: below[:most] if isinstance(below, list) else below for name, below in tree.items()}


def seeds() -> Iterable[bytes]:
    """A small file of every kind."""
    import yaml  # only here

    for place, tree in pieces():
        yield f"{place}\n{yaml.safe_dump(tree, sort_keys=False, allow_unicode=True)}".encode()


def mutate() -> Mutate:
    """By the tree of the file, below its place."""
    known: set[str] = set()
    waiting: list[Any] = [tree for _, tree in pieces()] + [read_yaml("instruments/cla-iga.yaml")]
    while waiting:
        node = waiting.pop()
        if isinstance(node, dict):
            known |= {str(key) for key in node}
            waiting += node.values()
        elif isinstance(node, list):
            waiting += node
        elif isinstance(node, str) and len(node) < 30:
            known.add(node)
    by_tree = yaml_tree(sorted(known))

    def change(data: bytes, chance: Random) -> bytes:
        place, _, text = data.partition(b"\n")
        if chance.random() < 0.02:
            place = chance.choice(PLACES).encode()
        by = changed_bytes if chance.random() < 0.05 else by_tree
        return place + b"\n" + by(text, chance)

    return change


TARGET = Target(
    "folders",
    "content files: instruments, knowledge, language, training",
    try_one,
    mutate,
    seeds,
    longest=18_000,
    seconds=3.0,
)
