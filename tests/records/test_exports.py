"""Saving a summary never replaces a file and never writes outside what it says."""

from __future__ import annotations

import errno
import os
import stat
from typing import TYPE_CHECKING

import pytest

from assistant.records.exports import NotExportedError, export_summary

if TYPE_CHECKING:
    from pathlib import Path


def test_a_name_with_a_path_in_it_stays_a_name(tmp_path: Path) -> None:
    path = export_summary("text", "clasi-../../P 1", tmp_path)
    assert path.parent == tmp_path / "exports"
    assert path.read_text(encoding="utf-8") == "text"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_same_name_twice_gives_two_files(tmp_path: Path) -> None:
    first, second = (export_summary(text, "clasi", tmp_path) for text in ("one", "two"))
    assert first != second
    assert (first.read_text(encoding="utf-8"), second.read_text(encoding="utf-8")) == ("one", "two")


def test_a_file_that_is_there_is_left_as_it_is(tmp_path: Path) -> None:
    taken = tmp_path / "note.txt"
    taken.write_text("mine", encoding="utf-8")
    with pytest.raises(NotExportedError, match="exists already"):
        export_summary("text", "clasi", tmp_path, str(taken))
    assert taken.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("place", ["no-such-folder/note.txt", "null\0byte", ""])
def test_a_place_that_cannot_be_written_is_told(tmp_path: Path, place: str) -> None:
    (tmp_path / "exports").write_text("in the way", encoding="utf-8")
    with pytest.raises(NotExportedError, match="/export FILE"):
        export_summary("text", "clasi", tmp_path, str(tmp_path / place) if place else "")


def test_a_disk_that_fills_up_leaves_no_half_summary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as filled:
        filled.setattr(os, "fsync", full)
        with pytest.raises(NotExportedError, match="No space left"):
            export_summary("text", "clasi", tmp_path)
    assert not list((tmp_path / "exports").iterdir())
    assert export_summary("text", "clasi", tmp_path).name == "clasi.txt"
