"""The program must end while the disk takes nothing: what is in memory only is not lost with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.conversation.talk import Talk
from tests.conversation.test_keeping import FullDisk

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_what_is_in_memory_only_is_told_in_full_when_the_program_must_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk, talk = FullDisk(monkeypatch), Talk(tmp_path)
    talk.say("/patient P-014", "/score clasi full")
    talk.press("2")
    disk.full = True
    talk.press("1")
    told = talk.conversation.end_now()
    assert told.startswith("NOT SAVED")
    assert "Patient code: P-014" in told
    assert "Scalp: scale: 1" in " ".join(told.split())
    disk.full = False
    again = Talk(tmp_path)
    assert again.press("enter").panel.answered == 1
    again.press("1")
    assert again.conversation.end_now() == ""
    assert Talk(tmp_path).press("enter").panel.answered == 2
