"""Drafts: whole or not there, private, held by one program at a time, and kept when they cannot be read."""

from __future__ import annotations

import errno
import json
import os
import signal
import stat
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assistant.content.cache import keep_tree
from assistant.records.under_way.draft_files import Draft
from assistant.records.under_way.drafts import (
    DraftNotSavedError,
    DraftOpenElsewhereError,
    Drafts,
    DraftUnreadableError,
)

if TYPE_CHECKING:
    from collections.abc import Callable

NOW = datetime(2026, 11, 22, 14, 2, tzinfo=UTC)
SESSION = {
    "format": 1,
    "instrument": "clasi",
    "version": "2",
    "content_version": "1",
    "digest": "0",
    "started": NOW.isoformat(),
    "window": None,
    "current": "scalp.scale",
    "skipped": [],
    "answers": {"scalp.erythema": {"kind": "value", "value": 2, "how": "entered", "at": NOW.isoformat()}},
    "history": [],
}
STATE = {"page": "item", "marked": [], "session": SESSION}
DRAFT = Draft(
    id="20261122-140200-0a1b2c3d",
    instrument="clasi",
    title="CLASI",
    patient="P-014",
    answered=2,
    total=57,
    saved=NOW.isoformat(),
    state=STATE,
)


def file_of(folder: Path, draft: Draft = DRAFT) -> Path:
    return folder / "drafts" / f"{draft.id}.json"


def test_a_saved_draft_opens_as_it_was(tmp_path: Path) -> None:
    Drafts(tmp_path).save(DRAFT)
    assert Drafts(tmp_path / "x").listing().drafts == ()
    first = Drafts(tmp_path)
    assert [draft.id for draft in first.listing().drafts] == [DRAFT.id]


def test_reading_again_gives_the_last_whole_state(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path)
    for answered in range(5):
        drafts.save(replace(DRAFT, answered=answered))
    drafts.close()
    assert Drafts(tmp_path).open(DRAFT.id) == replace(DRAFT, answered=4)
    assert [path.name for path in (tmp_path / "drafts").glob("*")] == [
        f"{DRAFT.id}.lock",
        f"{DRAFT.id}.json",
    ] or {path.suffix for path in (tmp_path / "drafts").iterdir()} == {".json", ".lock"}


def test_only_the_owner_can_read(tmp_path: Path) -> None:
    home = tmp_path / "not" / "yet"
    before = os.umask(0)
    try:
        drafts = Drafts(home)
        drafts.save(DRAFT)
        drafts.finish(replace(DRAFT, id="other"), "text")
    finally:
        os.umask(before)
    for path in (home, home.parent, *home.rglob("*")):
        wanted = 0o700 if path.is_dir() else 0o600
        assert stat.S_IMODE(path.stat().st_mode) == wanted, path


def test_the_newest_comes_first(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path)
    drafts.save(replace(DRAFT, id="b", saved="2026-11-22T10:00:00+00:00"))
    drafts.save(replace(DRAFT, id="a", saved="2026-11-22T12:00:00+00:00"))
    assert [draft.id for draft in drafts.listing().drafts] == ["a", "b"]


def test_ids_given_in_the_same_second_differ() -> None:
    assert len({Drafts.new_id(NOW) for _ in range(100)}) == 100


def test_a_finished_assessment_is_kept_and_no_longer_a_draft(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path)
    drafts.save(DRAFT)
    text = drafts.finish(DRAFT, "CLASI activity 17\n")
    assert text.read_text(encoding="utf-8") == "CLASI activity 17\n"
    kept = json.loads(text.with_suffix(".json").read_text(encoding="utf-8"))
    assert kept["finished"] is True
    assert kept["state"] == DRAFT.state
    assert drafts.listing().drafts == ()
    assert not file_of(tmp_path).exists()


def test_a_draft_left_behind_by_an_end_between_the_two_writes_is_not_offered(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path)
    drafts.finish(DRAFT, "text")
    drafts.save(DRAFT)
    drafts.close()
    assert Drafts(tmp_path).listing().drafts == ()


def test_a_deleted_draft_is_gone(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path)
    drafts.save(DRAFT)
    drafts.delete(DRAFT.id)
    assert list((tmp_path / "drafts").iterdir()) == []


WHOLE = json.dumps({"format": "malar assessment", "format_version": 1, "id": "x", "instrument": "clasi"})


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "damaged or cut short"),
        (WHOLE.encode()[:40], "damaged or cut short"),
        (b"\xff\xfe\x00broken", "not UTF-8"),
        (b'{"some": "other file"}', "not written by malar"),
        (b"[1, 2, 3]", "not written by malar"),
        (WHOLE.encode(), "'title' is missing"),
        (b"[" * 200_000, "nested too deeply"),
        (b" " * (5 * 1024 * 1024), "far larger"),
    ],
    ids=["empty", "truncated", "not utf-8", "foreign", "a list", "fields missing", "nested", "huge"],
)
def test_a_broken_or_foreign_file_is_told_once_and_kept_aside(
    tmp_path: Path, content: bytes, said: str
) -> None:
    drafts = Drafts(tmp_path)
    drafts.save(DRAFT)
    broken = tmp_path / "drafts" / "20261101-000000-ffffffff.json"
    broken.write_bytes(content)

    first = drafts.listing()
    assert [draft.id for draft in first.drafts] == [DRAFT.id]
    assert len(first.problems) == 1
    assert said in first.problems[0]
    assert broken.name in first.problems[0]
    (kept,) = (tmp_path / "drafts" / "aside").iterdir()
    assert kept.read_bytes() == content
    assert str(kept) in first.problems[0]
    assert drafts.listing().problems == ()


WRONG: dict[str, dict[str, object]] = {
    "a mark that is a mapping": {"state": {**STATE, "marked": [{"a": 1}]}},
    "marks that are text": {"state": {**STATE, "marked": "scalp"}},
    "no marks": {"state": {"page": "item", "session": SESSION}},
    "a page that is a list": {"state": {**STATE, "page": []}},
    "no session": {"state": {**STATE, "session": None}},
    "a session cut down": {"state": {**STATE, "session": {"answers": {}}}},
    "a level that is text": {
        "state": {**STATE, "session": {**SESSION, "answers": {"scalp.erythema": {"value": "2"}}}}
    },
    "a time that is none": {"state": {**STATE, "session": {**SESSION, "started": "soon"}}},
    "fewer than no answers": {"answered": -1},
    "more answers than questions": {"answered": 58},
    "fewer than no questions": {"answered": -2, "total": -1},
    "a count that is a truth value": {"answered": True},
    "half a character": {"patient": "\ud800"},
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_a_draft_of_another_shape_is_told_once_and_kept_aside(
    tmp_path: Path, wrong: dict[str, object]
) -> None:
    drafts = Drafts(tmp_path)
    drafts.save(DRAFT)
    drafts.close()
    document = json.loads(file_of(tmp_path).read_text(encoding="utf-8"))
    file_of(tmp_path).write_text(json.dumps({**document, **wrong}), encoding="utf-8")
    first = drafts.listing()
    assert first.drafts == ()
    [problem] = first.problems
    assert file_of(tmp_path).name in problem
    assert len(list((tmp_path / "drafts" / "aside").iterdir())) == 1
    assert drafts.listing().problems == ()


def put_link(place: Path) -> None:
    place.symlink_to("/dev/zero")


def put_dangling_link(place: Path) -> None:
    place.symlink_to("/nowhere/at/all")


@pytest.mark.parametrize("put", [put_link, put_dangling_link, os.mkfifo, Path.mkdir])
def test_what_is_no_regular_file_is_put_aside_unread(tmp_path: Path, put: Callable[[Path], None]) -> None:
    drafts = Drafts(tmp_path)
    drafts.save(DRAFT)
    strange = tmp_path / "drafts" / "20261101-000000-ffffffff.json"
    put(strange)
    first = drafts.listing()
    assert [draft.id for draft in first.drafts] == [DRAFT.id]
    [problem] = first.problems
    assert "no regular file" in problem
    assert drafts.listing().problems == ()


@pytest.mark.parametrize("put", [put_link, os.mkfifo])
def test_a_lock_that_is_no_regular_file_keeps_nobody_waiting(
    tmp_path: Path, put: Callable[[Path], None]
) -> None:
    drafts = Drafts(tmp_path)
    drafts.save(DRAFT)
    drafts.close()
    lock = file_of(tmp_path).with_suffix(".lock")
    lock.unlink()
    put(lock)
    assert [draft.id for draft in Drafts(tmp_path).listing().drafts] == [DRAFT.id]
    assert Drafts(tmp_path).open(DRAFT.id) == DRAFT


def test_a_draft_of_a_newer_program_is_told_and_left_where_it_is(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path)
    drafts.save(DRAFT)
    document = json.loads(file_of(tmp_path).read_text(encoding="utf-8"))
    file_of(tmp_path).write_text(json.dumps({**document, "format_version": 2}), encoding="utf-8")
    listing = drafts.listing()
    assert listing.drafts == ()
    assert "another version of malar" in listing.problems[0]
    assert file_of(tmp_path).exists()
    with pytest.raises(DraftUnreadableError, match="another version"):
        drafts.open(DRAFT.id)


def test_a_second_program_is_told_who_holds_the_draft_and_cannot_write_it(tmp_path: Path) -> None:
    first, second = Drafts(tmp_path), Drafts(tmp_path)
    first.save(DRAFT)
    assert second.listing().open_elsewhere == {DRAFT.id: os.getpid()}
    with pytest.raises(DraftOpenElsewhereError, match=f"process {os.getpid()}"):
        second.open(DRAFT.id)
    with pytest.raises(DraftOpenElsewhereError):
        second.save(replace(DRAFT, answered=50))
    first.release(DRAFT.id)
    assert second.open(DRAFT.id) == DRAFT


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)


@pytest.mark.usefixtures("full_disk")
def test_a_full_disk_is_told_and_leaves_the_last_state(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as free:
        free.setattr(os, "fsync", lambda _descriptor: None)
        drafts = Drafts(tmp_path)
        drafts.save(DRAFT)
    for attempt in (drafts.save, lambda draft: drafts.finish(draft, "text")):
        with pytest.raises(DraftNotSavedError, match="No space left on device"):
            attempt(replace(DRAFT, answered=3))
    assert drafts.open(DRAFT.id) == DRAFT
    assert {path.suffix for path in (tmp_path / "drafts").iterdir()} == {".json", ".lock"}


@pytest.mark.usefixtures("own_cache")
def test_the_cache_makes_room_for_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MALAR_HOME", str(tmp_path))
    keep_tree(b"title: a", "{}")
    [tree] = (tmp_path / "cache" / "content").iterdir()

    def refuse_while_it_is_there(_descriptor: int) -> None:
        if tree.exists():
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse_while_it_is_there)
    Drafts(tmp_path).save(DRAFT)
    assert not tree.exists()
    keep_tree(b"title: a", "{}")
    assert Drafts(tmp_path).finish(replace(DRAFT, id="other"), "text").exists()


def test_a_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "drafts").write_text("in the way", encoding="utf-8")
    with pytest.raises(DraftNotSavedError, match=str(tmp_path / "drafts")):
        Drafts(tmp_path).save(DRAFT)
    assert Drafts(tmp_path).listing().drafts == ()


SAVES_FOREVER = """
import json
import sys
from dataclasses import replace
from pathlib import Path
from assistant.records.under_way.draft_files import Draft
from assistant.records.under_way.drafts import Drafts

drafts = Drafts(Path(sys.argv[1]))
state = {**json.loads(sys.argv[2]), "padding": "x" * 20000}
draft = Draft("endless", "clasi", "CLASI", "", 0, 1_000_000, "2026-11-22T14:02:00+00:00", state)
for number in range(1_000_000):
    drafts.save(replace(draft, answered=number))
    print(number, flush=True)
"""


@pytest.mark.parametrize("after", [1, 7, 20])
def test_a_killed_program_loses_nothing_that_it_said_was_saved(tmp_path: Path, after: int) -> None:
    program = subprocess.Popen(
        [sys.executable, "-c", SAVES_FOREVER, str(tmp_path), json.dumps(STATE)],
        stdout=subprocess.PIPE,
        cwd=Path(__file__).resolve().parents[2],
    )
    assert program.stdout is not None
    said = -1
    with program, program.stdout:
        while said < after:
            said = int(program.stdout.readline())
        program.send_signal(signal.SIGKILL)
        said = max([said, *(int(line) for line in program.stdout)])
    drafts = Drafts(tmp_path)
    listing = drafts.listing()
    assert listing.problems == ()
    assert listing.open_elsewhere == {}
    assert drafts.open("endless").answered >= said
