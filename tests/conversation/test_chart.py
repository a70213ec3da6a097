"""The record behind the conversation: opened when it is needed, and not before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.conversation.talk import Talk

if TYPE_CHECKING:
    from pathlib import Path


def test_no_database_is_made_before_something_is_recorded(tmp_path: Path) -> None:
    talk = Talk(tmp_path)
    talk.say("/score cla-iga", "what next when HCQ fails", "/help")
    assert not (tmp_path / "records.sqlite").exists()
    assert not talk.chart.records.has_patients()
    assert (tmp_path / "records.sqlite").exists()
