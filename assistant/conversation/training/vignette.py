"""A vignette in words: as a message, and as a card from which one goes to a place of the form."""

from __future__ import annotations

from string import ascii_lowercase
from typing import TYPE_CHECKING

from assistant.conversation.turn import Card, CardKind, Choice, KeyHint
from assistant.errors import capital

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.scoring.instrument import Instrument
    from assistant.scoring.training.content import TrainingCase

VIGNETTE_KEY = "v"
LEAVES_OUT = {"v"}
PLACE_KEYS = tuple(key for key in "123456789" + ascii_lowercase if key not in LEAVES_OUT)


def vignette_text(instrument: Instrument, case: TrainingCase) -> str:
    """The whole vignette as lines."""
    return "\n".join(_lines(instrument, case))


def vignette_card(instrument: Instrument, case: TrainingCase) -> Card:
    """The vignette with a key for each finding, which leads to its place on the form."""
    given = case.vignette
    return Card(
        CardKind.PLACES,
        f"Training · {case.title}",
        lines=(
            capital(given.patient),
            *given.history,
            *(f"Laboratory: {each}" for each in given.laboratory),
            *((given.elsewhere,) if given.elsewhere else ()),
        ),
        choices=tuple(
            Choice(key, instrument.group(found.at).title, capital(found.text))
            for key, found in zip(PLACE_KEYS, given.findings, strict=False)
        ),
        hints=(
            KeyHint("Enter/v", "to the questions"),
            *((KeyHint("1 2 …", "to that place of the form"),) if given.findings else ()),
            KeyHint("Esc", "pause"),
        ),
        letters=frozenset(key for key, _ in zip(PLACE_KEYS, given.findings, strict=False) if key.isalpha())
        | {VIGNETTE_KEY},
    )


def _lines(instrument: Instrument, case: TrainingCase) -> Iterator[str]:
    yield f"{case.title} · {instrument.abbreviation} · {case.difficulty}"
    yield case.vignette.patient
    yield from case.vignette.history
    for found in case.vignette.findings:
        yield f"{instrument.group(found.at).title}: {capital(found.text)}"
    for value in case.vignette.laboratory:
        yield f"Laboratory: {value}"
    if case.vignette.elsewhere:
        yield case.vignette.elsewhere
    if case.window is not None:
        yield f"Scored over {case.window} days."
