"""A figure as a drawing (SVG): places shaded by colour and pattern, each with its value, and a list."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from assistant.conversation.body_map.shaded import OPEN_WORDS, in_words, step_spans, written
from assistant.errors import capital
from assistant.scoring.shading import PlaceShade, shades_of
from assistant.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from assistant.conversation.body_map.shaded import Time
    from assistant.scoring.format.figure import FigureDefinition, FigureView
    from assistant.scoring.instrument import Instrument

MARGIN, LINE = 24.0, 19.0
VIEW_GAP, TIME_GAP, LIST_GAP = 12.0, 44.0, 30.0
NAMES, VALUES = 190.0, 108.0
"""Columns of the list: the place, and its value at each time."""
LONGEST = 44
"""Characters of a heading above one figure."""
FILLS = ("#ffffff", "#fdd9cc", "#f7a488", "#dd5f4b", "#8f1020")
PATTERNS = (
    "",
    '<circle cx="4" cy="4" r="0.9" fill="#7a2a1c"/>',
    '<path d="M0 8 L8 0" stroke="#7a1d12" stroke-width="1"/>',
    '<path d="M0 8 L8 0 M0 0 L8 8" stroke="#4d0a0a" stroke-width="1"/>',
    "",
)
STYLE = (
    "text{font-family:Helvetica,Arial,sans-serif;font-size:13px;fill:#1c2226}"
    ".head{font-weight:bold;font-size:15px}.small{font-size:11px;fill:#4a5258}"
    ".value{font-weight:bold;font-size:13px;text-anchor:middle;stroke:#fff;stroke-width:3.4px;paint-order:stroke}"
    ".place{stroke:#333a40;stroke-width:1.1;stroke-linejoin:round}"
    ".open{stroke-dasharray:3 2}.lines{fill:none;stroke:#333a40;stroke-width:1;stroke-linecap:round}"
)


def drawing_of(instrument: Instrument, heading: str, times: Sequence[Time]) -> str:
    """The figure once for each assessment, side by side, with a list in words and what the shades mean.

    The instrument must have a figure. What comes from elsewhere is escaped, so that nothing of it is markup.
    """
    figure = instrument.figure
    if figure is None:
        raise ValueError(f"{instrument.id} has no figure")
    shades = [shades_of(instrument, time.values) for time in times]
    figures = sum(view.size[0] for view in figure.views) + VIEW_GAP * (len(figure.views) - 1)
    tall = max(view.size[1] for view in figure.views)
    list_left = MARGIN + len(times) * figures + (len(times) - 1) * TIME_GAP + LIST_GAP
    width = list_left + NAMES + VALUES * len(times) + MARGIN
    top = MARGIN + 3 * LINE
    height = top + tall + 3.6 * LINE + MARGIN
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" width="{width:g}" '
        f'height="{height:g}" role="img" aria-labelledby="t d">',
        f'<title id="t">{_text(heading)}</title>',
        f'<desc id="d">{_text(_described(times, shades))}</desc>',
        f"<style>{STYLE}</style>",
        *_patterns(),
        f'<rect width="{width:g}" height="{height:g}" fill="#ffffff"/>',
        _words(MARGIN, MARGIN + 6, heading, "head"),
    ]
    for number, (time, found) in enumerate(zip(times, shades, strict=True)):
        left = MARGIN + number * (figures + TIME_GAP)
        parts.append(_words(left, MARGIN + 6 + 1.4 * LINE, _shortened(time.title), "head"))
        parts += _figure(figure, found, left, top)
    parts += _listed(times, shades, list_left, MARGIN + 6 + 1.4 * LINE)
    parts += _legend(instrument, figure, shades[0], MARGIN, top + tall + 1.6 * LINE)
    return "\n".join([*parts, "</svg>"]) + "\n"


def _shortened(title: str) -> str:
    """A heading that stays above its own figure."""
    return title if len(title) <= LONGEST else f"{title[: LONGEST - 1]}…"


def _text(text: str) -> str:
    return escape(visible(text))


def _words(x: float, y: float, text: str, kind: str = "") -> str:
    named = f' class="{kind}"' if kind else ""
    return f'<text x="{x:g}" y="{y:g}"{named}>{_text(text)}</text>'


def _described(times: Sequence[Time], shades: Sequence[Sequence[PlaceShade]]) -> str:
    return " ".join(
        f"{time.title}: " + "; ".join(f"{shade.title} {in_words(shade)}" for shade in found) + "."
        for time, found in zip(times, shades, strict=True)
    )


def _patterns() -> Iterator[str]:
    yield "<defs>"
    for step, (fill, pattern) in enumerate(zip(FILLS, PATTERNS, strict=True)):
        yield (
            f'<pattern id="step{step}" width="8" height="8" patternUnits="userSpaceOnUse">'
            f'<rect width="8" height="8" fill="{fill}"/>{pattern}</pattern>'
        )
    yield (
        '<pattern id="open" width="9" height="9" patternUnits="userSpaceOnUse">'
        '<rect width="9" height="9" fill="#eef0f2"/><path d="M0 0 L9 9" stroke="#9aa4ad" stroke-width="1.2"/>'
        "</pattern></defs>"
    )


def _fill(shade: PlaceShade) -> str:
    return "open" if shade.step is None else f"step{shade.step}"


def _figure(figure: FigureDefinition, shades: Sequence[PlaceShade], left: float, top: float) -> Iterator[str]:
    by_place = {shade.place: shade for shade in shades}
    for view in figure.views:
        yield f'<g transform="translate({left:g} {top:g})">'
        yield from _view(figure, view, by_place)
        yield "</g>"
        left += view.size[0] + VIEW_GAP


def _view(figure: FigureDefinition, view: FigureView, by_place: Mapping[str, PlaceShade]) -> Iterator[str]:
    width = view.size[0]
    for x, text in ((width * 0.12, view.left), (width / 2, view.title), (width * 0.88, view.right)):
        yield f'<text x="{x:g}" y="-3" text-anchor="middle" class="small">{_text(text)}</text>'
    values: list[str] = []
    for region in figure.regions:
        shape, shade = region.shapes.get(view.id), by_place.get(region.place)
        if shape is None:
            continue
        if shade is None:
            yield f'<path class="place" d={quoteattr(shape.path)} fill="none"/>'
            continue
        kind = "place open" if shade.step is None else "place"
        said = _text(f"{shade.title}: {in_words(shade)}")
        yield (
            f'<path class="{kind}" d={quoteattr(shape.path)} fill="url(#{_fill(shade)})">'
            f"<title>{said}</title></path>"
        )
        values += [
            f'<text x="{x:g}" y="{y + 4.5:g}" class="value">{_text(written(shade))}</text>'
            for x, y in shape.marks
        ]
    if view.lines is not None:
        yield f'<path class="lines" d={quoteattr(view.lines)}/>'
    yield from values


def _listed(
    times: Sequence[Time], shades: Sequence[Sequence[PlaceShade]], left: float, top: float
) -> Iterator[str]:
    """Every place in words, with its value at each time; one that changed is told by an arrow."""
    for number, time in enumerate(times):
        if len(times) > 1:
            yield _words(left + NAMES + number * VALUES, top, time.title.split(",")[0], "small")
    for row in range(len(shades[0])):
        y = top + (row + 1.3) * LINE
        yield _words(left, y, shades[0][row].title)
        for number, found in enumerate(shades):
            before = shades[number - 1][row] if number else found[row]
            yield _words(
                left + NAMES + number * VALUES, y, f"{in_words(found[row])}{_arrow(before, found[row])}"
            )


def _arrow(before: PlaceShade, after: PlaceShade) -> str:
    """Whether a place became worse or better; nothing where either is open."""
    if before.value is None or after.value is None or before.value == after.value:
        return ""
    return " ↓" if after.value < before.value else " ↑"


def _legend(
    instrument: Instrument,
    figure: FigureDefinition,
    shades: Sequence[PlaceShade],
    left: float,
    top: float,
) -> Iterator[str]:
    most = max((shade.most for shade in shades), default=0)
    use = instrument.definition.figure
    title = capital(use.title) if use is not None else ""
    yield _words(left, top, f"Shade and number: {title}, 0 to {most} in each place.", "small")
    x, y = left, top + 0.6 * LINE
    entries = [("step0", "clear"), *((f"step{step}", span) for step, span in step_spans(most))]
    for fill, words in (
        *entries,
        ("open", f"{OPEN_WORDS} (the number: what it is at least; ?: nothing known)"),
    ):
        kind = "place open" if fill == "open" else "place"
        yield f'<rect x="{x:g}" y="{y:g}" width="22" height="14" class="{kind}" fill="url(#{fill})"/>'
        yield _words(x + 27, y + 11.5, words, "small")
        x += 27 + 24 + 6.2 * len(words)
    yield _words(left, y + 1.7 * LINE, f"{capital(figure.sides)}. ↓ ↑: less or more than before.", "small")
