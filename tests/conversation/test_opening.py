"""A conversation opens as far as its content allows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.conversation.opening import open_conversation
from assistant.conversation.turn import Voice

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_broken_knowledge_does_not_stop_scoring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    entries = tmp_path / "knowledge" / "entries"
    entries.mkdir(parents=True)
    (entries / "mine.yaml").write_text("entries:\n  - id: x\n    sayz: y\n", encoding="utf-8")
    monkeypatch.setenv("MALAR_CONTENT", str(tmp_path))
    conversation = open_conversation()
    replies = conversation.say("dose of anifrolumab").replies
    [asked] = [reply for reply in replies if reply.voice is Voice.PROBLEM]
    assert "mine.yaml:3" in asked.text
    assert "says" in asked.text
    card = conversation.say("/score clasi full").card
    assert card is not None
    assert card.takes_keys
