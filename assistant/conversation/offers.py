"""An offer: a card whose keys lead somewhere, such as a list to choose from or a question before a step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.conversation.turn import Card, CardKind, Choice, KeyHint

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from assistant.conversation.turn import Turn
    from assistant.scoring.instrument import Instrument

DECLINE = frozenset({"escape", "n", "left", "backspace"})


@dataclass(frozen=True, slots=True)
class Offer:
    """A card, and what each of its keys leads to. A key in DECLINE lets it go.

    `takes_line` is given what is typed while the card stands, before anything else is made of it; None says
    that it was not meant.
    """

    card: Card
    leads: Mapping[str, Callable[[], Turn]]
    takes_line: Callable[[str], Turn | None] | None = None

    @property
    def shown(self) -> Card:
        """The card, with the letters that do something on it: `n` only where the question is yes or no."""
        letters = frozenset(key for key in self.leads if len(key) == 1)
        return self.card._replace(letters=letters | {"n"} if "y" in letters else letters)


def instruments_card(instruments: Iterable[Instrument]) -> Card:
    """Which instrument to score."""
    return Card(
        CardKind.OFFER,
        "Score",
        question="Which instrument?",
        choices=tuple(
            Choice(str(number), instrument.abbreviation, instrument.title)
            for number, instrument in enumerate(instruments, start=1)
        ),
        hints=(KeyHint("Esc", "none"),),
    )


def name_like_card(code: str) -> Card:
    """Ask before a value that may be a name is taken as a study code."""
    return Card(
        CardKind.CONFIRM,
        "Study code",
        question=f"'{code}' may be a name. Patients are known here by a study code only. Is it a code?",
        hints=(KeyHint("y", "yes, a code"), KeyHint("Esc", "no, leave it")),
    )


def whose_card(instrument: str, before: str, code: str) -> Card:
    """Ask whether another code means another patient, while an assessment carries a code already."""
    return Card(
        CardKind.CONFIRM,
        "Study code",
        question=f"The {instrument} under way is of {before}. What is {code}?",
        choices=(
            Choice("1", "another patient", f"the {instrument} of {before} is kept unfinished"),
            Choice("2", "a correction", f"the {instrument} is of {code}"),
        ),
        hints=(KeyHint("Esc", "neither"),),
    )


def quit_card() -> Card:
    """Ask before answers are lost that no disk would take."""
    return Card(
        CardKind.CONFIRM,
        "Quit",
        question="The last answers are NOT SAVED anywhere. Quit and lose them?",
        hints=(KeyHint("y", "quit and lose them"), KeyHint("Esc", "stay")),
    )
