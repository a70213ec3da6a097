"""What an opening keeps of the written phrasings gives the next opening the very same cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant.conversation.asking.asker import open_asker
from assistant.paths import data_folder
from assistant.reference.question import reading

if TYPE_CHECKING:
    from pathlib import Path

    from assistant.reference.desk import ReferenceDesk


def kept() -> list[Path]:
    """What openings have kept of their readings: line by line, and not one tree."""
    files = (data_folder() / "cache" / "content").glob("*.json")
    return [file for file in files if file.read_bytes().count(b"\n") > 1]


@pytest.fixture
def first(own_cache: None) -> ReferenceDesk:
    """A desk that found nothing kept."""
    return open_asker().desk


def test_the_second_opening_reads_nothing_and_makes_the_same_cards(
    first: ReferenceDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(reading, "parse_question")
    second = open_asker().desk
    assert second.index.cards == first.index.cards
    for question in ("HZ risk w/ anifro", "dose of anifrolumab in pregnancy", "CLASI of case 3 at wk 16"):
        assert second.ask(question) == first.ask(question)
        assert second.read(question, ()) == first.read(question, ())


@pytest.mark.usefixtures("first")
def test_what_was_kept_is_not_used_once_it_is_damaged_or_the_code_has_changed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    [file] = kept()
    with monkeypatch.context() as later:
        later.setattr(reading, "_code", lambda: b"another reader")
        open_asker()
    assert len(kept()) == 2
    file.write_bytes(file.read_bytes()[:-1000])
    assert open_asker().ask("dose of anifrolumab").status == "answered"
    assert len(kept()) == 2
