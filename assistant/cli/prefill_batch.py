"""The dictations of a batch, read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assistant.cli.batch import Batch, BatchLineError, Lines
from assistant.scoring.prefill.former import former_values
from assistant.scoring.prefill.reading import prefill

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assistant.scoring.library import Library
    from assistant.scoring.prefill.proposals import Prefill

DICTATIONS = Lines("dictation", '{"instrument": ..., "text": "..."}', ("instrument", "text", "former"))


def prefill_batch(library: Library) -> Batch:
    """Reads the dictation of each line."""

    def read(name: str, said: Mapping[str, Any]) -> Prefill:
        text, former = said.get("text"), said.get("former", {})
        if not isinstance(text, str):
            raise BatchLineError('"text" must be the dictated line')
        if not isinstance(former, dict):
            raise BatchLineError('"former" must be a mapping from item id to value')
        instrument = library.instrument(name)
        return prefill(instrument, text, former_values(instrument, former))

    return Batch(DICTATIONS, read)
