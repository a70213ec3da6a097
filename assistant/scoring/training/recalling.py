"""Short questions: those of the training files, and those that the instruments themselves give."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.scoring.format.scores import ScoreDefinition
    from assistant.scoring.instrument import Instrument
    from assistant.scoring.library import Library
    from assistant.scoring.training.content import RecallTemplates
    from assistant.scoring.training.library import Training


class Card(NamedTuple):
    """A question with its choices, each under its key, and the key of the right one.

    `about` is the instrument and the question of it that the card is about, where there is one.
    """

    id: str
    ask: str
    choices: tuple[tuple[str, str], ...]
    right: str
    because: str
    about: tuple[str, str] | None = None


def recall_cards(library: Library, training: Training) -> tuple[Card, ...]:
    """Every card: the written ones first."""
    return (*_written(training), *_made(library, training))


def _written(training: Training) -> Iterator[Card]:
    for each in training.recall:
        about = (each.instrument, each.item) if each.instrument and each.item else None
        choices = tuple((str(key), choice) for key, choice in enumerate(each.choices, 1))
        right = str(each.choices.index(each.answer) + 1)
        yield Card(each.id, each.ask, choices, right, f"{each.because} ({each.place})", about)


def _made(library: Library, training: Training) -> Iterator[Card]:
    templates = training.recall_templates
    if templates is None:
        return
    for instrument in library:
        yield from _points(instrument, templates)
        yield from _levels(instrument, templates)
        yield from _bands(instrument, templates)
    yield from _maxima(library, templates)


def _points(instrument: Instrument, templates: RecallTemplates) -> Iterator[Card]:
    weights = sorted({item.weight for item in instrument.items})
    if len(weights) < 2 or weights[-1] > 9:
        return
    choices = tuple((str(weight), str(weight)) for weight in weights)
    for item in instrument.items:
        yield Card(
            f"points.{instrument.id}.{item.id}",
            templates.points.format(item=item.title, instrument=instrument.abbreviation),
            choices,
            str(item.weight),
            templates.says.format(answer=item.weight),
            (instrument.id, item.base),
        )


def _levels(instrument: Instrument, templates: RecallTemplates) -> Iterator[Card]:
    bases = {item.base: item for item in instrument.items if len(item.levels) > 2 and item.levels[-1] < 10}
    for base, item in bases.items():
        for option in item.options:
            yield Card(
                f"level.{instrument.id}.{base}.{option.value}",
                templates.level.format(
                    label=option.label, item=item.title, instrument=instrument.abbreviation
                ),
                tuple((str(level), str(level)) for level in item.levels),
                str(option.value),
                templates.says.format(answer=option.value),
                (instrument.id, base),
            )


def _bands(instrument: Instrument, templates: RecallTemplates) -> Iterator[Card]:
    for scheme in instrument.bands:
        labels = [level.label for level in scheme.levels]
        if not scheme.default or len(labels) > 9:
            continue
        title = next(_title(instrument, score) for score in instrument.scores if score.id == scheme.score)
        for level in scheme.levels:
            yield Card(
                f"band.{instrument.id}.{scheme.id}.{level.low}",
                templates.band.format(score=title, value=level.low, scheme=scheme.title),
                tuple((str(key), label) for key, label in enumerate(labels, 1)),
                str(labels.index(level.label) + 1),
                templates.says.format(answer=level.label),
            )


def _maxima(library: Library, templates: RecallTemplates) -> Iterator[Card]:
    every = sorted({value for instrument in library for value in instrument.maxima.values()})[:9]
    for instrument in library:
        for score in instrument.scores:
            value = instrument.maxima[score.id]
            if value in every and len(every) > 1:
                yield Card(
                    f"maximum.{instrument.id}.{score.id}",
                    templates.maximum.format(score=_title(instrument, score)),
                    tuple((str(key), str(each)) for key, each in enumerate(every, 1)),
                    str(every.index(value) + 1),
                    templates.says.format(answer=value),
                )


def _title(instrument: Instrument, score: ScoreDefinition) -> str:
    """The title of a score with its instrument."""
    named = instrument.abbreviation in score.title
    return score.title if named else f"{instrument.abbreviation}, {score.title}"
