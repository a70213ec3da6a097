"""What the fuzzer kept is tried again: inputs that reach much of the program, and those of faults found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tools.fuzzing import corpus, surroundings
from tools.fuzzing.faults import Fault
from tools.fuzzing.replaying import try_again
from tools.fuzzing.targets import TARGETS

if TYPE_CHECKING:
    from pathlib import Path

EVERY = 4
"""Of the inputs that are kept, one in so many is tried in a run of the tests; `make fuzz` begins with all."""


@pytest.fixture(autouse=True)
def content_parsed_for_all_tests(kept_trees: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What other tests have parsed need not be parsed again."""
    monkeypatch.setattr(surroundings, "trees", lambda: kept_trees)


@pytest.mark.parametrize("name", TARGETS)
def test_inputs_that_were_kept_show_no_fault(name: str) -> None:
    for file in corpus.kept(name)[::EVERY]:
        tried(name, file)


@pytest.mark.parametrize("name", [name for name in TARGETS if corpus.pinned(name)])
def test_the_input_of_a_fault_that_was_mended_shows_none(name: str) -> None:
    for file in corpus.pinned(name):
        tried(name, file)


def test_every_folder_of_inputs_belongs_to_a_target() -> None:
    folders = {folder.name for place in (corpus.CORPUS, corpus.PINNED) for folder in place.iterdir()}
    assert folders <= set(TARGETS)


def tried(name: str, file: Path) -> None:
    try:
        try_again(TARGETS[name], file.read_bytes())
    except Fault as fault:
        pytest.fail(f"{file}: {fault}")
