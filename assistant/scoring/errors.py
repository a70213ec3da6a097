"""What can be wrong with a request to score."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.content.spelling import did_you_mean, nearest
from assistant.errors import AssistantError, described, listed, quoted
from assistant.scoring.names import folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


class ScoringError(AssistantError):
    """A request to score that cannot be carried out."""


class UnknownInstrument(ScoringError):
    """No instrument has this name.

    `others` gives, for the name of an instrument that is not here, what to say to whoever asks for it.
    """

    def __init__(self, name: str, names: Iterable[str], others: Mapping[str, str]) -> None:
        valid = tuple(names)
        same = (other for other in others if folded(other) == folded(name))
        near = next(same, None) or nearest(name, (*valid, *others))
        other = others.get(near) if near is not None else None
        remedy = did_you_mean(name, valid) if other is None else other
        super().__init__(f"there is no instrument {quoted(name)}; {remedy}")


class UnknownItem(ScoringError):
    """The instrument has no item with this id."""

    def __init__(self, item_id: str, instrument: str, item_ids: Iterable[str]) -> None:
        super().__init__(f"{instrument} has no item {quoted(item_id)}; {did_you_mean(item_id, item_ids)}")


class UnknownGroup(ScoringError):
    """The instrument has no place or section with this id."""

    def __init__(self, group_id: str, instrument: str, group_ids: Iterable[str]) -> None:
        super().__init__(
            f"{instrument} has no place or section {quoted(group_id)}; {did_you_mean(group_id, group_ids)}"
        )


class InvalidLevel(ScoringError):
    """The value is not one of the item's levels."""

    def __init__(self, item_id: str, value: object, levels: Sequence[int]) -> None:
        super().__init__(f"{item_id} cannot be {_described(value)}; {_remedy(value, levels)}")


class InvalidWindow(ScoringError):
    """The instrument does not look back that far."""

    def __init__(self, instrument: str, days: object, options: Sequence[int]) -> None:
        remedy = f"choose {listed(options)} days" if options else "it has no recall window, so leave it out"
        super().__init__(f"{instrument} cannot have the recall window {_described(days)}; {remedy}")


class InvalidAnswers(ScoringError):
    """Answers that cannot be scored; tells what is wrong with the first, and how many `more` there are."""

    def __init__(self, errors: Sequence[ScoringError], more: int = 0) -> None:
        self.errors = tuple(errors)
        rest = [f"and {more:,} more wrong {'answer' if more == 1 else 'answers'}"] if more else []
        super().__init__(" | ".join([*map(str, errors), *rest]))


class NothingToAnswer(ScoringError):
    """The step does not apply where the assessment stands."""


class DraftError(ScoringError):
    """A saved assessment that cannot be read."""


class DraftMismatch(DraftError):
    """A saved assessment that was made with another version of the instrument file."""


def _remedy(value: object, levels: Sequence[int]) -> str:
    choices = f"{listed(levels)}, or not_assessed or pending"
    if value is None:
        return f"leave the item out, or write {choices}"
    if isinstance(value, str) and value.strip().lstrip("+-").isdigit():
        return f"write a number without quotes: {choices}"
    return f"write {choices}"


def _described(value: object) -> str:
    """As `described`, but a number says of what sort it is."""
    if isinstance(value, float):
        return f"the decimal number {value}"
    if isinstance(value, int) and not -(10**40) < value < 10**40:
        return "so large a number"
    if value is None or isinstance(value, str | int | list | dict):
        return described(value)
    return f"a {type(value).__name__}"


class SteroidDoseRefused(ScoringError):
    """A dose that has no equivalent by mouth, or that is not understood."""
