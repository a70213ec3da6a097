"""Nothing shown as recorded is ever lost: kills, two copies, full disks, broken drafts."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from assistant.conversation.turn import CardKind, Copy, Quit, Voice
from tests.conversation.talk import Talk, card_text

if TYPE_CHECKING:
    from pathlib import Path


def draft_files(home: Path) -> list[Path]:
    return sorted((home / "drafts").glob("*.json"))


def test_an_untouched_form_leaves_nothing_behind(tmp_path: Path) -> None:
    talk = Talk(tmp_path)
    talk.say("/score clasi full")
    talk.press("right ? ? g escape")
    assert draft_files(tmp_path) == []


def test_a_form_whose_every_step_is_taken_back_leaves_nothing_behind(tmp_path: Path) -> None:
    talk = Talk(tmp_path)
    talk.say("/score clasi full")
    talk.press("2 c u u")
    assert draft_files(tmp_path) == []
    talk.press("1")
    assert len(draft_files(tmp_path)) == 1


def test_every_answer_is_on_disk_when_the_next_question_is_shown(tmp_path: Path) -> None:
    talk = Talk(tmp_path)
    talk.say("/patient P-014", "/score clasi full")
    for answered, key in enumerate(["2", "1", "0", "3"], start=1):
        talk.press(key)
        (file,) = draft_files(tmp_path)
        kept = json.loads(file.read_text(encoding="utf-8"))
        assert (kept["answered"], kept["patient"]) == (answered, "P-014")


@pytest.mark.parametrize(
    "keys",
    [
        "2 1",
        "2 1 c n p",
        "m c d",
        "m c d enter 2 1",
        "m enter",
        "2 left",
        "2 1 g j",
        "2 r",
        "2 r a",
        "2 u 3",
        "2 a",
        "2 a enter",
    ],
)
def test_a_killed_program_goes_on_exactly_where_it_stood(tmp_path: Path, keys: str) -> None:
    before = Talk(tmp_path)
    before.say("/patient P-014", "/score clasi full")
    before.press(f"c {keys}")
    after = before.killed()
    assert "An unfinished assessment is here: CLASI, P-014" in after.heard[-1]
    assert not after.card.takes_keys
    after.press("enter")
    assert after.turn.to_card
    assert after.turn.panel == before.turn.panel
    assert after.card.title == before.card.title
    assert after.card.choices == before.card.choices


def test_undo_goes_on_after_a_kill(tmp_path: Path) -> None:
    before = Talk(tmp_path)
    before.say("/score clasi full")
    panels = [before.press(key).panel for key in ("2", "1", "0", "c", "n")]
    after = before.killed()
    after.press("enter")
    for panel in reversed(panels[:-1]):
        assert after.press("u").panel == panel


def test_a_question_first_leaves_the_offer_standing(tmp_path: Path) -> None:
    before = Talk(tmp_path)
    before.say("/score clasi full")
    before.press("2")
    after = before.killed()
    after.say("what is hcq")
    assert after.card.kind is CardKind.OFFER
    assert after.press("enter").panel.answered == 1


def test_several_unfinished_ones_are_offered_by_number(tmp_path: Path) -> None:
    before = Talk(tmp_path)
    before.say("/patient P-1", "/score clasi full")
    before.press("2")
    before.say("/patient P-2")
    before.press("1")
    before.say("/score sledai full")
    before.press("enter 1")
    after = before.killed()
    after.say("/resume")
    labels = [choice.label for choice in after.card.choices]
    assert labels[0].startswith("SLEDAI-2K, P-2, 1 of 24")
    assert labels[1].startswith("CLASI, P-1, 1 of 56")
    after.press("2")
    assert after.status.startswith("CLASI P-1 1/56")


def test_nothing_to_resume_says_so(tmp_path: Path) -> None:
    assert "Nothing is unfinished" in Talk(tmp_path).say("/resume").replies[-1].text


def test_a_second_copy_neither_takes_nor_harms_what_the_first_holds(tmp_path: Path) -> None:
    first = Talk(tmp_path)
    first.say("/score clasi full")
    first.press("2 1")
    second = Talk(tmp_path)
    assert any(f"open in another malar (process {os.getpid()})" in line for line in second.heard)
    assert second.turn.card is None
    second.say("/score clasi full")
    second.press("3")
    first.press("0")
    kept = [json.loads(file.read_text(encoding="utf-8"))["answered"] for file in draft_files(tmp_path)]
    assert sorted(kept) == [1, 3]


def test_a_finished_assessment_is_kept_and_not_offered_again(tmp_path: Path) -> None:
    talk = Talk(tmp_path)
    talk.say("/score cla-iga")
    talk.press("3 enter")
    names = sorted(path.suffix for path in (tmp_path / "finished").iterdir())
    assert names == [".json", ".txt"]
    assert talk.killed().turn.card is None


class FullDisk:
    """A disk that can be filled and freed: nothing reaches it while it is full."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._really = os.fsync
        self.full = False
        monkeypatch.setattr(os, "fsync", self._sync)

    def _sync(self, descriptor: int) -> None:
        if self.full:
            raise OSError(28, "No space left on device")
        self._really(descriptor)


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> FullDisk:
    return FullDisk(monkeypatch)


def test_on_a_full_disk_answers_stay_and_the_notice_lasts_until_they_are_saved(
    tmp_path: Path, disk: FullDisk
) -> None:
    talk = Talk(tmp_path)
    talk.say("/score clasi full")
    talk.press("2")
    disk.full = True
    turn = talk.press("1")
    assert turn.notice.startswith("NOT SAVED: No space left on device")
    assert turn.panel.answered == 2
    assert talk.say("what is hcq").notice == turn.notice
    assert talk.press("0").notice == turn.notice
    disk.full = False
    assert talk.press("0").notice == ""
    after = talk.killed()
    assert after.press("enter").panel.answered == 4


def test_unsaved_answers_are_neither_left_nor_quit_unasked(tmp_path: Path, disk: FullDisk) -> None:
    disk.full = True
    talk = Talk(tmp_path)
    talk.say("/score clasi full")
    talk.press("2")
    assert "would be lost" in talk.say("/score sledai full").replies[-1].text
    assert talk.status.startswith("CLASI 1/56")
    assert talk.say("/quit").deed is None
    assert "NOT SAVED" in card_text(talk.card)
    assert talk.press("escape").deed is None
    talk.say("/quit")
    assert isinstance(talk.press("y").deed, Quit)


def test_finishing_on_a_full_disk_keeps_the_review_and_the_copy(tmp_path: Path, disk: FullDisk) -> None:
    talk = Talk(tmp_path)
    talk.say("/score cla-iga")
    talk.press("3")
    disk.full = True
    turn = talk.press("enter")
    assert "Enter tries again" in turn.notice
    assert talk.card.kind is CardKind.REVIEW
    deed = talk.say("/copy").deed
    assert isinstance(deed, Copy)
    assert "3 of 4" in deed.text
    disk.full = False
    assert talk.press("enter").replies[0].voice is Voice.SUMMARY
    assert talk.turn.notice == ""


def test_a_read_only_data_folder_is_told_and_nothing_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real_open = os.open

    def refuse(path: str, flags: int, mode: int = 0o777, **more: int) -> int:
        if flags & os.O_CREAT and str(path).startswith(str(tmp_path)):
            raise OSError(30, "Read-only file system")
        return real_open(path, flags, mode, **more)

    monkeypatch.setattr(os, "open", refuse)
    talk = Talk(tmp_path)
    talk.say("/score clasi full")
    turn = talk.press("2 1 c")
    assert "NOT SAVED: Read-only file system" in turn.notice
    assert turn.panel.answered == 3
    assert "cannot be written" in talk.say("/export").replies[-1].text


def test_a_draft_whose_answers_are_broken_is_told_and_kept_aside(tmp_path: Path) -> None:
    talk = Talk(tmp_path)
    talk.say("/score clasi full")
    talk.press("2")
    (file,) = draft_files(tmp_path)
    document = json.loads(file.read_text(encoding="utf-8"))
    document["state"]["session"]["answers"]["scalp.erythema"]["value"] = 9
    file.write_text(json.dumps(document), encoding="utf-8")
    after = talk.killed()
    turn = after.press("enter")
    assert turn.replies[-1].voice is Voice.PROBLEM
    assert "kept as" in turn.replies[-1].text
    assert turn.card is None
    (kept,) = (tmp_path / "drafts" / "aside").iterdir()
    assert json.loads(kept.read_text(encoding="utf-8")) == document
    assert "Nothing is unfinished" in after.say("/resume").replies[-1].text


@pytest.mark.parametrize("page", ["nowhere", 7, None])
def test_a_draft_on_no_page_is_kept_aside(tmp_path: Path, page: object) -> None:
    talk = Talk(tmp_path)
    talk.say("/score clasi full")
    talk.press("2")
    (file,) = draft_files(tmp_path)
    document = json.loads(file.read_text(encoding="utf-8"))
    document["state"]["page"] = page
    file.write_text(json.dumps(document), encoding="utf-8")
    after = talk.killed()
    after.press("enter")
    assert sum("kept as" in said for said in after.heard) == 1
    assert after.killed().turn.card is None


def test_a_draft_of_an_instrument_that_is_gone_stays_where_it_is(tmp_path: Path) -> None:
    talk = Talk(tmp_path)
    talk.say("/score clasi full")
    talk.press("2")
    (file,) = draft_files(tmp_path)
    document = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps({**document, "instrument": "rclasi"}), encoding="utf-8")
    turn = talk.killed().press("enter")
    assert "there is no instrument 'rclasi'" in turn.replies[-1].text
    assert file.exists()


def test_a_draft_scored_with_another_file_of_the_instrument_is_told_not_rescored(tmp_path: Path) -> None:
    talk = Talk(tmp_path)
    talk.say("/score clasi full")
    talk.press("2")
    (file,) = draft_files(tmp_path)
    text = file.read_text(encoding="utf-8")
    digest = json.loads(text)["state"]["session"]["digest"]
    file.write_text(text.replace(digest, "0" * len(digest)), encoding="utf-8")
    turn = talk.killed().press("enter")
    assert turn.replies[-1].voice is Voice.PROBLEM
    assert "version" in turn.replies[-1].text
    assert file.exists()
