"""The screen in a real terminal: wrong bytes, every size, a stop, signals, and a line that is cut."""

from __future__ import annotations

import os
import signal
from pathlib import Path

from assistant.records.under_way.drafts import Drafts
from benchmarks.driving import MALAR, answered, opened, start
from benchmarks.terminal import Terminal

SMALL = (80, 24)
SIZES = ((1, 1), (200, 60), (2, 50), (59, 13), (300, 2), (40, 9))
VIEWS = {
    "the questions": "/resume\r",
    "the whole form": "/grid\r",
    "the body map": "/bodymap\r",
    "the reports": "/evidence\r",
    "the palette": "\x1b[15~",
}


def begin(terminal: Terminal) -> None:
    """Open, and answer one item."""
    terminal.wait_for(opened)
    terminal.press("/score clasi full\r")
    terminal.wait_for(lambda shown: answered(shown) == 0)
    terminal.press("2")
    terminal.wait_for(lambda shown: answered(shown) == 1)


def the_draft(home: Path) -> int:
    """How many answers are on disk, of an assessment that nobody holds any more."""
    listing = Drafts(home).listing()
    assert not listing.problems
    assert not listing.open_elsewhere
    [draft] = listing.drafts
    return draft.answered


def test_the_screen_comes_back_after_wrong_bytes_a_stop_and_every_size_and_ends_in_order(home: Path) -> None:
    with start(home) as terminal:
        begin(terminal)
        wrong_bytes(terminal)
        stops(terminal)
        every_size(terminal)
        os.kill(terminal.process, signal.SIGTERM)
        assert terminal.ended() == 128 + signal.SIGTERM
        assert "malar was ended from outside (SIGTERM). Every answer" in terminal.shown
        assert terminal.echoes
    assert the_draft(home) == 1
    assert "end by=SIGTERM" in (home / "malar.log").read_text(encoding="ascii")


def wrong_bytes(terminal: Terminal) -> None:
    """What names no key is left out, and what is no UTF-8 stands at the prompt as such."""
    terminal.send(b"\x1b[99999999999u")
    terminal.settle()
    terminal.press("\t")
    terminal.send(b"caf\xe9\xff")
    terminal.wait_for(lambda shown: "› caf\ufffd\ufffd" in shown)
    terminal.press("\x7f" * 5)
    terminal.wait_for(lambda shown: "caf" not in shown)


def stops(terminal: Terminal) -> None:
    """Stopped as a shell asks for it, and without a word: each time the screen is drawn again."""
    before, threads = terminal.settle(), threads_of(terminal)
    for how in (signal.SIGTSTP, signal.SIGSTOP, signal.SIGSTOP):
        os.kill(terminal.process, how)
        os.waitid(os.P_PID, terminal.process, os.WSTOPPED)
        terminal.settle()
        assert terminal.echoes is (how is signal.SIGTSTP)
        terminal.resize(*SMALL)
        os.kill(terminal.process, signal.SIGCONT)
        terminal.wait_for(lambda shown: shown == before)
        assert not terminal.echoes
    assert threads_of(terminal) <= threads


def threads_of(terminal: Terminal) -> int:
    """How many threads the program has."""
    return len(list(Path(f"/proc/{terminal.process}/task").iterdir()))


def every_size(terminal: Terminal) -> None:
    """Each view is open while the terminal takes one size after the other."""
    for keys in VIEWS.values():
        terminal.press(keys)
        terminal.settle()
        for columns, lines in SIZES:
            terminal.resize(columns, lines)
            terminal.settle(0.01)
        terminal.resize(*SMALL)
        terminal.wait_for(lambda shown: "F10 Quit" in shown or "Actions" in shown)
        terminal.press("\x1b")
        terminal.settle()


def test_a_line_that_is_cut_ends_the_program_even_where_its_signal_is_ignored(home: Path) -> None:
    ignoring = ["/bin/sh", "-c", f"trap '' HUP; exec {' '.join(MALAR)}"]
    with Terminal(ignoring, *SMALL, {"MALAR_HOME": str(home)}) as terminal:
        begin(terminal)
        terminal.hang_up()
        assert terminal.ended() == 128 + signal.SIGHUP
    assert the_draft(home) == 1
    assert "end by=SIGHUP" in (home / "malar.log").read_text(encoding="ascii")
