"""Laboratory results of any form for one instrument: read, then derived."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.scoring.laboratory.deriving import Derivation, Deriving
from assistant.scoring.laboratory.entries import rows_of
from assistant.scoring.laboratory.language import load_language
from assistant.scoring.laboratory.names import names_of_instrument
from assistant.scoring.laboratory.reading import LaboratoryReader

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from assistant.scoring.instrument import Instrument
    from assistant.scoring.laboratory.language import LaboratoryLanguage
    from assistant.scoring.laboratory.results import Reading


class LaboratoryDesk:
    """Reads and derives for one instrument. Keep it: what the first result makes ready serves later ones."""

    def __init__(self, instrument: Instrument, language: LaboratoryLanguage | None = None) -> None:
        self.instrument = instrument
        spoken = language or load_language()
        self._reader = LaboratoryReader(names_of_instrument(instrument), spoken)
        self._deriving = Deriving(instrument, spoken)

    @property
    def items(self) -> tuple[str, ...]:
        """The items that a laboratory value can answer."""
        return self._deriving.items

    def read(self, labs: str | Sequence[object]) -> Reading:
        """The results in a pasted text, or in a list of `{test, value, unit, low, high, date}`."""
        return self._reader.read(labs) if isinstance(labs, str) else self._reader.read_rows(rows_of(labs))

    def derive(self, labs: str | Sequence[object], day: date, window: int | None = None) -> Derivation:
        """What the results propose on that day; the window is the instrument's own unless one is given.

        Raises InvalidWindow.
        """
        days = self.instrument.window_days(window)
        return self._deriving.derive(self.read(labs), day, days)
