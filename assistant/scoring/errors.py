"""What can be wrong with a request to score."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.content.spelling import did_you_mean
from assistant.errors import AssistantError, listed, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class ScoringError(AssistantError):
    """A request to score that cannot be carried out."""


class UnknownInstrument(ScoringError):
    """No instrument has this name."""

    def __init__(self, name: str, names: Iterable[str]) -> None:
        super().__init__(f"there is no instrument {quoted(name)}; {did_you_mean(name, names)}")


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
        super().__init__(f"{instrument} cannot have the recall window {quoted(days)}; {remedy}")


class InvalidAnswers(ScoringError):
    """Answers that cannot be scored; tells all that is wrong with them."""

    def __init__(self, errors: Sequence[ScoringError]) -> None:
        self.errors = tuple(errors)
        super().__init__(" | ".join(str(error) for error in errors))


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
    if value is None:
        return "empty"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f"the text {quoted(value)}"
    if isinstance(value, float):
        return f"the decimal number {value}"
    if isinstance(value, int):
        return quoted(value).strip("'") if -(10**40) < value < 10**40 else "so large a number"
    return {"list": "a list", "dict": "a mapping"}.get(type(value).__name__, f"a {type(value).__name__}")
