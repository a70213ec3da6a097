"""What is different between two states of a part of the record, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.conversation.chart.wording import (
    day_first,
    event_in_words,
    laboratory_in_words,
    treatment_in_words,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.records.fields import RecordModel
    from assistant.records.vocabulary import Vocabulary

WORDS = {
    "year_of_birth": "year of birth",
    "sle_since": "systemic disease since",
    "pga": "PGA",
    "prednisone_equivalent": "prednisone-equivalent mg/day",
    "adverse_events": "adverse events",
}
NAMES = frozenset({"subtypes", "manifestations", "antibodies"})


def in_words(field: str) -> str:
    """What a field is called."""
    return WORDS.get(field, field.replace("_", " "))


def fields_changed(before: RecordModel, after: RecordModel) -> tuple[str, ...]:
    """The fields that are not the same."""
    return tuple(name for name, value in before if getattr(after, name) != value)


def differences(before: RecordModel, after: RecordModel, vocabulary: Vocabulary) -> tuple[str, ...]:
    """One line a field: `phototype III → IV`; of a list, what was added (+) and taken out (−)."""
    return tuple(_difference(name, before, after, vocabulary) for name in fields_changed(before, after))


def _difference(name: str, before: RecordModel, after: RecordModel, vocabulary: Vocabulary) -> str:
    old, new = getattr(before, name), getattr(after, name)
    if isinstance(old, tuple) and isinstance(new, tuple):
        out = [f"− {_shown(name, each, vocabulary)}" for each in old if each not in new]
        added = [f"+ {_shown(name, each, vocabulary)}" for each in new if each not in old]
        return f"{in_words(name)} {', '.join([*out, *added])}"
    return f"{in_words(name)} {' → '.join(_values(name, old, new, vocabulary))}"


def _values(name: str, old: object, new: object, vocabulary: Vocabulary) -> Iterator[str]:
    if old is not None and old != "unknown":
        yield _shown(name, old, vocabulary)
    yield "none" if new is None else _shown(name, new, vocabulary)


def _shown(field: str, value: object, vocabulary: Vocabulary) -> str:
    match field:
        case "treatments":
            return treatment_in_words(value, vocabulary)  # type: ignore[arg-type]
        case "laboratory":
            return laboratory_in_words(value, vocabulary)  # type: ignore[arg-type]
        case "adverse_events":
            return event_in_words(value, vocabulary)  # type: ignore[arg-type]
    if field in NAMES:
        return vocabulary.label(str(value))
    return f"{value:g}" if isinstance(value, float) else day_first(str(value))
