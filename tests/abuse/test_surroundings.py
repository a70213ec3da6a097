"""Broken content, a data folder that cannot be written, settings that point nowhere: each is told clearly."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.abuse.running import assert_one_line_said, malar

if TYPE_CHECKING:
    from pathlib import Path


def content_folder(place: Path, kind: str, name: str, text: str) -> dict[str, str]:
    """A folder of further content that holds one file, and the setting that names it."""
    (place / kind).mkdir(parents=True)
    (place / kind / name).write_text(text, encoding="utf-8")
    return {"MALAR_CONTENT": str(place)}


BROKEN = {
    "syntax": "entries: [\n",
    "tab": "entries:\n\t- id: x\n",
    "duplicate": "entries: []\nentries: []\n",
    "unknown": "entires: []\n",
    "alias": "a: &a [x, x]\nb: &b [*a, *a]\nentries: [*b, *b]\n",
    "empty": "",
}


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN)
def test_broken_knowledge_is_named_when_a_question_is_asked(text: str, tmp_path: Path) -> None:
    broken = content_folder(tmp_path / "mine", "knowledge/entries", "broken.yaml", text)
    (tmp_path / "mine" / "knowledge").mkdir(exist_ok=True)
    run = malar("ask", "anifrolumab dose", environment=broken)
    assert run.code == 1
    assert run.output == ""
    assert "broken.yaml" in run.message
    assert "Traceback" not in run.message


def test_a_broken_instrument_is_named_and_scores_nothing(tmp_path: Path) -> None:
    broken = content_folder(tmp_path / "mine", "instruments", "broken.yaml", "id: broken\nid: broken\n")
    run = malar("score", "cla-iga", "--answers", "-", "--json", typed="level: 3\n", environment=broken)
    assert run.code == 1
    assert run.output == ""
    assert "broken.yaml:2" in run.message
    assert "Traceback" not in run.message


@pytest.mark.parametrize("command", [("ask", "anifrolumab dose"), ("instruments",), ("check",)])
def test_further_content_that_is_nowhere_is_named(command: tuple[str, ...], tmp_path: Path) -> None:
    nowhere = {"MALAR_CONTENT": str(tmp_path / "nowhere")}
    assert_one_line_said(malar(*command, environment=nowhere), 1, "nowhere", "MALAR_CONTENT")


def test_a_data_folder_that_cannot_be_written_stops_no_answer(tmp_path: Path) -> None:
    home = tmp_path / "occupied"
    home.write_text("a file where the folder should be", encoding="utf-8")
    run = malar("ask", "anifrolumab dose", "--json", environment={"MALAR_HOME": str(home)})
    assert run.code == 0
    assert json.loads(run.output)["status"] == "answered"
    assert run.message == ""


def test_a_data_folder_that_cannot_be_made_stops_no_score() -> None:
    environment = {"MALAR_HOME": "/dev/null/home"}
    run = malar("score", "cla-iga", "--answers", "-", "--json", typed="level: 3\n", environment=environment)
    assert run.code == 0
    assert json.loads(run.output)["scores"]["global"]["value"] == 3


def test_a_damaged_cache_is_built_anew(tmp_path: Path) -> None:
    home = tmp_path / "home"
    environment = {"MALAR_HOME": str(home)}
    first = malar("instruments", "clasi", "--json", environment=environment)
    for file in home.rglob("*"):
        if file.is_file():
            file.write_bytes(b"\x00damaged")
    again = malar("instruments", "clasi", "--json", environment=environment)
    assert (again.code, again.output, again.message) == (0, first.output, "")


def test_data_files_are_readable_by_their_owner_alone(tmp_path: Path) -> None:
    home = tmp_path / "home"
    malar("ask", "anifrolumab dose", environment={"MALAR_HOME": str(home)})
    open_to_others = [
        path for path in (home, *home.rglob("*")) if path.exists() and path.stat().st_mode & 0o077
    ]
    assert not open_to_others


@pytest.mark.usefixtures("opened_before")
@pytest.mark.parametrize("setting", [{"LC_ALL": "C", "PYTHONUTF8": "0"}, {"PYTHONIOENCODING": "ascii"}])
def test_a_terminal_that_knows_only_ascii_gets_an_answer(setting: dict[str, str]) -> None:
    run = malar("ask", "anifrolumab dose", environment=setting)
    assert run.code == 0
    assert run.output.strip()
    assert run.message == ""
