"""An instrument as plain values, for scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.scoring.instrument import Instrument, Item


def short_portrait(instrument: Instrument) -> dict[str, object]:
    """What a list of instruments says of one."""
    return {
        "id": instrument.id,
        "abbreviation": instrument.abbreviation,
        "title": instrument.title,
        "version": instrument.version,
        "content_version": instrument.content_version,
        "items": len(instrument.items),
        "scores": instrument.maxima,
    }


def portrait(instrument: Instrument) -> dict[str, object]:
    """Everything that the file says, with repeated items in their places and the computed maxima."""
    written = instrument.definition.model_dump(
        mode="json", by_alias=True, exclude={"items", "groups", "option_sets", "scores"}
    )
    return {
        **written,
        "digest": instrument.digest,
        "groups": [
            {
                "id": group.id,
                "title": group.title,
                "kind": group.kind,
                "items": [item.id for item in group.items],
            }
            for group in instrument.groups
        ],
        "items": [_item(item) for item in instrument.items],
        "scores": [
            {**score.model_dump(mode="json"), "max": instrument.maxima[score.id]}
            for score in instrument.scores
        ],
    }


def _item(item: Item) -> dict[str, object]:
    return {
        "id": item.id,
        "title": item.full_title,
        "question": item.question,
        "group": item.group,
        "options": [option.model_dump(mode="json") for option in item.options],
        "weight": item.weight,
        "clear_value": item.clear_value,
        "asked_always": item.condition is None,
        "counts": item.counts,
        "excludes": item.excludes,
        "help": item.help,
        "on_phototypes": [{"phototypes": each.phototypes, "text": each.text} for each in item.on_phototypes],
        "words": item.words,
        "evidence": [evidence.model_dump(mode="json") for evidence in item.evidence],
    }
