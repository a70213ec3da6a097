"""An assessment on its figure: each place by its shade, and what the shades mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.conversation.body_map.cells import (
    BY_STEP,
    FIGURE_GAP,
    FigureLegend,
    FigurePicture,
    Shade,
    Spot,
    figure_rows,
    side_by_side,
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
OPEN_WORDS = "not fully answered"


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


def pictures_of(
    instrument: Instrument, times: Sequence[tuple[str, Mapping[str, int]]]
) -> FigurePicture | None:
    """Several assessments side by side, the earliest first, each under its title."""
    figure = instrument.figure
    if figure is None:
        return None
    blocks = [
        (text_row(title), *figure_rows(figure, spots_of(instrument, values))) for title, values in times
    ]
    return FigurePicture(side_by_side(blocks, FIGURE_GAP), legend(instrument, figure))


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
