"""Whether what an instrument file says of dictated lines fits its items, places and hints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.content.problems import Finding, Location
from assistant.errors import listed, quoted
from assistant.scoring.checking.form_checks import unknown_name
from assistant.scoring.expansion import options_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from assistant.scoring.format.definition import InstrumentDefinition
    from assistant.scoring.format.dictation import Dictation, Spoken


def dictation_findings(definition: InstrumentDefinition) -> Iterator[Finding]:
    """What is wrong with the words of dictated lines."""
    if definition.dictation is None:
        return
    for position, spoken in enumerate(definition.dictation.spoken):
        yield from _spoken(spoken, ("dictation", "spoken", position), definition)
    yield from _names(definition.dictation, definition)
    if definition.dictation.bare_numbers is not None and len(definition.items) > 1:
        what = "a number alone can only be a level in an instrument of one item"
        yield Finding(("dictation", "bare_numbers"), what, "remove it")


def _spoken(spoken: Spoken, location: Location, definition: InstrumentDefinition) -> Iterator[Finding]:
    item = next((each for each in definition.items if each.id == spoken.item), None)
    if item is None:
        names = [each.id for each in definition.items]
        yield unknown_name((*location, "item"), "item", spoken.item, names)
        return
    legal = [option.value for option in options_of(item, definition)]
    stated: dict[str, Iterable[int]] = {"says": spoken.says, "beside": spoken.beside}
    if spoken.counted is not None:
        more = () if spoken.counted.more is None else (spoken.counted.more,)
        stated["counted"] = (*spoken.counted.levels.values(), *spoken.counted.phrases, *more)
    for key, levels in stated.items():
        for level in sorted(set(levels) - set(legal)):
            what = f"{level} is not an answer of {quoted(item.id)}"
            yield Finding((*location, key), what, f"write {listed(legal)}")


def _names(dictation: Dictation, definition: InstrumentDefinition) -> Iterator[Finding]:
    places = [group.id for group in definition.groups if group.kind == "place"]
    items = [item.id for item in definition.items]
    repeated = [item.id for item in definition.items if item.repeat is not None]
    hints = [hint.id for hint in definition.hints]
    for key, named in (("places", dictation.places), ("parts", dictation.parts)):
        for place in named:
            if place not in places:
                yield unknown_name(("dictation", key, place), "place", place, places)
    for position, together in enumerate(dictation.together):
        known = [*items, *(group.id for group in definition.groups)]
        for index, name in enumerate(together.of):
            if name not in known:
                location = ("dictation", "together", position, "of", index)
                yield unknown_name(location, "item, place or section", name, known)
    for position, measured in enumerate(dictation.measured):
        if measured.hint not in hints:
            yield unknown_name(("dictation", "measured", position, "hint"), "hint", measured.hint, hints)
    for position, shorthand in enumerate(dictation.shorthand):
        for index, name in enumerate(shorthand.items):
            if name not in repeated:
                location = ("dictation", "shorthand", position, "items", index)
                yield unknown_name(location, "repeated item", name, repeated)
