"""The file of unanswered questions: counted, bounded, shared by several processes, never in anybody's way."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from assistant.records.unanswered import questions as unanswered
from assistant.records.unanswered.lines import Unanswered, line_of
from assistant.records.unanswered.questions import (
    LARGEST_BYTES,
    MOST_QUESTIONS,
    NotKeptError,
    UnansweredQuestions,
)
from tests.contracts.sources import ROOT

if TYPE_CHECKING:
    from pathlib import Path

WRITERS = 4
EACH = 50
PROGRAM = """
import sys
from pathlib import Path
from assistant.records.unanswered import questions as unanswered
from assistant.records.unanswered.lines import Unanswered
unanswered.MOST_WAITED = 60
unanswered.LARGEST_BYTES = int(sys.argv[3])
store = unanswered.UnansweredQuestions(Path(sys.argv[1]))
for number in range(int(sys.argv[2])):
    store.add(Unanswered(f"question {number % 5}", "silent", ("a point",), "2026-11-22", "2026-11-22"))
"""


def asked(question: str, day: str = "2026-11-22", kind: str = "silent") -> Unanswered:
    """A question that was refused on a day."""
    return Unanswered(question, kind, (f"the point of {kind}",), day, day)


def changed(**fields: object) -> bytes:
    """A line of the file in which something is not as it was written."""
    return json.dumps({**json.loads(line_of(asked("changed"))), **fields}).encode()


def test_the_same_question_is_counted_with_its_first_and_last_day(tmp_path: Path) -> None:
    store = UnansweredQuestions(tmp_path)
    for day, kind in (("2026-11-21", "near"), ("2026-11-19", "silent"), ("2026-11-20", "silent")):
        store.add(asked("price of it", day, kind))
    store.add(asked("colour of it"))
    often, once = store.listing().questions
    assert (often.question, often.times, often.first, often.last) == (
        "price of it",
        3,
        "2026-11-19",
        "2026-11-21",
    )
    assert (often.kind, often.missing) == ("near", ("the point of near",)), "the latest refusal is told"
    assert (once.question, once.times) == ("colour of it", 1)


def test_of_questions_asked_equally_often_the_latest_comes_first(tmp_path: Path) -> None:
    store = UnansweredQuestions(tmp_path)
    for question, day in (("b", "2026-11-20"), ("c", "2026-11-21"), ("a", "2026-11-20")):
        store.add(asked(question, day))
    assert [each.question for each in store.listing().questions] == ["c", "a", "b"]


@pytest.mark.parametrize("largest", [LARGEST_BYTES, 3_000], ids=["", "counted together meanwhile"])
def test_several_processes_lose_nothing(tmp_path: Path, largest: int) -> None:
    command = [sys.executable, "-c", PROGRAM, str(tmp_path), str(EACH), str(largest)]
    writers = [subprocess.Popen(command, cwd=ROOT) for _ in range(WRITERS)]
    assert [writer.wait(120) for writer in writers] == [0] * WRITERS
    kept = UnansweredQuestions(tmp_path).listing()
    assert kept.problem == ""
    assert {each.question: each.times for each in kept.questions} == {
        f"question {number}": WRITERS * EACH // 5 for number in range(5)
    }


def test_the_file_stays_small_and_keeps_what_is_asked_most(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "fsync", lambda _: None)
    store = UnansweredQuestions(tmp_path)
    for number in range(2 * MOST_QUESTIONS + 2):
        store.add(asked("asked again and again"))
        store.add(asked(f"{number} {'long ' * 60}"))
        assert store.file.stat().st_size <= LARGEST_BYTES
    first = store.listing().questions[0]
    assert (first.question, first.times) == ("asked again and again", 2 * MOST_QUESTIONS + 2)


@pytest.mark.parametrize(
    "line",
    [
        b"\x00\xff damage",
        b'{"question": "cut sho',
        b"[]",
        changed(question=7),
        changed(first="today"),
        changed(times=0),
        changed(times=True),
        changed(missing=[["nested"]]),
        changed(question="\ud800"),
        b"[" * 100_000,
    ],
)
def test_a_damaged_file_is_kept_aside_and_told_and_the_rest_is_read(tmp_path: Path, line: bytes) -> None:
    store = UnansweredQuestions(tmp_path)
    store.add(asked("before"))
    with store.file.open("ab") as file:
        file.write(b"\n" + line)
    store.add(asked("after"))
    damaged = store.file.read_bytes()
    kept = store.listing()
    assert {each.question for each in kept.questions} == {"before", "after"}
    (aside,) = (store.folder / "aside").iterdir()
    assert aside.read_bytes() == damaged
    assert "1 damaged line" in kept.problem
    assert str(aside) in kept.problem
    assert store.listing().problem == "", "it is told once"


def test_everything_is_the_owners_alone(tmp_path: Path) -> None:
    store = UnansweredQuestions(tmp_path / "home")
    store.add(asked("before"))
    store.file.write_bytes(b"damage")
    store.listing()
    store.switch(on=False)
    places = [tmp_path / "home", *(tmp_path / "home").rglob("*")]
    assert len(places) > 4
    assert not [place for place in places if place.stat().st_mode & 0o077]


def test_clearing_removes_the_questions_and_what_was_kept_aside(tmp_path: Path) -> None:
    store = UnansweredQuestions(tmp_path)
    assert store.clear() == 0
    store.add(asked("one"))
    store.file.write_bytes(store.file.read_bytes() + b"\ndamage")
    store.listing()
    store.add(asked("two"))
    assert store.clear() == 2
    assert store.listing().questions == ()
    assert [place.name for place in store.folder.rglob("*") if place.is_file()] == ["lock"]


def test_a_read_only_disk_is_told_with_the_place_and_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = UnansweredQuestions(tmp_path)
    store.add(asked("before"))
    real_open = os.open

    def refuse(path: str, flags: int, mode: int = 0o777, **more: int) -> int:
        if flags & (os.O_CREAT | os.O_WRONLY | os.O_RDWR) and str(path).startswith(str(tmp_path)):
            raise OSError(30, "Read-only file system")
        return real_open(path, flags, mode, **more)

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(NotKeptError, match=r"Read-only file system.*unanswered.*--off"):
        store.add(asked("after"))
    assert [each.question for each in store.listing().questions] == ["before"], "reading goes on"
    with pytest.raises(NotKeptError, match="cannot be removed"):
        store.clear()


def test_a_lock_that_another_process_keeps_holds_nobody_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unanswered, "MOST_WAITED", 0)
    store = UnansweredQuestions(tmp_path)
    store.add(asked("before"))
    holding = (
        "import fcntl,sys; f=open(sys.argv[1]); fcntl.flock(f, fcntl.LOCK_EX); print(flush=True); input()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", holding, str(store.folder / "lock")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as other:
        assert other.stdout is not None
        other.stdout.readline()
        with pytest.raises(NotKeptError, match="another copy of malar"):
            store.add(asked("meanwhile"))
        other.communicate(b"\n")
    store.add(asked("after"))
    assert {each.question for each in store.listing().questions} == {"before", "after"}


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    foreign = tmp_path / "foreign"
    foreign.write_text("somebody else's", encoding="utf-8")
    store = UnansweredQuestions(tmp_path / "home")
    store.add(asked("before"))
    store.file.unlink()
    store.file.symlink_to(foreign)
    with pytest.raises(NotKeptError):
        store.add(asked("after"))
    with pytest.raises(NotKeptError):
        store.listing()
    assert foreign.read_text(encoding="utf-8") == "somebody else's"
