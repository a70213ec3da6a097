"""Where content is looked for."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from assistant.content.folders import content_folders, shipped_folder
from assistant.content.problems import ContentError
from assistant.content.spelling import did_you_mean, nearest
from assistant.scoring.folders import instrument_files

if TYPE_CHECKING:
    from pathlib import Path


def test_the_shipped_content_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "one" / "instruments").mkdir(parents=True)
    (tmp_path / "two" / "instruments").mkdir(parents=True)
    (tmp_path / "two" / "knowledge").mkdir()
    monkeypatch.setenv("MALAR_CONTENT", os.pathsep.join([str(tmp_path / "one"), str(tmp_path / "two")]))
    assert content_folders("instruments") == (
        shipped_folder("instruments"),
        tmp_path / "one" / "instruments",
        tmp_path / "two" / "instruments",
    )
    assert content_folders("knowledge") == (shipped_folder("knowledge"), tmp_path / "two" / "knowledge")


def test_without_further_folders_there_is_the_shipped_one() -> None:
    assert content_folders("instruments") == (shipped_folder("instruments"),)
    assert {path.stem for path in instrument_files(shipped_folder("instruments"))} == {
        "clasi",
        "cla-iga",
        "sledai-2k",
    }


def test_folders_that_hold_no_content_are_all_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "empty").mkdir()
    names = [str(tmp_path / "empty"), str(tmp_path / "nowhere"), "~nobody-is-named-so"]
    monkeypatch.setenv("MALAR_CONTENT", os.pathsep.join(names))
    with pytest.raises(ContentError, match="MALAR_CONTENT") as caught:
        content_folders("instruments")
    assert [problem.file.name for problem in caught.value.problems] == [
        "empty",
        "nowhere",
        "~nobody-is-named-so",
    ]


@pytest.mark.parametrize(
    ("word", "found"), [("clasii", "CLASI"), ("SLEDIA-2K", "SLEDAI-2K"), ("xyzzy", None), ("", None)]
)
def test_the_nearest_spelling(word: str, found: str | None) -> None:
    assert nearest(word, ["CLASI", "CLA-IGA", "SLEDAI-2K"]) == found


def test_without_a_near_spelling_the_choices_are_named() -> None:
    assert did_you_mean("xyzzy", ["a", "b"]) == "write one of a, b"
    assert did_you_mean("xyzzy", map(str, range(100))) == "see the list of valid names"
