"""The laboratory values of a batch, and what they propose."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assistant.cli.batch import Batch, BatchLineError, Lines
from assistant.cli.derive_inputs import assessment_day, labs_in
from assistant.errors import quoted
from assistant.scoring.laboratory.desk import LaboratoryDesk
from assistant.scoring.laboratory.language import load_language

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assistant.scoring.laboratory.deriving import Derivation
    from assistant.scoring.library import Library

ASSESSMENTS = Lines(
    "set of laboratory values",
    '{"instrument": ..., "labs": [...]}',
    ("instrument", "date", "labs", "text", "window"),
)


def derive_batch(library: Library) -> Batch:
    """Derives what the values of each line propose."""
    language = load_language()
    desks: dict[str, LaboratoryDesk] = {}

    def derived(name: str, form: Mapping[str, Any]) -> Derivation:
        given = [key for key in ("labs", "text") if key in form]
        if len(given) != 1:
            raise BatchLineError('write one of "labs", a list of {test, value, unit} or text, and "text"')
        day = form.get("date")
        if day is not None and not isinstance(day, str):
            raise BatchLineError('"date" must be a day, such as "2024-02-05"')
        instrument = library.instrument(name)
        if instrument.id not in desks:
            desks[instrument.id] = LaboratoryDesk(instrument, language)
        values = labs_in(form[given[0]], quoted(given[0]))
        return desks[instrument.id].derive(values, assessment_day(day), form.get("window"))

    return Batch(ASSESSMENTS, derived)
