"""An assessment on its figure: each place by its shade, and what the shades mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from assistant.conversation.body_map.cells import (
    BY_STEP,
    FigureLegend,
    FigurePicture,
    FigureSeries,
    Shade,
    Spot,
    figure_rows,
    text_row,
)
from assistant.errors import capital
from assistant.scoring.shading import STEPS, PlaceShade, shades_of, step_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assistant.scoring.answers import Answer
    from assistant.scoring.format.figure import FigureDefinition
    from assistant.scoring.instrument import Instrument

UNKNOWN = "?"
LONGEST_HEADING = 32
"""Columns of a heading above one figure in the terminal."""
OPEN_WORDS = "not fully answered"


class Time(NamedTuple):
    """One assessment on a figure: its heading, and the levels by item."""

    title: str
    values: Mapping[str, int]


def values_of(answers: Mapping[str, Answer]) -> dict[str, int]:
    """The levels among the answers, by item."""
    return {item: answer.value for item, answer in answers.items() if answer.value is not None}


def spots_of(
    instrument: Instrument, values: Mapping[str, int], keys: Mapping[str, str] | None = None
) -> dict[str, Spot]:
    """Every place as it is drawn. `keys` are what a click on a place presses."""
    return {
        shade.place: Spot(shade_of(shade), written(shade), (keys or {}).get(shade.place, ""))
        for shade in shades_of(instrument, values)
    }


def shade_of(shade: PlaceShade) -> Shade:
    """The pattern of a place."""
    return Shade.OPEN if shade.step is None else BY_STEP[shade.step]


def written(shade: PlaceShade) -> str:
    """The one character in a place: its sum, what it is at least, or that nothing is known."""
    if not shade.answered:
        return UNKNOWN
    return str(shade.low) if shade.low <= 9 else "+"


def in_words(shade: PlaceShade) -> str:
    """`clear`, `3 of 5`, `2 to 4 of 5`, `not answered`."""
    if not shade.answered:
        return "not answered"
    if shade.value is None:
        return f"{shade.low} to {shade.high} of {shade.most}"
    return "clear" if shade.value == 0 else f"{shade.value} of {shade.most}"


def picture_of(
    instrument: Instrument, values: Mapping[str, int], keys: Mapping[str, str] | None = None
) -> FigurePicture | None:
    """The figure with every place shaded; None for an instrument that has none."""
    figure = instrument.figure
    if figure is None:
        return None
    return FigurePicture(figure_rows(figure, spots_of(instrument, values, keys)), legend(instrument, figure))


def series_of(instrument: Instrument, times: Sequence[Time]) -> FigureSeries:
    """Several assessments, the earliest first, each under its heading. The instrument must have a figure."""
    figure = instrument.figure
    if figure is None:
        raise ValueError(f"{instrument.id} has no figure")
    return FigureSeries(
        tuple(
            (text_row(shortened(time.title)), *figure_rows(figure, spots_of(instrument, time.values)))
            for time in times
        ),
        legend(instrument, figure),
    )


def told_places(instrument: Instrument, time: Time) -> str:
    """An assessment in words: its heading, the places that are not clear, and how many are."""
    shades = shades_of(instrument, time.values)
    said = [f"{shade.title} {in_words(shade)}" for shade in shades if shade.value != 0 and shade.answered]
    clear = sum(shade.value == 0 for shade in shades)
    unknown = sum(not shade.answered for shade in shades)
    said += [f"{clear} clear"] if clear else []
    said += [f"{unknown} not answered"] if unknown else []
    return f"{time.title}: {'; '.join(said)}."


def shortened(title: str) -> str:
    """A heading that stays above its own figure in the terminal."""
    return title if len(title) <= LONGEST_HEADING else f"{title[: LONGEST_HEADING - 1]}…"


def legend(instrument: Instrument, figure: FigureDefinition) -> FigureLegend:
    """What the shades stand for."""
    use = instrument.definition.figure
    most = max((shade.most for shade in shades_of(instrument, {})), default=0)
    steps = [f"{BY_STEP[step].value} {span}" for step, span in step_spans(most)]
    return FigureLegend(
        f"{capital(use.title) if use is not None else ''}, 0 to {most}",
        (f"{Shade.CLEAR.value} clear", *steps, f"{Shade.OPEN.value} open", f"{UNKNOWN} not known"),
        capital(figure.sides),
    )


def step_spans(most: int) -> list[tuple[int, str]]:
    """The sums that each shade above clear stands for: `(1, "1-2")`."""
    found: list[tuple[int, str]] = []
    for step in range(1, STEPS + 1):
        sums = [value for value in range(1, most + 1) if step_of(value, most) == step]
        if sums:
            found.append((step, str(sums[0]) if len(sums) == 1 else f"{sums[0]}-{sums[-1]}"))
    return found
