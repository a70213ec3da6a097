"""What is written outside the records says nothing of a patient, whatever fails; and it stays small."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

from assistant import log
from benchmarks.driving import opened
from benchmarks.terminal import Terminal
from tests.abuse.running import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

FAILING = [sys.executable, "-m", "tests.faults.failing"]
CLOSED = b"\x1b[?1049l"
"""What the terminal is told as the screen is closed; what comes after it stays in the terminal."""

WORDS = ("quaxi", "zwetschge", "rumpelpumpel", "brimborium", "firlefanz")
RECORDS = ("records.sqlite", "drafts/", "finished/", "unsigned/")


def outside(home: Path) -> dict[str, str]:
    """What lies in the folder of the program and beside it and is no record: text by the name of its file."""
    files = [each for each in home.parent.rglob("*") if each.is_file()]
    names = {str(each.relative_to(home)) if home in each.parents else each.name: each for each in files}
    return {
        name: f"{name}\n{each.read_text(encoding='utf-8', errors='replace')}"
        for name, each in names.items()
        if not name.startswith(RECORDS)
    }


def test_neither_log_nor_terminal_nor_cache_tells_of_the_patient(home: Path) -> None:
    aside = home.parent / "temporary"
    aside.mkdir()
    environment = {
        "MALAR_HOME": str(home),
        "TMPDIR": str(aside),
        "TEXTUAL": "debug",
        "TEXTUAL_LOG": str(aside / "toolkit.log"),
    }
    with Terminal(FAILING, 100, 40, environment) as terminal:
        terminal.wait_for(opened)
        for line, seen in (
            ("/patient QUAXI-7", "Record a new one?"),
            ("", "is on record now"),
            ("/set phototype II", "phototype II"),
            ("/treatment zwetschge", "zwetschge"),
            ("/score clasi scalp red rumpelpumpel, ears pink", "rumpelpumpel"),
            ("", "Dictated: 2 answers"),
            ("\tdoes brimborium help QUAXI-7", "brimborium"),
            ("/copy", "RuntimeError: could not copy"),
        ):
            terminal.press(f"{line}\r")
            terminal.wait_for(lambda shown, seen=seen: seen in shown)  # type: ignore[misc]
        terminal.press("firlefanz\x1b[20~")
        assert terminal.ended() == 1
    left = terminal.written.rpartition(CLOSED)[2].decode()
    assert "something failed inside it (KeyError in faults/failing.py:" in left.replace("\r\n", "")
    command = subprocess.run(
        [*FAILING, "patient", "QUAXI-7"],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (command.returncode, command.stdout, len(command.stderr.splitlines())) == (1, "", 1)
    lines = (home / "malar.log").read_text(encoding="ascii").splitlines()
    assert [line.split()[2:4] for line in lines] == [
        ["open", "version=0.1.0"],
        ["failed", "where=turn"],
        ["failed", "where=screen"],
        ["failed", "where=command"],
    ]
    texts = {**outside(home), "the terminal": left, "the command": command.stderr}
    assert "malar.log" in texts
    assert not [(name, word) for name, text in texts.items() for word in WORDS if word in text.casefold()]


def test_the_log_is_turned_over_and_holds_nobody_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log, "LARGEST_BYTES", 200)
    for number in range(20):
        log.note("open", number=number)
    [newest, before] = sorted(log.log_file().parent.glob("malar.log*"))
    assert max(newest.stat().st_size, before.stat().st_size) < 300
    assert newest.read_text(encoding="ascii").endswith("open number=19\n")
    assert newest.stat().st_mode & 0o077 == 0
    for folder in ("/dev/full", str(newest), "~nobody-of-this-name"):
        monkeypatch.setenv("MALAR_HOME", folder)
        log.note("open")
    newest.unlink()
    newest.symlink_to(tmp_path / "of-another")
    monkeypatch.setenv("MALAR_HOME", str(newest.parent))
    log.note("open")
    assert not (tmp_path / "of-another").exists()
