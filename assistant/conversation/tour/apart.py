"""A stage of its own for the tour: demonstration records and drafts in a folder that is thrown away."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.conversation.chart.chart import Chart
from assistant.conversation.stage import Stage
from assistant.errors import AssistantError
from assistant.records.under_way.drafts import Drafts

if TYPE_CHECKING:
    from assistant.records.operators.roles import Signed
    from assistant.records.records import Records
    from assistant.scoring.library import Library


class Room:
    """A folder for one tour, thrown away with it, or as the program ends."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="malar-tour-"))
        atexit.register(self.cleanup)

    def cleanup(self) -> None:
        """Throw it away."""
        shutil.rmtree(self.folder, ignore_errors=True)
        atexit.unregister(self.cleanup)


class NoRoomError(AssistantError):
    """There is no place for the records of the tour."""


def stage_apart(own: Stage) -> tuple[Stage, Room]:
    """A stage with the same content and clock, and the folder that goes with it. Raises NoRoomError."""
    try:
        room = Room()
    except OSError as error:
        raise NoRoomError(
            f"the tour needs a little room for its records, and {error.filename or 'the disk'} gives none "
            f"({error.strerror}); free it, and say /tour again"
        ) from error
    demonstration = _Demonstration(room.folder, own.library)
    chart = Chart(demonstration, demo=True, vocabulary=own.chart.vocabulary)
    return Stage(
        own.library, own.asker, Drafts(room.folder), room.folder, own.clock, chart=chart, access=own.access
    ), room


class _Demonstration:
    """Opens the demonstration records of the tour, made at the first need."""

    def __init__(self, folder: Path, library: Library) -> None:
        self._file = folder / "demo.sqlite"
        self._library = library

    def __call__(self, *, demo: bool, by: Signed | None) -> Records:
        """Open them; there are no others on a tour, and no accounts. Raises StoreError or RecordError."""
        del by
        # The database library costs what a conversation without records need not pay.
        from assistant.records.demonstration import make_demonstration  # noqa: PLC0415
        from assistant.records.opening import open_records  # noqa: PLC0415

        records = open_records(demo=demo, file=self._file)
        make_demonstration(records, self._library)
        return records
