"""Laboratory text as it is pasted, and lists of results: proposals are legal and say their reason."""

from __future__ import annotations

import json
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING
from unittest.mock import patch

from tools.fuzzing.command import malar, refused, require_well_behaved
from tools.fuzzing.faults import require
from tools.fuzzing.mutation import Words
from tools.fuzzing.surroundings import content_read_once, library, own_home
from tools.fuzzing.targets.target import Target
from tools.fuzzing.targets.words import every_nth, read_yaml, words_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from assistant.scoring.laboratory.desk import LaboratoryDesk
    from tools.fuzzing.mutation import Mutate

DAY = "2026-11-22"


def try_one(data: bytes) -> None:
    """Derive from what is given, for a script and for a reader, with and without the day in the window."""
    with own_home(), content_read_once(), desk_kept():
        run = malar("derive", "sledai-2k", "--labs", "-", "--date", DAY, "--json", typed=data)
        require_well_behaved(run)
        if refused(run):
            return
        [result] = run.results
        items = library().instrument("sledai-2k")
        for item, proposal in result["proposals"].items():
            levels = items.item(item).levels
            require(proposal["value"] in levels, "a level that the item does not have", item, proposal)
            require(proposal["reason"], "a proposal without its reason", item)
        require(not set(result["proposals"]) & set(result["not_derived"]), "both derived and not", result)
        require(data.strip() or not result["proposals"], "an empty report proposes an answer", result)
        require_well_behaved(malar("derive", "sledai-2k", "--labs", "-", "--date", DAY, typed=data))


@contextmanager
def desk_kept() -> Iterator[None]:
    """The desk is made once: what its first result makes ready serves the later inputs, too."""
    from assistant.scoring.laboratory import desk  # loaded with the program that is watched

    made = made_desk()
    with patch.object(desk, "LaboratoryDesk", lambda *_: made):
        yield


@cache
def made_desk() -> LaboratoryDesk:
    """A desk for the one instrument with laboratory items."""
    from assistant.scoring.laboratory.desk import LaboratoryDesk

    return LaboratoryDesk(library().instrument("sledai-2k"))


@cache
def reports() -> tuple[str, ...]:
    """The reports of the benchmark."""
    read = [read_yaml(f"benchmarks/derivations/{name}.yaml") for name in ("second", "third")]
    cases = [case.get("labs", case.get("text")) for each in read for case in each["results"]]
    return tuple(labs if isinstance(labs, str) else json.dumps(labs, default=str) for labs in cases)


def seeds() -> Iterable[bytes]:
    """Reports of the benchmark."""
    return [report.encode() for report in every_nth(list(reports()), 100)]


@cache
def mutate() -> Mutate:
    """By the words of the reports."""
    return Words(words_in(reports()), (" ", "\n", "\t", ", ", ": ", "; ", "-", " | ", "/"))


TARGET = Target(
    "laboratory",
    "laboratory text and lists",
    try_one,
    mutate,
    seeds,
    watched=("assistant.scoring", "assistant.cli"),
)
