"""The terminal as it can fail: bytes that are no text, a line that is cut, signals, a stop and a going on."""

from __future__ import annotations

import asyncio
import os
import select
import signal
import time
import traceback
from threading import Thread
from typing import TYPE_CHECKING, Protocol, cast

from textual import _xterm_parser
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

from assistant.log import note, note_failure

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

GRACE_SECONDS = 3.0
"""How long a program whose terminal is gone has to let others have what it held."""

ENDING = (signal.SIGTERM, signal.SIGHUP)
HUNG_UP = 128 + signal.SIGHUP
"""The exit code of a program that lost its terminal, as a shell knows it."""


def names_no_key(error: BaseException) -> bool:
    """Whether the toolkit failed at a sequence with the number of a character that there is not.

    What came in the same moment behind it is left out; a terminal sends no such sequence by itself.
    """
    if not isinstance(error, ValueError | OverflowError):
        return False
    return traceback.extract_tb(error.__traceback__)[-1].filename == _xterm_parser.__file__


class Ends(Protocol):
    """The app, as the terminal tells it what happened."""

    def end_from_outside(self, which: signal.Signals) -> None:
        """Leave everything on disk, and end as soon as the screen is put back."""

    def let_go(self) -> str:
        """Leave everything on disk at once, without a word on the screen; what could not be written."""

    def suspend(self) -> AbstractContextManager[None]:
        """The terminal as it was before the program, for as long as it lasts; then everything is drawn."""


class Terminal(LinuxDriver):
    """The toolkit's terminal, which goes on, or ends well, where the toolkit's own would not."""

    _watched = False
    _stopping = False

    def start_application_mode(self) -> None:
        """Take the terminal; the first time, begin to watch for what comes from outside."""
        super().start_application_mode()  # type: ignore[no-untyped-call]  # the toolkit leaves it untyped
        if self._watched:
            return
        self._watched = True
        loop = asyncio.get_running_loop()
        for which in ENDING:
            loop.add_signal_handler(which, self._ends.end_from_outside, which)
        loop.add_signal_handler(signal.SIGTSTP, self._stop)
        loop.add_signal_handler(signal.SIGCONT, self._go_on)
        Thread(target=self._until_gone, args=(loop,), name="terminal-gone", daemon=True).start()

    def run_input_thread(self) -> None:
        """Read keys; bytes that are no UTF-8, or name a key that cannot be, do not end the program."""
        typed = ""
        while True:
            try:
                if typed:
                    for event in XTermParser().feed(typed):
                        self.process_message(event)
                    typed = ""
                super().run_input_thread()
            except UnicodeDecodeError as error:
                typed = bytes(error.object).decode("utf-8", "replace")
            except BaseException as error:
                if not names_no_key(error):
                    note_failure(error, "keys")
                    raise
                typed = ""
            else:
                return

    @property
    def _ends(self) -> Ends:
        return cast("Ends", self._app)

    def _stop(self) -> None:
        """Stop as a shell asks for it, with its terminal as it was; this returns when the program goes on."""
        self._stopping = True
        with self._ends.suspend():
            os.kill(os.getpid(), signal.SIGSTOP)

    def _go_on(self) -> None:
        """Take the terminal again after a stop that nobody announced, and draw everything."""
        if self._stopping:
            self._stopping = False
            return
        with self._ends.suspend():
            pass

    def _until_gone(self, loop: asyncio.AbstractEventLoop) -> None:
        """Wait until the line is cut. Nothing can be shown then, and whoever writes there waits for ever."""
        terminal = select.poll()
        terminal.register(self.fileno, 0)
        while not any(happened & select.POLLHUP for _, happened in terminal.poll()):
            pass
        loop.call_soon_threadsafe(self._leave)
        time.sleep(GRACE_SECONDS)
        os._exit(HUNG_UP)

    def _leave(self) -> None:
        note("end", by=signal.SIGHUP.name)
        self._ends.let_go()
        os._exit(HUNG_UP)
