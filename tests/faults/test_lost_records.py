"""The file of the records goes away while the program has it open: nothing is written where nobody looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.faults.test_clock import on_record

if TYPE_CHECKING:
    from pathlib import Path


def test_what_is_signed_while_the_file_is_gone_stays_unfinished_until_it_is_back(tmp_path: Path) -> None:
    talk = on_record(tmp_path)
    file, elsewhere = tmp_path / "records.sqlite", tmp_path / "elsewhere.sqlite"
    file.rename(elsewhere)
    talk.say("/score cla-iga")
    talk.press("2 r enter")
    assert talk.turn.notice.startswith("NOT SIGNED: the file ")
    assert "was removed or replaced while it was open; nothing of this step was written" in talk.turn.notice
    file.write_bytes(b"another file in its place")
    talk.press("enter")
    assert "was removed or replaced" in talk.turn.notice
    assert file.read_bytes() == b"another file in its place"
    [draft] = talk.drafts.listing().drafts
    assert draft.answered == 1
    elsewhere.replace(file)
    talk.press("enter")
    assert talk.turn.notice == ""
    assert talk.last.startswith("Signed into the visit of 22.11.2026 by R7.")
