"""Run malar with faults in it: `python -m tests.faults.failing [ARGUMENT ...]`.

The clipboard's thread fails with the text that it was to copy, the key that brings the last line back with
what is on the screen, and `malar patient` with what is on record: each as a real fault would, with what it
worked on in its message and in its variables.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NoReturn

from assistant.cli import main as command
from assistant.records.records import Records

if TYPE_CHECKING:
    from assistant.records.whole import WholePatient
    from assistant.tui.regions import Regions

whole, forget_debugging = Records.whole, command._forget_debugging


def copy(text: str) -> NoReturn:
    """A worker that fails."""
    raise RuntimeError(f"could not copy {text}")


def recall_line(self: Regions) -> NoReturn:
    """A handler that fails."""
    on_the_screen = [str(each) for each in self.walk_children()]
    raise KeyError(self.query_one("#prompt").value, on_the_screen)  # type: ignore[attr-defined]


def read(self: Records, code: str) -> WholePatient:
    """A command that fails."""
    found = whole(self, code)
    if "patient" in sys.argv:
        raise KeyError(found)
    return found


def before_the_screen() -> None:
    """The screen is imported no earlier than the program would, so that it is set up as it would be."""
    forget_debugging()
    from assistant.tui import clipboard, regions

    clipboard._copied = copy
    regions.Regions.recall_line = recall_line  # type: ignore[method-assign]


Records.whole = read  # type: ignore[method-assign]
command._forget_debugging = before_the_screen

if __name__ == "__main__":
    sys.exit(command.main())
