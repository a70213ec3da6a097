"""The key to a case: its reference answers, item by item."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.scoring.instrument import Instrument, Item
    from assistant.scoring.training.content import Reason, TrainingCase


def reference_answers(instrument: Instrument, case: TrainingCase) -> dict[str, int]:
    """Every reference answer; what `rest: clear` attests is written out."""
    answers = dict(case.answers)
    if case.rest == "clear":
        for item in instrument.items:
            if item.clear_value is not None:
                answers.setdefault(item.id, item.clear_value)
    verdicts = instrument.plan.verdicts(answers)
    return {item: value for item, value in answers.items() if verdicts.get(item, True) is not False}


def digest(case: TrainingCase) -> str:
    """What changes with anything that the case says."""
    return hashlib.sha256(case.model_dump_json().encode("utf-8")).hexdigest()[:16]


def named_items(instrument: Instrument, name: str) -> Iterator[Item]:
    """The items that a name in a case stands for: itself, a question in all places, or a place or section."""
    return (item for item in instrument.items if name in {item.id, item.base, item.group})


def reasons_for(instrument: Instrument, case: TrainingCase, item_id: str) -> tuple[Reason, ...]:
    """Why the reference answer to this item is what it is; those that name the item itself come first."""
    item = instrument.item(item_id)
    direct = [each for each in case.why if item.id in each.items]
    wider = [each for each in case.why if each not in direct and {item.base, item.group} & set(each.items)]
    return (*direct, *wider)
