"""An app that ends well: a fault inside it, or an end from outside, leaves terminal and records in order."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from textual.app import App

from assistant.log import failure, kept_in, note, note_failure
from assistant.tui.terminal import Terminal
from assistant.tui.text import literal_message

if TYPE_CHECKING:
    import signal

    from rich.console import RenderableType

ON_DISK = "Every answer that was shown as recorded is on disk: start malar again, and /resume."


class Lasting(App[None]):
    """Tells a fault in one line, without the values that the toolkit would print with it."""

    def __init__(self) -> None:
        super().__init__(driver_class=Terminal)
        self._failed = False

    def run_to_end(self) -> int:
        """Run, and return the exit code: 0 where the user quit."""
        self.run()
        if not self.return_code:
            note("end", by="user")
        return self.return_code or 0

    def let_go(self) -> str:
        """Leave everything on disk for whoever goes on; returns what is in memory only, else nothing."""
        return ""

    def end_from_outside(self, which: signal.Signals) -> None:
        """End because the system says so, and say what is kept."""
        note("end", by=which.name)
        kept = self.let_go() or ON_DISK
        self.exit(
            return_code=128 + which,
            message=literal_message(f"malar was ended from outside ({which.name}). {kept}"),
        )

    def panic(self, *_renderables: RenderableType) -> None:
        """End because of a fault in the screen itself."""
        if self._failed:
            # What failed once fails again wherever it is drawn; one line of it is enough.
            return
        self._failed = True
        error = sys.exception()
        what = "the terminal" if error is None else failure(error)
        if error is not None:
            note_failure(error, "screen")
        told = f"malar: something failed inside it ({what}), and the screen is closed; {kept_in()}. "
        try:
            kept = self.let_go()
        except Exception as second:  # noqa: BLE001 - noted; the first fault is the one that is told
            note_failure(second, "end")
            kept = ""
        super().panic(literal_message(told + (kept or ON_DISK)))

    def _fatal_error(self) -> None:
        # The toolkit prints the values of every variable here: those of a patient.
        self.panic()
